package main

import (
	"context"
	"encoding/json"
	"fmt"

	"herodotus/internal/store"
)

type verifyCmd struct {
	database
	Format string `enum:"auto,text,json" default:"auto" help:"auto: text on a terminal, else JSON (${enum})."`
}

// Help tells what is proven.
func (verifyCmd) Help() string {
	return `Proves that each stored text has its digest, each record its own, each quote stands in its text at its offsets, each row
that queries see says what its record says, and each reference between tables leads somewhere. Faults are named on
standard error, one a line.

Examples:
  herodotus verify
  herodotus verify --db archive.db && cp archive.db backup/

Exit codes: 0 all is sound; 1 there are faults, or the archive could not be read.`
}

// Run verifies the archive.
func (c *verifyCmd) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx, store.Options{MustExist: true, ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	proof, err := st.Verify(ctx, func(fault string) { fmt.Fprintf(s.err, "fault: %s\n", fault) })
	if err != nil {
		return advised(err)
	}
	if c.Format == "json" || c.Format == "auto" && !s.tty {
		err = json.NewEncoder(s.out).Encode(proof)
	} else {
		fmt.Fprintln(s.out, st.Name())
		err = figures(s.out, []figure{{proof.Documents, "documents"}, {proof.Findings, "findings"},
			{proof.Quotes, "quotes compared with their texts"}, {proof.References, "kinds of references"}, {proof.Faults, "faults"}})
		if err == nil && proof.Faults == 0 {
			_, err = fmt.Fprintln(s.out, "all is sound")
		}
	}
	if err == nil && proof.Faults > 0 {
		err = errSome
	}
	return err
}
