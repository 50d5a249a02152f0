package server

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"herodotus/internal/query"
	"herodotus/internal/store"
)

const (
	watchEvery = 30 * time.Second // between looks at the store
	maxTold    = 200              // events in one delivery
	maxNew     = 5000             // events told after one look; of more only the newest
	tries      = 4                // of one delivery, after 1, 4 and 16 seconds
	leaseTime  = 3 * time.Minute  // longer than one delivery with all its tries can take
)

// delivery is the body of a webhook.
type delivery struct {
	Watch  string        `json:"watch"`
	Query  string        `json:"query"`
	Events []query.Event `json:"events"`
}

// startNotifier tells webhooks what is new, until ctx ends; the channel closes when it is done.
func (s *Server) startNotifier(ctx context.Context) <-chan struct{} {
	done := make(chan struct{})
	if s.cfg.Store == nil {
		close(done)
		return done
	}
	go func() {
		defer close(done)
		tick := time.NewTicker(watchEvery)
		defer tick.Stop()
		for {
			if err := s.notify(ctx); err != nil && ctx.Err() == nil {
				s.cfg.Log.Error("watches", "error", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	}()
	return done
}

// notify looks once at every watch that has a webhook. Watches do not wait for
// one another long, and one that fails does not hold up the rest.
func (s *Server) notify(ctx context.Context) error {
	watches, err := s.cfg.Store.Watches(ctx)
	if err != nil {
		return err
	}
	var g errgroup.Group
	g.SetLimit(8)
	for _, w := range watches {
		if w.Webhook == "" {
			continue
		}
		g.Go(func() error {
			if err := s.notifyOne(ctx, w); err != nil && ctx.Err() == nil {
				s.cfg.Log.Error("watch", "id", w.ID, "name", w.Name, "error", err)
			}
			return nil
		})
	}
	return g.Wait()
}

// notifyOne tells one webhook what is new, if no other server on the same
// database is at it.
func (s *Server) notifyOne(ctx context.Context, w store.Watch) error {
	held, err := s.cfg.Store.LeaseWatch(ctx, w.ID, "", time.Now().Add(leaseTime))
	if err != nil || held == "" {
		return err
	}
	defer func() {
		if err := s.cfg.Store.ReleaseWatch(context.WithoutCancel(ctx), w.ID, held); err != nil {
			s.cfg.Log.Warn("release a watch", "id", w.ID, "error", err)
		}
	}()
	if w, err = s.cfg.Store.Watch(ctx, w.ID); err != nil { // another may have told since it was listed
		return err
	}
	events, err := s.newEvents(ctx, w, maxNew)
	if err != nil || len(events) == 0 {
		return err
	}
	slices.Reverse(events)
	for part := range slices.Chunk(events, maxTold) {
		if held, err = s.cfg.Store.LeaseWatch(ctx, w.ID, held, time.Now().Add(leaseTime)); err != nil || held == "" {
			return err
		}
		if told, err := s.tellPart(ctx, &w, part); err != nil || !told {
			return err
		}
	}
	return nil
}

// tellPart makes one delivery, the oldest first, and keeps how far the watch has
// come. After a fault the next look goes on where this ended.
func (s *Server) tellPart(ctx context.Context, w *store.Watch, part []query.Event) (told bool, err error) {
	failed := s.tell(ctx, *w, part)
	if failed == nil {
		s.metrics.told.WithLabelValues("delivered").Inc()
		w.Seen, w.Failed = part[len(part)-1].ID, ""
	} else {
		s.metrics.told.WithLabelValues("failed").Inc()
		w.Failed = failed.Error()
	}
	return failed == nil, s.cfg.Store.SetWatch(ctx, *w)
}

// newEvents gives what matches a watch and was stored after what it has seen, the newest first.
func (s *Server) newEvents(ctx context.Context, w store.Watch, most int) ([]query.Event, error) {
	q, err := query.Parse(w.Query)
	if err != nil {
		return nil, err
	}
	q.Kind, q.Sort = query.KindEvents, "-id"
	var out []query.Event
	for after := ""; ; {
		events, next, err := q.Events(ctx, s.cfg.Store, query.Page{After: after, Limit: min(most-len(out), 1000)})
		if err != nil {
			return nil, err
		}
		for _, e := range events {
			if e.ID <= w.Seen {
				return out, nil
			}
			out = append(out, e)
		}
		if after = next; after == "" || len(out) >= most {
			return out, nil
		}
	}
}

// tell delivers with retries. The receiver proves the sender by the signature:
// HMAC-SHA256 of "timestamp.body" under the watch's secret.
func (s *Server) tell(ctx context.Context, w store.Watch, events []query.Event) error {
	body, err := json.Marshal(delivery{w.Name, w.Query, events})
	if err != nil {
		return err
	}
	client := s.outward()
	wait := time.Second
	for try := 1; ; try++ {
		err = post(ctx, client, w, body)
		if err == nil || try == tries || errors.Is(err, errPrivate) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
			wait *= 4
		}
	}
}

func post(ctx context.Context, client *http.Client, w store.Watch, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.Webhook, bytes.NewReader(body))
	if err != nil {
		return err
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "herodotus")
	req.Header.Set("X-Herodotus-Timestamp", stamp)
	req.Header.Set("X-Herodotus-Signature", "sha256="+Sign(w.Secret, stamp, body))
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return fmt.Errorf("the webhook answered %s", resp.Status)
	}
	return nil
}

// Sign gives the signature of a delivery in hex.
func Sign(secret, timestamp string, body []byte) string {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte(timestamp + "."))
	m.Write(body)
	return hex.EncodeToString(m.Sum(nil))
}

var errPrivate = errors.New("the address lies in a private network, which webhooks may not reach")

// outward is a client that reaches public addresses only. They are checked when
// the connection is made, after names were resolved, so that no name can lead
// inside; redirects are not followed, and proxies of the environment not used.
func (s *Server) outward() *http.Client {
	dial := &net.Dialer{Timeout: 5 * time.Second}
	if !s.cfg.AllowPrivate {
		dial.Control = func(_, address string, _ syscall.RawConn) error {
			ip, err := netip.ParseAddrPort(address)
			if err != nil || !publicAddress(ip.Addr()) {
				return errPrivate
			}
			return nil
		}
	}
	return &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DialContext: dial.DialContext, TLSHandshakeTimeout: 5 * time.Second,
		ResponseHeaderTimeout: 8 * time.Second, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// special are networks that netip has no predicate for (RFC 6890 and others):
// this network, shared address space, IETF, benchmarks, reserved, NAT64, 6to4, Teredo.
var special = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001::/32"), netip.MustParsePrefix("fec0::/10")}

func publicAddress(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsValid() || !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.Zone() != "" {
		return false
	}
	for _, p := range special {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}
