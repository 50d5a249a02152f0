package event

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed quantities.txt
var quantitiesTable string

// quantities are the rows of quantities.txt.
type quantities struct {
	numbers, units map[string][2]float64
	bounds         []bound
}

// bound is what the words before a number make of it.
type bound struct {
	words               []string
	least, most         float64
	openLeast, openMost bool
}

func (x *Extractor) loadQuantities() error {
	q := &x.quantities
	q.numbers, q.units = map[string][2]float64{}, map[string][2]float64{}
	var kind string
	var least, most string
	return tableLines("quantities.txt", quantitiesTable, func(head bool, f []string) error {
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
			switch kind {
			case "number":
				q.numbers[w] = [2]float64{a, b}
			case "unit":
				q.units[w] = [2]float64{a, b}
			case "bound":
				q.bounds = append(q.bounds, bound{strings.Split(w, "_"), a, b, least == "-", most == "-"})
			default:
				return fmt.Errorf("unknown kind %q", kind)
			}
		}
		return nil
	})
}

func limit(s string) (float64, error) {
	if s == "-" {
		return open, nil
	}
	return strconv.ParseFloat(s, 64)
}
