package store

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// bulk gathers rows of one table and writes many with one statement, which
// costs a third of one statement a row.
type bulk struct {
	table   string
	columns []string
	onTwice string // what happens to a row whose key is there already
	rows    []any
}

// maxArgs bounds the arguments of one statement; SQLite's default limit is
// 32766, PostgreSQL's 65535, and more than some hundred gain nothing.
const maxArgs = 2000

func newBulk(table, columns string) *bulk {
	return &bulk{table: table, columns: strings.Fields(columns)}
}

func (b *bulk) add(values ...any) { b.rows = append(b.rows, values...) }

// flush writes all rows: full statements first, then by halves, so that few
// different statements must be prepared.
func (b *bulk) flush(ctx context.Context, t *tx) error {
	if t.s.dialect == Postgres && b.onTwice == "" && len(b.rows) > 0 {
		return b.copy(ctx, t)
	}
	width := len(b.columns)
	rest := b.rows
	for n := max(1, maxArgs/width); len(rest) > 0; {
		if len(rest) < n*width {
			n = max(1, n/2)
			continue
		}
		if err := t.exec(ctx, b.statement(t.s, n), rest[:n*width]...); err != nil {
			return err
		}
		rest = rest[n*width:]
	}
	b.empty()
	return nil
}

func (b *bulk) empty() {
	clear(b.rows)
	b.rows = b.rows[:0]
}

// copy writes all rows with PostgreSQL's COPY, some three times as fast as INSERT.
func (b *bulk) copy(ctx context.Context, t *tx) error {
	defer b.empty()
	return t.s.conn.Raw(func(c any) error {
		width := len(b.columns)
		rows := pgx.CopyFromSlice(len(b.rows)/width, func(i int) ([]any, error) { return b.rows[i*width : (i+1)*width], nil })
		_, err := c.(*stdlib.Conn).Conn().CopyFrom(ctx, pgx.Identifier{b.table}, b.columns, rows)
		return err
	})
}

// statement writes the insertion of some rows. SQLite gets marks without
// numbers: it keeps numbered ones as names, and its driver looks up every name.
func (b *bulk) statement(s *Store, rows int) string {
	key := rowsOf{b.table, rows}
	if q, ok := s.inserts[key]; ok {
		return q
	}
	var q strings.Builder
	q.WriteString(s.dialect.insert() + " INTO " + b.table + " (" + strings.Join(b.columns, ", ") + ") VALUES ")
	row := "(" + strings.Repeat("?, ", len(b.columns)-1) + "?)"
	q.WriteString(row + strings.Repeat(", "+row, rows-1) + b.onTwice)
	s.inserts[key] = s.sql(q.String())
	return s.inserts[key]
}

// rowsOf names an insertion of so many rows into a table.
type rowsOf struct {
	table string
	rows  int
}

// rows are those not yet written, by table.
type rows struct {
	documents, findings, events, args, modes, contexts, facts, claims, actors, outlets, words, titles,
	contradictions, keys *bulk
}

func newRows(d Dialect) *rows {
	r := new(rows)
	r.documents = newBulk("documents", "id doc_id run day story copy_of similarity agency url title publisher language published input raw_sha256 text_sha256 article added_at events claims text")
	r.findings = newBulk("findings", "document run article key text_sha256 added_at record")
	r.events = newBulk("events", "id document run current local type cameo quad score day from_day to_day actor actor_country recipient recipient_country place_name lat lon place_country geonames author_value claim source source_value same_as auxiliary confidence happening similarity merge independent trigger_start trigger_end trigger_text evidence dead_min dead_max injured_min injured_max crowd_min crowd_max size_min size_max")
	r.args = newBulk("event_args", "event role n actor country sector day")
	r.modes = newBulk("event_modes", "event mode")
	r.contexts = newBulk("event_contexts", "event context")
	r.facts = newBulk("event_facts", "event n claim source value")
	r.claims = newBulk("claims", "id document run current local source source_kind source_text act quote parent cue day confidence start_byte end_byte content attitude")
	r.actors = newBulk("actors", "id key name folded type country sector wikidata")
	r.outlets = newBulk("outlets", "role name")
	r.outlets.onTwice = " ON CONFLICT DO NOTHING"
	r.words = newBulk("document_words", d.wordsKey()+" words")
	r.titles = newBulk("title_words", d.wordsKey()+" words")
	r.contradictions = newBulk("contradictions", "id kind story happening since_day changed summary a_document a_local a_start a_end a_text a_holder a_name a_day b_document b_local b_start b_end b_text b_holder b_name b_day")
	r.keys = newBulk("link_keys", "kind key day id")
	r.keys.onTwice = " ON CONFLICT DO NOTHING"
	return r
}

// all gives the tables in the order of writing.
func (r *rows) all() []*bulk {
	return []*bulk{r.actors, r.outlets, r.documents, r.findings, r.words, r.titles, r.events, r.args, r.modes, r.contexts, r.facts,
		r.claims, r.contradictions, r.keys}
}

// drop forgets what a transaction that failed left.
func (r *rows) drop() {
	for _, b := range r.all() {
		b.rows = b.rows[:0]
	}
}
