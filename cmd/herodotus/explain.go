package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"text/tabwriter"

	"herodotus/record"
)

// entityID matches the ids of entities and mentions.
var entityID = regexp.MustCompile(`^[em][0-9]+$`)

// asksEntities tells whether what "explain" is asked for is not an event but who is meant.
func asksEntities(what string) bool { return what == "entities" || entityID.MatchString(what) }

// explainEntities prints entities with the mentions that refer to them, how sure each link
// is and what it rests on: all of them, the one asked for, or that of the mention asked for.
func explainEntities(out io.Writer, r *record.Record, what string) error {
	mentions := make(map[string][]*record.Mention, len(r.Entities))
	asked := what
	for i := range r.Mentions {
		m := &r.Mentions[i]
		mentions[m.Entity] = append(mentions[m.Entity], m)
		if m.ID == what {
			asked = m.Entity
		}
	}
	found := false
	for i := range r.Entities {
		e := &r.Entities[i]
		if asked != "entities" && e.ID != asked {
			continue
		}
		found = true
		if err := explainEntity(out, e, mentions[e.ID], what); err != nil {
			return err
		}
	}
	if !found && what != "entities" {
		return hinted{fmt.Errorf("no entity or mention %q", what), "herodotus explain FILE entities lists them"}
	}
	return nil
}

// explainEntity prints one entity; the mention asked for is marked.
func explainEntity(out io.Writer, e *record.Entity, mentions []*record.Mention, asked string) error {
	var facts []string
	for _, s := range []*string{e.Country, e.Sector} {
		if s != nil {
			facts = append(facts, *s)
		}
	}
	for _, role := range e.Roles {
		facts = append(facts, strings.TrimSpace(role.Title+" "+role.Of))
	}
	if e.IDs.Wikidata != nil {
		facts = append(facts, *e.IDs.Wikidata)
	}
	fmt.Fprintf(out, "%s  %s  %s  %s\n", e.ID, shown(e.Name), e.Type, shown(strings.Join(facts, " · ")))
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, m := range mentions {
		mark := " "
		if m.ID == asked {
			mark = "→"
		}
		sure := "-"
		if m.Confidence > 0 {
			sure = fmt.Sprintf("%.2f", m.Confidence)
		}
		fmt.Fprintf(w, "%s %s\t%s\t%s\t“%s”\t%s\n", mark, m.ID, sure, m.Kind, shown(m.Text), shown(m.Why))
	}
	return w.Flush()
}
