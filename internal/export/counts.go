package export

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// WriteCounts writes a table of counts as Parquet: columns of text, null where a
// value is unknown, and "count". Parquet's groups stand in the order of their names.
func WriteCounts(w io.Writer, columns []string, values [][]string, counts []int) error {
	group := parquet.Group{"count": parquet.Int(64)}
	for _, name := range columns {
		if group[name] != nil {
			return fmt.Errorf("column %q stands twice in the table", name)
		}
		group[name] = parquet.Optional(parquet.Encoded(parquet.String(), &parquet.RLEDictionary))
	}
	names := slices.Sorted(maps.Keys(group))
	out := parquet.NewWriter(w, parquet.NewSchema("counts", group), parquet.Compression(&parquet.Zstd), parquet.CreatedBy("Herodotus", "1", ""))
	for i, row := range values {
		cells := make(parquet.Row, len(names))
		for k, name := range columns {
			at, _ := slices.BinarySearch(names, name)
			if row[k] == "" {
				cells[at] = parquet.NullValue().Level(0, 0, at)
			} else {
				cells[at] = parquet.ByteArrayValue([]byte(row[k])).Level(0, 1, at)
			}
		}
		at, _ := slices.BinarySearch(names, "count")
		cells[at] = parquet.Int64Value(int64(counts[i])).Level(0, 0, at)
		if _, err := out.WriteRows([]parquet.Row{cells}); err != nil {
			return errors.Join(err, out.Close())
		}
	}
	return out.Close()
}
