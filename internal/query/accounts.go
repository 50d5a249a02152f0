package query

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"herodotus/internal/store"
)

// Accounts are who says what of one real-world event, and how they came to be known.
type Accounts struct {
	Happening int64     `json:"happening"`
	Status    string    `json:"status"`
	Asserting int       `json:"asserting"` // independent sources that assert it: copies and relays of one count once
	Denying   int       `json:"denying"`   // and that deny it
	Accounts  []Account `json:"accounts"`
}

// Account is what one independent source holds.
type Account struct {
	Source string  `json:"source"`
	Value  string  `json:"value"`
	Since  *string `json:"since"`
	Chains []Chain `json:"chains"`
}

// Asserts tells that the source says it is so.
func (a Account) Asserts() bool { return a.Value == "CT+" || a.Value == "PR+" }

// Denies tells that the source says it is not so.
func (a Account) Denies() bool { return a.Value == "CT-" || a.Value == "PR-" }

// Documents counts those by which the accounts came.
func (a *Accounts) Documents() int {
	seen := map[string]bool{}
	for _, x := range a.Accounts {
		for _, c := range x.Chains {
			seen[c.DocID] = true
		}
	}
	return len(seen)
}

// Chain is one way by which an account came: the source, those who passed it
// on, and the document that prints it.
type Chain struct {
	Via       []string `json:"via"` // from the source to the reader
	DocID     string   `json:"document"`
	Local     string   `json:"event"` // or the claim that denies it
	Title     *string  `json:"title"`
	Publisher *string  `json:"publisher"`
}

// told is an account as the linker left it with the happening.
type told struct {
	Source, Name, Value string
	Since               *int32
	Chains              []struct {
		Document int64
		Event    string
		Via      []string // keys, from the reader to the source
	}
}

// AccountsOf gives the accounts of happenings by their numbers.
func AccountsOf(ctx context.Context, st *store.Store, happenings []int64) (map[int64]*Accounts, error) {
	ids := slices.Clone(happenings)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	out, all := map[int64]*Accounts{}, map[int64][]told{}
	err := eachChunk(st, ids, func(marks string, args []any) error {
		return rows(ctx, st, "SELECT id, status, independent, accounts FROM happenings WHERE id IN "+marks, args, func(r *sql.Rows) error {
			var a Accounts
			var list string
			if err := r.Scan(&a.Happening, &a.Status, &a.Asserting, &list); err != nil {
				return err
			}
			var accounts []told
			if err := json.Unmarshal([]byte(list), &accounts); err != nil {
				return fmt.Errorf("accounts of happening %d: %w", a.Happening, err)
			}
			out[a.Happening], all[a.Happening] = &a, accounts
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	n, err := namesOf(ctx, st, all)
	if err != nil {
		return nil, err
	}
	for id, a := range out {
		a.fill(all[id], n)
	}
	return out, nil
}

// AccountsOfEvent gives the accounts of what a document's event tells, nil where
// it was not merged with others.
func AccountsOfEvent(ctx context.Context, st *store.Store, docID, local string) (*Accounts, error) {
	b := builder{d: st.Dialect()}
	var happening sql.NullInt64
	err := st.DB().QueryRowContext(ctx, "SELECT e.happening FROM documents d JOIN events e ON e.document = d.id WHERE e.current = 1 AND d.doc_id = "+
		b.arg(docID)+" AND e.local = "+b.arg(local), b.args...).Scan(&happening)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !happening.Valid {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := AccountsOf(ctx, st, []int64{happening.Int64})
	return all[happening.Int64], err
}

// fill writes the accounts out and counts the sides.
func (a *Accounts) fill(list []told, n *names) {
	a.Accounts = make([]Account, 0, len(list))
	denying := map[string]bool{}
	asserted := false
	for _, t := range list {
		x := Account{Source: t.Name, Value: t.Value, Chains: []Chain{}}
		if t.Since != nil {
			day := dateOf(*t.Since)
			x.Since = &day
		}
		for _, c := range t.Chains {
			chain := Chain{Via: []string{}, Local: c.Event}
			if d := n.documents[c.Document]; d != nil {
				chain.DocID, chain.Title, chain.Publisher = d.DocID, d.Title, d.Publisher
			}
			for _, key := range slices.Backward(c.Via) {
				if name := n.of(key, c.Document); name != "" && name != t.Name {
					chain.Via = append(chain.Via, name)
				}
			}
			x.Chains = append(x.Chains, chain)
		}
		if x.Denies() {
			denying[t.Source] = true
		}
		asserted = asserted || x.Asserts()
		a.Accounts = append(a.Accounts, x)
	}
	a.Denying = len(denying)
	if !asserted {
		a.Asserting = 0 // the table has one at least
	}
}

// names are what the keys of accounts are called.
type names struct {
	documents map[int64]*Source
	actors    map[string]string
}

// namesOf looks up all documents and relaying sources of accounts.
func namesOf(ctx context.Context, st *store.Store, all map[int64][]told) (*names, error) {
	n := &names{map[int64]*Source{}, map[string]string{}}
	var ids []int64
	var keys []string
	for _, list := range all {
		for _, t := range list {
			for _, c := range t.Chains {
				ids, keys = append(ids, c.Document), append(keys, c.Via...)
			}
		}
	}
	slices.Sort(ids)
	err := eachChunk(st, slices.Compact(ids), func(marks string, args []any) error {
		return rows(ctx, st, "SELECT "+sourceColumns+" FROM documents d WHERE d.id IN "+marks, args, func(r *sql.Rows) error {
			var s Source
			err := r.Scan(s.fields()...)
			n.documents[s.Document] = &s
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(keys)
	for part := range slices.Chunk(slices.Compact(keys), chunk) {
		b := builder{d: st.Dialect()}
		err := rows(ctx, st, "SELECT key, name FROM actors WHERE "+b.in("key", part), b.args, func(r *sql.Rows) error {
			var key, name string
			err := r.Scan(&key, &name)
			n.actors[key] = name
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return n, nil
}

// of gives the name of a key among those who passed a report on; "" for the
// text itself, which the chain ends with anyway.
func (n *names) of(key string, document int64) string {
	if name := n.actors[key]; name != "" {
		return name
	}
	kind, name, _ := strings.Cut(key, ":")
	name, _, _ = strings.Cut(name, "|")
	d := n.documents[document]
	switch {
	case kind == "text":
		return ""
	case kind == "agency" && d != nil && d.Agency != nil:
		return *d.Agency
	case kind == "outlet" && d != nil && d.Publisher != nil:
		return *d.Publisher
	}
	return name
}
