package quantity

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"herodotus/internal/model"
	"herodotus/internal/table"
)

//go:embed quantities.txt
var quantitiesTable string

// Sum names the embedded table by its content.
func Sum() string { return model.SumAll(quantitiesTable) }

// Reader knows the words of quantities.txt. It does not change after New.
type Reader struct {
	words  map[string]meaning
	leads  map[string]span // before a unit
	bounds []bound         // before a number
	after  []bound
	hedges []bound
	joins  map[string]bool // what makes a range of two numbers
}

// meaning is what a word is in a number.
type meaning struct {
	kind kind
	span span
}

type kind uint8

const (
	number kind = iota + 1
	unit
	dozen
	tens
)

var kinds = map[string]kind{"number": number, "unit": unit, "dozen": dozen, "tens": tens}

// span is a number from its least to its most; Open where it has no such end.
type span [2]float64

// bound is what words beside a number make of it.
type bound struct {
	words               []string
	least, most         float64
	openLeast, openMost bool
}

// New makes a reader from the embedded table.
func New() (*Reader, error) {
	r := &Reader{words: map[string]meaning{}, leads: map[string]span{}, joins: map[string]bool{}}
	var kind, least, most string
	err := table.Rows("quantities.txt", quantitiesTable, func(head bool, f []string) error {
		if head {
			if len(f) < 4 {
				return fmt.Errorf("want KIND LEAST MOST WORDS")
			}
			kind, least, most, f = f[0], f[1], f[2], f[3:]
		}
		a, errA := limit(least)
		b, errB := limit(most)
		if errA != nil || errB != nil {
			return fmt.Errorf("%s and %s are not both numbers or -", least, most)
		}
		for _, w := range f {
			if err := r.add(kind, w, bound{strings.Split(w, "_"), a, b, least == "-", most == "-"}); err != nil {
				return err
			}
		}
		return nil
	})
	return r, err
}

// add takes in one word of the table.
func (r *Reader) add(kind, w string, b bound) error {
	switch kind {
	case "bound":
		r.bounds = append(r.bounds, b)
	case "after":
		r.after = append(r.after, b)
	case "hedge":
		r.hedges = append(r.hedges, b)
	case "between":
		r.joins[w] = true
	case "lead":
		r.leads[w] = span{b.least, b.most}
	case "number", "unit", "dozen", "tens":
		if _, twice := r.words[w]; twice {
			return fmt.Errorf("%q stands twice", w)
		}
		r.words[w] = meaning{kinds[kind], span{b.least, b.most}}
	default:
		return fmt.Errorf("unknown kind %q", kind)
	}
	return nil
}

func limit(s string) (float64, error) {
	if s == "-" {
		return Open, nil
	}
	return strconv.ParseFloat(s, 64)
}
