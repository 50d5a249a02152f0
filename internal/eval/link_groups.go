package eval

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"herodotus/internal/corpus"
	"herodotus/internal/link"
	"herodotus/record"
)

// Happenings links coded reports, all in one archive in the order of their days,
// and scores which of their marked events were taken for one. An item is an event
// that a report marks; one that the coder did not find is a group of its own.
func Happenings(b *Board, reports []corpus.GroupReport, code func(*corpus.GroupReport) (*record.Record, error)) error {
	reports = slices.Clone(reports)
	slices.SortStableFunc(reports, func(x, y corpus.GroupReport) int { return cmp.Compare(x.Published, y.Published) })
	linker := link.New(link.NewMemory())
	s := groupScorer{b: b, last: map[string]string{}, part: map[string]int{}}
	for i := range reports {
		g := &reports[i]
		r, err := code(g)
		if err != nil {
			return fmt.Errorf("%s: %w", g.Where, err)
		}
		linked, err := linker.Add(link.Doc{ID: uint64(i + 1), Record: r, Publisher: g.Publisher})
		if err != nil {
			return fmt.Errorf("%s: %w", g.Where, err)
		}
		s.add(g, r, &linked)
	}
	Partition(b, "events", s.gold, s.system)
	Partition(b, "stories", s.group, s.story)
	s.notes()
	return nil
}

type groupScorer struct {
	b                          *Board
	gold, system, where, words []string          // by marked event
	group, story               []string          // by report
	last                       map[string]string // by group: the day of its last report
	part                       map[string]int
}

// storyGap parts a group's reports into stories: a story rests when nothing was heard for two weeks.
const storyGap = 14 * 24 * time.Hour

func (s *groupScorer) add(g *corpus.GroupReport, r *record.Record, linked *link.Result) {
	s.group = append(s.group, s.storyOf(g))
	s.story = append(s.story, strconv.FormatUint(linked.Story.ID, 10))
	for i, m := range g.Marks {
		if slices.ContainsFunc(g.Marks[:i], func(o corpus.GroupMark) bool { return o.Event == m.Event }) {
			continue
		}
		s.gold = append(s.gold, m.Event)
		s.where = append(s.where, g.Where)
		s.words = append(s.words, g.Text[m.Start:m.End])
		found := markedEvent(g, m.Event, r)
		s.b.hit("marked events found by the coder", found >= 0)
		if found < 0 {
			s.system = append(s.system, "not found "+strconv.Itoa(len(s.system)))
			continue
		}
		s.system = append(s.system, strconv.FormatUint(linked.Events[found].Happening, 10))
	}
}

func (s *groupScorer) storyOf(g *corpus.GroupReport) string {
	before, _ := time.Parse(time.DateOnly, s.last[g.Group])
	now, _ := time.Parse(time.DateOnly, g.Published)
	s.last[g.Group] = g.Published
	if now.Sub(before) > storyGap {
		s.part[g.Group]++
	}
	return fmt.Sprintf("%s %d", g.Group, s.part[g.Group])
}

// markedEvent is the index of the record's event at a mark of that label; -1 when there is none.
func markedEvent(g *corpus.GroupReport, label string, r *record.Record) int {
	for _, m := range g.Marks {
		if m.Event != label {
			continue
		}
		for i := range r.Events {
			if t := r.Events[i].Trigger; t.Start < m.End && m.Start < t.End {
				return i
			}
		}
	}
	return -1
}

// notes lists the pairs that were kept apart, and those wrongly made one.
func (s *groupScorer) notes() {
	for i := range s.group {
		for j := range i {
			if same, made := s.group[i] == s.group[j], s.story[i] == s.story[j]; same != made {
				s.b.note(s.group[i], "and %s: one story %v, made one %v", s.group[j], same, made)
			}
		}
	}
	for i := range s.gold {
		for j := range i {
			same, made := s.gold[i] == s.gold[j], s.system[i] == s.system[j]
			if same != made {
				s.b.note(s.where[i], "%s %q and %s %q at %s: same %v, made one %v (%s, %s)", s.gold[i], s.words[i], s.gold[j], s.words[j], s.where[j], same, made, s.system[i], s.system[j])
			}
		}
	}
}
