package store

import (
	"fmt"
	"strings"
)

// references are the columns that hold another table's key: table, column,
// what names the row in a fault, table and key that it leads to.
var references = []struct{ table, column, row, to, key string }{
	{"documents", "run", "doc_id", "runs", "id"},
	{"documents", "story", "doc_id", "stories", "id"},
	{"documents", "copy_of", "doc_id", "documents", "id"},
	{"findings", "document", "article", "documents", "id"},
	{"findings", "run", "article", "runs", "id"},
	{"old_texts", "document", "text_sha256", "documents", "id"},
	{"events", "document", "id", "documents", "id"},
	{"events", "run", "id", "runs", "id"},
	{"events", "actor", "id", "actors", "id"},
	{"events", "recipient", "id", "actors", "id"},
	{"events", "source", "id", "actors", "id"},
	{"events", "happening", "id", "happenings", "id"},
	{"event_args", "event", "event", "events", "id"},
	{"event_args", "actor", "event", "actors", "id"},
	{"event_modes", "event", "event", "events", "id"},
	{"event_contexts", "event", "event", "events", "id"},
	{"event_facts", "event", "event", "events", "id"},
	{"event_facts", "source", "event", "actors", "id"},
	{"claims", "document", "id", "documents", "id"},
	{"claims", "run", "id", "runs", "id"},
	{"claims", "source", "id", "actors", "id"},
	{"happenings", "story", "id", "stories", "id"},
	{"contradictions", "story", "id", "stories", "id"},
	{"contradictions", "happening", "id", "happenings", "id"},
	{"contradictions", "a_document", "id", "documents", "id"},
	{"contradictions", "b_document", "id", "documents", "id"},
	{"corrections", "document", "id", "documents", "doc_id"},
	{"sessions", "user_id", "user_id", "users", "id"},
}

func (v *verifier) references() error {
	for _, r := range references {
		lost, err := list(v.ctx, v.s, "verify", func(scan func(...any) error) (row [2]string, err error) {
			err = scan(&row[0], &row[1])
			return row, err
		}, fmt.Sprintf(`SELECT CAST(t.%s AS TEXT), CAST(t.%s AS TEXT) FROM %s t WHERE t.%s IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM %s o WHERE o.%s = t.%s) ORDER BY 1, 2`, r.row, r.column, r.table, r.column, r.to, r.key, r.column))
		if err != nil {
			return err
		}
		for _, row := range lost {
			v.fault("%s %s: %s %s is not in %s", r.table, row[0], r.column, row[1], r.to)
		}
		v.proof.References++
	}
	for _, w := range []struct{ table, whose, fault string }{{"document_words", "", "its words"}, {"title_words", "title IS NOT NULL AND ", "the words of its title"}} {
		lost, err := list(v.ctx, v.s, "verify", func(scan func(...any) error) (id string, err error) {
			err = scan(&id)
			return id, err
		}, "SELECT doc_id FROM documents WHERE "+w.whose+"NOT EXISTS (SELECT 1 FROM "+w.table+" w WHERE w."+v.s.dialect.wordsKey()+" = documents.id)")
		if err != nil {
			return err
		}
		for _, id := range lost {
			v.fault("document %s: %s cannot be searched", id, w.fault)
		}
	}
	return nil
}

// contradictions proves that both sides stand in their texts, be it one that a
// later version replaced.
func (v *verifier) contradictions() error {
	for _, side := range []string{"a", "b"} {
		lost, err := list(v.ctx, v.s, "verify", func(scan func(...any) error) (c lostSide, err error) {
			err = scan(&c.id, &c.text, &c.start, &c.end)
			return c, err
		}, strings.ReplaceAll(`SELECT c.id, c.X_text, c.X_start, c.X_end FROM contradictions c
			WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = c.X_document AND `+v.s.dialect.slice("d.text", "c.X_start", "c.X_end")+` = c.X_text)
			AND NOT EXISTS (SELECT 1 FROM old_texts d WHERE d.document = c.X_document AND `+v.s.dialect.slice("d.text", "c.X_start", "c.X_end")+` = c.X_text)
			ORDER BY c.id`, "X_", side+"_"))
		if err != nil {
			return err
		}
		for _, c := range lost {
			v.fault("contradiction %d: %q does not stand at [%d,%d) of its text", c.id, c.text, c.start, c.end)
		}
	}
	var n int
	err := v.s.read.QueryRowContext(v.ctx, "SELECT 2 * count(*) FROM contradictions").Scan(&n)
	v.proof.Quotes += n
	return err
}

// lostSide is a side of a contradiction whose words are not where they should be.
type lostSide struct {
	id         int64
	text       string
	start, end int
}
