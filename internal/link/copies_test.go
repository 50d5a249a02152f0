package link

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"herodotus/record"
)

// text makes words that no other source has, but for common ones.
func text(source, n int) []string {
	r := rand.New(rand.NewPCG(uint64(source), 1))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", r.IntN(4000))
	}
	return out
}

// TestCopiesInAnyOrder: which texts are copies of one does not depend on the order in
// which they come, where each two of a source share more than bridgeShare.
func TestCopiesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type print struct{ source, from, to int }
		var prints []print
		for source := range rapid.IntRange(1, 4).Draw(t, "sources") {
			for range rapid.IntRange(1, 6).Draw(t, "prints") {
				from := rapid.IntRange(0, 40).Draw(t, "from")
				prints = append(prints, print{source, from, from + rapid.IntRange(200, 300).Draw(t, "words")})
			}
		}
		order := rapid.Permutation(prints).Draw(t, "order")
		partition := func(list []print) string {
			l := New(NewMemory())
			of := map[uint64]uint64{}
			for i, p := range list {
				id := uint64(slices.Index(prints, p)*100 + i + 1)
				day := "2024-05-01"
				res, err := l.Add(Doc{ID: id, Record: &record.Record{Document: record.Document{Published: &day, Text: strings.Join(text(p.source, 400)[p.from:p.to], " ")}}})
				if err != nil {
					t.Fatal(err)
				}
				of[id] = id
				if res.Copy != nil {
					of[id] = res.Copy.Of
				}
				for _, c := range res.Rejoined {
					of[c.Document] = c.Of
				}
			}
			groups := map[uint64][]string{}
			for id := range of {
				root := id
				for of[root] != root {
					root = of[root]
				}
				p := prints[(id-1)/100]
				groups[root] = append(groups[root], fmt.Sprint(p))
			}
			var out []string
			for _, g := range groups {
				slices.Sort(g)
				out = append(out, strings.Join(g, " "))
			}
			slices.Sort(out)
			return strings.Join(out, "\n")
		}
		if a, b := partition(prints), partition(order); a != b {
			t.Fatalf("in one order\n%s\nin another\n%s", a, b)
		}
	})
}

// TestLikeness compares estimates with the exact share.
func TestLikeness(t *testing.T) {
	whole := text(7, 3000)
	for _, share := range []float64{0.1, 0.3, 0.5, 0.9, 1} {
		n := int(share * 3000)
		part := append(slices.Clone(whole[:n]), text(8, 3000-n)...)
		got, _ := sketchOf(wordsOf(strings.Join(whole, " "))).likeness(sketchOf(wordsOf(strings.Join(part, " "))))
		if got < share-0.1 || got > share+0.1 {
			t.Errorf("two texts share %.1f, the sketches say %.2f", share, got)
		}
	}
	cut := sketchOf(wordsOf(strings.Join(whole[:400], " ")))
	if got, _ := cut.likeness(sketchOf(wordsOf(strings.Join(whole, " ")))); got < 0.85 {
		t.Errorf("a text cut to an eighth lies whole in the other, the sketches say %.2f", got)
	}
}

// FuzzSketch reads blobs of any bytes.
func FuzzSketch(f *testing.F) {
	f.Add(sketchOf(wordsOf(strings.Join(text(1, 300), " "))).encode())
	f.Add([]byte{blobVersion, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		s := decodeSketch(b)
		if share, _ := s.likeness(s); share < 0 || share > 1 {
			t.Errorf("a share of %f", share)
		}
	})
}

