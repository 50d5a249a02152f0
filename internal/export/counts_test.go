package export

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

func TestWriteCounts(t *testing.T) {
	type row struct {
		Week  *string `parquet:"week,optional"`
		Dyad  *string `parquet:"dyad,optional"`
		Count int64   `parquet:"count"`
	}
	var b bytes.Buffer
	if err := WriteCounts(&b, []string{"week", "dyad"}, [][]string{{"2023-09-11", "RUS>UKR"}, {"", "?>SDN"}}, []int{12, 1}); err != nil {
		t.Fatal(err)
	}
	got, err := parquet.Read[row](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	week, dyad, other := "2023-09-11", "RUS>UKR", "?>SDN"
	if d := cmp.Diff([]row{{&week, &dyad, 12}, {nil, &other, 1}}, got); d != "" {
		t.Error(d)
	}
	if err := WriteCounts(&b, []string{"day", "day"}, nil, nil); err == nil {
		t.Error("two columns of one name")
	}
}
