package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// robotsAge is how long a robots.txt holds (RFC 9309, 2.4: at most a day).
const robotsAge = 24 * time.Hour

// robots keeps the robots.txt of each host.
type robots struct {
	f     *fetcher
	mu    sync.Mutex
	hosts map[string]*rules
}

// rules are what one host asks of robots.
type rules struct {
	mu   sync.Mutex // held while they are fetched
	data *robotstxt.RobotsData
	at   time.Time
}

// allows tells whether an address may be fetched, and the pause that the host asks for.
func (r *robots) allows(ctx context.Context, u *url.URL) (time.Duration, error) {
	key := u.Scheme + "://" + u.Host
	r.mu.Lock()
	host := r.hosts[key]
	if host == nil {
		host = &rules{}
		r.hosts[key] = host
	}
	r.mu.Unlock()

	host.mu.Lock()
	defer host.mu.Unlock()
	if now := r.f.c.now(); host.data == nil || now.Sub(host.at) > robotsAge {
		data, err := r.load(ctx, u)
		if err != nil {
			return 0, fmt.Errorf("robots.txt of %s: %w", u.Host, err)
		}
		host.data, host.at = data, now
	}
	group := host.data.FindGroup(r.f.c.UserAgent)
	if !group.Test(u.RequestURI()) {
		return 0, fmt.Errorf("robots.txt of %s forbids %s", u.Host, u.RequestURI())
	}
	return group.CrawlDelay, nil
}

// load fetches a robots.txt. Where there is none all is allowed; a server that
// fails is not asked further (RFC 9309, 2.3.1).
func (r *robots) load(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	got, err := r.f.do(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}, nil)
	var refused *refusal
	switch {
	case errors.As(err, &refused) && refused.status < 500 && refused.status != http.StatusTooManyRequests:
		return robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	case err != nil:
		return nil, err
	}
	data, err := robotstxt.FromBytes(got.body)
	if err != nil { // what cannot be read forbids nothing
		return robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	}
	return data, nil
}
