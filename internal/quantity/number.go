package quantity

import (
	"strconv"
	"strings"

	"herodotus/internal/doc"
)

// Part tells whether a token goes on a number: "2 million", "tens of thousands", "two hundred and fifty", "a dozen".
func (r *Reader) Part(d *doc.Doc, t int32) bool {
	if t < 0 || int(t) >= len(d.Tokens) {
		return false
	}
	switch m, _ := r.look(d, t); {
	case m.kind > number, d.Tokens[t].POS == doc.NUM:
		return true
	}
	switch f := strings.ToLower(d.Form(t)); f {
	case "of": // "tens of thousands", "a couple of hundred"
		before, plural := r.look(d, t-1)
		_, leads := r.leads[strings.ToLower(r.form(d, t-1))]
		return r.unit(d, t+1) && (before.kind > number && plural || leads)
	case "and": // "two hundred and fifty"
		after, _ := r.look(d, t+1)
		return r.unit(d, t-1) && after.kind == number && after.span[0] > 0 && after.span[0] < 100 && d.Tokens[t+1].POS == doc.NUM
	case "-": // "twenty-two"
		tens, _ := r.look(d, t-1)
		ones, _ := r.look(d, t+1)
		return tens.span[0] >= 20 && ones.kind == number && ones.span[0] > 0 && ones.span[0] < 10 && tens.kind == number
	default:
		if _, ok := r.leads[f]; !ok {
			return false
		}
		return r.unit(d, t+1) || d.FormIs(t+1, "of") && r.unit(d, t+2) || r.form(d, t+1) != f && r.leading(d, t+1)
	}
}

// leading tells whether a word that goes before a unit stands at token t, with its unit.
func (r *Reader) leading(d *doc.Doc, t int32) bool {
	_, ok := r.leads[strings.ToLower(r.form(d, t))]
	return ok && (r.unit(d, t+1) || d.FormIs(t+1, "of") && r.unit(d, t+2))
}

// unit tells whether a unit, a dozen or the like stands at token t.
func (r *Reader) unit(d *doc.Doc, t int32) bool {
	m, _ := r.look(d, t)
	return m.kind == unit || m.kind == dozen
}

// form gives the form of token t, "" outside the text.
func (r *Reader) form(d *doc.Doc, t int32) string {
	if t < 0 || int(t) >= len(d.Tokens) {
		return ""
	}
	return d.Form(t)
}

// look gives what the form of token t is in a number, and whether it is a plural.
func (r *Reader) look(d *doc.Doc, t int32) (m meaning, plural bool) {
	f := strings.ToLower(r.form(d, t))
	if m, ok := r.words[f]; ok {
		return m, m.kind == tens
	}
	one, cut := strings.CutSuffix(f, "s")
	return r.words[one], cut
}

// sum is a number while its words are read: "two hundred thousand and five".
type sum struct {
	done    span // what units of a thousand and more have closed
	now     span
	seen    bool
	unitAgo bool // the word before was a unit
}

// read reads the words of a number.
func (r *Reader) read(d *doc.Doc, at doc.Range) (Quantity, bool) {
	var n sum
	for t := at.Start; t < at.End; t++ {
		m, plural := r.look(d, t)
		f := strings.ToLower(d.Form(t))
		lead, leads := r.leads[f]
		switch {
		case f == "of", f == "and", f == "-":
		case m.kind == unit || m.kind == dozen && !plural:
			n.multiply(m, plural)
		case m.kind == dozen, m.kind == tens:
			n.now, n.seen = m.span, true
		case leads && t+1 < at.End:
			if !n.seen || lead[0] != 1 { // "half a million"
				n.now, n.seen = lead, true
			}
		default:
			x, ok := m.span, m.kind == number
			if !ok {
				x, ok = digits(f)
			}
			if !ok {
				return Quantity{}, false
			}
			n.add(x)
		}
	}
	total := n.done.plus(n.now)
	return Quantity{total[0], total[1], at}, n.seen
}

// multiply takes in a unit. In the plural, with no number before it, it is as many as its row says.
func (n *sum) multiply(m meaning, plural bool) {
	size := m.span[0]
	if m.kind == dozen {
		size = 12
	}
	switch {
	case n.seen:
		n.now = n.now.times(size)
	case plural:
		n.now = m.span
	default:
		n.now = span{size, size}
	}
	n.seen, n.unitAgo = true, true
	if size >= 1000 {
		n.done, n.now = n.done.plus(n.now), span{}
	}
}

// add takes in a number: behind a unit or tens it is added, else it begins anew.
func (n *sum) add(x span) {
	tens := n.now[0] >= 20 && n.now[0] < 100 && x[0] > 0 && x[0] < 10
	if n.unitAgo || tens {
		n.now = n.now.plus(x)
	} else {
		n.now = x
	}
	n.seen, n.unitAgo = true, false
}

// digits reads "5,000" or "1.5".
func digits(f string) (span, bool) {
	x, err := strconv.ParseFloat(strings.ReplaceAll(f, ",", ""), 64)
	return span{x, x}, err == nil && x >= 0 && x < 1e9
}

func (n span) times(x float64) span {
	for i := range n {
		if n[i] != Open {
			n[i] *= x
		}
	}
	return n
}

func (n span) plus(m span) span {
	for i := range n {
		if n[i] == Open || m[i] == Open {
			n[i] = Open
		} else {
			n[i] += m[i]
		}
	}
	return n
}
