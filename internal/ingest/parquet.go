package ingest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// maxParquet bounds a Parquet file that cannot be read in place: one from
// standard input or in another compression.
const maxParquet = 2 << 30

// readParquet reads a table, one article a row.
func readParquet(in *input, yield emit) {
	defer func() {
		if p := recover(); p != nil { // the library panics on some broken pages
			yield(draft{}, in.fault("", fmt.Errorf("broken Parquet: %v", p)))
		}
	}()
	f, err := in.openParquet()
	if err != nil {
		yield(draft{}, in.fault("", fmt.Errorf("broken Parquet: %w", err)))
		return
	}
	t := newTable(f)
	n := 0
	for _, group := range f.RowGroups() {
		rows := group.Rows()
		more := in.parquetRows(t, rows, &n, yield)
		rows.Close()
		if !more {
			return
		}
	}
}

func (in *input) openParquet() (*parquet.File, error) {
	at, size, err := in.whole(maxParquet)
	if err != nil {
		return nil, err
	}
	if err := checkFooter(at, size); err != nil {
		return nil, err
	}
	return parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
}

// whole gives the input for reading at any place: the file itself, or its bytes
// where it comes from standard input, compressed or out of another file.
func (in *input) whole(limit int64) (io.ReaderAt, int64, error) {
	if in.file != nil {
		st, err := in.file.Stat()
		if err != nil {
			return nil, 0, err
		}
		return in.file, st.Size(), nil
	}
	raw, err := in.all(limit)
	return bytes.NewReader(raw), int64(len(raw)), err
}

// checkFooter proves that the footer lies in the file, since the library takes
// as much memory as the file says.
func checkFooter(at io.ReaderAt, size int64) error {
	var tail [8]byte
	if _, err := at.ReadAt(tail[:], max(size-8, 0)); err != nil && err != io.EOF {
		return err
	}
	if length := int64(binary.LittleEndian.Uint32(tail[:4])); string(tail[4:]) != "PAR1" || length > size-12 {
		return errors.New("the footer is cut off")
	}
	return nil
}

// parquetRows gives the rows of one group; what is broken ends it.
func (in *input) parquetRows(t *table, rows parquet.Rows, n *int, yield emit) bool {
	buf := make([]parquet.Row, 16)
	for {
		k, err := rows.ReadRows(buf)
		for _, row := range buf[:k] {
			*n++
			part := fmt.Sprintf(" row %d", *n)
			o := t.object(row)
			d, err := o.draft(in.o.Map)
			d.Input, d.RawSHA256 = in.name+part, sum(fmt.Append(nil, o)) // fmt sorts keys
			if err != nil {
				err = in.fault(part, err)
			}
			if !yield(d, err) {
				return false
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return yield(draft{}, in.fault(fmt.Sprintf(" after row %d", *n), fmt.Errorf("broken Parquet: %w", err)))
		case k == 0:
			return yield(draft{}, in.fault(fmt.Sprintf(" after row %d", *n), errors.New("broken Parquet: rows are missing")))
		}
	}
}

// table knows the columns of a file.
type table struct {
	paths [][]string
	read  []func(parquet.Value) string
}

func newTable(f *parquet.File) *table {
	t := &table{}
	for _, path := range f.Schema().Columns() {
		var read func(parquet.Value) string
		if leaf, ok := f.Schema().Lookup(path...); ok {
			read = valueReader(leaf.Node.Type())
		}
		if n := len(path); n > 2 && path[n-2] == "list" { // a list is a group of a group of its elements
			path = path[:n-2]
		}
		t.paths, t.read = append(t.paths, path), append(t.read, read)
	}
	return t
}

// object gives a row, nested as the columns are; the elements of a list are paragraphs.
func (t *table) object(row parquet.Row) object {
	o := object{}
	for _, v := range row {
		if i := v.Column(); i >= 0 && i < len(t.read) && t.read[i] != nil && !v.IsNull() {
			o.add(t.paths[i], t.read[i](v))
		}
	}
	return o
}

func (o object) add(path []string, s string) {
	if len(path) > 1 {
		inner, ok := o[path[0]].(map[string]any)
		if !ok {
			inner = map[string]any{}
			o[path[0]] = inner
		}
		object(inner).add(path[1:], s)
		return
	}
	if before, ok := o[path[0]].(string); ok && before != "" {
		s = before + "\n\n" + s
	}
	o[path[0]] = s
}

// valueReader gives what writes a column's values as text: dates and times as
// RFC 3339 has them.
func valueReader(t parquet.Type) func(parquet.Value) string {
	plain := func(v parquet.Value) string { return v.String() }
	logical := t.LogicalType()
	if t.Kind() == parquet.ByteArray || t.Kind() == parquet.FixedLenByteArray {
		return func(v parquet.Value) string { return toUTF8(v.ByteArray()) }
	}
	if t.Kind() == parquet.Int96 {
		return func(v parquet.Value) string { return int96Time(v).Format(time.RFC3339) }
	}
	if logical == nil {
		return plain
	}
	switch l := logical.Value.(type) {
	case *format.DateType:
		return func(v parquet.Value) string { return time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly) }
	case *format.TimestampType:
		layout := time.RFC3339
		if !l.IsAdjustedToUTC { // of a clock somewhere: only the day is told
			layout = time.DateOnly
		}
		return func(v parquet.Value) string { return stamp(v.Int64(), l).Format(layout) }
	}
	return plain
}

func stamp(n int64, t *format.TimestampType) time.Time {
	switch t.Unit.Value.(type) {
	case *format.MilliSeconds:
		return time.UnixMilli(n).UTC()
	case *format.NanoSeconds:
		return time.Unix(0, n).UTC()
	}
	return time.UnixMicro(n).UTC()
}

// int96Time reads the time stamps of Impala and old Spark: nanoseconds of the day, then the Julian day.
func int96Time(v parquet.Value) time.Time {
	x := v.Int96()
	nanos := int64(x[1])<<32 | int64(x[0])
	const unixJulian = 2440588
	return time.Unix((int64(x[2])-unixJulian)*86400, nanos).UTC()
}
