package eval

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"herodotus/internal/ingest"
)

// Recut is what an outlet made of another's article: the same text, cut,
// re-titled, mistyped, credited and reordered.
type Recut struct {
	ingest.Article
	Source int // index of the article that it was made from
}

// recutter makes re-cuts; all its choices come from the seed.
type recutter struct {
	r       *rand.Rand
	sources [][]string // paragraphs of each source
	titles  []string
}

// Recuts makes as many as wanted from the articles, whose first paragraph is taken
// for the title. How many an article gets varies from one to forty, as an agency's
// piece goes out under many names and a local one under one. The same articles give
// the same re-cuts.
func Recuts(articles []ingest.Article, wanted int, seed uint64) []Recut {
	x := &recutter{r: rand.New(rand.NewPCG(seed, 0))}
	for i := range articles {
		p := paragraphs(articles[i].Text)
		x.titles = append(x.titles, p[0])
		x.sources = append(x.sources, p[1:])
	}
	var out []Recut
	for source := 0; len(articles) > 0 && len(out) < wanted; source = (source + 1) % len(articles) {
		for range 1 + x.r.IntN(40) {
			a := x.recut(source)
			a.ID = fmt.Sprintf("recut-%d", len(out)+1)
			a.Published = articles[source].Published
			out = append(out, Recut{a, source})
		}
	}
	x.r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func paragraphs(text string) []string {
	var out []string
	for p := range strings.SplitSeq(text, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// recut sends an article through an editor's hands; each step is taken or left.
func (x *recutter) recut(source int) ingest.Article {
	body := append([]string(nil), x.sources[source]...)
	if x.chance(0.6) {
		body = x.shorten(body)
	}
	if x.chance(0.3) {
		body = x.dropSentences(body)
	}
	if x.chance(0.3) {
		x.r.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
	}
	if x.chance(0.5) {
		body = x.houseStyle(body)
	}
	if x.chance(0.15) {
		body = x.background(body)
	}
	if x.chance(0.5) {
		body = x.mistype(body, 0.06*x.r.Float64())
	}
	body = x.credit(body)
	if title := x.retitle(x.titles[source], body[0]); title != "" {
		body = append([]string{title}, body...)
	}
	return ingest.Article{Text: strings.Join(body, "\n\n"), Publisher: pick(x.r, recutOutlets)}
}

func (x *recutter) chance(p float64) bool { return x.r.Float64() < p }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// shorten keeps the first third or more of the words, as cutting from below does;
// at least sixty, or nothing can be told.
func (x *recutter) shorten(body []string) []string {
	words := len(strings.Fields(strings.Join(body, " ")))
	keep := max(60, int(float64(words)*(0.33+0.67*x.r.Float64())))
	for i, p := range body {
		if keep -= len(strings.Fields(p)); keep <= 0 {
			return body[:i+1]
		}
	}
	return body
}

// dropSentences leaves out one sentence in six, but not the lead's first.
func (x *recutter) dropSentences(body []string) []string {
	var out []string
	for i, p := range body {
		var kept []string
		for j, s := range strings.SplitAfter(p, ". ") {
			if i+j == 0 || !x.chance(1.0/6) {
				kept = append(kept, s)
			}
		}
		if p = strings.TrimSpace(strings.Join(kept, "")); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func (x *recutter) houseStyle(body []string) []string {
	style := strings.NewReplacer(pick(x.r, recutStyles)...)
	out := make([]string, len(body))
	for i, p := range body {
		out[i] = style.Replace(p)
	}
	return out
}

// mistype damages that share of the words: a letter lost, doubled, swapped or misread.
func (x *recutter) mistype(body []string, share float64) []string {
	out := make([]string, len(body))
	for i, p := range body {
		words := strings.Split(p, " ")
		for j, w := range words {
			if len(w) > 2 && x.chance(share) {
				words[j] = x.typo(w)
			}
		}
		out[i] = strings.Join(words, " ")
	}
	return out
}

func (x *recutter) typo(w string) string {
	r := []rune(w)
	if len(r) < 3 {
		return w
	}
	i := x.r.IntN(len(r) - 1)
	switch x.r.IntN(4) {
	case 0:
		return string(r[:i]) + string(r[i+1:])
	case 1:
		return string(r[:i+1]) + string(r[i:])
	case 2:
		r[i], r[i+1] = r[i+1], r[i]
	default:
		r[i] = rune('a' + x.r.IntN(26))
	}
	return string(r)
}

// credit puts by-lines, datelines, credits and notes of the house around the text.
func (x *recutter) credit(body []string) []string {
	if x.chance(0.5) {
		body[0] = pick(x.r, recutDatelines) + body[0]
	}
	if x.chance(0.4) {
		body = append([]string{pick(x.r, recutBylines)}, body...)
	}
	if x.chance(0.4) {
		at := 1 + x.r.IntN(len(body))
		body = append(body[:at:at], append([]string{pick(x.r, recutNotes)}, body[at:]...)...)
	}
	if x.chance(0.5) {
		body = append(body, pick(x.r, recutCredits))
	}
	return body
}

// background adds a paragraph of another article, where it makes no more than a quarter of the text.
func (x *recutter) background(body []string) []string {
	other := x.sources[x.r.IntN(len(x.sources))]
	p := other[x.r.IntN(len(other))]
	if 3*len(p) > len(strings.Join(body, " ")) {
		return body
	}
	return append(body, p)
}

// retitle keeps the title, drops it, shortens it or makes one from the text.
func (x *recutter) retitle(title, lead string) string {
	words := strings.Fields(title)
	switch x.r.IntN(4) {
	case 0:
		return title
	case 1:
		return ""
	case 2:
		return strings.Join(words[:(len(words)+1)/2], " ")
	default:
		words = strings.Fields(lead)
		return "Update: " + strings.Join(words[:min(8, len(words))], " ")
	}
}
