package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"herodotus/internal/ingest"
	"herodotus/internal/kb"
)

type kbCmd struct {
	Find kbFind `cmd:"" help:"Tell what the knowledge base makes of some words, on a day."`
}

type kbFind struct {
	Words  []string `arg:"" help:"For instance \"North Korean number one\"."`
	On     string   `help:"The day: 2023-09-14; today's holders when left out." placeholder:"DATE"`
	KB     string   `name:"kb" help:"Folder of your own knowledge-base tables." placeholder:"DIR" type:"existingdir"`
	Format string   `enum:"auto,text,json" default:"auto" help:"auto: text on a terminal, else JSON (${enum})."`
}

// Help shows examples below the flags.
func (kbFind) Help() string {
	return `Examples:
  herodotus kb find "North Korean number one" --on 2023-09-14    whom a description means on a day
  herodotus kb find the Kremlin                                  what a name stands for
  herodotus kb find "mayor of Soweto" --kb tables                with your own tables`
}

// reading is one thing that the knowledge base makes of the words.
type reading struct {
	Text     string   `json:"text"`
	Name     string   `json:"name"`
	Type     string   `json:"type"`
	Country  string   `json:"country,omitempty"`
	Sector   string   `json:"sector,omitempty"`
	Sectors  []string `json:"sectors,omitempty"`
	Wikidata string   `json:"wikidata,omitempty"`
	Why      string   `json:"why"`
}

// Run prints each reading with its reason.
func (c *kbFind) Run(s *streams) error {
	on, err := ingest.ParseDate(c.On)
	if err != nil {
		return usage{hinted{err, "write the day as 2023-09-14"}}
	}
	var own []kb.Option
	if c.KB != "" {
		own = append(own, kb.WithDir(c.KB))
	}
	base, err := kb.Open(own...)
	if err != nil {
		return err
	}
	words := strings.Join(c.Words, " ")
	found := readings(base, words, on)
	if len(found) == 0 {
		return hinted{fmt.Errorf("the knowledge base knows nothing of %q", words), "your own tables (--kb DIR) can add it"}
	}
	if c.Format == "json" || c.Format == "auto" && !s.tty {
		return writeReadings(s.out, words, c.On, found)
	}
	for _, x := range found {
		facts := strings.Join(strings.Fields(x.Country+" "+x.Sector+" "+x.Wikidata), " · ")
		fmt.Fprintf(s.out, "“%s”  %s  %s\n    %s\n", shown(x.Text), shown(x.Name), facts, shown(x.Why))
	}
	return nil
}

// readings lists what the base makes of the words; a person's country and sector are those of the day.
func readings(base *kb.Base, words string, on time.Time) []reading {
	var out []reading
	for _, m := range base.Find(words, on) {
		x := reading{Text: m.Text, Name: m.Text, Type: m.Known.Type.String(), Sector: m.Known.Sector, Why: m.Why}
		if e := m.Entry; e != nil {
			x.Name, x.Type, x.Sectors, x.Wikidata = e.Name, e.Type.String(), e.Sectors, e.Wikidata
			x.Country, x.Sector = base.Standing(e, on)
		}
		out = append(out, x)
	}
	return out
}

func writeReadings(w io.Writer, words, on string, found []reading) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(struct {
		Words string    `json:"words"`
		On    string    `json:"on,omitempty"`
		Found []reading `json:"found"`
	}{words, on, found})
}
