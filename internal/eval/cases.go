package eval

import (
	"slices"
	"strings"

	"herodotus/internal/corpus"
	"herodotus/record"
)

// Case adds one case's figures: events by type and by trigger or clause, then with all that
// the case says of them; claims by content (Dice 0.5 in bytes) and source.
func Case(b *Board, c *corpus.Case, r *record.Record) {
	s := caseScorer(b, c, r)
	s.caseEvents(c)
	s.caseClaims(c, "claims", false)
}

// AttitudeCase adds the figures of a case that annotates what people think and want, and leaves speech out.
func AttitudeCase(b *Board, c *corpus.Case, r *record.Record) {
	caseScorer(b, c, r).caseClaims(c, "attitudes", true)
}

func caseScorer(b *Board, c *corpus.Case, r *record.Record) *scorer {
	s := &scorer{b: b, g: &Gold{ID: c.Where}, r: r, text: r.Document.Text, ent: map[string]*record.Entity{}, men: map[string]*record.Mention{}}
	for i := range r.Entities {
		s.ent[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range r.Mentions {
		s.men[r.Mentions[i].ID] = &r.Mentions[i]
	}
	return s
}

func (s *scorer) caseEvents(c *corpus.Case) {
	used := map[string]bool{}
	found, whole := s.b.Count("events: trigger and type"), s.b.Count("events: with participants and factuality")
	for _, optional := range []bool{false, true} {
		for i := range c.Events {
			g := &c.Events[i]
			if g.Optional != optional {
				continue
			}
			e := s.caseEvent(g, used)
			if e != nil {
				used[e.ID] = true
			}
			switch {
			case optional:
			case e == nil:
				found.Missed++
				whole.Missed++
				s.b.note(c.Where, "event missed: %v %q", g.Types, g.Trigger)
			default:
				found.Right++
				s.b.Calibration(EventError).Add(e.Confidence, true)
				if wrong := s.caseWrong(g, e); wrong == "" {
					whole.Right++
				} else {
					whole.Missed++
					whole.Invented++
					s.b.note(c.Where, "event wrong: %v %q:%s", g.Types, g.Trigger, wrong)
				}
			}
		}
	}
	for i := range s.r.Events {
		if e := &s.r.Events[i]; !used[e.ID] && e.SameAs == nil {
			found.Invented++
			s.b.Calibration(EventError).Add(e.Confidence, false)
			whole.Invented++
			s.b.note(c.Where, "event invented: %s %q", e.Type, e.Trigger.Text)
		}
	}
}

func (s *scorer) caseEvent(g *corpus.CaseEvent, used map[string]bool) *record.Event {
	at := findAll(s.text, g.Trigger)
	if len(at) < g.Nth {
		return nil
	}
	for i := range s.r.Events {
		e := &s.r.Events[i]
		if !used[e.ID] && Words(g.Types).has(e.Type) && overlap(span{e.Trigger.Start, e.Trigger.End}, at[g.Nth-1]) > 0 {
			return e
		}
	}
	// "opened an investigation": either word may be taken for the trigger.
	for i := range s.r.Events {
		e := &s.r.Events[i]
		if !used[e.ID] && Words(g.Types).has(e.Type) && within(at[g.Nth-1], e.Evidence) {
			return e
		}
	}
	return nil
}

func within(x span, evidence []record.Span) bool {
	for _, c := range evidence {
		if c.Start <= x.start && x.end <= c.End {
			return true
		}
	}
	return false
}

// caseWrong names the slots that differ.
func (s *scorer) caseWrong(g *corpus.CaseEvent, e *record.Event) string {
	wrong := ""
	if !g.AnyActors && !s.caseSide(g.Actors, e.Actors) {
		wrong += " actors"
	}
	if !g.AnyRecipients && !s.caseSide(g.Recipients, e.Recipients) {
		wrong += " recipients"
	}
	for _, f := range e.Factuality {
		if f.Source == "author" && g.Author != "" && f.Value != g.Author {
			wrong += " writer's value"
		}
		if g.Source != "" && f.Source == deref(e.Claim) && f.Value != g.Source {
			wrong += " source's value"
		}
	}
	if g.Source != "" && e.Claim == nil {
		wrong += " no claim"
	}
	return wrong
}

// caseSide: each participant is there by one of its names ("-" among them: or not at all), and nobody else is.
func (s *scorer) caseSide(want [][]string, have []record.Arg) bool {
	met := make([]bool, len(want))
	for i, names := range want {
		met[i] = slices.Contains(names, "-")
	}
	for _, a := range have {
		ok := false
		for i, names := range want {
			if s.isOneOf(a, names) || s.shortened(a, names) {
				ok, met[i] = true, true
			}
		}
		if !ok {
			return false
		}
	}
	for _, m := range met {
		if !m {
			return false
		}
	}
	return true
}

// shortened: the mention is the head of what the case names ("mayor" of "mayor of Soweto").
func (s *scorer) shortened(a record.Arg, names []string) bool {
	m := s.men[deref(a.Mention)]
	if m == nil {
		return false
	}
	for _, n := range names {
		if strings.HasPrefix(norm(n), norm(m.Text)+" ") {
			return true
		}
	}
	return false
}

// caseClaims: of those that the case does not list, only attitudes or only others count as invented.
func (s *scorer) caseClaims(c *corpus.Case, name string, attitudes bool) {
	used := map[string]bool{}
	count := s.b.Count(name + ": content and source")
	curve := s.b.Calibration(name + ": calibration error of the confidence")
	for _, optional := range []bool{false, true} {
		for i := range c.Claims {
			g := &c.Claims[i]
			if g.Optional != optional {
				continue
			}
			found := s.caseClaim(g, used)
			if found != nil {
				used[found.ID] = true
			}
			if optional {
				continue
			}
			if found == nil {
				count.Missed++
				s.b.note(c.Where, "claim missed: %s <%s>", g.Source, g.Cue)
				continue
			}
			curve.Add(found.Confidence, true)
			ok := g.Source == "-" && found.Source.Mention == nil ||
				s.isEntity(deref(found.Source.Entity), deref(found.Source.Mention), g.Source) ||
				s.shortened(record.Arg{Mention: found.Source.Mention}, []string{g.Source})
			if ok {
				count.Right++
				s.b.hit(name+": direct, indirect or mixed", found.Quote == g.Quote)
			} else {
				count.Missed++
				count.Invented++
				s.b.note(c.Where, "claim source: want %s", g.Source)
			}
		}
	}
	for i := range s.r.Claims {
		if x := &s.r.Claims[i]; !used[x.ID] && x.Attitude == attitudes {
			count.Invented++
			curve.Add(x.Confidence, false)
			s.b.note(c.Where, "claim invented: <%s>", quoted(x))
		}
	}
}

func (s *scorer) caseClaim(g *corpus.CaseClaim, used map[string]bool) *record.Claim {
	var content []span
	for _, piece := range g.Content {
		content = append(content, find(s.text, piece, s.all()))
	}
	for i := range s.r.Claims {
		x := &s.r.Claims[i]
		if used[x.ID] || x.Cue == nil || dice(x, content) < 0.5 {
			continue
		}
		if strings.Contains(x.Cue.Text, g.Cue) || strings.Contains(g.Cue, x.Cue.Text) {
			return x
		}
	}
	return nil
}
