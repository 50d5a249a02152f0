// Package eval measures quality: records against hand-made gold. In: records
// and gold files. Out: counts that add up over documents (Board), and tables.
// The definitions are those of the project's gold guide; figures are F1 over
// found, invented and missed items, or shares of right answers.
package eval

import (
	"fmt"
	"io"
)

// Count holds what an F score needs.
type Count struct{ Right, Invented, Missed int }

// PRF gives precision, recall and their harmonic mean; 0 where nothing was counted.
func (c Count) PRF() (p, r, f float64) {
	p = ratio(c.Right, c.Right+c.Invented)
	r = ratio(c.Right, c.Right+c.Missed)
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// Share is a number of right answers out of all.
type Share struct{ Right, Of int }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Rate is an F score whose parts are no whole numbers.
type Rate struct{ Precision, Recall, F1 float64 }

// Board sums the figures of many documents, in the order in which they first appear.
type Board struct {
	names  []string
	counts map[string]*Count
	shares map[string]*Share
	rates  map[string]Rate
	curves map[string]*Calibration
	fits   map[string]*Fit
	// Notes tell what was missed, wrong or invented, for people.
	Notes []string
}

// NewBoard makes an empty board.
func NewBoard() *Board {
	return &Board{counts: map[string]*Count{}, shares: map[string]*Share{}, rates: map[string]Rate{}, curves: map[string]*Calibration{}, fits: map[string]*Fit{}}
}

// named gives the figure of that name in one of the board's maps, a new one at first.
func named[T any](b *Board, figures map[string]*T, name string) *T {
	x := figures[name]
	if x == nil {
		x = new(T)
		figures[name] = x
		b.names = append(b.names, name)
	}
	return x
}

// Count gives the named F count.
func (b *Board) Count(name string) *Count { return named(b, b.counts, name) }

// Share gives the named share.
func (b *Board) Share(name string) *Share { return named(b, b.shares, name) }

// Rate puts a finished figure on the board.
func (b *Board) Rate(name string, r Rate) {
	if _, ok := b.rates[name]; !ok {
		b.names = append(b.names, name)
	}
	b.rates[name] = r
}

// Calibration gives the named comparison of confidences with what was right.
func (b *Board) Calibration(name string) *Calibration { return named(b, b.curves, name) }

// Fit gives the named comparison of numbers with the right ones.
func (b *Board) Fit(name string) *Fit { return named(b, b.fits, name) }

func (b *Board) hit(name string, ok bool) {
	s := b.Share(name)
	s.Of++
	if ok {
		s.Right++
	}
}

func (b *Board) note(doc, format string, args ...any) {
	b.Notes = append(b.Notes, doc+": "+fmt.Sprintf(format, args...))
}

// Table writes the board as a Markdown table.
func (b *Board) Table(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "| what | F1 or share | precision | recall | counts |\n|---|---|---|---|---|\n"); err != nil {
		return err
	}
	for _, n := range b.names {
		var err error
		if c := b.counts[n]; c != nil {
			p, r, f := c.PRF()
			_, err = fmt.Fprintf(w, "| %s | %.3f | %.3f | %.3f | %d right, %d invented, %d missed |\n", n, f, p, r, c.Right, c.Invented, c.Missed)
		} else if r, ok := b.rates[n]; ok {
			_, err = fmt.Fprintf(w, "| %s | %.3f | %.3f | %.3f | |\n", n, r.F1, r.Precision, r.Recall)
		} else if c := b.curves[n]; c != nil {
			_, err = fmt.Fprintf(w, "| %s | %.3f | | | %s |\n", n, c.Error(), c)
		} else if x := b.fits[n]; x != nil {
			_, err = fmt.Fprintf(w, "| %s: Pearson's r | %.3f | | | %d |\n| %s: mean absolute error | %.3f | | | %d |\n", n, x.R(), x.N, n, x.MeanError(), x.N)
		} else {
			s := b.shares[n]
			_, err = fmt.Fprintf(w, "| %s | %.3f | | | %d of %d |\n", n, ratio(s.Right, s.Of), s.Right, s.Of)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
