package server

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"herodotus/internal/chart"
	"herodotus/internal/page"
	"herodotus/internal/query"
	"herodotus/internal/store"
	"herodotus/record"
)

// archiveFront is the archive in short, for the front page.
type archiveFront struct {
	Figures []figure
	Search  searchBox
	Newest  []query.Event
	Stories []query.Story
}

type figure struct {
	Value      int64
	Name, Href string
}

func (s *Server) archiveFront(ctx context.Context) (*archiveFront, error) {
	st, err := s.cfg.Store.Stats(ctx)
	if err != nil {
		return nil, err
	}
	a := &archiveFront{Search: searchBox{Action: "/search"}, Figures: []figure{{int64(st.Documents), "documents", "/search?kind=documents"},
		{int64(st.Events), "events", "/search"}, {int64(st.Claims), "claims", "/search?kind=claims"}, {int64(st.Stories), "stories", "/stories"}}}
	q, err := query.Parse("")
	if err != nil {
		return nil, err
	}
	if a.Newest, _, err = q.Events(ctx, s.cfg.Store, query.Page{Limit: 8}); err != nil {
		return nil, err
	}
	a.Stories, _, err = query.Stories(ctx, s.cfg.Store, query.Page{Limit: 10})
	return a, err
}

// ledgerView lists contradictions and the busiest sources.
type ledgerView struct {
	Search searchBox
	Views  []link
	Pairs  []pair
	Voices []query.Person
	Next   string
}

// pair is a contradiction with the clauses around the words of each side.
type pair struct {
	query.Contradiction
	Sides []sideOf
}

type sideOf struct {
	query.Party
	Text string
}

// pairsOf reads from the records what each side says in full.
func (s *Server) pairsOf(ctx context.Context, found []query.Contradiction) ([]pair, error) {
	read := map[string]*record.Record{}
	var out []pair
	for _, c := range found {
		p := pair{Contradiction: c}
		for _, x := range []query.Party{c.A, c.B} {
			if read[x.DocID] == nil {
				rec, err := s.cfg.Store.Record(ctx, x.DocID)
				if err != nil {
					return nil, err
				}
				read[x.DocID] = rec
			}
			p.Sides = append(p.Sides, sideOf{x, clause(read[x.DocID], x)})
		}
		out = append(out, p)
	}
	return out, nil
}

// clause is the sentence that holds the words of one side.
func clause(r *record.Record, x query.Party) string {
	for _, s := range r.Sentences {
		if s.Start <= x.Words.Start && x.Words.Start < s.End && s.End <= len(r.Document.Text) {
			return r.Document.Text[s.Start:s.End]
		}
	}
	return x.Words.Text
}

func (v ledgerView) query() string { return v.Search.Q }

func (s *Server) ledger(w http.ResponseWriter, r *http.Request) {
	box, q := question(r)
	v := ledgerView{Search: box, Views: views(r, box.Q)}
	if q == nil {
		s.show(w, r, http.StatusBadRequest, "ledger", "Claims ledger", v)
		return
	}
	pairs, next, err := q.Ledger(r.Context(), s.cfg.Store, query.Page{After: r.FormValue("after"), Limit: perPage})
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	if v.Pairs, err = s.pairsOf(r.Context(), pairs); err != nil {
		s.trouble(w, r, err)
		return
	}
	if next != "" {
		v.Next = addressOf("/ledger", "q", box.Q, "after", next)
	}
	persons, err := q.Persons(r.Context(), s.cfg.Store, 60)
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	for _, p := range persons {
		if p.Claims > 0 {
			v.Voices = append(v.Voices, p)
		}
	}
	s.show(w, r, http.StatusOK, "ledger", "Claims ledger", v)
}

func (s *Server) stories(w http.ResponseWriter, r *http.Request) {
	stories, next, err := query.Stories(r.Context(), s.cfg.Store, query.Page{After: r.FormValue("after"), Limit: perPage})
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	if next != "" {
		next = addressOf("/stories", "after", next)
	}
	s.show(w, r, http.StatusOK, "stories", "Stories", struct {
		Stories []query.Story
		Next    string
	}{stories, next})
}

// storyView is one story: its pictures, what happened, and who wrote about it.
type storyView struct {
	Story      query.Story
	Views      []link
	Documents  []query.Document
	Happenings []query.Happening
	Figures    []page.Figure
}

func (s *Server) story(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		s.trouble(w, r, store.ErrNotFound)
		return
	}
	v := storyView{Views: views(r, fmt.Sprintf("story:%d", id))}
	if v.Story, v.Documents, v.Happenings, err = query.OneStory(r.Context(), s.cfg.Store, id); err != nil {
		s.trouble(w, r, err)
		return
	}
	if v.Figures, err = s.storyPictures(r.Context(), id); err != nil {
		s.trouble(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "story", v.Story.Title, v)
}

func (s *Server) storyPictures(ctx context.Context, id int64) ([]page.Figure, error) {
	written := fmt.Sprintf("story:%d", id)
	q, err := query.Parse(written)
	if err != nil {
		return nil, err
	}
	var v pictureView
	buckets, err := q.Timeline(ctx, s.cfg.Store, "")
	if err != nil {
		return nil, err
	}
	if periods, _ := periodsOf(buckets, stepOf(buckets), written); len(periods) > 0 {
		if err := v.add(chart.Timeline(periods, chart.TimelineOptions{Title: "When", Width: 1100, Height: 220}), nil); err != nil {
			return nil, err
		}
	}
	spots, err := q.Spots(ctx, s.cfg.Store, 200)
	if err != nil {
		return nil, err
	}
	if places := placesOf(spots, written); len(places) > 0 {
		err = v.add(chart.Map(places, chart.MapOptions{Title: "Where", Width: 1100, Height: 380}))
	}
	return v.Figures, err
}
