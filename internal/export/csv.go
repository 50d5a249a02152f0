package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// csvEvents writes EventRows as CSV (RFC 4180) with a header; values of a list have "|" between.
func csvEvents(w io.Writer, o Options) Writer {
	return newTable(w, o, EventRow{}, func(v *view, put func(any) error) error {
		for _, e := range v.wanted() {
			if err := put(v.eventRow(e)); err != nil {
				return err
			}
		}
		return nil
	})
}

// csvClaims writes ClaimRows.
func csvClaims(w io.Writer, o Options) Writer {
	return newTable(w, o, ClaimRow{}, func(v *view, put func(any) error) error {
		for _, c := range v.wantedClaims() {
			if err := put(v.claimRow(c)); err != nil {
				return err
			}
		}
		return nil
	})
}

// table writes structs as CSV; the columns are called as in Parquet.
type table struct {
	out    *csv.Writer
	raw    bool
	header []string // nil once written
	rows   func(*view, func(any) error) error
}

func newTable(w io.Writer, o Options, row any, rows func(*view, func(any) error) error) *table {
	t := &table{out: csv.NewWriter(w), raw: o.RawCells, rows: rows}
	typ := reflect.TypeOf(row)
	for i := range typ.NumField() {
		name, _, _ := strings.Cut(typ.Field(i).Tag.Get("parquet"), ",")
		t.header = append(t.header, name)
	}
	return t
}

func (t *table) Write(it Item) error {
	t.start()
	err := t.rows(look(it), func(row any) error {
		x := reflect.ValueOf(row)
		cs := make([]string, x.NumField())
		for i := range cs {
			cs[i] = t.cell(x.Field(i))
		}
		return t.out.Write(cs)
	})
	if err != nil {
		return err
	}
	t.out.Flush()
	return t.out.Error()
}

func (t *table) start() {
	if t.header != nil {
		t.out.Write(t.header) // a failure shows at Flush
		t.header = nil
	}
}

func (t *table) Close() error {
	t.start()
	t.out.Flush()
	return t.out.Error()
}

func (t *table) cell(x reflect.Value) string {
	switch x.Kind() {
	case reflect.Pointer:
		if x.IsNil() {
			return ""
		}
		return t.cell(x.Elem())
	case reflect.Slice:
		parts := make([]string, x.Len())
		for i := range parts {
			parts[i] = fmt.Sprint(x.Index(i).Interface())
		}
		return t.plain(strings.Join(parts, "|"))
	case reflect.String:
		return t.plain(x.String())
	case reflect.Float64:
		return strconv.FormatFloat(x.Float(), 'g', -1, 64)
	}
	return fmt.Sprint(x.Interface())
}

// plain keeps a spreadsheet from taking text for a formula ("CSV injection",
// OWASP): an apostrophe goes before = + - @ and the control characters that spreadsheets skip.
func (t *table) plain(s string) string { return Cell(s, t.raw) }

// Cell makes a text safe for a cell of a spreadsheet, or leaves it as it is.
func Cell(s string, raw bool) string {
	if !raw && s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

// parquetEvents writes EventRows as Parquet, zstd-compressed.
func parquetEvents(w io.Writer, _ Options) Writer {
	return &columns[EventRow]{out: newParquet[EventRow](w), rows: func(v *view) []EventRow {
		var out []EventRow
		for _, e := range v.wanted() {
			out = append(out, v.eventRow(e))
		}
		return out
	}}
}

// parquetClaims writes ClaimRows as Parquet.
func parquetClaims(w io.Writer, _ Options) Writer {
	return &columns[ClaimRow]{out: newParquet[ClaimRow](w), rows: func(v *view) []ClaimRow {
		var out []ClaimRow
		for _, c := range v.wantedClaims() {
			out = append(out, v.claimRow(c))
		}
		return out
	}}
}

// rowGroup is how many rows a group of a Parquet file holds; so many wait in memory.
const rowGroup = 50_000

func newParquet[T any](w io.Writer) *parquet.GenericWriter[T] {
	return parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(rowGroup),
		parquet.CreatedBy("Herodotus", "1", ""))
}

type columns[T any] struct {
	out  *parquet.GenericWriter[T]
	rows func(*view) []T
}

func (c *columns[T]) Write(it Item) error {
	rows := c.rows(look(it))
	if len(rows) == 0 {
		return nil
	}
	_, err := c.out.Write(rows)
	return err
}

func (c *columns[T]) Close() error { return c.out.Close() }
