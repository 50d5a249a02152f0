//go:build slow

package server

import (
	"bytes"
	"context"
	_ "embed"
	"flag"
	"image"
	"image/png"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "write the screenshots anew")

//go:embed axe_test.js
var axe string

// browser is a real Chromium that watches for errors and foreign requests.
type browser struct {
	*testing.T
	ctx  context.Context
	host string

	mu     sync.Mutex
	faults []string
}

func newBrowser(t *testing.T, base string) *browser {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no chromium: apt-get install chromium")
		}
		t.Skip("no chromium")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true), chromedp.UserDataDir(t.TempDir()))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{T: t, ctx: ctx, host: u.Host}
	b.do(chromedp.Navigate("about:blank")) // starts the browser, whose life no time limit may end
	var cancelTime context.CancelFunc
	b.ctx, cancelTime = context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(cancelTime)
	if err := chromedp.Listen(ctx, b.watch); err != nil {
		t.Fatal(err)
	}
	b.do(command(network.Enable, network.EnableParams{}), command(log.Enable, cdp.Empty{}), command(runtime.Enable, cdp.Empty{}))
	return b
}

// watch notes console errors, exceptions, policy violations and requests to other hosts.
func (b *browser) watch(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if string(e.Entry.Level) == "error" || string(e.Entry.Level) == "warning" {
			b.faults = append(b.faults, "console: "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		b.faults = append(b.faults, "console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		b.faults = append(b.faults, "exception: "+e.ExceptionDetails.Text)
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Host != b.host && u.Scheme != "data" {
			b.faults = append(b.faults, "leaves the host: "+e.Request.URL)
		}
	}
}

// command makes a step of a command of the protocol.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// get runs one step and gives its value.
func get[T any](b *browser, a chromedp.Action[T]) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, a)
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// look sets the colour scheme and the size of the window.
func (b *browser) look(scheme string, width, height int64) {
	b.Helper()
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}),
		chromedp.EmulateViewport(width, height), chromedp.Sleep(300*time.Millisecond))
}

// sees waits for an element that holds the words.
func (b *browser) sees(selector, words string) {
	b.Helper()
	var text string
	for range 50 {
		text = get(b, chromedp.Evaluate[string](`[...document.querySelectorAll(`+quoteJS(selector)+`)].map(n => n.textContent).join("\n")`))
		if strings.Contains(text, words) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.Fatalf("%s does not hold %q but %.400q", selector, words, text)
}

func quoteJS(s string) string { return "`" + strings.ReplaceAll(s, "`", "\\`") + "`" }

// sound checks the page in light, dark and at the width of a phone.
func (b *browser) sound(where string) {
	b.Helper()
	for _, look := range []struct {
		name, scheme string
		width        int64
	}{{"light", "light", 1280}, {"dark", "dark", 1280}, {"phone", "light", 360}} {
		b.look(look.scheme, look.width, 900)
		for _, f := range get(b, chromedp.Evaluate[[]string](axe)) {
			b.Errorf("%s (%s): %s", where, look.name, f)
		}
	}
	b.look("light", 1280, 900)
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		b.Errorf("%s: %s", where, f)
	}
	b.faults = nil
}

// focus walks the page with the Tab key: each stop is seen, marked, and later in the document than the one before.
func (b *browser) focus(where string, stops int) {
	b.Helper()
	get(b, chromedp.Evaluate[bool](`window.before = null; document.activeElement.blur(); true`))
	for range stops {
		b.do(chromedp.KeyEvent("\t"))
		fault := get(b, chromedp.Evaluate[string](`(() => {
			const n = document.activeElement;
			if (n === document.body) return "";
			const s = getComputedStyle(n), r = n.getBoundingClientRect();
			let fault = "";
			if (window.before && !(window.before.compareDocumentPosition(n) & Node.DOCUMENT_POSITION_FOLLOWING)) fault = "goes back";
			if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) fault = "is not marked";
			if (r.width === 0 || r.bottom < 0) fault = "is not seen";
			window.before = n;
			return fault && fault + ": " + n.outerHTML.slice(0, 100);
		})()`))
		if fault != "" {
			b.Errorf("%s: the focus %s", where, fault)
		}
	}
}

// shot holds a screenshot against its golden with a tolerance.
func (b *browser) shot(name string, width, height int64, scheme string) {
	b.Helper()
	b.look(scheme, width, height)
	get(b, chromedp.Evaluate[bool](`document.activeElement.blur(); scrollTo(0, 0); true`))
	raw := get(b, chromedp.CaptureScreenshot())
	golden := filepath.Join("testdata", "shots", name+".png")
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(golden, raw, 0o644); err != nil {
			b.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		b.Fatal(err)
	}
	if d := difference(b.T, want, raw); d > 0.04 {
		kept := filepath.Join(os.TempDir(), "herodotus-"+name+".png")
		b.Errorf("%s: %.1f %% of the picture differ from %s; it lies at %s (write it anew with -update): %v", name, 100*d, golden, kept, os.WriteFile(kept, raw, 0o644))
	}
}

// difference is the share of cells of 8 by 8 px whose mean brightness is another.
func difference(t *testing.T, a, b []byte) float64 {
	t.Helper()
	x, err := png.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	y, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if x.Bounds() != y.Bounds() {
		return 1
	}
	n, differ := 0, 0
	for i := 0; i+8 <= x.Bounds().Dx(); i += 8 {
		for j := 0; j+8 <= x.Bounds().Dy(); j += 8 {
			n++
			if d := brightness(x, i, j) - brightness(y, i, j); d > 20 || d < -20 {
				differ++
			}
		}
	}
	return float64(differ) / float64(max(n, 1))
}

