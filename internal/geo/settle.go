package geo

import (
	"math"
	"slices"
	"strings"
)

// Weights of the context, in powers of ten of people: a town of 10,000 in a country spoken of in the sentence stands
// against one of millions elsewhere. Tuned on annotated reports.
const (
	inDocument     = 0.6 // for each doubling of the times that the country is spoken of, up to
	inDocMost      = 1.8
	inSentence     = 1.0
	inContainer    = 8.0 // "Paris, Texas"
	sameSide       = 1.5 // the division is spoken of
	closeBy        = 1.5 // other places of the text lie near
	closeKm        = 120.0
	closeDegrees   = 4   // of latitude, beyond which nothing is near
	amongDivisions = 1.5 // in a list of states a name is a state's
	unspoken       = 3.0 // a reading that needs a country which is not spoken of
	sharpness      = 1.6 // of the choice between readings
)

// settle chooses a reading for each group: first by the countries spoken of, then also by where the other places are.
func (r *resolver) settle() {
	for gr := range r.groups {
		r.choose(int32(gr), false)
	}
	r.secondThoughts()
	for gr := range r.groups {
		r.choose(int32(gr), true)
	}
}

// maxAnchors bounds the places that others are compared with.
const maxAnchors = 64

// secondThoughts lets the places found in the first pass stand for their countries in the second, and notes where they are.
func (r *resolver) secondThoughts() {
	r.anchors = r.anchors[:0]
	for gr := range r.groups {
		x := &r.groups[gr]
		c := r.top(int32(gr))
		if c == nil || c.kind == countryRef || c.kind == besideRef || x.p < 0.5 {
			continue
		}
		if c.country >= 0 && x.p > 0.8 {
			x.speaksOf = c.country
			for m := x.first; m >= 0; m = r.mentions[m].next {
				r.counts[c.country]++
				x.times++
			}
		}
		if len(r.anchors) < maxAnchors {
			r.anchors = append(r.anchors, anchor{int32(gr), c})
		}
	}
}

// choose scores the readings of a group.
func (r *resolver) choose(gr int32, distances bool) {
	x := &r.groups[gr]
	if len(x.candidates) == 0 {
		return
	}
	for i := range x.candidates {
		c := &x.candidates[i]
		c.score = c.prior + r.countryScore(gr, c) + r.mentionScore(gr, c)
		if distances {
			c.score += r.distanceScore(gr, c)
		}
	}
	x.best, x.second = 0, -1
	for i := 1; i < len(x.candidates); i++ {
		switch s := x.candidates[i].score; {
		case s > x.candidates[x.best].score:
			x.best, x.second = i, x.best
		case x.second < 0 || s > x.candidates[x.second].score:
			x.second = i
		}
	}
	x.p = x.share()
}

// share gives the probability of the best reading and of those that mean the same spot.
func (x *group) share() float64 {
	b := &x.candidates[x.best]
	same, all := 0.0, 0.0
	for i := range x.candidates {
		c := &x.candidates[i]
		w := math.Exp(sharpness * (c.score - b.score))
		all += w
		if i == x.best || c.kind != countryRef && abs(c.lat-b.lat) < 1 && kilometres(c.lat, c.lon, b.lat, b.lon) < sameSpotKm {
			same += w
		}
	}
	return same / all
}

// sameSpotKm is how near two readings mean the same: a town and the division about it, a town and its airport.
const sameSpotKm = 50

// timesSpoken counts how often the text speaks of a country but by the group's own mentions.
func (r *resolver) timesSpoken(gr int32, country int) int {
	n := r.counts[country]
	if x := &r.groups[gr]; x.times > 0 && x.speaksOf == country {
		n -= x.times
	}
	return n
}

// countryScore is for countries spoken of anywhere but in the group's own mentions.
func (r *resolver) countryScore(gr int32, c *candidate) float64 {
	s := 0.0
	if c.country >= 0 {
		s = math.Min(inDocMost, inDocument*math.Log2(1+float64(r.timesSpoken(gr, c.country))))
	}
	if c.kind == regionRef && r.g.regions[c.n].near != "" {
		near := false
		for _, code := range strings.Fields(r.g.regions[c.n].near) {
			near = near || r.counts[r.g.byCode[code]] > 0
		}
		if near {
			s += unspoken
		} else {
			s -= unspoken
		}
	}
	return s
}

// mentionScore is for what stands beside one of the group's mentions.
func (r *resolver) mentionScore(gr int32, c *candidate) float64 {
	best := 0.0
	for i := r.groups[gr].first; i >= 0; i = r.mentions[i].next {
		m := &r.mentions[i]
		s := 0.0
		if c.country >= 0 && r.spokenIn(c.country, m) {
			s = inSentence
		}
		if m.inside >= 0 && r.within(c, m.inside) {
			s += inContainer
		}
		best = math.Max(best, s)
	}
	return best
}

// spokenReach is how many tokens from a mention a word of its sentence is looked for.
const spokenReach = 60

// spokenIn tells whether another word of the mention's sentence speaks of the country.
func (r *resolver) spokenIn(country int, m *mention) bool {
	i, _ := slices.BinarySearchFunc(r.spoken, m.Start-spokenReach, func(s spoken, tok int32) int { return int(s.token - tok) })
	for ; i < len(r.spoken) && r.spoken[i].token < m.Start+spokenReach; i++ {
		if s := &r.spoken[i]; s.country == country && s.sent == m.sent && !m.Has(s.token) {
			return true
		}
	}
	return false
}

// within tells whether a reading lies in one of the readings of a group.
func (r *resolver) within(c *candidate, gr int32) bool {
	for i := range r.groups[gr].candidates {
		o := &r.groups[gr].candidates[i]
		switch o.kind {
		case countryRef:
			if c.country == o.country && c.kind != countryRef {
				return true
			}
		case divisionRef:
			if c.division == o.division && c.kind == townRef {
				return true
			}
		case regionRef:
			if kilometres(c.lat, c.lon, o.lat, o.lon) < 300 {
				return true
			}
		}
	}
	return false
}

// distanceScore is for other places of the text that lie near, for a division that holds them or is spoken of itself, and
// for a division among divisions.
func (r *resolver) distanceScore(gr int32, c *candidate) float64 {
	if c.kind == countryRef || len(r.anchors) == 0 {
		return 0
	}
	near, side, divisions := 0.0, 0.0, 0
	for _, o := range r.anchors {
		if o.group == gr {
			continue
		}
		if o.kind == divisionRef {
			divisions++
		}
		if o.kind != c.kind && o.division == c.division && c.division != noDivision {
			side = sameSide
		}
		if o.kind != divisionRef && abs(o.lat-c.lat) < closeDegrees {
			near = math.Max(near, math.Exp(-kilometres(c.lat, c.lon, o.lat, o.lon)/closeKm))
		}
	}
	s := side + closeBy*near
	if c.kind == divisionRef {
		s += amongDivisions * float64(divisions) / float64(len(r.anchors))
	}
	return s
}

func abs(x float32) float32 { return max(x, -x) }
