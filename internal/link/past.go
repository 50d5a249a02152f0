package link

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

//go:embed past.txt
var pastFile string

// pastCue is one wording of past.txt.
type pastCue struct {
	words []string
	after bool // stands behind the event's word
}

var pastCues = sync.OnceValue(func() []pastCue {
	var out []pastCue
	for line := range strings.Lines(pastFile) {
		side, words, _ := strings.Cut(strings.TrimSpace(line), " ")
		if side == "before" || side == "after" {
			out = append(out, pastCue{strings.Fields(words), side == "after"})
		}
	}
	return out
})

// pastReach is how many words may stand between such a wording and the event's word.
const pastReach = 9

// toldAsPast: the words around the one that starts at that byte say that the event is no news.
func (x *linking) toldAsPast(trigger int) bool {
	at, found := slices.BinarySearchFunc(x.words, trigger, func(w word, t int) int { return w.start - t })
	if !found {
		return false
	}
	for _, cue := range pastCues() {
		n := len(cue.words)
		from, to := at-n-pastReach, at-n
		if cue.after {
			from, to = at+1, at+pastReach
		}
		for i := max(0, from); i <= min(to, len(x.words)-n); i++ {
			if !cue.at(x.words[i:]) {
				continue
			}
			if cue.after && x.oneClause(at, i) || !cue.after && x.oneClause(i+n-1, at) {
				return true
			}
		}
	}
	return false
}

func (c pastCue) at(words []word) bool {
	for i, want := range c.words {
		if got := words[i].low; got != want && !(want == "#" && isNumber(got)) {
			return false
		}
	}
	return true
}

func isNumber(w string) bool {
	_, known := numberWords()[w]
	return known || w != "" && unicode.IsDigit(rune(w[0]))
}

// oneClause: no comma or stop between two words.
func (x *linking) oneClause(first, last int) bool {
	return !strings.ContainsAny(x.rec.Document.Text[x.words[first].end:x.words[last].start], ",.;:!?\n—")
}
