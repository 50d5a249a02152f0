package ingest

import (
	"strings"
	"testing"
)

// TestPages: the text of short and odd pages, or why there is none; what is not
// coded stands between «».
func TestPages(t *testing.T) {
	const long = "Kenya recalled its ambassador from Sudan on Monday, the foreign ministry in Nairobi said in a statement to the press."
	many := strings.Repeat("<p>"+long+"</p>", 4)
	plain := strings.TrimSuffix(strings.Repeat(long+"\n\n", 4), "\n\n")
	for _, c := range []struct{ name, page, want string }{
		{"one sentence", `<html><head><title>T</title></head><body><p>Kenya recalled its ambassador from Sudan on Monday.</p></body></html>`,
			"Kenya recalled its ambassador from Sudan on Monday."},
		{"two sentences", `<html><body><div id="nav"><a href="x">Home</a></div><div><h1>T</h1><div class="byline">By Ann Lee</div><p>Kenya recalled its ambassador from Sudan on Monday.</p><p>Sudan protested.</p></div></body></html>`,
			"Kenya recalled its ambassador from Sudan on Monday.\n\nSudan protested."},
		{"a log-in", `<html><head><title>Log in | Post</title></head><body><form></form><p>Please log in with your name and your password to continue.</p></body></html>`, `!"Log in | Post"`},
		{"an error", `<html><head><title>404 Not Found</title></head><body><p>The requested address was not found on this server, sorry for that.</p></body></html>`, `!"404 Not Found"`},
		{"a list", `<html><body><ul><li><a href="1">Kenya recalls envoy</a></li><li><a href="2">Sudan protests</a></li></ul></body></html>`, "!without an article"},
		{"a front page", `<html><head><link rel="canonical" href="https://news.example/"></head><body>` + many + `</body></html>`, "!a list of them"},
		{"teasers", `<html><body>` + strings.Repeat(`<article><h2><a href="x">T</a></h2><p>`+long+`</p></article>`, 6) + `</body></html>`, "!a list of them"},
		{"comments", `<html><body><article>` + many + `</article>` + strings.Repeat(`<div class="comment"><p>`+long+` I think so too.</p></div>`, 3) + `</body></html>`, plain},
		{"caption", `<html><body><article><figure><img src="x"><figcaption>Police attack a crowd.</figcaption></figure>` + many + `</article></body></html>`,
			"«Police attack a crowd.»\n\n" + plain},
		{"ends", `<html><body><article><div>Ann Lee</div><div>1 March 2024</div>` + many + `<div>Kenya</div></article></body></html>`, "«Ann Lee\n\n1 March 2024\n\n»" + plain + "\n«\nKenya»"},
		{"line breaks", `<html><body><div id="text">` + long + `<br><br>` + long + `<img src="x"><br>` + long + `<br>` + long + `</div></body></html>`,
			long + "\n" + long + "\n" + long + "\n" + long},
		{"hidden", `<html><body><article>` + many + `<div style="display: none"><p>` + long + ` Not to be seen.</p></div></article></body></html>`, plain},
		{"entities", `<html><body><article><p>The AT&amp;T deal &mdash; &ldquo;a shame&rdquo; &#8211; was signed by France&nbsp;Télécom.</p>` + many + `</article></body></html>`,
			"The AT&T deal — “a shame” – was signed by France\u00a0Télécom.\n\n" + plain},
	} {
		a, err := Options{}.Page("", "text/html; charset=utf-8", []byte(c.page))
		got, at := "", int32(0)
		for _, s := range a.Skip {
			got += a.Text[at:s.Start] + "«" + a.Text[s.Start:s.End] + "»"
			at = s.End
		}
		got += a.Text[at:]
		if err != nil {
			got = "!" + err.Error()
		}
		reason, fails := strings.CutPrefix(c.want, "!")
		if fails && !(strings.HasPrefix(got, "!") && strings.Contains(got, reason)) || !fails && got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}
