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
	numbers, units map[string][2]float64
	bounds         []bound
}

// bound is what the words before a number make of it.
type bound struct {
	words               []string
	least, most         float64
	openLeast, openMost bool
}

// New makes a reader from the embedded table.
func New() (*Reader, error) {
	q := &Reader{numbers: map[string][2]float64{}, units: map[string][2]float64{}}
	var kind string
	var least, most string
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
	return q, err
}

func limit(s string) (float64, error) {
	if s == "-" {
		return Open, nil
	}
	return strconv.ParseFloat(s, 64)
}
