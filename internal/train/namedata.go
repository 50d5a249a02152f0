package train

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/ner"
)

// nameDoc is a document with what is known of its names: the labels that each token may have.
type nameDoc struct {
	d       *doc.Doc
	allowed []uint32
	id      string // of the treebank's document, so that no tagger tags what it was trained on
	weight  float64
}

const outside = 1 // the bit of label O

// labelBits gives the bits of the labels of the types at the begin or inside of a name.
func labelBits(inside bool, types ...doc.Type) (bits uint32) {
	for _, t := range types {
		if b, ok := ner.Begin(t); ok {
			if inside {
				b++
			}
			bits |= 1 << b
		}
	}
	return bits
}

// name marks a range as a name of one of the types.
func (n *nameDoc) name(r doc.Range, types ...doc.Type) {
	for i := r.Start; i < r.End; i++ {
		n.allowed[i] = labelBits(i > r.Start, types...)
	}
}

// set gives all tokens of a range the same labels.
func (n *nameDoc) set(r doc.Range, bits uint32) {
	for i := r.Start; i < r.End; i++ {
		n.allowed[i] = bits
	}
}

// places are the types that a place of unknown kind may have.
var places = []doc.Type{doc.GPE, doc.LOC, doc.FAC}

// placeTypes gives the types that a place may have, by the knowledge base and the words of the name.
func placeTypes(d *doc.Doc, t *ner.Tables, r doc.Range) []doc.Type {
	for i := range d.Known.All() {
		k := d.Known.At(int32(i))
		if k.Range == r && k.Entry != nil && slices.Contains(places, k.Entry.Type) {
			return []doc.Type{k.Entry.Type}
		}
	}
	if typ := t.PlaceType(d, r); typ != doc.NoType {
		return []doc.Type{typ}
	}
	return places
}

// openText opens a file that may be compressed.
func openText(path string) (io.Reader, func(), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	if !strings.HasSuffix(path, ".gz") {
		return bufio.NewReader(f), func() { f.Close() }, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return z, func() { f.Close() }, nil
}

// readIOB2 reads the tags of each sentence by its text without spaces. Of
// sentences with the same text the last one's tags stay.
func readIOB2(path string) (map[string][]string, error) {
	r, done, err := openText(path)
	if err != nil {
		return nil, err
	}
	defer done()
	all := map[string][]string{}
	var text strings.Builder
	var tags []string
	end := func() {
		all[text.String()] = tags
		tags = nil
		text.Reset()
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		switch f := strings.Split(lines.Text(), "\t"); {
		case len(f) >= 3 && f[0][0] != '#':
			text.WriteString(unspaced(f[1]))
			tags = append(tags, f[2])
		case f[0] == "":
			end()
		}
	}
	end()
	return all, lines.Err()
}

func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// readNER joins a treebank with the names of the same sentences: PER, ORG and LOC.
func readNER(treebank, names string, prepare func(*nameDoc)) ([]*nameDoc, error) {
	docs, err := corpus.OpenConllu(treebank)
	if err != nil {
		return nil, err
	}
	tags, err := readIOB2(names)
	if err != nil {
		return nil, err
	}
	var out []*nameDoc
	found := 0
	for _, d := range docs {
		n := &nameDoc{d: d, id: d.ID, weight: 1, allowed: make([]uint32, len(d.Tokens))}
		prepare(n)
		for _, s := range d.Sentences {
			t := tags[unspaced(d.Words(s.Range))]
			if len(t) != int(s.Len()) {
				n.set(s.Range, anyLabel)
				continue
			}
			n.setTags(s.Range, t)
			found++
		}
		out = append(out, n)
	}
	if 10*found < 9*len(tags) {
		return nil, fmt.Errorf("%s: only %d of %d sentences found in %s", names, found, len(tags), treebank)
	}
	return out, nil
}

// setTags sets the labels of a sentence; what kind a place is, settlePlaces finds out.
func (n *nameDoc) setTags(r doc.Range, tags []string) {
	for i, tag := range tags {
		bits := uint32(outside)
		switch typ, _ := doc.ParseType(tag[min(2, len(tag)):]); typ {
		case doc.PER, doc.ORG:
			bits = labelBits(tag[0] == 'I', typ)
		case doc.LOC:
			bits = labelBits(tag[0] == 'I', places...)
		}
		n.allowed[r.Start+int32(i)] = bits
	}
}

// settlePlaces narrows the types of places that are marked as of any kind.
func (n *nameDoc) settlePlaces(t *ner.Tables) {
	begin, inside := labelBits(false, places...), labelBits(true, places...)
	for i := int32(0); int(i) < len(n.allowed); i++ {
		if n.allowed[i] != begin {
			continue
		}
		r := doc.Range{Start: i, End: i + 1}
		for int(r.End) < len(n.allowed) && n.allowed[r.End] == inside {
			r.End++
		}
		n.name(r, placeTypes(n.d, t, r)...)
	}
}

// plainName tells whether a range reads as a name: capitalised words with at
// most small words and marks between.
func plainName(d *doc.Doc, r doc.Range) bool {
	if r.Len() > 9 || !capital(d.Form(r.Start)) || !capital(d.Form(r.End-1)) && !digits(d.Form(r.End-1)) {
		// Jong-un ends in lower case, after a hyphen.
		if r.Len() < 3 || r.Len() > 9 || d.Form(r.End-2) != "-" {
			return false
		}
	}
	for i := r.Start; i < r.End; i++ {
		f := d.Form(i)
		if !capital(f) && !digits(f) && !slices.Contains(connectors, f) && (i == r.Start || d.Form(i-1) != "-") {
			return false
		}
	}
	return true
}

// connectors stand inside names.
var connectors = []string{"of", "the", "and", "for", "-", "&", "de", "la", "du", "des", "der", "den", "al", "el", "bin", "ibn", "bint",
	"van", "von", "da", "dos", "del", "di", "le", "'s", "’s", "/", "to", "ul"}

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

func digits(form string) bool { return form != "" && '0' <= form[0] && form[0] <= '9' }