func brightness(m image.Image, x, y int) float64 {
	sum := 0.0
	for i := range 8 {
		for j := range 8 {
			r, g, b, _ := m.At(x+i, y+j).RGBA()
			sum += 0.3*float64(r>>8) + 0.6*float64(g>>8) + 0.1*float64(b>>8)
		}
	}
	return sum / 64
}

const pasted = "Israel bombed the port of Beirut on Monday, the Lebanese army said. The Lebanese government denied that it had asked Iran for missiles."

// TestBrowser goes the main way through the pages as a person does.
func TestBrowser(t *testing.T) {
	u := start(t, Config{Store: archive(t)}).URL
	b := newBrowser(t, u)
	b.do(chromedp.Navigate(u+"/"), chromedp.WaitVisible("#text"))
	b.sound("front page")
	b.focus("front page", 14)
	b.do(chromedp.SetValue("#text", pasted), chromedp.SetValue("input[name=published]", "2024-10-09"), chromedp.Click(".drop button"))
	b.sees("#side h2", "Who claims what")
	b.sees(".voice h3", "Lebanese army")
	b.sees(".verdict.lone", "Nobody confirms it")
	b.sound("article")
	b.do(chromedp.Click(`.text a.ev`))
	b.sees("#side dt", "How certain")
	b.sees(".text .lit", "bombed")
	b.sees(".text [data-role=who]", "Israel")
	b.sees("#side details summary", "Why it was coded so")
	b.sound("event")
	b.do(chromedp.Click(`.steps a[rel=next]`))
	get(b, chromedp.Poll[bool](`location.search !== "?event=v1"`)) // the page is swapped and has its own address
	b.do(chromedp.NavigateBack())
	b.sees(".text .picked", "bombed")

	b.do(chromedp.Navigate(u+"/article/"+load(t, "war").Document.ID), chromedp.WaitVisible(".text"))
	b.focus("article", 25)
	b.shot("article", 1280, 900, "light")
	b.do(chromedp.Navigate(u + "/article/" + load(t, "war").Document.ID + "?event=v2"))
	b.shot("event-dark", 1280, 900, "dark")
	b.shot("event-phone", 390, 844, "light")
	for _, x := range []struct{ path, selector, words, shot string }{{"/timeline?step=month", "svg title", "Events by month", "timeline"}, {"/map", "svg title", "Where it happened", "map"},
		{"/actors", "figcaption", "Who acts on whom", "actors"}, {"/ledger", ".card h2", "Who struck the market", ""}, {"/stories", "main a", "A market and a sea", ""}, {"/story/1", "h2", "What happened", ""},
		{"/search?q=type:ASSAULT", ".evline", "attack", "search"}, {"/search?kind=claims", ".evline", "“", ""}, {"/search?q=tpye:X", "[role=alert]", "type", ""}, {"/article/" + load(t, "war").Document.ID + "/compare/" + load(t, "diplomacy").Document.ID, "h2", "Drone strike", ""}, {"/help", "td", "what happened", ""}, {"/api", "code", "GET /v1/events", ""}, {"/users", "h2", "A new user", ""}} {
		b.do(chromedp.Navigate(u + x.path))
		b.sees(x.selector, x.words)
		if strings.Contains(x.path, "tpye") { // Chromium logs the 400 itself
			b.mu.Lock()
			b.faults = nil
			b.mu.Unlock()
		}
		b.sound(x.path)
		if x.shot != "" {
			b.shot(x.shot, 1280, 900, "light")
		}
	}
	b.watchAndCorrect(u)
}

// watchAndCorrect saves a search from the list and marks a slot wrong.
func (b *browser) watchAndCorrect(u string) {
	b.do(chromedp.Navigate(u+"/search?q=type:ASSAULT"), chromedp.Click(`main > details:last-of-type summary`),
		chromedp.SetValue(`form[action="/watches"] input[name=name]`, "Attacks"), chromedp.Click(`form[action="/watches"] button`))
	b.sees("main li", "Attacks")
	b.sees("main li a", "Atom feed")
	b.sound("watches")
	b.do(chromedp.Navigate(u+"/article/"+load(b.T, "war").Document.ID+"?event=v2#side"), chromedp.Click(`#side > details summary`),
		chromedp.SetValue(`#side select[name=slot]`, "recipient"), chromedp.SetValue(`#side input[name=value]`, "the market"), chromedp.Click(`#side form button`))
	b.sees("#side li", "rather “the market”")
	b.sound("corrected article")
	b.do(chromedp.Navigate(u + "/corrections"))
	b.sees("td", "the market")
	b.sound("corrections")
}

// TestWithoutJavaScript: the same pages do the same when scripts are off.
func TestWithoutJavaScript(t *testing.T) {
	u := start(t, Config{Store: archive(t)}).URL
	b := newBrowser(t, u)
	b.do(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(u+"/"), chromedp.SendKeys("#text", pasted), chromedp.SendKeys("input[name=published]", "10092024"), chromedp.Click(".drop button"), chromedp.WaitVisible("#side"))
	b.do(chromedp.Click(`.text a.ev`), chromedp.WaitVisible("#side dl"))
	html := get(b, chromedp.OuterHTML("html"))
	for _, want := range []string{"How certain", `data-role="who"`, "lit", "2024-10-07"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page without scripts lacks %q", want)
		}
	}
	for _, path := range []string{"/search", "/timeline", "/map", "/actors", "/ledger", "/stories", "/watches", "/api"} {
		b.do(chromedp.Navigate(u+path), chromedp.WaitVisible("h1"))
	}
	if len(b.faults) > 0 {
		t.Errorf("%v", b.faults)
	}
}
