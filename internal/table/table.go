// Package table reads the tables in which the meaning of words stands: text files beside a package that people can read
// and change. In: a table's name and text. Out: its rows.
package table

import (
	"fmt"
	"strings"
)

// Rows reads a table of rows, of which an indented one goes on with the row above it; "#" begins a comment. It
// gives each line's fields to row, and whether they begin a row. Faults name file and line.
func Rows(name, table string, row func(head bool, fields []string) error) error {
	n, begun := 0, false
	for line := range strings.Lines(table) {
		n++
		body, _, _ := strings.Cut(line, "#")
		f := strings.Fields(body)
		if len(f) == 0 {
			continue
		}
		head := body[0] != ' ' && body[0] != '\t'
		if !head && !begun {
			return fmt.Errorf("%s:%d: an indented row without one above it", name, n)
		}
		begun = true
		if err := row(head, f); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}
