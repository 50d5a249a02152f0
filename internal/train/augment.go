package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"herodotus/internal/doc"
)

// The treebanks' people and towns are American for the most part. A copy of
// each sentence with a full name or a place in it, and names of the whole world
// in their stead, teaches how names behave rather than which there are.

// worldNames are names to put into sentences.
type worldNames struct{ people, places []string }

// readWorldNames reads heads of state and ministers from actors/ and the larger
// towns from gazetteer/. Files that are not there leave their names out.
func readWorldNames(dir string) (*worldNames, error) {
	w := &worldNames{}
	err := eachLine(filepath.Join(dir, "actors", "factbook-leaders.jsonl.gz"), func(line string) error {
		var l struct{ Name string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			return err
		}
		if n := len(strings.Fields(l.Name)); n > 1 && n < 4 && !strings.ContainsAny(l.Name, ",()\"") {
			w.people = append(w.people, l.Name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(filepath.Join(dir, "gazetteer", "cities5000.tsv.gz"), func(line string) error {
		f := strings.Split(line, "\t")
		if len(f) > 6 && len(f[6]) > 5 && len(strings.Fields(f[1])) < 3 && !strings.ContainsAny(f[1], ",()'’") {
			w.places = append(w.places, f[1])
		}
		return nil
	})
	return w, err
}

func eachLine(path string, do func(string) error) error {
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	in := bufio.NewScanner(z)
	in.Buffer(make([]byte, 1<<16), 1<<20)
	for n := 1; in.Scan(); n++ {
		if err := do(in.Text()); err != nil {
			return fmt.Errorf("%s, line %d: %w", path, n, err)
		}
	}
	return in.Err()
}

// augment gives a copy of each sentence that has names to replace.
func augment(sents []sentence, w *worldNames, seed uint64) []sentence {
	rng := rand.New(rand.NewPCG(seed, 3))
	var list []sentence
	for _, s := range sents {
		if len(w.people) == 0 || len(w.places) == 0 {
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
		end, name, rel := r.replacement(old, i)
		if end == i {
			r.newAt[i] = int32(len(r.toks))
			r.add(r.s.d.Form(r.s.r.Start+int32(i)), r.s.d.Lemmas[r.s.r.Start+int32(i)], old[i])
			i++
			continue
		}
		changed = true
		r.insert(old, i, end, name, rel)
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
func (r *rewriter) replacement(old []doc.Token, i int) (end int, name string, rel doc.Rel) {
	if old[i].Tag != doc.TagNNP || old[i].Rel == doc.Flat {
		return i, "", 0
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
		return i, "", 0
	case end > i+1:
		name = r.names.people[r.rng.IntN(len(r.names.people))]
		if f := strings.Fields(name); r.rng.IntN(3) == 0 {
			name = f[len(f)-1]
		}
		return end, name, doc.Flat
	case i > 0 && old[i-1].Tag == doc.TagIN && r.headOf(old, i-1) == i && placePreposition(r.s.d.Form(r.s.r.Start+int32(i)-1)) && r.childless(old, i) && !calendar(form):
		return end, r.names.places[r.rng.IntN(len(r.names.places))], doc.Compound
	}
	return i, "", 0
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

// insert writes a name in the place of the old tokens from i to end: its first
// part heads flat ones, its last part heads compounds.
func (r *rewriter) insert(old []doc.Token, i, end int, name string, rel doc.Rel) {
	parts := nameParts(name)
	first := int32(len(r.toks))
	head := first
	if rel == doc.Compound {
		head = first + int32(len(parts)) - 1
	}
	for k := i; k < end; k++ {
		r.newAt[k] = head
	}
	for k, p := range parts {
		at := first + int32(k)
		t := doc.Token{Tag: doc.TagNNP, POS: doc.PROPN, Head: -head - 2, Rel: rel}
		if p == "-" {
			t.Tag, t.POS, t.Rel, t.Head = doc.TagHYPH, doc.PUNCT, doc.Punct, -(at+1)-2
		} else if k == 0 || parts[k-1] != "-" {
			t.Flags = doc.SpaceBefore
		}
		if k == 0 {
			t.Flags = old[i].Flags
		}
		if at == head {
			t.Head, t.Rel = old[i].Head, old[i].Rel
		}
		r.add(p, p, t)
	}
}

// nameParts splits a name as the treebanks do: at spaces and hyphens.
func nameParts(name string) []string {
	var parts []string
	for w := range strings.FieldsSeq(name) {
		for k, p := range strings.Split(w, "-") {
			if k > 0 {
				parts = append(parts, "-")
			}
			if p != "" {
				parts = append(parts, p)
			}
		}
	}
	if last := len(parts) - 1; parts[last] == "-" {
		parts = parts[:last]
	}
	return parts
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
