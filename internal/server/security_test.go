package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"herodotus/internal/store"
)

const token = "a-token-of-the-test-0123456789"

// users fills a store with one user of each role; the password is "correct horse".
func users(t *testing.T) *store.Store {
	st := archive(t)
	hash, err := HashPassword("correct horse")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"reader", "editor", "admin"} {
		if _, err := st.AddUser(context.Background(), store.User{Name: name, Role: name, Hash: hash, Created: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	return st
}

func signIn(t *testing.T, u, name, password string) string {
	t.Helper()
	resp, _ := call(t, "POST", u+"/login", url.Values{"name": {name}, "password": {password}})
	if len(resp.Cookies()) == 0 {
		return ""
	}
	c := resp.Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
		t.Errorf("cookie without HttpOnly or SameSite: %v", c)
	}
	return c.Name + "=" + c.Value
}

// OWASP A01, broken access control: who may do what.
func TestRoles(t *testing.T) {
	u := start(t, Config{Store: users(t), Users: true}).URL
	cookies := map[string]string{"": ""}
	for _, name := range []string{"reader", "editor", "admin"} {
		if cookies[name] = signIn(t, u, name, "correct horse"); cookies[name] == "" {
			t.Fatalf("%s cannot sign in", name)
		}
	}
	doc := load(t, "war").Document.ID
	correction := url.Values{"event": {"v1"}, "slot": {"type"}, "verdict": {"right"}}
	for _, x := range []struct {
		method, path string
		form         url.Values
		least        role
	}{
		{"GET", "/search", nil, reader}, {"GET", "/article/" + doc, nil, reader}, {"GET", "/v1/events", nil, reader}, {"GET", "/corrections.jsonl", nil, reader},
		{"POST", "/article/" + doc + "/corrections", correction, editor}, {"POST", "/watches", url.Values{"name": {"x"}, "query": {"type:ASSAULT"}}, editor},
		{"POST", "/v1/documents/" + doc + "/corrections", nil, editor},
		{"GET", "/users", nil, admin}, {"POST", "/users", url.Values{"name": {"eve"}, "password": {"correct horse"}, "role": {"admin"}}, admin},
		{"POST", "/users/reader", url.Values{"role": {"reader"}}, admin}, {"GET", "/metrics", nil, admin},
		{"GET", "/login", nil, stranger}, {"GET", "/healthz", nil, stranger},
	} {
		for name, cookie := range cookies {
			resp, _ := call(t, x.method, u+x.path, x.form, "Cookie", cookie)
			refused := resp.StatusCode == 401 || resp.StatusCode == 403 || resp.StatusCode == 303 && strings.HasPrefix(resp.Header.Get("Location"), "/login?next=")
			if refused != (roles[name] < x.least) {
				t.Errorf("%s %s as %q: %s", x.method, x.path, name, resp.Status)
			}
		}
	}
}

// OWASP A07, authentication: guessing is slow, wrong ones look alike, sessions end.
func TestSignIn(t *testing.T) {
	st := users(t)
	u := start(t, Config{Store: st, Users: true}).URL
	cookie := signIn(t, u, "reader", "correct horse")
	call(t, "POST", u+"/logout", url.Values{}, "Cookie", cookie)
	if resp, _ := call(t, "GET", u+"/search", nil, "Cookie", cookie); resp.StatusCode != 303 {
		t.Errorf("signed out, and still in: %s", resp.Status)
	}
	_, wrong := call(t, "POST", u+"/login", url.Values{"name": {"admin"}, "password": {"guess number one"}})
	_, nobody := call(t, "POST", u+"/login", url.Values{"name": {"nobod"}, "password": {"guess number one"}})
	if strings.ReplaceAll(wrong, "admin", "nobod") != nobody {
		t.Error("the answer tells whether a user exists")
	}
	resp := &http.Response{}
	for range 10 {
		resp, _ = call(t, "POST", u+"/login", url.Values{"name": {"admin"}, "password": {"guess"}})
	}
	if resp.StatusCode != http.StatusTooManyRequests {
		t.Errorf("ten guesses in a row: %s", resp.Status)
	}
	for _, next := range []string{"//evil.example", "https://evil.example", `/\evil.example`, "/a\r\nX: y"} {
		if got := localPath(next); got != "/" {
			t.Errorf("next=%q leads to %q", next, got)
		}
	}
}

func TestTokens(t *testing.T) {
	st := users(t)
	hash := sha256.Sum256([]byte("a token of the store"))
	if _, err := st.AddToken(context.Background(), store.Token{Name: "bot", Role: "reader", Hash: hash[:], Created: time.Now()}); err != nil {
		t.Fatal(err)
	}
	u := start(t, Config{Store: st, Users: true, Token: token}).URL
	for _, x := range []struct {
		path, auth string
		status     int
	}{{"/v1/events", "Bearer " + token, 200}, {"/v1/events", "Bearer a token of the store", 200}, {"/users", "Bearer a token of the store", 403},
		{"/v1/events", "Bearer wrong", 401}, {"/v1/events", "", 401}, {"/v1/events", "Basic eDphIHRva2VuIG9mIHRoZSBzdG9yZQ==", 200}} {
		if resp, body := call(t, "GET", u+x.path, nil, "Authorization", x.auth, "Accept", "application/json"); resp.StatusCode != x.status {
			t.Errorf("%s with %q: %s\n%s", x.path, x.auth, resp.Status, body)
		}
	}
	if cookie := signIn(t, u, "", token); cookie == "" {
		t.Error("the token does not sign a browser in")
	}
}

// OWASP A05, misconfiguration: other addresses need a token or users; headers are set everywhere.
func TestSafeByDefault(t *testing.T) {
	for _, listen := range []string{":8080", "0.0.0.0:8080", "[::]:80", "192.0.2.1:80", "example.org:80"} {
		if _, err := New(Config{Listen: listen}); err == nil {
			t.Errorf("listens on %s without asking anyone in", listen)
		}
	}
	if _, err := New(Config{Listen: ":8080", Token: "short"}); err == nil {
		t.Error("takes a token that can be guessed")
	}
	u := start(t, Config{Store: archive(t)}).URL
	for _, path := range []string{"/", "/search", "/nowhere", "/v1/events", "/v1/nowhere", "/static/x/y", "/openapi.json", "/mcp", "/metrics"} {
		resp, body := call(t, "GET", u+path, nil)
		for name, part := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"} {
			if !strings.Contains(resp.Header.Get(name), part) {
				t.Errorf("%s: %s is %q", path, name, resp.Header.Get(name))
			}
		}
		if csp := resp.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || strings.Contains(body, "style=\"") || strings.Contains(body, "onclick") {
			t.Errorf("%s: inline style or script", path)
		}
	}
	if resp, _ := call(t, "GET", u+"/", nil, "Host", "evil.example"); resp.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("a name that was made to lead here (DNS rebinding): %s", resp.Status)
	}
}

