package syntax

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"herodotus/internal/doc"
)

// TestTreesAreTrees: whatever the words are, each sentence gets one root, heads
// inside it, and no cycle; and the same words get the same tree again.
func TestTreesAreTrees(t *testing.T) {
	p := newParser(t)
	word := rapid.OneOf(
		rapid.SampledFrom(strings.Fields(`the a of in said says minister Kim “ ” , . - — ( ) to 's n't who and visited
			Paris 2019 300 % $ that which because will had HEADLINE … ! ? ; 'd I`)),
		rapid.StringMatching(`\S{1,12}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 0, 40).Draw(t, "words")
		d := spaced(t, strings.Join(words, " "))
		half := int32(len(d.Tokens) / 2)
		d.Sentences = []doc.Sentence{{Range: doc.Range{End: half}}, {Range: doc.Range{Start: half, End: int32(len(d.Tokens))}}}
		p.Tag(d)
		p.Parse(d)
		for _, s := range d.Sentences {
			checkTree(t, d, s.Range)
		}
		before := append([]doc.Token(nil), d.Tokens...)
		p.Tag(d)
		p.Parse(d)
		for i := range before {
			if before[i] != d.Tokens[i] {
				t.Fatalf("token %d is %v, then %v", i, before[i], d.Tokens[i])
			}
		}
	})
}

func checkTree(t *rapid.T, d *doc.Doc, r doc.Range) {
	roots := 0
	for i := r.Start; i < r.End; i++ {
		tok := &d.Tokens[i]
		if (tok.Rel == doc.Root) != (tok.Head == doc.NoHead) || tok.Rel == doc.NoRel || tok.Tag == doc.NoTag || tok.POS == doc.NoPOS {
			t.Fatalf("token %d: head %d by %s, tag %s %s", i, tok.Head, tok.Rel, tok.Tag, tok.POS)
		}
		if tok.Head == doc.NoHead {
			roots++
		} else if !r.Has(tok.Head) {
			t.Fatalf("token %d has its head %d outside %v", i, tok.Head, r)
		}
		at := i
		for n := 0; at != doc.NoHead; n++ {
			if n > r.Len() {
				t.Fatalf("a cycle from token %d", i)
			}
			at = d.Tokens[at].Head
		}
	}
	if r.Len() > 0 && roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

// report is wire text of our own for the benchmarks.
const report = `The foreign minister of Freedonia arrived in Geneva on Tuesday for talks with rebel leaders , officials said . ` +
	`" We will not sign anything that our people reject , " she told reporters before the meeting , which was delayed twice . ` +
	`Troops loyal to the former president have shelled two villages near the border since March , killing at least 30 civilians . `

func benchmark(b *testing.B, run func(p *Parser, d *doc.Doc)) {
	p := newParser(b)
	d := spaced(b, strings.Repeat(report, 20))
	d.Sentences = d.Sentences[:0]
	start := int32(0)
	for i := range d.Tokens {
		d.Tokens[i].Sent = int32(len(d.Sentences))
		if d.Form(int32(i)) == "." {
			d.Sentences = append(d.Sentences, doc.Sentence{Range: doc.Range{Start: start, End: int32(i) + 1}})
			start = int32(i) + 1
		}
	}
	p.Tag(d)
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		run(p, d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkTag(b *testing.B) { benchmark(b, func(p *Parser, d *doc.Doc) { p.Tag(d) }) }

func BenchmarkParse(b *testing.B) { benchmark(b, func(p *Parser, d *doc.Doc) { p.Parse(d) }) }

func BenchmarkNew(b *testing.B) {
	for range b.N {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
