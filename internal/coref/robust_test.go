package coref

import (
	"testing"

	"herodotus/internal/doc"
)

// FuzzResolve scrambles the tree, tags and ranges of a real document: whatever earlier
// stages hand over, resolution ends and gives sound layers.
func FuzzResolve(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3})
	f.Add([]byte{255, 0, 255, 17, 1, 1, 1, 1, 80, 80, 80, 80, 80, 80})
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := readCase("testdata/agency.tsv")
		if err != nil {
			t.Fatal(err)
		}
		scramble(c.doc, b)
		New(c.base).Resolve(c.doc)
		if err := c.doc.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

// scramble moves heads to earlier tokens of the sentence, which keeps the tree a tree,
// and changes tags and relations.
func scramble(d *doc.Doc, b []byte) {
	for i, x := range b {
		at := int32(i*7+int(x)) % int32(len(d.Tokens))
		tok := &d.Tokens[at]
		first := d.SentenceOf(at).Start
		tok.Tag, tok.Rel = doc.Tag(int(x)%doc.NumTag), doc.Rel(1+int(x)%(doc.NumRel-1))
		tok.POS = doc.POS(int(x) % doc.NumPOS)
		for j := first; j < d.SentenceOf(at).End; j++ {
			k := &d.Tokens[j]
			k.Head = doc.NoHead
			if j > first {
				k.Head = first + int32(int(x)+int(j))%(j-first)
			}
		}
	}
}

// TestLayersSet tells that an empty document gets empty layers, not none.
func TestLayersSet(t *testing.T) {
	d, err := doc.New("")
	if err != nil {
		t.Fatal(err)
	}
	New(base{}).Resolve(d)
	if !d.Mentions.Looked() || !d.Entities.Looked() || d.Mentions.Len() != 0 {
		t.Errorf("empty document: looked %v, %v, %d mentions", d.Mentions.Looked(), d.Entities.Looked(), d.Mentions.Len())
	}
}

// TestWeights tells that the ranker's table is whole and that a bad one is named.
func TestWeights(t *testing.T) {
	if _, err := readWeights(weightsText); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "same-sentence one", "unheard-of 1"} {
		if _, err := readWeights(bad); err == nil {
			t.Errorf("weights %q pass", bad)
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	c, err := readCase("testdata/leaders.tsv")
	if err != nil {
		b.Fatal(err)
	}
	x := New(c.base)
	b.SetBytes(int64(len(c.doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		d := *c.doc
		d.Mentions, d.Entities = doc.Layer[doc.Mention]{}, doc.Layer[doc.Entity]{}
		x.Resolve(&d)
	}
	b.ReportMetric(float64(len(c.doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
