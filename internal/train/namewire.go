package train

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/ner"
	"herodotus/internal/tokenize"
)

// wireGold is a gold record of a report, as far as names go.
type wireGold struct {
	Entities []struct {
		Name    string
		Type    string
		Aliases []string
	}
}

// readWire reads reports whose participants are listed. A capitalised word
// that no listed name covers may be anything; a word in lower case is no name.
func readWire(dir string, t *ner.Tables, prepare func(*nameDoc)) ([]*nameDoc, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil {
		return nil, err
	}
	var out []*nameDoc
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		base := strings.TrimSuffix(filepath.Base(path), ".txt")
		b, err := os.ReadFile(filepath.Join(dir, "gold", base+".json"))
		if err != nil {
			return nil, err
		}
		var g wireGold
		if err := json.Unmarshal(b, &g); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		d, err := doc.New(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		tokenize.Split(d)
		n := &nameDoc{d: d, weight: 1, allowed: make([]uint32, len(d.Tokens))}
		prepare(n)
		g.mark(n, t)
		out = append(out, n)
	}
	return out, nil
}

// alias is a surface string that names an entity of a type.
type alias struct {
	text string
	typ  doc.Type
}

func (g *wireGold) mark(n *nameDoc, t *ner.Tables) {
	var as []alias
	for _, e := range g.Entities {
		typ, _ := doc.ParseType(e.Type)
		for _, a := range append([]string{e.Name}, e.Aliases...) {
			as = append(as, alias{a, typ})
		}
	}
	slices.SortStableFunc(as, func(a, b alias) int { return len(a.text) - len(b.text) })
	n.open(t)
	starts := map[int32]int32{}
	ends := map[int32]int32{}
	for i, k := range n.d.Tokens {
		starts[k.Start], ends[k.End] = int32(i), int32(i)
	}
	for _, a := range as {
		for at := 0; a.text != ""; {
			i := strings.Index(n.d.Text[at:], a.text)
			if i < 0 {
				break
			}
			i += at
			at = i + len(a.text)
			s, ok1 := starts[int32(i)]
			e, ok2 := ends[int32(at)]
			if !ok1 || !ok2 {
				continue
			}
			n.alias(doc.Range{Start: s, End: e + 1}, a.typ, t)
		}
	}
	n.closeNames()
}

// closeNames takes the small words beside a listed name out of play: what joins it to
// an unlisted one ("Ann Lee of the Times") is part of neither.
func (n *nameDoc) closeNames() {
	small := func(i int) bool {
		return i >= 0 && i < len(n.allowed) && (n.allowed[i] == anyLabel || n.allowed[i] == outside) && !capital(n.d.Form(int32(i)))
	}
	listed := func(i int) bool {
		return i >= 0 && i < len(n.allowed) && n.allowed[i] != outside && n.allowed[i] != anyLabel
	}
	for i := range n.allowed {
		if n.allowed[i] != anyLabel || !small(i) {
			continue
		}
		before, after := i-1, i+1
		if small(before) {
			before--
		}
		if small(after) {
			after++
		}
		if listed(before) || listed(after) {
			n.allowed[i] = outside
		}
	}
}

// alias marks one occurrence of a listed name.
func (n *nameDoc) alias(r doc.Range, typ doc.Type, t *ner.Tables) {
	r = t.Bare(n.d, r, typ)
	if r.Len() == 0 || !plainName(n.d, r) || n.d.Tokens[r.Start].Sent != n.d.Tokens[r.End-1].Sent {
		return
	}
	if f := n.d.Form(r.Start); r.Len() == 1 && (digits(f) || f != strings.ToUpper(f) && n.writes(strings.ToLower(f))) {
		n.set(r, outside) // "Protesters", "Police"
		return
	}
	switch typ {
	case doc.NORP, doc.NoType:
		n.set(r, outside|labelBits(false, doc.MISC)|labelBits(true, doc.MISC))
	default:
		n.name(r, typ)
	}
}

// writes tells whether the document has the word in this form.
func (n *nameDoc) writes(form string) bool {
	for i := range n.d.Tokens {
		if n.d.Form(int32(i)) == form {
			return true
		}
	}
	return false
}

// open marks what needs no list: words in lower case are no names unless they
// bind two parts of one, nor are words that only begin a sentence, titles and
// adjectives of states. The rest is open.
func (n *nameDoc) open(t *ner.Tables) {
	d := n.d
	for i := range d.Tokens {
		n.allowed[i] = outside
		honorific := strings.HasSuffix(d.Form(int32(i)), ".") && t.IsTitle(d.Form(int32(i)))
		if f := d.Form(int32(i)); capital(f) && !honorific || slices.Contains(connectors, f) {
			n.allowed[i] = anyLabel
		}
	}
	for i := range d.Known.All() {
		k := d.Known.At(int32(i))
		closed := int(k.End) == len(d.Tokens) || !capital(d.Form(k.End))
		if k.Sense == doc.SenseDemonym && closed || k.Sense == doc.SenseRole && k.Office != "" {
			n.set(k.Range, outside)
		}
	}
	for i := range d.Tokens {
		if n.allowed[i] == anyLabel && !capital(d.Form(int32(i))) && (i == 0 || i+1 == len(d.Tokens) || !binds(d, int32(i))) {
			n.allowed[i] = outside
		}
	}
}

// binds tells whether the small word i stands right before or after a capital, with one on the other side.
func binds(d *doc.Doc, i int32) bool {
	return capital(d.Form(i-1)) && (capital(d.Form(i+1)) || i+2 < int32(len(d.Tokens)) && capital(d.Form(i+2))) || i > 1 && capital(d.Form(i-2)) && capital(d.Form(i+1))
}
