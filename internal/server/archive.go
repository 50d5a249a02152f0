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
	h, err := s.holdings(ctx)
	if err != nil {
		return nil, err
	}
	a := &archiveFront{Search: searchBox{Action: "/search"}, Figures: []figure{{h.Documents, "documents", "/search?kind=documents"},
		{h.Events, "events", "/search"}, {h.Claims, "claims", "/search?kind=claims"}, {h.Stories, "stories", "/stories"}}}
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
	Note       string // on the timeline
	All        string // leads to all documents, when there are more
}

// perStory bounds the documents and the happenings of a story's page.
const perStory = 200

func (s *Server) story(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		s.trouble(w, r, store.ErrNotFound)
		return
	}
	v := storyView{Views: views(r, fmt.Sprintf("story:%d", id))}
	if v.Story, v.Documents, v.Happenings, err = query.OneStory(r.Context(), s.cfg.Store, id, perStory); err != nil {
		s.trouble(w, r, err)
		return
	}
	if len(v.Documents) == perStory {
		v.All = addressOf("/search", "kind", "documents", "q", fmt.Sprintf("story:%d", id))
	}
	if err = s.storyPictures(r.Context(), id, &v); err != nil {
		s.trouble(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "story", v.Story.Title, v)
}

func (s *Server) storyPictures(ctx context.Context, id int64, to *storyView) error {
	written := fmt.Sprintf("story:%d", id)
	q, err := query.Parse(written)
	if err != nil {
		return err
	}
	var v pictureView
	buckets, err := q.Timeline(ctx, s.cfg.Store, "")
	if err != nil {
		return err
	}
	periods, rest := periodsOf(buckets, stepOf(buckets), written)
	to.Note = restOf(rest)
	if len(periods) > 0 {
		if err := v.add(chart.Timeline(periods, chart.TimelineOptions{Title: "When", Width: 1100, Height: 220}), nil); err != nil {
			return err
		}
	}
	spots, err := q.Spots(ctx, s.cfg.Store, 200)
	if err != nil {
		return err
	}
	if places := placesOf(spots, written); len(places) > 0 {
		err = v.add(chart.Map(places, chart.MapOptions{Title: "Where", Width: 1100, Height: 380}))
	}
	to.Figures = v.Figures
	return err
}
