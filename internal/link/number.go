package link

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"

	"herodotus/record"
)

//go:embed numbers.txt
var numberFile string

// numberWords leads from a number word to its value.
var numberWords = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for line := range strings.Lines(numberFile) {
		word, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if n, err := strconv.Atoi(value); err == nil {
			out[word] = n
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

// numbersOf gives how many died, were hurt, protested or were seized in an event of the record.
func (x *linking) numbersOf(event int) []number {
	m := x.rec.Events[event].Magnitude
	if m == nil {
		return nil
	}
	var out []number
	for _, q := range []struct {
		kind string
		*record.Quantity
	}{{"dead", m.Dead}, {"injured", m.Injured}, {"crowd", m.Crowd}, {"people", m.Size}} {
		if q.Quantity == nil {
			continue
		}
		n := number{kind: q.kind, high: unlimited, start: q.Start, end: q.End, event: event}
		if q.Min != nil {
			n.low = *q.Min
		}
		if q.Max != nil {
			n.high = *q.Max
		}
		out = append(out, n)
	}
	return out
}

func decimal(n int) string { return strconv.Itoa(n) }
