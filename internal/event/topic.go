package event

import (
	_ "embed"
	"fmt"
	"math/bits"
	"strings"

	"herodotus/internal/ontology"
	"herodotus/internal/table"
	"herodotus/internal/vocab"
)

//go:embed contexts.txt
var contextsTable string

// maxContexts is how many contexts an event is given at most.
const maxContexts = 4

// topics maps words to sets of contexts: bit i is ontology.Contexts()[i].
type topics struct {
	single  []uint64 // by word
	phrases []topicPhrase
}

// topicPhrase is an entry of several words, found by its last.
type topicPhrase struct {
	words []vocab.Word
	set   uint64
}

func (x *Extractor) loadTopics() error {
	set := uint64(0)
	err := table.Rows("contexts.txt", contextsTable, func(head bool, f []string) error {
		if head {
			i := contextIndex(f[0])
			if i < 0 {
				return fmt.Errorf("%q is no context", f[0])
			}
			set, f = 1<<i, f[1:]
		}
		for _, w := range f {
			x.addTopic(w, set)
		}
		return nil
	})
	for _, c := range x.lex.contexts {
		x.addTopic(c.words, 1<<c.context)
	}
	return err
}

func contextIndex(name string) int {
	for i, c := range ontology.Contexts() {
		if c == name {
			return i
		}
	}
	return -1
}

func (x *Extractor) addTopic(w string, set uint64) {
	var words []vocab.Word
	for p := range strings.SplitSeq(w, "_") {
		words = append(words, x.lex.vocab.Add(p))
	}
	if len(words) > 1 {
		x.topics.phrases = append(x.topics.phrases, topicPhrase{words, set})
		return
	}
	for len(x.topics.single) <= int(words[0]) {
		x.topics.single = append(x.topics.single, 0)
	}
	x.topics.single[words[0]] |= set
}

// topicOf gives the contexts that token t speaks of.
func (w *work) topicOf(t int32) uint64 {
	set := uint64(0)
	for _, id := range [2]vocab.Word{w.Lemma[t], w.Form[t]} {
		if int(id) < len(w.x.topics.single) {
			set |= w.x.topics.single[id]
		}
	}
	for i := range w.x.topics.phrases {
		p := &w.x.topics.phrases[i]
		if last := p.words[len(p.words)-1]; last == w.Lemma[t] && w.Preceded(t, p.words[:len(p.words)-1]) {
			set |= p.set
		}
	}
	return set
}

// contexts gives an event's contexts: those of its frame, then those of which
// its sentence speaks most, then the document's.
func (w *work) contexts(c *candidate) []string {
	var score [64]int
	s := w.d.SentenceOf(c.tok)
	for t := s.Start; t < s.End; t++ {
		near := 4
		if dist := t - c.tok; -6 <= dist && dist <= 6 {
			near = 6
		}
		w.countTopics(&score, w.topicOf(t), near)
	}
	for i, n := range w.topicsOfDoc() {
		score[i] += n
	}
	out := append([]string(nil), c.sense.contexts...)
	names := ontology.Contexts()
	for len(out) < maxContexts {
		best := -1
		for i := range names {
			if score[i] > 0 && (best < 0 || score[i] > score[best]) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		score[best] = 0
		if !contains(out, names[best]) {
			out = append(out, names[best])
		}
	}
	return out
}

func (w *work) countTopics(score *[64]int, set uint64, n int) {
	for ; set != 0; set &= set - 1 {
		score[bits.TrailingZeros64(set)] += n
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// topicsOfDoc counts the topics of the whole document once, scaled so that the
// strongest weighs as much as two words of the event's own sentence.
func (w *work) topicsOfDoc() *[64]int {
	if w.topicsKnown {
		return &w.docTopics
	}
	w.topicsKnown = true
	w.docTopics = [64]int{}
	for t := range w.d.Tokens {
		w.countTopics(&w.docTopics, w.topicOf(int32(t)), 1)
	}
	top := 1
	for _, n := range w.docTopics {
		top = max(top, n)
	}
	for i := range w.docTopics {
		w.docTopics[i] = w.docTopics[i] * 8 / top
	}
	return &w.docTopics
}

// scanContext reads "context NAME = word, two_words" of a lexicon file: words
// that speak of a context, beside those of contexts.txt.
func (l *loader) scanContext(at place, def string) {
	name, items, ok := strings.Cut(def, "=")
	name = strings.TrimSpace(name)
	if !ok || !ontology.IsContext(name) {
		l.fail(at, "a context is: context NAME = word, word, NAME one of PLOVER's")
		return
	}
	for _, w := range splitList(items) {
		l.contexts = append(l.contexts, contextWord{strings.ToLower(w), contextIndex(name)})
	}
}

// contextWord is a word, or several joined by "_", that speaks of a context.
type contextWord struct {
	words   string
	context int
}
