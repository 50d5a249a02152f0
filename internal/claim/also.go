package claim

import (
	"slices"

	"herodotus/internal/doc"
)

// companions gives the mentions of those who make the claim of cue i together with source src: "Ann Lee and Per Lund said", "Ann Lee,
// along with Per Lund, told".
func (f *finder) companions(src source, i int32) []int32 {
	if src.head < 0 || src.mention < 0 {
		return nil
	}
	end := f.verbStart(i)
	if src.head > i {
		end = f.d.SentenceOf(i).End
	}
	heads := append(f.joinedTo(src.head, end), f.alongside(src.head, end))
	var out []int32
	for _, h := range heads {
		if m := f.mentionAt(h); m >= 0 && f.speaks(m) && !f.corefers(m, src.mention) && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// joinedTo gives the nouns before end that conjunctions join to noun h.
func (f *finder) joinedTo(h, end int32) []int32 {
	var out []int32
	and := false // an apposition has none
	for k := h + 1; k < end && !(f.d.Tokens[k].Tag.Finite() && f.inName[k] < 0); k++ {
		up := f.d.Tokens[k].Head
		and = and || f.is(k, "and") || f.is(k, "&")
		if f.d.Tokens[k].Rel == doc.Conj && (up == h || slices.Contains(out, up)) && f.canSpeak(k) {
			out = append(out, k)
		}
	}
	if !and {
		return nil
	}
	return out
}

// alongside gives the noun that "along with" or the like leads in between noun h and end, or None.
func (f *finder) alongside(h, end int32) int32 {
	for i := h + 1; i+2 < end; i++ {
		switch {
		case f.d.Tokens[i].Tag.Finite():
			return doc.None
		case (f.is(i, "along") || f.is(i, "together") || f.is(i, "alongside")) && f.is(i+1, "with"):
			return f.lastOfRun(i+2, end)
		case f.is(i, "as") && f.is(i+1, "well") && f.is(i+2, "as"):
			return f.lastOfRun(i+3, end)
		}
	}
	return doc.None
}

// mentionAt gives the mention of the noun phrase with head h, a person's name before others; None of None.
func (f *finder) mentionAt(h int32) int32 {
	if h < 0 {
		return doc.None
	}
	if m := f.person(h); m >= 0 {
		return m
	}
	return f.mentionOf(h)
}
