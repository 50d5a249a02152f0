package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/ner"
	"herodotus/internal/tokenize"
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

// gumDoc is a line of the layers file, as far as names go.
type gumDoc struct {
	ID        string
	Text      string
	Sentences []struct {
		TokStart int32 `json:"tok_start"`
		TokEnd   int32 `json:"tok_end"`
		Par      int32
	}
	Tokens   []struct{ Bstart, Bend int32 }
	Mentions []gumMention
}

type gumMention struct {
	TokStart int32 `json:"tok_start"`
	TokEnd   int32 `json:"tok_end"`
	Head     int32
	Type     string
	Named    bool
}

var gumTypes = map[string][]doc.Type{
	"person": {doc.PER}, "organization": {doc.ORG}, "place": places,
	"event": {doc.MISC}, "object": {doc.MISC}, "abstract": {doc.MISC}, "substance": {doc.MISC},
}

// readGUM reads documents with entity mentions of all kinds.
func readGUM(path string, t *ner.Tables, prepare func(*nameDoc)) ([]*nameDoc, error) {
	r, done, err := openText(path)
	if err != nil {
		return nil, err
	}
	defer done()
	var out []*nameDoc
	for dec := json.NewDecoder(r); ; {
		var g gumDoc
		if err := dec.Decode(&g); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		n, err := g.doc()
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, g.ID, err)
		}
		prepare(n)
		g.mark(n, t)
		out = append(out, n)
	}
}

func (g *gumDoc) doc() (*nameDoc, error) {
	d, err := doc.New(g.Text)
	if err != nil {
		return nil, err
	}
	for i, t := range g.Tokens {
		k := doc.Token{Start: t.Bstart, End: t.Bend, Head: doc.NoHead}
		if i == 0 || g.Tokens[i-1].Bend < t.Bstart {
			k.Flags = doc.SpaceBefore
		}
		d.Tokens = append(d.Tokens, k)
	}
	for i, s := range g.Sentences {
		for j := s.TokStart; j < s.TokEnd; j++ {
			d.Tokens[j].Sent = int32(i)
		}
		d.Sentences = append(d.Sentences, doc.Sentence{Range: doc.Range{Start: s.TokStart, End: s.TokEnd}, Para: s.Par})
	}
	n := &nameDoc{d: d, id: g.ID, weight: 1, allowed: make([]uint32, len(d.Tokens))}
	for i := range n.allowed {
		n.allowed[i] = outside
	}
	return n, nil
}

// mark sets the labels of the named mentions, inner ones first, so that the
// outermost that is a plain name prevails; what is named but no plain name is left open.
func (g *gumDoc) mark(n *nameDoc, t *ner.Tables) {
	slices.SortStableFunc(g.Mentions, func(a, b gumMention) int {
		return int((a.TokEnd - a.TokStart) - (b.TokEnd - b.TokStart))
	})
	for _, m := range g.Mentions {
		types, ok := gumTypes[m.Type]
		if !m.Named || !ok {
			continue
		}
		r := t.Bare(n.d, doc.Range{Start: m.TokStart, End: m.TokEnd}, types[0])
		switch {
		case r.Len() == 0:
		case plainName(n.d, r):
			if len(types) > 1 {
				types = placeTypes(n.d, t, r)
			}
			n.name(r, types...)
		default:
			for i := r.Start; i < r.End; i++ {
				if n.allowed[i] == outside && capital(n.d.Form(i)) {
					n.allowed[i] = anyLabel
				}
			}
		}
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
