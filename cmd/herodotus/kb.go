package main

import (
	"fmt"
	"strings"

	"herodotus/internal/ingest"
	"herodotus/internal/kb"
)

type kbCmd struct {
	Find kbFind `cmd:"" help:"Tell what the knowledge base makes of some words, on a day."`
}

type kbFind struct {
	Words string `arg:"" help:"For instance \"North Korean number one\"."`
	On    string `help:"The day: 2023-09-14; today's holders when left out." placeholder:"DATE"`
}

// Run prints each reading with its reason.
func (c *kbFind) Run(s *streams) error {
	on, err := ingest.ParseDate(c.On)
	if err != nil {
		return usage{hinted{err, "write the day as 2023-09-14"}}
	}
	base, err := kb.Open()
	if err != nil {
		return err
	}
	found := base.Find(c.Words, on)
	if len(found) == 0 {
		return fmt.Errorf("the knowledge base knows nothing of %q", c.Words)
	}
	for _, m := range found {
		name, tags := m.Text, m.Known.Sector
		if e := m.Entry; e != nil {
			name, tags = e.Name, strings.TrimSpace(e.Country+" "+e.Sector)
		}
		fmt.Fprintf(s.out, "“%s”: %s (%s): %s\n", m.Text, name, tags, m.Why)
	}
	return nil
}
