package link

import (
	_ "embed"
	"slices"
	"strconv"
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
	days  int  // how long ago; 0 when the wording does not tell
	times bool // the days are to be multiplied by the number told
}

var pastCues = sync.OnceValue(func() []pastCue {
	var out []pastCue
	for line := range strings.Lines(pastFile) {
		cue, ago, _ := strings.Cut(strings.TrimSpace(line), " = ")
		side, words, _ := strings.Cut(cue, " ")
		if side != "before" && side != "after" {
			continue
		}
		c := pastCue{words: strings.Fields(words), after: side == "after"}
		ago, c.times = strings.CutSuffix(ago, " #")
		c.days, _ = strconv.Atoi(ago)
		out = append(out, c)
	}
	return out
})

// pastReach is how many words may stand between such a wording and the event's word.
const pastReach = 9

// toldAsPast: the words around the one that starts at that byte say that the event
// is no news, and perhaps how many days it is past.
func (x *linking) toldAsPast(trigger int) (past bool, days int) {
	at, found := slices.BinarySearchFunc(x.words, trigger, func(w word, t int) int { return w.start - t })
	if !found {
		return false, 0
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
				return true, cue.ago(x.words[i:])
			}
		}
	}
	return false, 0
}

func (c pastCue) ago(words []word) int {
	if !c.times {
		return c.days
	}
	for i, w := range c.words {
		if w != "#" {
			continue
		}
		if n, err := strconv.Atoi(words[i].low); err == nil {
			return n * c.days
		}
		return numberWords()[words[i].low] * c.days
	}
	return c.days
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