// FuzzBlobs reads blobs of any bytes as each kind; what is read is written the same.
func FuzzBlobs(f *testing.F) {
	full := happening{
		id: 7, typ: "ASSAULT", modes: []string{"aerial"}, actors: []party{{"k", "n", "SDN", "MIL", true, false}},
		places: []spot{{"Omdurman", "SDN", 365137, 15.64, -32.48, false}}, placed: true, days: span{NoDay, 19000, interval},
		triggers: []string{"kill"}, words: vector{{5, 0.25, "market"}}, numbers: []counted{{number: number{kind: "dead", low: 9, high: unlimited}}},
		stories: []uint64{1}, documents: 2, accounts: []account{{source: "s", value: "CT+", chains: []way{{document: 1, day: 19000, event: "v1", via: []string{"a"}, text: "bombed"}}}},
	}
	f.Add(encode(&full))
	old := full // as version 1 wrote it: words of the first way alone, and before the ways
	old.accounts = nil
	f.Add(append([]byte{1}, encode(&old)[1:]...))
	f.Add(encode(&story{title: "t", first: 1, last: 2, documents: 3, outlets: []uint64{4}, terms: vector{{1, 2, "x"}}}))
	f.Add(encode(&identity{key: "k", aliases: []string{"a", "b"}}))
	f.Add(encode(&group{parent: 1, agency: "afp"}))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, pair := range [][2]coded{{&happening{}, &happening{}}, {&story{}, &story{}}, {&identity{}, &identity{}}, {&group{}, &group{}}} {
			if decode(b, pair[0]) != nil {
				continue
			}
			again := encode(pair[0])
			if err := decode(again, pair[1]); err != nil {
				t.Fatalf("%T: %v", pair[0], err)
			}
		}
	})
}

// What version 1 wrote is read: it kept the words of the first way alone.
func TestOldBlob(t *testing.T) {
	c := codec{out: []byte{1}, version: 1}
	a := account{source: "s", value: "CT+", chains: []way{{document: 1, event: "v1"}, {document: 2, event: "v3"}}}
	for _, s := range []*string{&a.source, &a.name} {
		c.str(s)
	}
	c.uint(&a.root)
	c.bool(&a.claim)
	c.str(&a.value)
	(&way{day: 19000, start: 3, end: 9, text: "bombed"}).words(&c)
	list(&c, &a.chains, func(w *way) {
		c.uint(&w.document)
		c.str(&w.event)
		list(&c, &w.via, c.str)
	})
	var got account
	if err := decode(c.out, &got); err != nil || got.first().text != "bombed" || got.first().day != 19000 || len(got.chains) != 2 || got.chains[1].event != "v3" {
		t.Errorf("%+v %v", got, err)
	}
}

// FuzzTexts splits texts of any bytes and looks for credits in them.
func FuzzTexts(f *testing.F) {
	f.Add("PARIS (AFP) - The minister’s plan…\n\nSource: Xinhua")
	f.Fuzz(func(t *testing.T, s string) {
		for _, w := range wordsOf(s) {
			if w.start < 0 || w.end > len(s) || w.start >= w.end {
				t.Fatalf("a word from %d to %d of %d", w.start, w.end, len(s))
			}
		}
		agencies().credited(s)
		headNoun(s)
		acronym(foldName(s))
		lastName(foldName(s))
	})
}

func TestPastCues(t *testing.T) {
	for text, want := range map[string]struct {
		word string
		past bool
		days int
	}{
		"They met on the anniversary of the bombing of a mosque.":     {"bombing", true, 0},
		"A year after the clash both armies stay.":                    {"clash", true, 365},
		"Two years after the coup, soldiers fired on a crowd.":        {"coup", true, 730},
		"Two years after the coup , soldiers fired on the crowd.":     {"fired", false, 0},
		"Rebels attacked the base 3 months ago.":                      {"attacked", true, 90},
		"Rebels attacked the base on Monday, three months ago a town": {"attacked", false, 0},
		"Thousands marched to mark the massacre of 1989.":             {"massacre", true, 0},
		"Thousands marched to mark the massacre in 1989 there.":       {"marched", false, 0},
	} {
		x := &linking{reading: read(&record.Record{Document: record.Document{Text: text}})}
		past, days := x.toldAsPast(strings.Index(text, want.word))
		if past != want.past || days != want.days {
			t.Errorf("%q, %s: past %v, %d days ago; want %v, %d", text, want.word, past, days, want.past, want.days)
		}
	}
}
