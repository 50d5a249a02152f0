package server

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"herodotus/internal/page"
)

// assets are the style sheet, the script and the icon. Their addresses hold a
// digest of their content, so that browsers may keep them for good.
type assets map[string]asset

type asset struct{ kind, body, hash string }

// icon is a clay tablet with lines of writing.
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="5" y="3" width="22" height="26" rx="5" fill="#a34300"/><path d="M10 10h12M10 15h12M10 20h7" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>`

func newAssets() assets {
	a := assets{"page.css": {kind: "text/css; charset=utf-8", body: page.Style}, "page.js": {kind: "text/javascript; charset=utf-8", body: page.Script},
		"icon.svg": {kind: "image/svg+xml", body: icon}}
	for name, x := range a {
		sum := sha256.Sum256([]byte(x.body))
		x.hash = hex.EncodeToString(sum[:8])
		a[name] = x
	}
	return a
}

// path is the address of an asset, for templates.
func (a assets) path(name string) string { return "/static/" + a[name].hash + "/" + name }

func (a assets) serve(w http.ResponseWriter, r *http.Request) {
	x, ok := a[r.PathValue("name")]
	if !ok || x.hash != r.PathValue("hash") {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", x.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write([]byte(x.body))
}

// favicon serves browsers that ask without being told.
func (a assets) favicon(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, a.path("icon.svg"), http.StatusFound)
}
