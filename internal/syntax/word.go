package syntax

import (
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

// word holds the hashes of one token's form that features are made of.
type word struct {
	form   uint32    // normalised form, case kept
	lower  uint32    // the same in lower case
	suf    [3]uint32 // its last two, three, four bytes
	pre    [3]uint32 // its first one, two, three bytes
	shape  uint32    // "Xx", "dd.d", runs cut to one
	space  uint32    // bit 0: space before, bit 1: space after, bit 2: inside a word, bit 3: always
	class  uint32    // distributional class, see doc.Token.Cluster
	casing uint32    // of the sentence: see markCapitals
}

// Words are the prepared tokens of one sentence. The zero value is ready.
type Words struct {
	list []word
	buf  []byte
}

// Prepare hashes the tokens of a sentence, and sets their Hash and Cluster.
func (w *Words) Prepare(d *doc.Doc, r doc.Range, c *Clusters) {
	w.list = w.list[:0]
	for i := r.Start; i < r.End; i++ {
		t := &d.Tokens[i]
		w.list = append(w.list, word{})
		p := &w.list[len(w.list)-1]
		w.buf = normalise(w.buf[:0], d.Text[t.Start:t.End])
		p.set(w.buf)
		p.space = 8
		if t.Flags&doc.SpaceBefore != 0 {
			p.space |= 1
		}
		if i+1 == r.End || d.Tokens[i+1].Flags&doc.SpaceBefore != 0 {
			p.space |= 2
		}
		if t.Flags&doc.WordInside != 0 {
			p.space |= 4
		}
		t.Hash, t.Cluster = p.lower, c.Of(p.lower)
		p.class = uint32(t.Cluster)
	}
	w.markCapitals()
}

// Len gives the number of words.
func (w *Words) Len() int { return len(w.list) }

// SureKey is the key of word i in the table of words that have one class only:
// tagging those without a look at their neighbours saves a fourth of the time.
func (w *Words) SureKey(i int) uint64 { return model.Key(uint64(w.list[i].form), 1) }

// markCapitals tells headlines in title case or capitals from running text: in
// them an initial capital says nothing. 1 running text, 2 most words capital.
func (w *Words) markCapitals() {
	upper, lower := 0, 0
	for i := range w.list {
		switch w.list[i].shape & 3 {
		case shapeUpper:
			upper++
		case shapeLower:
			lower++
		}
	}
	mark := uint32(1)
	if upper > 2 && upper > lower {
		mark = 2
	}
	for i := range w.list {
		w.list[i].casing = mark
	}
}

// maxForm is how many bytes of a form count: longer ones are addresses and noise.
const maxForm = 96

// normalise appends the form as the treebanks would write it: digits as 0,
// curly quotes, dashes and dots of three in ASCII. “ and ” become “ and ”
// so that their direction is kept.
func normalise(b []byte, form string) []byte {
	if len(form) > maxForm {
		form = form[:maxForm]
	}
	b = plain(b, form)
	for i, c := range b {
		if c-'0' < 10 {
			b[i] = '0'
		}
	}
	return b
}

// plain appends the form with ASCII punctuation.
func plain(b []byte, form string) []byte {
	for i := 0; i < len(form); i++ {
		if form[i] >= utf8.RuneSelf {
			return plainRunes(append(b, form[:i]...), form[i:])
		}
	}
	return append(b, form...)
}

func plainRunes(b []byte, form string) []byte {
	for _, r := range form {
		switch {
		case r == '“' || r == '„' || r == '«':
			b = append(b, "``"...)
		case r == '”' || r == '»':
			b = append(b, "''"...)
		case r == '‘' || r == '‚':
			b = append(b, '`')
		case r == '’' || r == 'ʼ':
			b = append(b, '\'')
		case r == '—' || r == '―':
			b = append(b, "--"...)
		case r == '‑' || r == '‐':
			b = append(b, '-')
		case r == '…':
			b = append(b, "..."...)
		case unicode.IsSpace(r):
			b = append(b, ' ')
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// Values of the two lowest bits of a shape.
const (
	shapeOther = iota
	shapeLower // begins with a small letter
	shapeUpper // begins with a capital
)

// set hashes a normalised form; it brings b to lower case on the way.
func (w *word) set(b []byte) {
	w.form = model.Hash(b) | 1
	w.shape = shape(b)
	b = lower(b)
	w.lower = model.Hash(b) | 1
	for i := range w.suf {
		w.suf[i] = model.Hash(b[max(0, len(b)-i-2):]) | 1
		w.pre[i] = model.Hash(b[:min(len(b), i+1)]) | 1
	}
}

// shape hashes the kinds of characters in the form, runs of more than two cut.
func shape(b []byte) uint32 {
	h, last, run := uint32(1), byte(0), 0
	first := uint32(shapeOther)
	for i := 0; i < len(b); {
		r, size := rune(b[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(b[i:])
		}
		k := kind(r)
		if i == 0 && k == 'x' {
			first = shapeLower
		} else if i == 0 && k == 'X' {
			first = shapeUpper
		}
		i += size
		if k == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = k, 1
		}
		h = (h ^ uint32(k)) * 16777619
	}
	return (h^h>>15)<<2 | first
}

func kind(r rune) byte {
	switch {
	case 'a' <= r && r <= 'z':
		return 'x'
	case 'A' <= r && r <= 'Z':
		return 'X'
	case r == '0':
		return '0'
	case r < utf8.RuneSelf:
		return byte(r)
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	}
	return '*'
}

// lower brings b to lower case, in place where it is ASCII.
func lower(b []byte) []byte {
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return append(b[:0], string(lowerRunes(b))...)
		}
		if c-'A' < 26 {
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}

func lowerRunes(b []byte) []rune {
	rs := []rune(string(b))
	for i, r := range rs {
		rs[i] = unicode.ToLower(r)
	}
	return rs
}
