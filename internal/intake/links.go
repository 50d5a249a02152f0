package intake

import (
	"encoding/json"
	"fmt"

	"herodotus/internal/link"
	"herodotus/internal/store"
)

// linked ties an item to earlier documents; was tells what a document that
// comes again, coded anew or with another text, belonged to.
func linked(m *store.Memory, id int64, was *store.Former, it *store.Item) error {
	d := link.Doc{ID: uint64(id), Record: it.Record, Publisher: deref(it.Record.Document.Publisher), Agency: it.Agency}
	if was != nil {
		d.Was = &link.Former{Story: uint64(was.Story), Events: map[link.Telling]link.Tie{}}
		for _, e := range was.Events {
			d.Was.Events[link.Telling{Type: e.Type, Trigger: e.Trigger, Evidence: e.Evidence}] = link.Tie{Happening: uint64(e.Happening), Similarity: e.Similarity}
		}
		for _, h := range was.Happenings {
			d.Was.Happenings = append(d.Was.Happenings, uint64(h))
		}
	}
	r, err := link.New(m).Add(d)
	if err != nil {
		return err
	}
	it.Links, err = links(r)
	return err
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// links writes the linker's result as the store takes it.
func links(r link.Result) (store.Links, error) {
	l := store.Links{Agency: r.AgencyName, Story: story(r.Story)}
	if r.LeftStory != nil {
		l.LeftStory = story(*r.LeftStory)
	}
	if r.Copy != nil {
		l.CopyOf, l.Similarity = int64(r.Copy.Of), r.Copy.Similarity
	}
	for _, c := range r.Rejoined {
		l.Moved = append(l.Moved, store.Move{From: int64(c.Document), To: int64(c.Of)})
	}
	l.Actors = actors(r.Actors)
	for _, list := range []struct {
		to   *[]store.Happening
		from []link.Merge
	}{{&l.Happenings, r.Events}, {&l.Left, r.Left}} {
		for _, m := range list.from {
			h, err := happening(m)
			if err != nil {
				return l, err
			}
			*list.to = append(*list.to, h)
		}
	}
	for _, c := range r.Contradictions {
		l.Contradictions = append(l.Contradictions, store.Contradiction{Kind: c.Kind, Story: int64(c.Story),
			Happening: int64(c.Happening), Since: store.Day(c.SinceDay), A: side(c.A), B: side(c.B), Changed: c.Changed, Summary: c.Summary})
	}
	return l, nil
}

func story(s link.Story) store.Story {
	return store.Story{ID: int64(s.ID), Title: s.Title, FirstDay: store.Day(s.FirstDay), LastDay: store.Day(s.LastDay), Documents: s.Documents, Outlets: s.Outlets}
}

func actors(list []link.Actor) []store.Actor {
	out := make([]store.Actor, len(list))
	for i, a := range list {
		out[i] = store.Actor{Key: a.Key, Name: a.Name, Type: a.Type, Country: a.Country, Sector: a.Sector, Wikidata: a.Wikidata}
	}
	return out
}

// account is link.Account as it is kept.
type account struct {
	Source string  `json:"source"`
	Name   string  `json:"name"`
	Value  string  `json:"value"`
	Since  *int32  `json:"since"` // day
	Chains []chain `json:"chains"`
}

type chain struct {
	Document uint64   `json:"document"`
	Event    string   `json:"event"`
	Via      []string `json:"via,omitempty"`
}

func happening(m link.Merge) (store.Happening, error) {
	accounts := make([]account, 0, len(m.Sources))
	for _, s := range m.Sources {
		a := account{Source: s.Source, Name: s.Name, Value: s.Value}
		if s.Since != link.NoDay {
			a.Since = &s.Since
		}
		for _, c := range s.Chains {
			a.Chains = append(a.Chains, chain(c))
		}
		accounts = append(accounts, a)
	}
	b, err := json.Marshal(accounts)
	if err != nil {
		return store.Happening{}, fmt.Errorf("accounts of happening %d: %w", m.Happening, err)
	}
	return store.Happening{ID: int64(m.Happening), Type: m.Type, FirstDay: store.Day(m.FirstDay), LastDay: store.Day(m.LastDay),
		Documents: m.Documents, Independent: max(1, m.Independent), Status: m.Status, Similarity: m.Similarity, Evidence: m.Evidence, Accounts: b}, nil
}

func side(s link.Side) store.Side {
	return store.Side{Document: int64(s.Document), Local: s.Local, Start: s.Start, End: s.End, Text: s.Text, Holder: s.Holder,
		Name: s.Name, Day: store.Day(s.Day)}
}
