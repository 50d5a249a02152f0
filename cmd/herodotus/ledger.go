package main

import (
	"context"
	"errors"

	"herodotus/internal/query"
	"herodotus/internal/store"
)

type ledgerCmd struct {
	question
	Limit int    `short:"n" help:"At most so many; 50 when not told." placeholder:"N"`
	After string `help:"Go on behind this cursor, which came as \"next\" with the page before." placeholder:"CURSOR"`
}

// Help shows examples below the flags.
func (ledgerCmd) Help() string {
	return `Accounts that cannot both be so: whether something happened, how many died, who did it, where, when. Each line tells both
sides with their words, who holds them and since when, the latest first; then which independent sources assert and deny the
event, by which ways: copies and relays of one agency count once. A query takes those of which one side stands in a document
that it finds.

Examples:
  herodotus ledger
  herodotus ledger 'RUS-UKR after:2023-09'
  herodotus ledger story:12 --format csv`
}

// Run writes the contradictions.
func (c *ledgerCmd) Run(ctx context.Context, s *streams) error {
	q, err := c.parse()
	if err != nil {
		return err
	}
	st, err := c.open(ctx, store.Options{MustExist: true, ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	list, next, err := q.Ledger(ctx, st, query.Page{After: c.After, Limit: c.Limit})
	if err != nil {
		return queryFault(err)
	}
	w, done, err := c.output(s)
	if err != nil {
		return err
	}
	look := display{w: w, width: s.width, style: s.style()}
	seen := map[int64]bool{} // happenings whose accounts were shown
	put, end := writerOf(w, c.Format, c.Raw, "contradictions", (*query.Contradiction).Row, func(x *query.Contradiction) error {
		if err := look.contradiction(x); err != nil || x.Accounts == nil || seen[x.Accounts.Happening] {
			return err
		}
		seen[x.Accounts.Happening] = true
		return look.accounts(x.Accounts)
	})
	err = put(list)
	if err == nil {
		err = end(len(list), next)
	}
	return errors.Join(err, done())
}
