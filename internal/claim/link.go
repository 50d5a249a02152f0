package claim

import (
	"slices"
	"sort"

	"herodotus/internal/doc"
)

// finish puts the claims into the order of the text and links them: which relays which, and when it was said. heads are those
// of the words that name their sources.
func (f *finder) finish() (claims []doc.Claim, heads []int32) {
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
	out, heads := make([]doc.Claim, len(order)), make([]int32, len(order))
	for to, from := range order {
		c := f.claims[from]
		if c.Parent < 0 || place[c.Parent] < 0 {
			c.Parent = f.parent(from)
		}
		if c.Parent >= 0 {
			c.Parent = place[c.Parent] // None when the model dropped it
		}
		c.Time = f.timeOf(&c)
		out[to], heads[to] = c, f.hints[from].head
	}
	for i := range out {
		unloop(out, int32(i))
	}
	return out, heads
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
	all := make([]int32, len(f.claims))
	for i := range all {
		all[i] = int32(i)
	}
	f.cover(all)
	kept := all[:0]
	for i := range f.claims {
		c := &f.claims[i]
		if c.Confidence = f.score(int32(i), f.weights); c.Confidence >= threshold && !f.repeats(i, kept) {
			kept = append(kept, int32(i))
		}
	}
	f.cover(kept)
	return kept
}

// repeats tells whether claim i says no more than one of those kept: the same words by the same source.
func (f *finder) repeats(i int, kept []int32) bool {
	c := &f.claims[i]
	for k := len(kept) - 1; k >= 0 && k >= len(kept)-nearClaims; k-- {
		if o := &f.claims[kept[k]]; o.Source == c.Source && f.hints[kept[k]].head == f.hints[i].head && slices.Equal(o.Content, c.Content) {
			return true
		}
	}
	return false
}

// nearClaims is how many claims back one may be said again.
const nearClaims = 8

// cover notes for each token under which of the claims it stands, the one with the shortest content. A claim's own cue
// stands under others only.
func (f *finder) cover(claims []int32) {
	f.under = fill(f.under, len(f.d.Tokens))
	size := func(i int32) (n int) {
		for _, r := range f.claims[i].Content {
			n += r.Len()
		}
		return n
	}
	order := slices.Clone(claims)
	slices.SortStableFunc(order, func(a, b int32) int { return size(b) - size(a) })
	for _, i := range order {
		cue := f.claims[i].Cue
		for _, r := range f.claims[i].Content {
			for t := r.Start; t < r.End; t++ {
				if !cue.Has(t) {
					f.under[t] = i
				}
			}
		}
	}
}

// parent gives the claim that relays claim i, or None: that with the shortest content that holds its cue, of those
// that cover was told of.
func (f *finder) parent(i int32) int32 {
	cue := f.claims[i].Cue.Start
	if h := f.d.Tokens[cue].Head; h >= 0 && f.cueClaim[h] >= 0 && f.cueClaim[h] != i && f.led(cue, "as") {
		return f.cueClaim[h] // "was quoted as saying"
	}
	return f.under[cue]
}

// timeOf gives the time expression that tells when the claim was made: one with a date that hangs on the cue itself, outside the
// content.
func (f *finder) timeOf(c *doc.Claim) int32 {
	s, times := f.d.SentenceOf(c.Cue.Start).Range, f.d.Times.All()
	first := sort.Search(len(times), func(k int) bool { return times[k].Start >= s.Start })
	for i := first; i < len(times) && times[i].Start < s.End; i++ {
		t := &times[i]
		if t.Dateline || t.Type == doc.DURATION {
			continue
		}
		inside := slices.ContainsFunc(c.Content, func(r doc.Range) bool { return r.Overlaps(t.Range) })
		if h := f.tree.HeadOf(t.Range); !inside && f.d.Tokens[h].Head == c.Cue.Start && t.From != "" {
			return int32(i)
		}
	}
	return doc.None
}
