package query_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"herodotus/internal/export"
	"herodotus/internal/query"
)

func ptr[T any](x T) *T { return &x }

// TestFlat holds that flat answers come back from Parquet, and that CSV has as many columns as they have fields.
func TestFlat(t *testing.T) {
	e := query.Event{ID: 7, Local: "v1", Source: query.Source{DocID: "d", Publisher: ptr("The Example")}, Type: "AID", Modes: []string{"a", "b"},
		Actors: []query.Actor{{Name: "=1+1", Country: ptr("RUS")}, {Name: "Y", Sector: ptr("MIL")}}, Day: ptr("2023-09-14"), Score: -7.5,
		Place: &query.Place{Name: "Odesa", Lat: ptr(46.48)}, Factuality: []query.Fact{{Source: "author", Value: "CT+"}}}
	c := query.Claim{Local: "c1", By: &query.Actor{Name: "KCNA"}, Events: []string{"AID v1"}}
	d := query.Document{Source: query.Source{DocID: "d"}, Events: 3}
	l := query.Contradiction{ID: 2, Changed: true, A: query.Party{Who: "x", Words: query.Quote{Text: "no"}}}
	check(t, e.Row())
	check(t, c.Row())
	check(t, d.Row())
	check(t, l.Row())
	if r := e.Row(); r.Modes != "a|b" || r.Actors != "=1+1|Y" || r.ActorCountries != "RUS|" || r.ActorSectors != "|MIL" || r.AuthorValue != "CT+" || *r.Place != "Odesa" {
		t.Errorf("got %+v", r)
	}
}

func check[T any](t *testing.T, row T) {
	t.Helper()
	var b bytes.Buffer
	w := export.NewParquet[T](&b)
	if err := w.Write([]T{row}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := parquet.Read[T](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(got) != 1 || !reflect.DeepEqual(got[0], row) {
		t.Errorf("got %+v, %v, want %+v", got, err, row)
	}
	b.Reset()
	text := export.NewCSV[T](&b, export.Options{})
	if err := text.Write([]T{row}); err != nil {
		t.Fatal(err)
	}
	header, rest, _ := strings.Cut(b.String(), "\n")
	if n := reflect.TypeOf(row).NumField(); strings.Count(header, ",") != n-1 || strings.Contains(rest, ",=1") {
		t.Errorf("%d fields, header %s, row %s", n, header, rest)
	}
}
