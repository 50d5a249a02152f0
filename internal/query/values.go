package query

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"herodotus/internal/ontology"
)

// listed takes a value of a closed list; case does not count.
func (p *parser) listed(w word, what string, list []string) (value, error) {
	s := strings.TrimSpace(w.text())
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return value{text: x}, nil
		}
	}
	return value{}, p.fault(w.at, w.end, "there is no "+what+" \""+s+"\"", listHint(s, list))
}

func readType(p *parser, w word) (value, error) {
	var list []string
	for _, t := range ontology.Types() {
		list = append(list, t.Name)
	}
	return p.listed(w, "event type", list)
}

func readMode(p *parser, w word) (value, error) {
	var list []string
	for _, t := range ontology.Types() {
		for _, m := range t.Modes {
			if !slices.Contains(list, m.Name) {
				list = append(list, m.Name)
			}
		}
	}
	return p.listed(w, "mode", list)
}

func readContext(p *parser, w word) (value, error) {
	return p.listed(w, "context", ontology.Contexts())
}

func readQuote(p *parser, w word) (value, error) {
	return p.listed(w, "kind of quote", []string{"direct", "indirect", "mixed"})
}

func readSourceKind(p *parser, w word) (value, error) {
	return p.listed(w, "kind of source", []string{"named", "role", "anonymous", "document"})
}

func readStatus(p *parser, w word) (value, error) {
	return p.listed(w, "status", []string{"corroborated", "reported", "claimed", "possible", "planned", "disputed", "denied", "open"})
}

func readCameo(p *parser, w word) (value, error) {
	s := strings.TrimSuffix(w.text(), "*")
	if len(s) < 1 || len(s) > 4 || strings.Trim(s, "0123456789") != "" {
		return value{}, p.fault(w.at, w.end, "a CAMEO code has up to four digits", "for instance cameo:190, or cameo:19 for all of its kind")
	}
	return value{text: s}, nil
}

// quads are the quadrants as people write them; the numbers are GDELT's QuadClass.
var quads = []struct {
	names []string
	are   []string
}{
	{[]string{"verbal-cooperation", "1", "vc"}, []string{"verbal cooperation"}},
	{[]string{"material-cooperation", "2", "mc"}, []string{"material cooperation"}},
	{[]string{"verbal-conflict", "3", "vx"}, []string{"verbal conflict"}},
	{[]string{"material-conflict", "4", "mx"}, []string{"material conflict"}},
	{[]string{"cooperation"}, []string{"verbal cooperation", "material cooperation"}},
	{[]string{"conflict"}, []string{"verbal conflict", "material conflict"}},
	{[]string{"verbal"}, []string{"verbal cooperation", "verbal conflict"}},
	{[]string{"material"}, []string{"material cooperation", "material conflict"}},
}

func readQuad(p *parser, w word) (value, error) {
	s := strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(w.text()))
	var list []string
	for _, q := range quads {
		if slices.Contains(q.names, s) {
			return value{text: q.are[0], other: q.are[len(q.are)-1]}, nil
		}
		list = append(list, q.names[0])
	}
	return value{}, p.fault(w.at, w.end, "there is no quadrant \""+s+"\"", listHint(s, list))
}

func readYes(p *parser, w word) (value, error) {
	switch strings.ToLower(w.text()) {
	case "yes", "true", "1":
		return value{yes: true}, nil
	case "no", "false", "0":
		return value{}, nil
	}
	return value{}, p.fault(w.at, w.end, "this is yes or no", "")
}

// facts are FactBank's values and the words for several of them.
var facts = []struct{ name, are string }{
	{"CT+", "CT+"}, {"CT-", "CT-"}, {"PR+", "PR+"}, {"PR-", "PR-"}, {"PS+", "PS+"}, {"PS-", "PS-"}, {"Uu", "Uu"},
	{"fact", "CT+"}, {"denied", "CT-"}, {"possible", "PR+ PS+"}, {"doubted", "PR- PS-"}, {"open", "Uu"},
}

func readFact(p *parser, w word) (value, error) {
	var list []string
	for _, f := range facts {
		if strings.EqualFold(f.name, w.text()) {
			return value{text: f.are}, nil
		}
		list = append(list, f.name)
	}
	return value{}, p.fault(w.at, w.end, "there is no factuality \""+w.text()+"\"", listHint(w.text(), list))
}

