package train

import (
	"math/rand/v2"
	"slices"
	"strings"

	"herodotus/internal/doc"
)

// The treebanks' people and towns are American for the most part. A copy of
// each sentence with a full name or a place in it, and names of the whole world
// in their stead, teaches how names behave rather than which there are. Half of
// the people get a title, as the news gives them: "Norwegian envoy".

// augment gives a copy of each sentence that has names to replace.
func augment(sents []sentence, w *worldNames, seed uint64) []sentence {
	rng := rand.New(rand.NewPCG(seed, 3))
	var list []sentence
	for _, s := range sents {
		if len(w.people) == 0 || len(w.places) == 0 || len(w.demonyms) == 0 {
			break
		}
		r := rewriter{rng: rng, names: w, s: s}
		if c, ok := r.rewrite(); ok {
			list = append(list, c)
		}
	}
	return list
}

// rewriter copies one sentence with other names.
type rewriter struct {
	rng   *rand.Rand
	names *worldNames
	s     sentence

	text  strings.Builder
	toks  []doc.Token
	lems  []string
	newAt []int32 // where each old token went
}

func (r *rewriter) rewrite() (sentence, bool) {
	old := r.s.tokens()
	r.newAt = make([]int32, len(old))
	changed := false
	for i := 0; i < len(old); {
		end, pieces := r.replacement(old, i)
		if end == i {
			r.newAt[i] = int32(len(r.toks))
			r.add(r.s.d.Form(r.s.r.Start+int32(i)), r.s.d.Lemmas[r.s.r.Start+int32(i)], old[i])
			i++
			continue
		}
		changed = true
		r.insert(old, i, end, pieces)
		i = end
	}
	d, err := doc.New(r.text.String())
	if err != nil || !changed {
		return sentence{}, false
	}
	d.Tokens, d.Lemmas = r.toks, r.lems
	for i := range d.Tokens {
		// Heads still are old numbers, or, in new names, new ones below -1.
		switch h := d.Tokens[i].Head; {
		case h >= 0:
			d.Tokens[i].Head = r.newAt[h-r.s.r.Start]
		case h < doc.NoHead:
			d.Tokens[i].Head = -h - 2
		}
		d.Tokens[i].Sent = 0
	}
	all := doc.Range{End: int32(len(d.Tokens))}
	d.Sentences = []doc.Sentence{{Range: all}}
	return sentence{d, all, r.s.fold}, true
}

// replacement tells whether a name that can be replaced begins at token i: a
// person's (a proper noun and the flat ones after it) or a place's (a lone
// proper noun behind a preposition of place).
func (r *rewriter) replacement(old []doc.Token, i int) (end int, pieces []piece) {
	if old[i].Tag != doc.TagNNP || old[i].Rel == doc.Flat {
		return i, nil
	}
	end = i + 1
	for end < len(old) && old[end].Tag == doc.TagNNP && old[end].Rel == doc.Flat && r.headOf(old, end) == i {
		end++
	}
	whole := true
	for k := range old {
		if h := r.headOf(old, k); h >= i && h < end && (k < i || k >= end) && old[k].Rel == doc.Flat {
			whole = false
		}
	}
	form := r.s.d.Form(r.s.r.Start + int32(i))
	switch {
	case !whole:
		return i, nil
	case end > i+1:
		name := r.names.people[r.rng.IntN(len(r.names.people))]
		if f := strings.Fields(name); r.rng.IntN(3) == 0 {
			name = f[len(f)-1]
		}
		pieces = personPieces(name)
		if r.rng.IntN(2) == 0 && r.bare(old, i) {
			pieces = r.titled(pieces)
		}
		return end, pieces
	case i > 0 && old[i-1].Tag == doc.TagIN && r.headOf(old, i-1) == i && placePreposition(r.s.d.Form(r.s.r.Start+int32(i)-1)) && r.childless(old, i) && !calendar(form):
		return end, placePieces(r.names.places[r.rng.IntN(len(r.names.places))])
	}
	return i, nil
}

func placePreposition(s string) bool {
	switch strings.ToLower(s) {
	case "in", "near", "from", "to", "at", "into", "through", "outside":
		return true
	}
	return false
}

// calendar tells months and days from places: "in May".
func calendar(s string) bool {
	return strings.Contains(" January February March April May June July August September October November December "+
		"Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Ramadan ", " "+strings.TrimSuffix(s, ".")+" ")
}

func (r *rewriter) headOf(old []doc.Token, i int) int { return int(old[i].Head - r.s.r.Start) }

// childless tells whether only markers and punctuation depend on token i.
func (r *rewriter) childless(old []doc.Token, i int) bool {
	for k := range old {
		if r.headOf(old, k) == i && old[k].Rel != doc.Case && old[k].Rel != doc.Punct {
			return false
		}
	}
	return true
}

// bare tells whether the name at token i has neither dependents before it nor
// another noun or article right there.
func (r *rewriter) bare(old []doc.Token, i int) bool {
	for k := range i {
		if r.headOf(old, k) == i && old[k].Rel != doc.Case && old[k].Rel != doc.Punct && old[k].Rel != doc.Cc {
			return false
		}
	}
	return i == 0 || old[i-1].POS != doc.PROPN && old[i-1].POS != doc.DET && old[i-1].POS != doc.NOUN && old[i-1].POS != doc.ADJ
}

// titled puts a title before a name, most often with a nation.
func (r *rewriter) titled(name []piece) []piece {
	title := slices.Clone(r.names.titles[r.rng.IntN(len(r.names.titles))])
	if r.rng.IntN(4) > 0 {
		for i := range title {
			title[i].head++
		}
		nation := piece{form: r.names.demonyms[r.rng.IntN(len(r.names.demonyms))], tag: doc.TagJJ, pos: doc.ADJ, rel: doc.Amod, head: len(title)}
		title = slices.Insert(title, 0, nation)
	}
	n := len(title)
	for _, p := range name {
		if p.head >= 0 {
			p.head += n
		}
		title = append(title, p)
	}
	return title
}

// insert writes pieces in the place of the old tokens from i to end.
func (r *rewriter) insert(old []doc.Token, i, end int, pieces []piece) {
	first := int32(len(r.toks))
	for k, p := range pieces {
		t := doc.Token{Tag: p.tag, POS: p.pos, Rel: p.rel, Head: -(first + int32(p.head)) - 2}
		if !p.join {
			t.Flags = doc.SpaceBefore
		}
		if k == 0 {
			t.Flags = old[i].Flags
		}
		if p.head < 0 {
			t.Head, t.Rel = old[i].Head, old[i].Rel
			for o := i; o < end; o++ {
				r.newAt[o] = first + int32(k)
			}
		}
		r.add(p.form, p.form, t)
	}
}

func (r *rewriter) add(form, lemma string, t doc.Token) {
	if t.Flags&doc.SpaceBefore != 0 && len(r.toks) > 0 {
		r.text.WriteByte(' ')
	}
	t.Start = int32(r.text.Len())
	r.text.WriteString(form)
	t.End = int32(r.text.Len())
	r.toks = append(r.toks, t)
	r.lems = append(r.lems, lemma)
}
