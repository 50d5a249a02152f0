package query

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"herodotus/internal/store"
)

// Stories gives a page of stories, the latest first.
func Stories(ctx context.Context, st *store.Store, p Page) ([]Story, string, error) {
	o := order{key: "last", column: "s.last_day", down: true, base: "s", nulls: true}
	found, next, err := o.page(ctx, st, p, func(int) (*selection, error) {
		return &selection{builder: &builder{d: st.Dialect()}, from: "stories s"}, nil
	})
	if err != nil {
		return nil, "", err
	}
	out, err := loadStories(ctx, st, numbers(found))
	return out, next, err
}

func loadStories(ctx context.Context, st *store.Store, ids []int64) ([]Story, error) {
	byID := make(map[int64]*Story, len(ids))
	out := make([]Story, len(ids))
	for i, id := range ids {
		byID[id] = &out[i]
	}
	err := eachChunk(st, ids, func(marks string, args []any) error {
		query := "SELECT id, title, first_day, last_day, documents, outlets FROM stories WHERE id IN " + marks
		return rows(ctx, st, query, args, func(r *sql.Rows) error {
			var s Story
			var from, to sql.NullInt64
			if err := r.Scan(&s.ID, &s.Title, &from, &to, &s.Documents, &s.Outlets); err != nil {
				return err
			}
			s.From, s.To = dateOrNull(from), dateOrNull(to)
			*byID[s.ID] = s
			return nil
		})
	})
	return out, err
}

// OneStory gives a story with its documents and real-world events, the earliest
// first, at most so many of each.
func OneStory(ctx context.Context, st *store.Store, id int64, most int) (Story, []Document, []Happening, error) {
	stories, err := loadStories(ctx, st, []int64{id})
	if err != nil {
		return Story{}, nil, nil, err
	}
	if stories[0].ID == 0 {
		return Story{}, nil, nil, fmt.Errorf("story %d: %w", id, store.ErrNotFound)
	}
	b := builder{d: st.Dialect()}
	var ids []int64
	query := "SELECT id FROM documents WHERE story = " + b.arg(id) + " ORDER BY coalesce(day, 2147483647), id LIMIT " + b.arg(most)
	err = rows(ctx, st, query, b.args, func(r *sql.Rows) error {
		var n int64
		err := r.Scan(&n)
		ids = append(ids, n)
		return err
	})
	if err != nil {
		return Story{}, nil, nil, err
	}
	documents, err := loadDocuments(ctx, st, ids, nil)
	if err != nil {
		return Story{}, nil, nil, err
	}
	happenings, err := happeningsOf(ctx, st, id, most)
	return stories[0], documents, happenings, err
}

// happeningsOf gives what happened in a story, the earliest first.
func happeningsOf(ctx context.Context, st *store.Store, story int64, most int) ([]Happening, error) {
	b := builder{d: st.Dialect()}
	return happenings(ctx, st, "story = "+b.arg(story)+" ORDER BY coalesce(first_day, 2147483647), id LIMIT "+b.arg(most), b.args)
}

// HappeningsOf gives happenings by their numbers; those that there are not are left out.
func HappeningsOf(ctx context.Context, st *store.Store, ids []int64) ([]Happening, error) {
	out := []Happening{}
	err := eachChunk(st, ids, func(marks string, args []any) error {
		part, err := happenings(ctx, st, "id IN "+marks+" ORDER BY id", args)
		out = append(out, part...)
		return err
	})
	return out, err
}

func happenings(ctx context.Context, st *store.Store, where string, args []any) ([]Happening, error) {
	out := []Happening{}
	query := "SELECT id, story, type, first_day, last_day, documents, independent, status FROM happenings WHERE " + where
	err := rows(ctx, st, query, args, func(r *sql.Rows) error {
		var h Happening
		var from, to sql.NullInt64
		err := r.Scan(&h.ID, &h.Story, &h.Type, &from, &to, &h.Documents, &h.Independent, &h.Status)
		h.From, h.To = dateOrNull(from), dateOrNull(to)
		out = append(out, h)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, addExamples(ctx, st, out)
}

// addExamples finds the record of each happening that tells most: with both
// sides and a place, the earliest of those.
func addExamples(ctx context.Context, st *store.Store, list []Happening) error {
	ids := make([]int64, len(list))
	for i, h := range list {
		ids[i] = h.ID
	}
	type candidate struct {
		event int64
		told  int
	}
	best := map[int64]candidate{}
	err := eachChunk(st, ids, func(marks string, args []any) error {
		query := `SELECT happening, id, CASE WHEN actor IS NULL THEN 0 ELSE 2 END + CASE WHEN recipient IS NULL THEN 0 ELSE 2 END
			+ CASE WHEN place_name IS NULL THEN 0 ELSE 1 END FROM events WHERE current = 1 AND happening IN ` + marks
		return rows(ctx, st, query, args, func(r *sql.Rows) error {
			var happening int64
			var c candidate
			if err := r.Scan(&happening, &c.event, &c.told); err != nil {
				return err
			}
			if b, ok := best[happening]; !ok || cmp.Or(cmp.Compare(b.told, c.told), cmp.Compare(c.event, b.event)) < 0 {
				best[happening] = c
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	var wanted []int64
	for _, h := range list {
		if b, ok := best[h.ID]; ok {
			wanted = append(wanted, b.event)
		}
	}
	slices.Sort(wanted)
	events, err := loadEvents(ctx, st, wanted)
	if err != nil {
		return err
	}
	for i, h := range list {
		if at, ok := slices.BinarySearch(wanted, best[h.ID].event); ok {
			list[i].Example = &events[at]
		}
	}
	return nil
}
