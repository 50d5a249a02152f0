package query

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"herodotus/internal/store"
)

// Picked is a document of which events or claims match, for export.
type Picked struct {
	DocID  string
	Events map[string]Standpoint // by their ids in the record
	Claims map[string]bool       // the claims asked for; nil: those that the events stand in
	Whole  bool                  // the document was asked for: all its events and claims
}

// Standpoint is what the archive knows of an event beyond its document.
type Standpoint struct {
	Happening   int64 // 0: not linked
	Mentions    int   // records of the happening
	Documents   int
	Independent int
}

// errEnough ends the reading when the receiver has enough.
var errEnough = errors.New("enough")

// Pick gives all documents that the query finds, in the order of the archive:
// of a query for events those with matching events, of one for claims those
// with matching claims and the events in them; of one for documents, and of an
// empty query, whole documents.
func (q *Query) Pick(ctx context.Context, st *store.Store) iter.Seq2[Picked, error] {
	return func(yield func(Picked, error) bool) {
		p := *q
		if p.root == nil && p.Kind == "" {
			p.Kind = KindDocuments
		}
		s, err := p.picking(ctx, st)
		if err != nil {
			yield(Picked{}, err)
			return
		}
		var now Picked
		more := true
		err = rows(ctx, st, s.sql, s.args, func(r *sql.Rows) error {
			var doc string
			var event, claim *string
			var happening, documents, independent, mentions sql.NullInt64
			if err := r.Scan(&doc, &event, &claim, &happening, &documents, &independent, &mentions); err != nil {
				return err
			}
			if doc != now.DocID {
				if now.DocID != "" && !yield(now, nil) {
					more = false
					return errEnough
				}
				now = Picked{DocID: doc, Events: map[string]Standpoint{}, Whole: p.Kind == KindDocuments}
			}
			if event != nil {
				now.Events[*event] = Standpoint{happening.Int64, int(mentions.Int64), int(documents.Int64), int(independent.Int64)}
			}
			if claim != nil {
				if now.Claims == nil {
					now.Claims = map[string]bool{}
				}
				now.Claims[*claim] = true
			}
			return nil
		})
		switch {
		case !more:
		case err != nil:
			yield(Picked{}, err)
		case now.DocID != "":
			yield(now, nil)
		}
	}
}

// statement is SQL with its arguments.
type statement struct {
	sql  string
	args []any
}

// picking gives a row an event: document, event, claim asked for, and the happening.
func (q *Query) picking(ctx context.Context, st *store.Store) (statement, error) {
	s, err := q.selection(ctx, st, 0)
	if err != nil {
		return statement{}, err
	}
	happening := "h.id, h.documents, h.independent, (SELECT count(*) FROM events m WHERE m.happening = h.id AND m.current = 1)"
	join := "LEFT JOIN happenings h ON h.id = e.happening"
	switch q.kind() {
	case KindDocuments:
		return statement{s.sql("d.doc_id, e.local, NULL, "+happening,
			[]string{"LEFT JOIN events e ON e.document = d.id AND e.current = 1", join}, " ORDER BY d.id, e.id"), s.args}, nil
	case KindClaims:
		return statement{s.sql("d.doc_id, e.local, c.local, "+happening, []string{"JOIN documents d ON d.id = c.document",
			"LEFT JOIN events e ON e.document = c.document AND e.claim = c.local AND e.current = 1", join}, " ORDER BY c.document, c.id, e.id"), s.args}, nil
	}
	return statement{s.sql("d.doc_id, e.local, NULL, "+happening, []string{"JOIN documents d ON d.id = e.document", join}, " ORDER BY e.document, e.id"), s.args}, nil
}