// Cross-site request forgery: what changes something is refused from elsewhere.
func TestForgery(t *testing.T) {
	u := start(t, Config{Store: archive(t)}).URL
	form := url.Values{"name": {"x"}, "query": {"type:ASSAULT"}, "text": {"Kenya recalled its ambassador."}}
	for _, path := range []string{"/watches", "/code", "/v1/code", "/users", "/logout", "/mcp"} {
		for _, from := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Sec-Fetch-Site", "", "Origin", "https://evil.example"}} {
			if resp, _ := call(t, "POST", u+path, form, from...); resp.StatusCode != http.StatusForbidden {
				t.Errorf("POST %s from %v: %s", path, from, resp.Status)
			}
		}
	}
}

// hostile are inputs of OWASP's cheat sheets: injection of SQL, markup, templates, commands, paths, headers.
var hostile = []string{`' OR 1=1 --`, `"; DROP TABLE documents; --`, `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `javascript:alert(1)`,
	`{{.}}`, `${7*7}`, `; cat /etc/passwd`, `../../../../etc/passwd`, "%2e%2e%2f", "a\r\nSet-Cookie: x=y", "\x00", "\xff\xfe", strings.Repeat("(", 3000), strings.Repeat("A", 20000), `actor:"<svg/onload=alert(1)>"`}

// OWASP A03, injection: hostile input anywhere yields no error of ours and no markup of theirs.
func TestInjection(t *testing.T) {
	st := archive(t)
	u := start(t, Config{Store: st}).URL
	check := func(what string, resp *http.Response, body string) {
		t.Helper()
		if resp.StatusCode >= 500 {
			t.Errorf("%s: %s\n%.300s", what, resp.Status, body)
		}
		if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
			for _, bad := range []string{"<script>alert", "<img src=x", "<svg/onload", `href="javascript:`} {
				if strings.Contains(body, bad) {
					t.Errorf("%s: %q came back as markup", what, bad)
				}
			}
		}
		if resp.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: a header was smuggled in", what)
		}
	}
	for _, h := range hostile {
		q := url.QueryEscape(h)
		for _, path := range []string{"/search?q=", "/search?kind=", "/search?after=", "/timeline?step=", "/timeline?q=", "/map?q=", "/actors?q=", "/ledger?q=", "/login?next=", "/corrections?after=",
			"/v1/events?q=", "/v1/claims?after=", "/v1/counts?by=", "/v1/timeline?step=", "/article/" + load(t, "war").Document.ID + "?event=", "/article/" + load(t, "war").Document.ID + "?claim="} {
			resp, body := call(t, "GET", u+path+q, nil)
			check(path+h[:min(len(h), 30)], resp, body)
		}
		for _, path := range []string{"/article/", "/story/", "/v1/documents/", "/v1/stories/", "/static/", "/watches/"} {
			resp, body := call(t, "GET", u+path+url.PathEscape(h), nil)
			check(path+h[:min(len(h), 30)], resp, body)
		}
		form := url.Values{}
		for _, k := range []string{"text", "published", "title", "publisher", "name", "query", "webhook", "password", "role", "event", "slot", "verdict", "value", "note"} {
			form.Set(k, h)
		}
		for _, path := range []string{"/code", "/watches", "/users", "/login", "/article/" + load(t, "war").Document.ID + "/corrections"} {
			resp, body := call(t, "POST", u+path, form)
			check("POST "+path+" "+h[:min(len(h), 30)], resp, body)
		}
	}
	if s, err := st.Stats(context.Background()); err != nil || s.Documents != 2 {
		t.Errorf("the archive has changed: %+v %v", s, err)
	}
}

