package train

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/ner"
)

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
