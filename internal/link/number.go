package link

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"herodotus/record"
)

//go:embed numbers.txt
var numberFile string

//go:embed measures.txt
var measureFile string

// numeral is the worth of a number word: a range, or a factor for the number before it.
type numeral struct {
	low, high int
	factor    bool
}

var numberWords = sync.OnceValue(func() map[string]numeral {
	out := map[string]numeral{}
	for line := range strings.Lines(numberFile) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		v, times := strings.CutPrefix(f[1], "*")
		n := numeral{factor: times}
		n.low, _ = strconv.Atoi(v)
		n.high = n.low
		if len(f) > 2 {
			n.high, _ = strconv.Atoi(f[2])
		}
		out[f[0]] = n
	}
	return out
})

// measures leads from a stem to what it counts.
var measures = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(measureFile) {
		kind, stems, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, s := range strings.Fields(stems) {
			out[s] = kind
		}
	}
	return out
})

// number is how many of a kind an event had, by one account: from low to high.
type number struct {
	kind       string
	low, high  int
	start, end int // bytes of the text
	event      int // index into the record's events
}

// unlimited is the upper end of "at least nine".
const unlimited = math.MaxInt32

// measureReach is how many words may lie between a number and what shows its kind.
const measureReach = 12

// numbersOf reads the numbers in the sentence that tells the event; of each kind the
// one nearest to the event's word.
func (x *linking) numbersOf(event int) []number {
	e := &x.rec.Events[event]
	best := map[string]number{}
	var kinds []string
	words := x.wordsIn(x.sentenceOf(e.Trigger.Start).Span)
	for i := 0; i < len(words); {
		n, used := x.readNumber(words, i)
		if used == 0 {
			i++
			continue
		}
		n.kind, n.event = measured(words, i, used), event
		i += used
		if n.kind == "" {
			continue
		}
		old, known := best[n.kind]
		if !known {
			kinds = append(kinds, n.kind)
		}
		if !known || distance(n, e.Trigger.Span) < distance(old, e.Trigger.Span) {
			best[n.kind] = n
		}
	}
	slices.Sort(kinds)
	out := make([]number, len(kinds))
	for i, k := range kinds {
		out[i] = best[k]
	}
	return out
}

func distance(n number, s record.Span) int { return max(s.Start-n.end, n.start-s.End, 0) }

// readNumber reads a number that begins at that word, with "at least" and the like
// before it; used is 0 where there is none.
func (x *linking) readNumber(words []word, at int) (n number, used int) {
	table := numberWords()
	value, got := 0, false
	var vague numeral
	for ; at+used < len(words); used++ {
		w := words[at+used].low
		if v, err := strconv.Atoi(strings.ReplaceAll(w, ",", "")); err == nil {
			if got {
				break
			}
			value, got = v, true
			continue
		}
		u, known := table[w]
		switch {
		case !known || !u.factor && u.low != u.high && got:
			known = false
		case u.factor && got && value <= unlimited/max(1, u.low):
			value *= u.low
		case u.factor && !got:
			value, got = u.low, true
		case u.low != u.high:
			vague, got = u, true
		case got && value >= 20 && value < 100 && u.low < 10, got && value >= 100:
			value += u.low
		case got:
			known = false
		default:
			value, got = u.low, true
		}
		if !known {
			break
		}
	}
	if !got || x.isDate(words, at, used, value) {
		return n, 0
	}
	n = number{low: value, high: value, start: words[at].start, end: words[at+used-1].end}
	if vague.high > 0 {
		n.low, n.high = vague.low, vague.high
	}
	n.bound(words[max(0, at-3):at])
	return n, used
}

// isDate: years, days of months, ages and clock times count nothing.
func (x *linking) isDate(words []word, at, used, value int) bool {
	if value >= 1900 && value <= 2100 && !strings.Contains(x.rec.Document.Text[words[at].start:words[at].end], ",") {
		return true
	}
	for _, near := range []int{at - 1, at + used} {
		if near >= 0 && near < len(words) {
			switch w := words[near].low; w {
			case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
				"aged", "percent", "per", "years", "year", "months", "days", "day", "hours", "minutes", "km", "kilometres", "kilometers", "miles", "metres", "am", "pm":
				return w != "march" && w != "may" || words[near].capital && near < at
			}
		}
	}
	return false
}

// bound widens the number by the words before it.
func (n *number) bound(before []word) {
	b := make([]string, len(before))
	for i, w := range before {
		b[i] = w.low
	}
	switch s := " " + strings.Join(b, " "); {
	case strings.HasSuffix(s, " at least"), strings.HasSuffix(s, " more than"), strings.HasSuffix(s, " over"), strings.HasSuffix(s, " least"), strings.HasSuffix(s, " than"):
		n.high = unlimited
	case strings.HasSuffix(s, " up to"), strings.HasSuffix(s, " as many as"), strings.HasSuffix(s, " fewer than"), strings.HasSuffix(s, " under"):
		n.low = 0
	case strings.HasSuffix(s, " about"), strings.HasSuffix(s, " around"), strings.HasSuffix(s, " some"), strings.HasSuffix(s, " nearly"),
		strings.HasSuffix(s, " almost"), strings.HasSuffix(s, " roughly"), strings.HasSuffix(s, " approximately"):
		n.low, n.high = n.low*17/20, (n.high*23+19)/20
	}
}

// measured tells what the number at that word counts: the nearest telling stem within reach decides.
func measured(words []word, at, used int) string {
	table := measures()
	for d := 1; d <= measureReach; d++ {
		for _, i := range []int{at + used - 1 + d, at - d} {
			if i >= 0 && i < len(words) {
				if kind := table[stem(words[i].low)]; kind != "" {
					return kind
				}
			}
		}
	}
	return ""
}

func decimal(n int) string { return strconv.Itoa(n) }
