package export

import (
	"encoding/json"
	"io"

	"herodotus/record"
)

// feature is an event on the map (RFC 7946).
type feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   point      `json:"geometry"`
	Properties properties `json:"properties"`
}

type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude first
}

type properties struct {
	Document   string   `json:"document"`
	Event      string   `json:"event"`
	Title      *string  `json:"title"`
	URL        *string  `json:"url"`
	Type       string   `json:"type"`
	Modes      []string `json:"modes"`
	Contexts   []string `json:"contexts"`
	Cameo      string   `json:"cameo"`
	Quad       string   `json:"quad"`
	Score      float64  `json:"score"`
	Actors     []string `json:"actors"`
	Recipients []string `json:"recipients"`
	From       *string  `json:"from"`
	To         *string  `json:"to"`
	Published  *string  `json:"published"`
	Place      string   `json:"place"`
	Country    *string  `json:"country"`
	Author     string   `json:"author_value"`
	Source     *string  `json:"claim_source"`
	Confidence float64  `json:"confidence"`
	Evidence   string   `json:"evidence"`
}

// collection writes one FeatureCollection over all items.
type collection struct {
	w io.Writer
	n int // features so far
}

func geojson(w io.Writer, _ Options) Writer { return &collection{w: w} }

const collectionHead = `{"type":"FeatureCollection","features":[`

func (c *collection) Write(it Item) error {
	v := look(it)
	for _, e := range v.wanted() {
		f, ok := v.feature(e)
		if !ok {
			continue
		}
		line, err := json.Marshal(f)
		if err != nil {
			return err
		}
		between := ",\n"
		if c.n == 0 {
			between = collectionHead + "\n"
		}
		c.n++
		if _, err := c.w.Write(append([]byte(between), line...)); err != nil {
			return err
		}
	}
	return nil
}

// feature gives an event on the map; ok is false when its place is unknown.
func (v *view) feature(e *record.Event) (f feature, ok bool) {
	p := v.placeOf(e)
	if p == nil || p.Lat == nil || p.Lon == nil {
		return f, false
	}
	r := v.eventRow(e)
	return feature{Type: "Feature", ID: r.Document + "-" + e.ID, Geometry: point{"Point", [2]float64{*p.Lon, *p.Lat}},
		Properties: properties{r.Document, e.ID, r.Title, r.URL, r.Type, r.Modes, r.Contexts, r.Cameo, r.Quad, r.Score, r.Actors, r.Recipients,
			r.From, r.To, r.Published, p.Name, p.Country, r.AuthorValue, r.ClaimSource, r.Confidence, r.Evidence}}, true
}

func (c *collection) Close() error {
	end := "\n]}\n"
	if c.n == 0 {
		end = collectionHead + "]}\n"
	}
	_, err := io.WriteString(c.w, end)
	return err
}
