package export

import (
	"encoding/json"
	"io"

	"herodotus/record"
)

// claimLine is one claim with its words, so that it can be read without the record.
type claimLine struct {
	Document string   `json:"document"`
	ID       string   `json:"id"`
	Source   *string  `json:"source"` // canonical name; null when the text names nobody
	Kind     string   `json:"kind"`
	Country  *string  `json:"country"`
	Sector   *string  `json:"sector"`
	Cue      string   `json:"cue"`
	Act      string   `json:"act"`
	Content  []string `json:"content"`
	Quote    string   `json:"quote"`
	Parent   *string  `json:"parent"`
	Attitude bool     `json:"attitude,omitempty"` // thought, wanted or felt rather than said
}

// Claims writes each claim of a record as a line of JSON.
func Claims(w io.Writer, r *record.Record) error {
	entities := byID(r.Entities, func(x *record.Entity) string { return x.ID })
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for i := range r.Claims {
		c := &r.Claims[i]
		l := claimLine{Document: r.Document.ID, ID: c.ID, Kind: c.Source.Kind, Act: c.Act, Quote: c.Quote, Parent: c.Parent, Attitude: c.Attitude}
		if e := entities[value(c.Source.Entity)]; e != nil {
			l.Source, l.Country, l.Sector = &e.Name, e.Country, e.Sector
		}
		if c.Cue != nil {
			l.Cue = c.Cue.Text
		}
		for _, s := range c.Content {
			l.Content = append(l.Content, r.Document.Text[s.Start:s.End])
		}
		if err := out.Encode(l); err != nil {
			return err
		}
	}
	return nil
}
