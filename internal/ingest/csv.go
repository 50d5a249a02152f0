package ingest

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// readCSV reads a table with a header, one article a row. A broken row does not end it.
func readCSV(in *input, yield emit) {
	c := &capped{r: in, left: maxObject}
	head, _ := in.Peek(in.Size())
	r := csv.NewReader(c)
	r.Comma = separator(head, in.name)
	r.LazyQuotes = true
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	header, err := r.Read()
	if len(header) > 0 && strings.HasPrefix(header[0], "sep=") { // as Excel writes it
		header, err = r.Read()
	}
	if err != nil {
		yield(draft{}, in.fault("", fmt.Errorf("broken CSV: %w", notEnd(err))))
		return
	}
	names := columnNames(header)
	for {
		c.left = maxObject
		row, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			var p *csv.ParseError
			broken := in.fault("", fmt.Errorf("broken CSV: %w", err))
			if !errors.As(err, &p) {
				yield(draft{}, broken)
				return
			}
			broken.Input = fmt.Sprintf("%s:%d", in.name, p.StartLine)
			if !yield(draft{}, broken) {
				return
			}
			continue
		}
		line, _ := r.FieldPos(0)
		if len(names) == 1 { // a list of texts, whose commas divide nothing
			row = []string{strings.Join(row, string(r.Comma))}
		}
		if !in.row(names, row, fmt.Sprintf(":%d", line), yield) {
			return
		}
	}
}

// row gives one row as an article.
func (in *input) row(names, row []string, part string, yield emit) bool {
	if len(row) > len(names) && strings.TrimSpace(strings.Join(row[len(names):], "")) != "" {
		return yield(draft{}, in.fault(part, fmt.Errorf("broken CSV: the row has %d fields, the header %d", len(row), len(names))))
	}
	o := object{}
	for i, name := range names {
		if i < len(row) {
			o[name] = toUTF8([]byte(row[i]))
		}
	}
	d, err := o.draft(in.o.Map)
	d.Input, d.RawSHA256 = in.name+part, sum([]byte(strings.Join(row, "\x00")))
	if len(row) < len(names) {
		d.Warnings = append(d.Warnings, fmt.Sprintf("the row has %d fields, the header %d", len(row), len(names)))
	}
	if err != nil {
		return yield(d, in.fault(part, err))
	}
	return yield(d, nil)
}

func columnNames(header []string) []string {
	names := make([]string, len(header))
	for i, h := range header {
		names[i] = strings.TrimSpace(toUTF8([]byte(h)))
	}
	return names
}

// notEnd: a table without a header is broken, not at its end.
func notEnd(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// separator is the one that divides the header, and the first lines alike.
func separator(head []byte, name string) rune {
	line, err := bufio.NewReader(bytes.NewReader(head)).ReadString('\n')
	if err != nil && line == "" {
		return ','
	}
	if strings.HasPrefix(line, "sep=") && len(line) > 4 {
		return rune(line[4])
	}
	best, most := ',', 0
	for _, sep := range ",;\t|" {
		if n := strings.Count(line, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}
