package export

import (
	"encoding/json"
	"io"

	"herodotus/record"
)

// ploverEvent is an event in the JSON that the PLOVER manual lays down (Open
// Event Data Alliance, draft 0.8, "PLOVER format"); keys of ours are added at the end.
type ploverEvent struct {
	ID          string        `json:"id"`
	Date        *string       `json:"date"`
	Source      []ploverActor `json:"source"`
	Target      []ploverActor `json:"target"`
	Event       string        `json:"event"`
	EventText   string        `json:"eventText"`
	Mode        []string      `json:"mode"`
	Context     []string      `json:"context"`
	Auxiliary   []string      `json:"auxiliary"`
	Text        string        `json:"text"`
	TextInfo    ploverText    `json:"textInfo"`
	EventLoc    *ploverPlace  `json:"eventLoc"`
	Language    string        `json:"language"`
	Publication *string       `json:"publication"`
	Coder       string        `json:"coder"`
	Version     string        `json:"version"`

	Cameo      string        `json:"cameo"`
	Quad       string        `json:"quad"`
	Score      float64       `json:"score"`
	DateEnd    *string       `json:"dateEnd"`
	Factuality []record.Fact `json:"factuality"`
	Claim      *string       `json:"claim"`
	Confidence float64       `json:"confidence"`
}

type ploverActor struct {
	ActorText string   `json:"actorText"` // as the text has it
	ActorName string   `json:"actorName"`
	Code      *string  `json:"code"` // country
	Sector    []string `json:"sector"`
	Wikidata  *string  `json:"wikidata"`
}

type ploverText struct {
	TextID  string  `json:"textId"`
	URL     *string `json:"url"`
	Title   *string `json:"title"`
	Date    *string `json:"date"`
	Start   int     `json:"start"` // code points of the document's text
	End     int     `json:"end"`
	Trigger [2]int  `json:"trigger"`
}

type ploverPlace struct {
	Name     string   `json:"name"`
	Admin1   *string  `json:"admin1"`
	Country  *string  `json:"country"`
	Lat      *float64 `json:"lat"`
	Lon      *float64 `json:"lon"`
	Geonames *int32   `json:"geonames"`
}

func plover(w io.Writer, _ Options) Writer {
	return &lines{w: w, write: func(w io.Writer, v *view) error {
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		for _, e := range v.wanted() {
			if err := out.Encode(v.ploverEvent(e)); err != nil {
				return err
			}
		}
		return nil
	}}
}

func (v *view) ploverEvent(e *record.Event) ploverEvent {
	d := &v.r.Document
	p := ploverEvent{ID: d.ID + "-" + e.ID, Source: v.ploverSide(e.Actors), Target: v.ploverSide(e.Recipients), Event: e.Type,
		EventText: e.Trigger.Text, Mode: list(e.Modes), Context: list(e.Contexts), Auxiliary: list(e.Auxiliary), Text: v.allWords(e.Evidence),
		Language: d.Language, Publication: d.Publisher, Coder: "Herodotus", Version: v.r.Provenance.Version, Cameo: e.Cameo, Quad: e.Quad,
		Score: e.Score, DateEnd: e.To, Factuality: e.Factuality, Claim: e.Claim, Confidence: e.Confidence}
	if day := v.date(e); day != "" {
		p.Date = &day
	}
	p.TextInfo = ploverText{TextID: d.ID, URL: d.URL, Title: d.Title, Date: d.Published, Trigger: [2]int{v.char(e.Trigger.Start), v.char(e.Trigger.End)}}
	if n := len(e.Evidence); n > 0 {
		p.TextInfo.Start, p.TextInfo.End = v.char(e.Evidence[0].Start), v.char(e.Evidence[n-1].End)
	}
	if at := v.placeOf(e); at != nil {
		p.EventLoc = &ploverPlace{at.Name, at.Admin1, at.Country, at.Lat, at.Lon, at.Geonames}
	}
	return p
}

func (v *view) ploverSide(args []record.Arg) []ploverActor {
	out := []ploverActor{}
	for i := range args {
		a := &args[i]
		p := ploverActor{Code: a.Country, Sector: list(v.sectors(a))}
		if e := v.entities[a.Entity]; e != nil {
			p.ActorName, p.ActorText, p.Wikidata = e.Name, e.Name, e.IDs.Wikidata
		}
		if m := v.mentions[value(a.Mention)]; m != nil {
			p.ActorText = v.words(m.Span)
		}
		out = append(out, p)
	}
	return out
}

// list makes [] of null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
