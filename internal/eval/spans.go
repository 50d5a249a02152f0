package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"

	"herodotus/internal/doc"
	"herodotus/internal/ingest"
	"herodotus/record"
)

// Passage is one line of the annotated sets of places, times, attributions and
// coreference. Offsets are bytes.
type Passage struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Partition string `json:"partition"` // train or dev, or …
	Split     string `json:"split"`     // … the same under another name
	Genre     string `json:"genre"`
	Date      string `json:"date"`
	DCT       string `json:"dct"` // publication date of the sets of times

	Places       []GoldSpot        `json:"-"` // geo: key "mentions"
	Timexes      []GoldTimex       `json:"timexes"`
	Attributions []GoldAttribution `json:"attributions"`
	Chains       [][]doc.Span      `json:"-"` // coreference, each mention as the span of its head token
}

// GoldSpot is a located name.
type GoldSpot struct {
	Start int     `json:"bstart"`
	End   int     `json:"bend"`
	Lat   float64 `json:"lat"`
	Lon   float64 `json:"lon"`
}

// GoldTimex is a date expression: with a value, or with the first and last day of an interval.
type GoldTimex struct {
	Start    int               `json:"bstart"`
	End      int               `json:"bend"`
	Value    string            `json:"value"`
	Attrs    map[string]string `json:"attrs"`
	Dateline bool              `json:"in_date_line"`
}

// GoldAttribution is a source with the content that it is given for.
type GoldAttribution struct {
	Source   []GoldPiece `json:"source"`
	Content  []GoldPiece `json:"content"`
	Polarity string      `json:"polarity"`
}

// GoldPiece is a stretch of text.
type GoldPiece struct {
	Start int `json:"bstart"`
	End   int `json:"bend"`
}

// Article is the passage as the coder takes it.
func (p *Passage) Article() ingest.Article {
	return ingest.Article{ID: p.ID, Text: p.Text, Published: p.DCT + p.Date}
}

// ReadPassages reads a gzipped set, one JSON object a line, and keeps those that keep says.
func ReadPassages(path string, keep func(*Passage) bool) ([]Passage, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []Passage
	lines := bufio.NewReaderSize(z, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			p, err := readPassage(line)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			if keep(&p) {
				out = append(out, p)
			}
		}
		if err != nil {
			break
		}
	}
	return out, nil
}

// readPassage reads one line; "mentions" are places in one set and coreference in another.
func readPassage(line []byte) (Passage, error) {
	var p Passage
	if err := json.Unmarshal(line, &p); err != nil {
		return p, err
	}
	var raw struct {
		Mentions []struct {
			GoldSpot
			Chain *int `json:"chain"`
			Head  int  `json:"head"`
		} `json:"mentions"`
		Tokens []GoldPiece `json:"tokens"`
	}
	if err := json.Unmarshal(line, &raw); err != nil {
		return p, err
	}
	chain := map[int]int{}
	for _, m := range raw.Mentions {
		if m.Chain == nil {
			p.Places = append(p.Places, m.GoldSpot)
			continue
		}
		i, ok := chain[*m.Chain]
		if !ok {
			i = len(p.Chains)
			chain[*m.Chain] = i
			p.Chains = append(p.Chains, nil)
		}
		if m.Head < 0 || m.Head >= len(raw.Tokens) {
			return p, fmt.Errorf("%s: head %d of a mention is no token", p.ID, m.Head)
		}
		t := raw.Tokens[m.Head]
		p.Chains[i] = append(p.Chains[i], doc.Span{Start: int32(t.Start), End: int32(t.End)})
	}
	return p, nil
}

// Spots adds the share of all gold places that were found and located within
// 161 km (100 miles), the usual measure of geoparsing (Gritta et al. 2018).
func Spots(b *Board, p *Passage, r *record.Record) {
	men := map[string]*record.Mention{}
	for i := range r.Mentions {
		men[r.Mentions[i].ID] = &r.Mentions[i]
	}
	for _, g := range p.Places {
		found, ok := false, false
		for _, x := range r.Places {
			m := men[x.Mention]
			if m == nil || overlap(span{m.Start, m.End}, span{g.Start, g.End}) == 0 || x.Lat == nil || x.Lon == nil {
				continue
			}
			found = true
			ok = ok || Kilometres(*x.Lat, *x.Lon, g.Lat, g.Lon) <= 161
		}
		b.hit("gold places found", found)
		b.hit("gold places found and within 161 km", ok)
		if !ok {
			b.note(p.ID, "place %q (found: %v)", p.Text[g.Start:g.End], found)
		}
	}
}

