package server

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"herodotus/internal/page"
	"herodotus/internal/query"
	"herodotus/record"
)

// ledgerView lists contradictions and the busiest sources.
type ledgerView struct {
	Search   searchBox
	Views    []link
	Disputes []*dispute
	Voices   []query.Person
	Next     string
}

func (v ledgerView) query() string { return v.Search.Q }

// dispute is one real-world event with all that contradicts itself about it.
type dispute struct {
	Example   *query.Event // nil where the contradictions are not of one event
	Accounts  *query.Accounts
	Sides     []holders
	Pairs     []pair
	Happening *int64
	Story     *int64
}

// holders are the accounts of one side.
type holders struct {
	Says     string
	Accounts []holder
}

// holder is one independent source with the ways by which its account came.
type holder struct {
	query.Account
	Ways []way
}

// way is the documents that have an account from the same relays.
type way struct {
	Via       string // "Reuters"
	Documents []query.Chain
}

// pair is a contradiction with the clauses around the words of each side.
type pair struct {
	query.Contradiction
	Sides []sideOf
}

type sideOf struct {
	query.Party
	Text string
}

func (s *Server) ledger(w http.ResponseWriter, r *http.Request) {
	box, q := question(r)
	v := ledgerView{Search: box, Views: views(r, box.Q)}
	if q == nil {
		s.show(w, r, http.StatusBadRequest, "ledger", "Claims ledger", v)
		return
	}
	found, next, err := q.Ledger(r.Context(), s.cfg.Store, query.Page{After: r.FormValue("after"), Limit: perPage})
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	if v.Disputes, err = s.disputes(r.Context(), found); err != nil {
		s.trouble(w, r, err)
		return
	}
	if next != "" {
		v.Next = addressOf("/ledger", "q", box.Q, "after", next)
	}
	if v.Voices, err = s.voices(r.Context(), q); err != nil {
		s.trouble(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "ledger", "Claims ledger", v)
}

// disputes puts the contradictions of one event together, where the first of them stands.
func (s *Server) disputes(ctx context.Context, found []query.Contradiction) ([]*dispute, error) {
	pairs, err := s.pairsOf(ctx, found)
	if err != nil {
		return nil, err
	}
	var out []*dispute
	of := map[int64]*dispute{}
	var ids []int64
	for _, p := range pairs {
		if p.Happening != nil && of[*p.Happening] != nil {
			d := of[*p.Happening]
			d.Pairs = append(d.Pairs, p)
			continue
		}
		d := &dispute{Accounts: p.Accounts, Pairs: []pair{p}, Happening: p.Happening, Story: p.Story}
		if p.Accounts != nil {
			d.Sides = sidesOf(p.Accounts.Accounts)
		}
		out = append(out, d)
		if p.Happening != nil {
			of[*p.Happening] = d
			ids = append(ids, *p.Happening)
		}
	}
	happened, err := query.HappeningsOf(ctx, s.cfg.Store, ids)
	for _, h := range happened {
		of[h.ID].Example = h.Example
	}
	return out, err
}

// pairsOf reads from the records what each side says in full.
func (s *Server) pairsOf(ctx context.Context, found []query.Contradiction) ([]pair, error) {
	read := map[string]*record.Record{}
	var out []pair
	for _, c := range found {
		p := pair{Contradiction: c}
		for _, x := range []query.Party{c.A, c.B} {
			if read[x.DocID] == nil {
				rec, err := s.cfg.Store.Record(ctx, x.DocID)
				if err != nil {
					return nil, err
				}
				read[x.DocID] = rec
			}
			p.Sides = append(p.Sides, sideOf{x, clause(read[x.DocID], x)})
		}
		out = append(out, p)
	}
	return out, nil
}

// clause is the sentence that holds the words of one side.
func clause(r *record.Record, x query.Party) string {
	for _, s := range r.Sentences {
		if s.Start <= x.Words.Start && x.Words.Start < s.End && s.End <= len(r.Document.Text) {
			return r.Document.Text[s.Start:s.End]
		}
	}
	return x.Words.Text
}

// sidesOf parts the accounts of an event by what they hold.
func sidesOf(accounts []query.Account) []holders {
	sides := []holders{{Says: "It is so, says"}, {Says: "It is not so, says"}, {Says: "It may be so, says"}}
	for _, a := range accounts {
		i := 2
		switch {
		case a.Asserts():
			i = 0
		case a.Denies():
			i = 1
		}
		sides[i].Accounts = append(sides[i].Accounts, holder{a, waysOf(a.Chains)})
	}
	return slices.DeleteFunc(sides, func(h holders) bool { return len(h.Accounts) == 0 })
}

// waysOf groups the documents of an account by those who passed it on; the
// outlet that prints it is told with the document.
func waysOf(chains []query.Chain) []way {
	var out []way
	for _, c := range chains {
		via := c.Via
		if n := len(via); n > 0 && c.Publisher != nil && via[n-1] == *c.Publisher {
			via = via[:n-1]
		}
		path := strings.Join(via, " → ")
		i := slices.IndexFunc(out, func(w way) bool { return w.Via == path })
		if i < 0 {
			i = len(out)
			out = append(out, way{Via: path})
		}
		known := func(o query.Chain) bool { return o.DocID == c.DocID }
		if c.DocID != "" && !slices.ContainsFunc(out[i].Documents, known) {
			out[i].Documents = append(out[i].Documents, c)
		}
	}
	return out
}

// printed names the document of a chain as readers know it.
func printed(c query.Chain) string {
	switch {
	case c.Publisher != nil && *c.Publisher != "":
		return *c.Publisher
	case c.Title != nil && *c.Title != "":
		return "“" + page.Clip(*c.Title, 60) + "”"
	}
	return c.DocID
}
