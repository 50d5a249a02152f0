package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// maxBody bounds an answer, decompressed.
const maxBody = 32 << 20

// answer is what a server gave.
type answer struct {
	url    string // after redirects
	status int
	header http.Header
	body   []byte
}

// longestFresh is how long we believe at most that an answer holds: static feeds say a year.
const longestFresh = 2 * time.Hour

// maxAge gives how long the server says that its answer holds.
func (a *answer) maxAge() time.Duration {
	for part := range strings.SplitSeq(a.header.Get("Cache-Control"), ",") {
		if v, ok := strings.CutPrefix(strings.TrimSpace(part), "max-age="); ok {
			if n, err := strconv.Atoi(v); err == nil && n > 0 {
				return time.Duration(min(n, int(longestFresh/time.Second))) * time.Second
			}
		}
	}
	return 0
}

// refusal is an answer that is no success.
type refusal struct {
	status int
	after  time.Duration // Retry-After
}

func (r *refusal) Error() string {
	return fmt.Sprintf("the server answers %d %s", r.status, http.StatusText(r.status))
}

// fetcher makes requests, with a pause for each host.
type fetcher struct {
	c      Config
	client *http.Client
	robots *robots

	mu   sync.Mutex
	free map[string]time.Time // when a host may be asked again
}

func newFetcher(c Config) *fetcher {
	f := &fetcher{c: c, free: map[string]time.Time{}}
	f.robots = &robots{f: f, hosts: map[string]*rules{}}
	dialer := &net.Dialer{Timeout: c.Timeout}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			d := *dialer
			if named, _ := ctx.Value(namedKey{}).(string); named != address && !isProxy(address) {
				d.Control = onlyPublic
			}
			return d.DialContext(ctx, network, address)
		},
		TLSHandshakeTimeout: c.Timeout, ResponseHeaderTimeout: c.Timeout, IdleConnTimeout: time.Minute,
		MaxResponseHeaderBytes: 256 << 10, DisableKeepAlives: true, // a connection serves one feed: what may be reached depends on it
	}
	f.client = &http.Client{Transport: transport, Timeout: c.Timeout, CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if len(via) >= 5 {
			return errors.New("is redirected more than five times")
		}
		return plainWeb(req.URL)
	}}
	return f
}

// namedKey is the key of the address, host:port, that the user named.
type namedKey struct{}

// get asks for an address on behalf of a feed. Anything but 200 and 304 is an error.
func (f *fetcher) get(ctx context.Context, feed, address string, header http.Header) (*answer, error) {
	u, err := url.Parse(address)
	if err == nil {
		err = plainWeb(u)
	}
	if err != nil {
		return nil, err
	}
	named, err := url.Parse(feed)
	if err != nil {
		return nil, err
	}
	ctx = context.WithValue(ctx, namedKey{}, hostPort(named))
	delay, err := f.robots.allows(ctx, u)
	if err != nil {
		return nil, err
	}
	if err := f.wait(ctx, u.Host, delay); err != nil {
		return nil, err
	}
	return f.do(ctx, u, header)
}

func (f *fetcher) do(ctx context.Context, u *url.URL, header http.Header) (*answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	for k, v := range header {
		if len(v) > 0 && v[0] != "" {
			req.Header[k] = v
		}
	}
	req.Header.Set("User-Agent", f.c.UserAgent)
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNotModified {
		return nil, &refusal{resp.StatusCode, f.retryAfter(resp.Header.Get("Retry-After"))}
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err == nil && len(body) > maxBody {
		err = fmt.Errorf("the answer is longer than %d MB", maxBody>>20)
	}
	if err != nil {
		return nil, err
	}
	return &answer{resp.Request.URL.String(), resp.StatusCode, resp.Header, body}, nil
}

// retryAfter reads seconds or a date (RFC 9110, 10.2.3).
func (f *fetcher) retryAfter(s string) time.Duration {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 {
		return time.Duration(min(n, int(longestWait/time.Second))) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil {
		return max(t.Sub(f.c.now()), 0)
	}
	return 0
}

// wait keeps the pause between two requests to one host.
func (f *fetcher) wait(ctx context.Context, host string, delay time.Duration) error {
	pause := max(f.c.Pause, min(delay, time.Minute))
	f.mu.Lock()
	now := time.Now()
	at := f.free[host]
	if at.Before(now) {
		at = now
	}
	f.free[host] = at.Add(pause)
	f.mu.Unlock()
	timer := time.NewTimer(time.Until(at))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// plainWeb refuses what is no address of the web.
func plainWeb(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%s is no address of the web (http, https)", u.Redacted())
	}
	return nil
}

func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		if port = "80"; u.Scheme == "https" {
			port = "443"
		}
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// isProxy tells whether an address is that of the proxy that the environment names.
func isProxy(address string) bool {
	for _, scheme := range []string{"http", "https"} {
		p, err := http.ProxyFromEnvironment(&http.Request{URL: &url.URL{Scheme: scheme, Host: "proxy.test.invalid"}})
		if err == nil && p != nil && hostPort(p) == address {
			return true
		}
	}
	return false
}

// onlyPublic refuses connections to addresses that are not of the open Internet.
// It sees the address after the name was looked up, so that no name can hide one.
func onlyPublic(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	ip := at.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || inner(ip) {
		return fmt.Errorf("%s is a private address: only a feed that you name may lie there", ip)
	}
	return nil
}

// innerNets are private in all but name: shared and benchmark nets, documentation,
// and IPv6 forms that carry an IPv4 address (IANA special-purpose registries).
var innerNets = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("::/96"),
}

func inner(ip netip.Addr) bool {
	for _, n := range innerNets {
		if n.Contains(ip) {
			return true
		}
	}
	return false
}
