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
	return &rowWriter[EventRow]{NewCSV[EventRow](w, o), eventRows}
}

// csvClaims writes ClaimRows.
func csvClaims(w io.Writer, o Options) Writer {
	return &rowWriter[ClaimRow]{NewCSV[ClaimRow](w, o), claimRows}
}

// parquetEvents writes EventRows as Parquet.
func parquetEvents(w io.Writer, _ Options) Writer {
	return &rowWriter[EventRow]{NewParquet[EventRow](w), eventRows}
}

// parquetClaims writes ClaimRows as Parquet.
func parquetClaims(w io.Writer, _ Options) Writer {
	return &rowWriter[ClaimRow]{NewParquet[ClaimRow](w), claimRows}
}

// Rows writes structs of one type as rows. The tags of Parquet name the columns.
type Rows[T any] interface {
	Write(rows []T) error
	Close() error
}

// rowWriter makes rows of items.
type rowWriter[T any] struct {
	Rows[T]
	of func(*view) []T
}

func (r *rowWriter[T]) Write(it Item) error { return r.Rows.Write(r.of(look(it))) }

func eventRows(v *view) []EventRow {
	var out []EventRow
	for _, e := range v.wanted() {
		out = append(out, v.eventRow(e))
	}
	return out
}

func claimRows(v *view) []ClaimRow {
	var out []ClaimRow
	for _, c := range v.wantedClaims() {
		out = append(out, v.claimRow(c))
	}
	return out
}

// csvRows writes structs as CSV.
type csvRows[T any] struct {
	out    *csv.Writer
	raw    bool
	header []string // nil once written
}

// NewCSV opens rows of CSV; the header comes even when there are none.
func NewCSV[T any](w io.Writer, o Options) Rows[T] {
	t := &csvRows[T]{out: csv.NewWriter(w), raw: o.RawCells}
	typ := reflect.TypeFor[T]()
	for i := range typ.NumField() {
		name, _, _ := strings.Cut(typ.Field(i).Tag.Get("parquet"), ",")
		t.header = append(t.header, name)
	}
	return t
}

func (t *csvRows[T]) Write(rows []T) error {
	if t.header != nil {
		if err := t.out.Write(t.header); err != nil {
			return err
		}
		t.header = nil
	}
	for i := range rows {
		x := reflect.ValueOf(&rows[i]).Elem()
		cs := make([]string, x.NumField())
		for i := range cs {
			cs[i] = t.cell(x.Field(i))
		}
		if err := t.out.Write(cs); err != nil {
			return err
		}
	}
	t.out.Flush()
	return t.out.Error()
}

func (t *csvRows[T]) Close() error { return t.Write(nil) }

func (t *csvRows[T]) cell(x reflect.Value) string {
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
		return Cell(strings.Join(parts, "|"), t.raw)
	case reflect.String:
		return Cell(x.String(), t.raw)
	case reflect.Float64:
		return strconv.FormatFloat(x.Float(), 'g', -1, 64)
	}
	return fmt.Sprint(x.Interface())
}

// Cell keeps a spreadsheet from taking text for a formula ("CSV injection",
// OWASP): an apostrophe goes before = + - @ and the control characters that
// spreadsheets skip. raw leaves the text as it is.
func Cell(s string, raw bool) string {
	if !raw && s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

// rowGroup is how many rows a group of a Parquet file holds; so many wait in memory.
const rowGroup = 50_000

// parquetRows writes structs as Parquet.
type parquetRows[T any] struct{ out *parquet.GenericWriter[T] }

// NewParquet opens rows of Parquet, compressed with zstd.
func NewParquet[T any](w io.Writer) Rows[T] {
	return parquetRows[T]{parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(rowGroup),
		parquet.CreatedBy("Herodotus", "1", ""))}
}

func (p parquetRows[T]) Write(rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	_, err := p.out.Write(rows)
	return err
}

func (p parquetRows[T]) Close() error { return p.out.Close() }

// WriteTable writes rows of text as CSV with a header.
func WriteTable(w io.Writer, header []string, rows [][]string, o Options) error {
	out := csv.NewWriter(w)
	if err := out.Write(header); err != nil {
		return err
	}
	for _, row := range rows {
		for i, c := range row {
			row[i] = Cell(c, o.RawCells)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