// readClaimed takes yes, no, CT-, KCNA, KCNA=CT-.
func readClaimed(p *parser, w word) (value, error) {
	if v, err := readYes(p, w); err == nil {
		return value{yes: v.yes, text: "any"}, nil
	}
	who, what, sep := w.cut("=")
	if sep == 0 {
		if v, err := readFact(p, w); err == nil && !w.quoted() {
			return value{a: side{any: true}, other: v.text}, nil
		}
	}
	v, err := readSide(p, who)
	if err != nil || sep == 0 {
		return v, err
	}
	f, err := readFact(p, what)
	v.other = f.text
	return v, err
}

func readLower(_ *parser, w word) (value, error) {
	return value{text: strings.ToLower(strings.TrimSpace(w.text()))}, nil
}

func readText(p *parser, w word) (value, error) {
	s := strings.Join(strings.Fields(w.text()), " ")
	if strings.Trim(s, "*") == "" {
		return value{}, p.fault(w.at, max(w.end, w.at+1), "there is no word to look for", "")
	}
	v := value{text: s, words: []string{s}}
	switch {
	case w.quoted():
	case strings.EqualFold(s, "yes"):
		v.other = "yes"
	case strings.EqualFold(s, "no"):
		v.other = "no"
	}
	return v, nil
}

func readID(p *parser, w word) (value, error) {
	n, err := strconv.ParseInt(w.text(), 10, 52)
	if err != nil || n < 0 {
		return value{}, p.fault(w.at, w.end, "this is a whole number", "")
	}
	return value{lo: exactly(float64(n)), hi: exactly(float64(n))}, nil
}

// readStory takes a number or words.
func readStory(p *parser, w word) (value, error) {
	if v, err := readID(p, w); err == nil {
		return v, nil
	}
	return readText(p, w)
}

// readPlace takes a GeoNames number or a name.
func readPlace(p *parser, w word) (value, error) { return readStory(p, w) }

func readNumber(p *parser, w word) (value, error) {
	return p.span(w, func(s string) (float64, float64, bool) {
		n, err := strconv.ParseFloat(s, 64)
		return n, n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
	}, "a number, >=5 or 2..5")
}

// readAtLeast takes a bare number for a lower bound: nobody asks for a confidence of exactly 0.8.
func readAtLeast(p *parser, w word) (value, error) {
	v, err := readNumber(p, w)
	if s := w.text(); err == nil && strings.Trim(s, "0123456789.") == "" && !strings.Contains(s, "..") {
		v.hi = bound{}
	}
	return v, err
}

func exactly(n float64) bound { return bound{set: true, n: n} }

// span reads x, >=x, <x and x..y, where one x may itself stand for a stretch
// (2023-09); read gives its ends.
func (p *parser) span(w word, read func(string) (lo, hi float64, ok bool), want string) (value, error) {
	s := strings.TrimSpace(w.text())
	wrong := p.fault(w.at, w.end, "\""+s+"\" is not "+want, "")
	op := s[:len(s)-len(strings.TrimLeft(s, "<>="))]
	from, to, ranged := strings.Cut(s[len(op):], "..")
	if ranged && op != "" {
		return value{}, wrong
	}
	var v value
	if from == "" || ranged && from+to == "" {
		if !ranged || to == "" {
			return value{}, wrong
		}
	} else {
		lo, hi, ok := read(from)
		if !ok {
			return value{}, wrong
		}
		v.lo, v.hi = exactly(lo), exactly(hi)
	}
	switch {
	case ranged:
		v.hi = bound{}
		if to == "" {
			return v, nil
		}
		_, hi, ok := read(to)
		if !ok {
			return value{}, wrong
		}
		v.hi = exactly(hi)
		if v.lo.set && v.lo.n > hi {
			return value{}, p.fault(w.at, w.end, "this range ends before it begins", "")
		}
		return v, nil
	case op == "" || op == "=" || op == "==":
		return v, nil
	case op == ">=" || op == "=>":
		return value{lo: v.lo}, nil
	case op == ">":
		return value{lo: bound{set: true, open: true, n: v.hi.n}}, nil
	case op == "<=" || op == "=<":
		return value{hi: v.hi}, nil
	case op == "<":
		return value{hi: bound{set: true, open: true, n: v.lo.n}}, nil
	}
	return value{}, wrong
}
