package claim

import (
	"slices"

	"herodotus/internal/doc"
)

// finish puts the claims into the order of the text and links them: which relays which, and when it was said.
func (f *finder) finish() []doc.Claim {
	order := f.judge()
	start := func(i int32) int32 { return min(f.claims[i].Cue.Start, f.claims[i].Content[0].Start) }
	slices.SortStableFunc(order, func(a, b int32) int {
		if d := start(a) - start(b); d != 0 {
			return int(d)
		}
		return int(f.claims[a].Cue.Start - f.claims[b].Cue.Start)
	})
	place := fill(nil, len(f.claims))
	for to, from := range order {
		place[from] = int32(to)
	}
	out := make([]doc.Claim, len(order))
	for to, from := range order {
		c := f.claims[from]
		if c.Parent < 0 || place[c.Parent] < 0 {
			c.Parent = f.parent(from, func(j int32) bool { return place[j] >= 0 })
		}
		if c.Parent >= 0 {
			c.Parent = place[c.Parent]
		}
		c.Time = f.timeOf(&c)
		out[to] = c
	}
	for i := range out {
		unloop(out, int32(i))
	}
	return out
}

// unloop takes away the parent of claim i when the way up from it leads back to it.
func unloop(claims []doc.Claim, i int32) {
	at := claims[i].Parent
	for n := 0; at >= 0 && n < len(claims); n++ {
		if at == i {
			claims[i].Parent = doc.None
			return
		}
		at = claims[at].Parent
	}
}

// judge scores the candidates and gives those that are kept.
func (f *finder) judge() []int32 {
	kept := make([]int32, 0, len(f.claims))
	for i := range f.claims {
		c := &f.claims[i]
		if c.Confidence = f.score(int32(i)); c.Confidence >= threshold {
			kept = append(kept, int32(i))
		}
	}
	return kept
}

// everyClaim is the condition that all claims meet.
func (f *finder) everyClaim(int32) bool { return true }

// parent gives, of those that meet the condition, the claim with the shortest content that holds the cue of claim i, or None: who relays it.
func (f *finder) parent(i int32, among func(int32) bool) int32 {
	cue := f.claims[i].Cue
	if h := f.d.Tokens[cue.Start].Head; h >= 0 && f.cueClaim[h] >= 0 && f.cueClaim[h] != i && among(f.cueClaim[h]) && f.led(cue.Start, "as") {
		return f.cueClaim[h] // "was quoted as saying"
	}
	best, size := doc.None, int32(1<<30)
	for j := range f.claims {
		if int32(j) == i || !among(int32(j)) {
			continue
		}
		n, holds := int32(0), false
		for _, r := range f.claims[j].Content {
			n += int32(r.Len())
			holds = holds || r.Has(cue.Start)
		}
		if holds && n < size {
			best, size = int32(j), n
		}
	}
	return best
}

// timeOf gives the time expression that tells when the claim was made: one that hangs on the cue, outside the content.
func (f *finder) timeOf(c *doc.Claim) int32 {
	for i := range f.d.Times.All() {
		t := f.d.Times.At(int32(i))
		if t.Dateline || t.Type == doc.DURATION || t.Start < f.d.SentenceOf(c.Cue.Start).Start {
			continue
		}
		if t.Start >= f.d.SentenceOf(c.Cue.Start).End {
			break
		}
		inside := slices.ContainsFunc(c.Content, func(r doc.Range) bool { return r.Overlaps(t.Range) })
		if !inside && f.tree.Under(f.tree.HeadOf(t.Range), c.Cue.Start) {
			return int32(i)
		}
	}
	return doc.None
}
