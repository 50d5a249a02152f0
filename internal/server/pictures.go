package server

import (
	"fmt"
	"net/http"
	"time"

	"herodotus/internal/chart"
	"herodotus/internal/page"
	"herodotus/internal/query"
)

// pictureView is a page of pictures drawn for a question.
type pictureView struct {
	Heading string
	Search  searchBox
	Views   []link
	Steps   []link
	Figures []page.Figure
	Persons []query.Person
	Note    string
}

func (v pictureView) query() string { return v.Search.Q }

// drawing is a handler that adds pictures to the view of a question.
type drawing func(r *http.Request, q *query.Query, v *pictureView) error

func (s *Server) pictures(w http.ResponseWriter, r *http.Request, heading string, draw drawing, keep ...string) {
	box, q := question(r, keep...)
	v := pictureView{Heading: heading, Search: box, Views: views(r, box.Q)}
	if q == nil {
		s.show(w, r, http.StatusBadRequest, "picture", heading, v)
		return
	}
	if err := draw(r, q, &v); err != nil {
		s.trouble(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "picture", heading, v)
}

func (s *Server) timeline(w http.ResponseWriter, r *http.Request) {
	s.pictures(w, r, "Timeline", func(r *http.Request, q *query.Query, v *pictureView) error {
		step := r.FormValue("step")
		buckets, err := s.buckets(r.Context(), q, step)
		if err != nil {
			return err
		}
		if step == "" {
			step = stepOf(buckets)
		}
		for _, name := range chart.Steps() {
			v.Steps = append(v.Steps, link{Name: name, Href: addressOf("/timeline", "q", v.Search.Q, "step", name), Here: name == step})
		}
		periods, rest := periodsOf(buckets, step, v.Search.Q)
		v.Note = restOf(rest)
		return v.add(chart.Timeline(periods, chart.TimelineOptions{Title: "Events by " + step, Width: 1100, Height: 320}), nil)
	}, "step")
}

func (v *pictureView) add(p *chart.Picture, err error) error {
	if err != nil {
		return err
	}
	f, err := page.NewFigure(p, fmt.Sprintf("pic%d", len(v.Figures)))
	v.Figures = append(v.Figures, f)
	return err
}

// stepOf tells the step that the query chose by itself.
func stepOf(buckets []query.Bucket) string {
	for _, b := range buckets {
		from, err1 := time.Parse(time.DateOnly, b.From)
		to, err2 := time.Parse(time.DateOnly, b.To)
		if err1 != nil || err2 != nil {
			continue
		}
		switch n := int(to.Sub(from).Hours()/24) + 1; {
		case n <= 1:
			return "day"
		case n <= 7:
			return "week"
		case n <= 31:
			return "month"
		}
		return "year"
	}
	return "day"
}

// periodsOf makes the columns of a timeline. A click on one zooms in, and on a
// day or week lists its events.
func periodsOf(buckets []query.Bucket, step, q string) (periods []chart.Period, rest int) {
	bins := map[time.Time]page.Bin{}
	for _, b := range buckets {
		if d, err := time.Parse(time.DateOnly, b.From); err == nil { // events without a day stand in no column
			bins[d] = page.Bin{Coop: tally(b.Cooperation), Conf: tally(b.Conflict)}
		}
	}
	return page.Periods(bins, step, func(from, to time.Time) string {
		days := "date:" + from.Format(time.DateOnly)
		if to != from {
			days += ".." + to.Format(time.DateOnly)
		}
		switch step {
		case "year":
			return addressOf("/timeline", "q", narrow(q, days), "step", "month")
		case "month":
			return addressOf("/timeline", "q", narrow(q, days), "step", "day")
		}
		return addressOf("/search", "q", narrow(q, days))
	})
}

// restOf tells of the events that a timeline does not draw.
func restOf(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "One event of another time is not drawn; years show all."
	}
	return fmt.Sprintf("%d events of other times are not drawn; years show all.", n)
}

func tally(s query.Standing) chart.Tally {
	return chart.Tally{Facts: s.Facts, Claims: s.Claims, Denied: s.Denied}
}

// sum counts all events of a standing.
func sum(s query.Standing) int { return s.Facts + s.Claims + s.Denied }

func (s *Server) worldMap(w http.ResponseWriter, r *http.Request) {
	s.pictures(w, r, "Map", func(r *http.Request, q *query.Query, v *pictureView) error {
		spots, err := s.spots(r.Context(), q)
		if err != nil {
			return err
		}
		v.Note = "Only places that the texts gave: an event without one is not on the map."
		return v.add(chart.Map(placesOf(spots, v.Search.Q), chart.MapOptions{Title: "Where it happened", Width: 1100, Height: 560}))
	})
}

func placesOf(spots []query.Spot, q string) []chart.Place {
	var out []chart.Place
	for _, p := range spots {
		if p.Lat == nil || p.Lon == nil {
			continue
		}
		out = append(out, chart.Place{Name: p.Name, Lat: *p.Lat, Lon: *p.Lon, Coop: sum(p.Cooperation), Conf: sum(p.Conflict),
			Href: addressOf("/search", "q", narrow(q, named("place", p.Name)))})
	}
	return out
}

func (s *Server) actors(w http.ResponseWriter, r *http.Request) {
	s.pictures(w, r, "Actors", func(r *http.Request, q *query.Query, v *pictureView) error {
		found, err := s.dyads(r.Context(), q)
		if err != nil {
			return err
		}
		dyads := dyadsOf(found, v.Search.Q)
		if err := v.add(chart.Matrix(dyads, "Who acts on whom"), nil); err != nil {
			return err
		}
		if err := v.add(chart.Network(dyads, "The same as a network"), nil); err != nil {
			return err
		}
		buckets, err := s.buckets(r.Context(), q, "")
		if err != nil {
			return err
		}
		periods, _ := periodsOf(buckets, stepOf(buckets), v.Search.Q)
		if err := v.add(chart.Timeline(periods, chart.TimelineOptions{Title: "Balance of cooperation and conflict", Width: 1100, Height: 220}), nil); err != nil {
			return err
		}
		v.Persons, err = s.persons(r.Context(), q)
		return err
	})
}

func dyadsOf(found []query.Dyad, q string) []chart.Dyad {
	var out []chart.Dyad
	for _, d := range found {
		if d.Actor == "" || d.Recipient == "" {
			continue
		}
		out = append(out, chart.Dyad{From: d.Actor, To: d.Recipient, Coop: sum(d.Cooperation), Conf: sum(d.Conflict),
			Href: addressOf("/search", "q", narrow(q, condition("actor", d.Actor)+" "+condition("recipient", d.Recipient)))})
	}
	return out
}