// OWASP A04 and denial of service: bodies, headers and rates have bounds.
func TestBounds(t *testing.T) {
	u := start(t, Config{}).URL
	resp, _ := call(t, "POST", u+"/code", url.Values{"text": {strings.Repeat("a", maxForm)}})
	if resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a body over the limit: %s", resp.Status)
	}
	slow := start(t, Config{Rate: 1}).URL
	for range 8 {
		resp, _ = call(t, "GET", slow+"/help", nil)
	}
	if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") == "" {
		t.Errorf("the eighth request of a moment at one a second: %s", resp.Status)
	}
}

// OWASP A10, server-side request forgery.
func TestPrivateAddresses(t *testing.T) {
	for ip, public := range map[string]bool{"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false, "198.18.0.1": false, "::1": false, "fe80::1": false, "fc00::1": false, "::ffff:127.0.0.1": false,
		"::ffff:10.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "::": false, "93.184.216.34": true, "2606:2800:220:1::1": true} {
		if got := publicAddress(netip.MustParseAddr(ip)); got != public {
			t.Errorf("%s: public %v", ip, got)
		}
	}
	s, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://0x7f.1:1/", "http://2130706433:1/"} {
		if _, err := s.outward().Get(address); err == nil {
			t.Errorf("%s was reached", address)
		} else if strings.Contains(err.Error(), "refused") {
			t.Errorf("%s was tried: %v", address, err)
		}
	}
}

// OWASP A09, logging: refused sign-ins are told, secrets are not.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	u := start(t, Config{Token: token, Log: slog.New(slog.NewJSONHandler(&log, nil))}).URL
	call(t, "POST", u+"/login", url.Values{"password": {"secret-guess"}})
	call(t, "GET", u+"/help", nil, "Authorization", "Bearer "+token)
	if s := log.String(); !strings.Contains(s, "sign-in refused") || !strings.Contains(s, `"path":"/help"`) || !strings.Contains(s, `"user":"token"`) ||
		strings.Contains(s, token) || strings.Contains(s, "secret-guess") {
		t.Errorf("log:\n%s", s)
	}
}

func TestPasswords(t *testing.T) {
	for _, bad := range []string{"", "short", strings.Repeat("x", 600)} {
		if _, err := HashPassword(bad); err == nil {
			t.Errorf("took %.20q", bad)
		}
	}
	h, err := HashPassword("correct horse")
	if err != nil || !strings.HasPrefix(h, "$argon2id$v=19$m=19456,t=2,p=1$") || !checkPassword(h, "correct horse") || checkPassword(h, "correct horsf") || checkPassword(nobody, "") {
		t.Error(h, err)
	}
	for _, broken := range []string{"", "$argon2id$", "$argon2id$v=19$m=99999999,t=2,p=1$AA$AA", "$argon2id$v=19$m=19456,t=2,p=1$!!$AA"} {
		if checkPassword(broken, "x") {
			t.Errorf("%q lets in", broken)
		}
	}
}
