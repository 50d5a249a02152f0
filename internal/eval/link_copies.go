package eval

import (
	"strconv"

	"herodotus/internal/link"
	"herodotus/record"
)

// Copies links re-cuts and scores which of them were taken for copies of one
// text. Only the text counts, so that nothing need be coded.
func Copies(b *Board, list []Recut) error {
	linker := link.New(link.NewMemory())
	of := map[uint64]uint64{}
	gold := make([]string, len(list))
	for i := range list {
		gold[i] = strconv.Itoa(list[i].Source)
		id := uint64(i + 1)
		r, err := linker.Add(link.Doc{ID: id, Publisher: list[i].Publisher, Record: bare(&list[i])})
		if err != nil {
			return err
		}
		of[id] = id
		if r.Copy != nil {
			of[id] = r.Copy.Of
		}
		for _, c := range r.Rejoined {
			of[c.Document] = c.Of
		}
	}
	system := make([]string, len(list))
	for i := range list {
		root := uint64(i + 1)
		for of[root] != root {
			root = of[root]
		}
		system[i] = strconv.FormatUint(root, 10)
	}
	Partition(b, "copies", gold, system)
	tell(b, list, gold, system)
	return nil
}

// bare is a record of a text that nobody coded.
func bare(a *Recut) *record.Record {
	return &record.Record{Schema: record.Schema, Document: record.Document{ID: a.ID, Text: a.Text, Published: &a.Published, Language: "en"}}
}

// tell notes the sources whose copies fell apart, and the groups that hold several sources.
func tell(b *Board, list []Recut, gold, system []string) {
	seen := map[string]string{}
	for i := range list {
		for _, way := range [][3]string{{"source " + gold[i], system[i], "fell apart"}, {"group " + system[i], gold[i], "holds another source"}} {
			if first, ok := seen[way[0]]; ok && first != way[1] {
				b.note(list[i].ID, "%s %s: %s and %s: %.80q", way[0], way[2], first, way[1], list[i].Text)
			} else {
				seen[way[0]] = way[1]
			}
		}
	}
}