// Timexes adds the share of gold dates whose value is right on an overlapping
// expression, and that of gold intervals whose first and last day are.
func Timexes(b *Board, p *Passage, r *record.Record) {
	for _, g := range p.Timexes {
		ok := false
		got := ""
		for _, t := range r.Times {
			if overlap(span{t.Start, t.End}, span{g.Start, g.End}) == 0 {
				continue
			}
			got = t.Value
			if g.Value != "" {
				ok = ok || t.Value == g.Value
			} else {
				ok = ok || sameDay(deref(t.From), g.Attrs, "from", "notBefore") && sameDay(deref(t.To), g.Attrs, "to", "notAfter")
			}
		}
		figure := "gold dates with the right value"
		if g.Value == "" {
			figure = "gold intervals with the right days"
		}
		b.hit(figure, ok)
		if !ok {
			b.note(p.ID, "time %q want %s %v got %s", p.Text[g.Start:g.End], g.Value, g.Attrs, got)
		}
	}
}

// sameDay compares a day with the gold's, which may name a month or a year; what the gold leaves open is right.
func sameDay(have string, attrs map[string]string, keys ...string) bool {
	for _, k := range keys {
		if want, ok := attrs[k]; ok {
			return len(have) >= len(want) && have[:len(want)] == want
		}
	}
	return true
}

// Attributions adds the figures of one document's claims: a claim is right when
// its content has a Jaccard overlap of 0.5 or more with the gold's, in bytes,
// and its source overlaps. Denied attributions ("have not said why") count neither way.
func Attributions(b *Board, p *Passage, r *record.Record) {
	men := map[string]*record.Mention{}
	for i := range r.Mentions {
		men[r.Mentions[i].ID] = &r.Mentions[i]
	}
	used := map[string]bool{}
	var both, source, content, gold, free int
	for pass := range 2 { // those to be found choose first
		for _, g := range p.Attributions {
			if denied := g.Polarity == "negative"; denied != (pass == 1) {
				continue
			}
			c, fit, src := bestAttribution(&g, r, men, used)
			if c != nil {
				used[c.ID] = true
			}
			if pass == 1 {
				free += one(c != nil)
				continue
			}
			gold++
			both += one(fit >= 0.5 && src)
			source += one(src)
			content += one(fit >= 0.5)
			if fit < 0.5 || !src {
				b.note(p.ID, "attribution %q (content %.2f, source %v)", pieces(p.Text, g.Content), fit, src)
			}
		}
	}
	n := len(r.Claims) - free
	for _, x := range []struct {
		name string
		n    int
	}{{"attribution: content and source", both}, {"attribution: source overlaps", source}, {"attribution: content overlaps", content}} {
		c := b.Count(x.name)
		c.Right += x.n
		c.Invented += n - x.n
		c.Missed += gold - x.n
	}
}

func pieces(text string, list []GoldPiece) string {
	out := ""
	for _, x := range list {
		out += text[x.Start:x.End] + " "
	}
	return out
}

func bestAttribution(g *GoldAttribution, r *record.Record, men map[string]*record.Mention, used map[string]bool) (best *record.Claim, fit float64, source bool) {
	for i := range r.Claims {
		c := &r.Claims[i]
		if used[c.ID] {
			continue
		}
		f := jaccard(c.Content, g.Content)
		s := false
		if m := men[deref(c.Source.Mention)]; m != nil {
			for _, x := range g.Source {
				s = s || overlap(span{m.Start, m.End}, span{x.Start, x.End}) > 0
			}
		}
		if f > 0 && (best == nil || f > fit) {
			best, fit, source = c, f, s
		}
	}
	return best, fit, source
}

func jaccard(have []record.Span, want []GoldPiece) float64 {
	inter, total := 0, 0
	for _, x := range have {
		total += x.End - x.Start
		for _, y := range want {
			inter += overlap(span{x.Start, x.End}, span{y.Start, y.End})
		}
	}
	for _, y := range want {
		total += y.End - y.Start
	}
	return ratio(inter, total-inter)
}
