package eval

import (
	"herodotus/record"
)

// fit tells how well a found claim answers a gold one.
type fit struct {
	cue     bool
	content float64 // Dice overlap of the contents in bytes
}

func (a fit) better(b fit) bool {
	if a.cue != b.cue {
		return a.cue
	}
	return a.content > b.content
}

func (s *scorer) claims() {
	s.claimOf = map[string]*record.Claim{}
	used := map[string]bool{}
	optional := map[string]bool{}
	for _, wantOptional := range []bool{false, true} { // required ones choose first
		for i := range s.g.Claims {
			g := &s.g.Claims[i]
			if g.Optional != wantOptional {
				continue
			}
			optional[g.ID] = g.Optional
			c, f := s.bestClaim(g, used)
			if c != nil {
				s.claimOf[g.ID] = c
				used[c.ID] = true
			}
			if !g.Optional {
				s.claim(g, c, f)
			}
		}
	}
	s.parents(optional)
	for i := range s.r.Claims {
		if c := &s.r.Claims[i]; !used[c.ID] {
			s.b.Count(ClaimFound).Invented++
			s.b.Count(ClaimSource).Invented++
			s.b.Calibration(ClaimError).Add(c.Confidence, false)
			s.b.note(s.g.ID, "claim invented: %q", quoted(c))
		}
	}
}

func quoted(c *record.Claim) string {
	if c.Cue == nil {
		return ""
	}
	return c.Cue.Text
}

// bestClaim finds the unused claim that fits best: by content, or by cue with some content.
func (s *scorer) bestClaim(g *GoldClaim, used map[string]bool) (*record.Claim, fit) {
	near := s.near(g.Near)
	content := s.goldContent(g, near)
	var best *record.Claim
	var bestFit fit
	for i := range s.r.Claims {
		c := &s.r.Claims[i]
		if used[c.ID] {
			continue
		}
		f := fit{cue: s.cueFits(g, near, c), content: dice(c, content)}
		if f.content >= 0.5 || f.cue && f.content > 0 || f.cue && len(content) == 0 {
			if best == nil || f.better(bestFit) {
				best, bestFit = c, f
			}
		}
	}
	return best, bestFit
}

// goldContent finds the pieces; where one stands twice, the one nearest to near is meant.
func (s *scorer) goldContent(g *GoldClaim, near span) []span {
	var out []span
	for _, piece := range g.Content {
		best, dist := nowhere, 0
		for _, at := range findAll(s.text, piece) {
			d := at.start - near.start
			if d < 0 {
				d = -d
			}
			if overlap(at, near) > 0 {
				d = 0
			}
			if best == nowhere || d < dist {
				best, dist = at, d
			}
		}
		if best != nowhere {
			out = append(out, best)
		}
	}
	return out
}

func (s *scorer) cueFits(g *GoldClaim, near span, c *record.Claim) bool {
	if c.Cue == nil {
		return false
	}
	for _, q := range g.Cue {
		if at := find(s.text, q, near); at != nowhere && overlap(span{c.Cue.Start, c.Cue.End}, at) > 0 {
			return true
		}
	}
	return false
}

func dice(c *record.Claim, gold []span) float64 {
	inter, total := 0, 0
	for _, x := range c.Content {
		total += x.End - x.Start
		for _, y := range gold {
			inter += overlap(span{x.Start, x.End}, y)
		}
	}
	for _, y := range gold {
		total += y.end - y.start
	}
	return 2 * ratio(inter, total)
}

func (s *scorer) claim(g *GoldClaim, c *record.Claim, f fit) {
	found, right := s.b.Count(ClaimFound), s.b.Count(ClaimSource)
	if c == nil {
		found.Missed++
		right.Missed++
		s.b.note(s.g.ID, "claim missed: %s %s", g.ID, g.Near)
		return
	}
	found.Right++
	s.b.Calibration(ClaimError).Add(c.Confidence, true)
	ok := false
	for _, x := range g.Source {
		ok = ok || (c.Source.Entity != nil || c.Source.Mention != nil) && s.isEntity(deref(c.Source.Entity), deref(c.Source.Mention), x)
	}
	if ok {
		right.Right++
	} else {
		right.Missed++
		right.Invented++
		s.b.note(s.g.ID, "claim source: %s want %v", g.ID, g.Source)
	}
	s.b.hit("claim: cue", f.cue)
	s.b.hit("claim: content overlap of 0.9 or more", f.content >= 0.9)
	s.b.hit("claim: direct, indirect or mixed", g.Quote.has(c.Quote))
	if len(g.Kind) > 0 {
		s.b.hit("claim: kind of source", g.Kind.has(c.Source.Kind))
	}
}

func (s *scorer) parents(optional map[string]bool) {
	for _, g := range s.g.Claims {
		c := s.claimOf[g.ID]
		if g.Parent == "" || c == nil || s.claimOf[g.Parent] == nil && optional[g.Parent] {
			continue
		}
		p := s.claimOf[g.Parent]
		s.b.hit("claim: relayed by", p != nil && deref(c.Parent) == p.ID)
	}
}
