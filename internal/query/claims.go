package query

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"herodotus/internal/store"
)

// Claims gives a page of claims and the cursor of the next page, "" at the end.
func (q *Query) Claims(ctx context.Context, st *store.Store, p Page) ([]Claim, string, error) {
	c := *q
	c.Kind = KindClaims
	ids, next, err := c.ids(ctx, st, p)
	if err != nil {
		return nil, "", err
	}
	byID := make(map[int64]*Claim, len(ids))
	out := make([]Claim, len(ids))
	for i, id := range ids {
		byID[id] = &out[i]
	}
	err = eachChunk(st, ids, func(marks string, args []any) error {
		if err := loadClaimRows(ctx, st, marks, args, byID); err != nil {
			return err
		}
		return loadClaimEvents(ctx, st, marks, args, byID)
	})
	return out, next, err
}

func loadClaimRows(ctx context.Context, st *store.Store, marks string, args []any, byID map[int64]*Claim) error {
	query := `SELECT c.id, c.local, c.source_kind, c.source_text, c.act, c.quote, c.attitude = 1, coalesce(c.cue, ''), c.parent, c.content, c.day,
		i.id, i.name, i.country, i.sector, i.wikidata, ` + sourceColumns + `
		FROM claims c JOIN documents d ON d.id = c.document LEFT JOIN actors i ON i.id = c.source WHERE c.id IN ` + marks
	return rows(ctx, st, query, args, func(r *sql.Rows) error {
		c := Claim{Events: []string{}}
		var by Actor
		var id, day sql.NullInt64
		var name, words *string
		err := r.Scan(append([]any{&c.ID, &c.Local, &c.Kind, &words, &c.Act, &c.Quote, &c.Attitude, &c.Cue, &c.Parent, &c.Content, &day,
			&id, &name, &by.Country, &by.Sector, &by.Wikidata}, c.Source.fields()...)...)
		if err != nil {
			return err
		}
		switch { // an identity, else what the text calls the source
		case id.Valid && name != nil:
			by.ID, by.Name = id.Int64, *name
			c.By = &by
		case words != nil:
			c.By = &Actor{Name: *words}
		}
		c.Day = dateOrNull(day)
		*byID[c.ID] = c
		return nil
	})
}

func loadClaimEvents(ctx context.Context, st *store.Store, marks string, args []any, byID map[int64]*Claim) error {
	query := `SELECT c.id, e.type, e.local FROM claims c JOIN events e ON e.document = c.document AND e.run = c.run AND e.current = 1 AND e.claim = c.local
		WHERE c.id IN ` + marks + " ORDER BY c.id, e.id"
	return rows(ctx, st, query, args, func(r *sql.Rows) error {
		var id int64
		var typ, local string
		err := r.Scan(&id, &typ, &local)
		if err == nil {
			byID[id].Events = append(byID[id].Events, typ+" "+local)
		}
		return err
	})
}

// Documents gives a page of documents and the cursor of the next page, "" at the end.
func (q *Query) Documents(ctx context.Context, st *store.Store, p Page) ([]Document, string, error) {
	d := *q
	d.Kind = KindDocuments
	ids, next, err := d.ids(ctx, st, p)
	if err != nil {
		return nil, "", err
	}
	out, err := loadDocuments(ctx, st, ids, d.words())
	return out, next, err
}

// loadDocuments reads documents in the order of ids; their snippets show the words.
func loadDocuments(ctx context.Context, st *store.Store, ids []int64, words []string) ([]Document, error) {
	byID := make(map[int64]*Document, len(ids))
	out := make([]Document, len(ids))
	for i, id := range ids {
		byID[id] = &out[i]
	}
	err := eachChunk(st, ids, func(marks string, args []any) error {
		query := "SELECT d.language, o.doc_id, d.events, d.claims, substr(d.text, 1, 20000), " + sourceColumns + `
			FROM documents d LEFT JOIN documents o ON o.id = d.copy_of WHERE d.id IN ` + marks
		return rows(ctx, st, query, args, func(r *sql.Rows) error {
			var d Document
			var text string
			err := r.Scan(append([]any{&d.Language, &d.CopyOf, &d.Events, &d.Claims, &text}, d.Source.fields()...)...)
			if err == nil {
				d.Snippet = snippet(text, words)
				*byID[d.Document] = d
			}
			return err
		})
	})
	return out, err
}

// words gives the words and phrases that the query looks for in the text.
func (q *Query) words() []string {
	var out []string
	var collect func(n node)
	collect = func(n node) {
		switch n := n.(type) {
		case all:
			for _, x := range n {
				collect(x)
			}
		case some:
			for _, x := range n {
				collect(x)
			}
		case *term:
			if n.key.Name == "text" {
				for _, v := range n.values {
					for _, w := range v.words {
						out = append(out, strings.TrimRight(w, "*"))
					}
				}
			}
		}
	}
	collect(q.root)
	return out
}

// snippetLength is in bytes, about two lines on a page.
const snippetLength = 240

// snippet gives the surroundings of the first of the words, else the beginning of the text.
func snippet(text string, words []string) string {
	lower := asciiLower(text)
	at := -1
	for _, w := range words {
		if i := strings.Index(lower, asciiLower(w)); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	from := max(at-snippetLength/3, 0)
	to := min(from+snippetLength, len(text))
	for from > 0 && text[from-1] > ' ' {
		from--
	}
	for to < len(text) && text[to] > ' ' {
		to++
	}
	s := strings.Join(strings.Fields(text[from:to]), " ")
	if from > 0 {
		s = "… " + s
	}
	if to < len(text) {
		s += " …"
	}
	return s
}

// decimal writes a number as people do.
func decimal(n int64) string { return strconv.FormatInt(n, 10) }
