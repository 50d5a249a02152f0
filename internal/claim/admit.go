package claim

import (
	"slices"
	"strings"

	"herodotus/internal/doc"
)

// admit makes mentions of the sources that coreference does not know as such ("a poll", "one of them", a pronoun that
// goes back to nothing), so that each claim points at the words that name its source. heads are those of the claims.
func (f *finder) admit(claims []doc.Claim, heads []int32) {
	fresh, mentions, entities := f.newcomers(claims, heads)
	if len(fresh) == 0 {
		return
	}
	moved, at := f.d.Admit(mentions, entities)
	for i := range claims {
		c := &claims[i]
		if c.Addressee >= 0 {
			c.Addressee = moved[c.Addressee]
		}
		c.Also = slices.Clone(c.Also) // claims of one speech share it
		for k, m := range c.Also {
			c.Also[k] = moved[m]
		}
		if c.Source >= 0 {
			c.Source = moved[c.Source]
		} else if k, ok := slices.BinarySearch(fresh, heads[i]); ok {
			c.Source = at[k]
		}
	}
}

// admitLast does the same when mentions may not move any more: the new ones come last.
func (f *finder) admitLast(claims []doc.Claim, heads []int32) {
	fresh, mentions, entities := f.newcomers(claims, heads)
	first := f.d.AdmitLast(mentions, entities)
	for i := range claims {
		if k, ok := slices.BinarySearch(fresh, heads[i]); ok && claims[i].Source < 0 {
			claims[i].Source = first + int32(k)
		}
	}
}

// newcomers gives the heads of the sources that are no mentions yet, in order, with the mentions and entities to be made.
func (f *finder) newcomers(claims []doc.Claim, heads []int32) ([]int32, []doc.Mention, []doc.Entity) {
	var fresh []int32
	for i := range claims {
		if h := heads[i]; claims[i].Source < 0 && h >= 0 && f.admissible(h) {
			fresh = append(fresh, h)
		}
	}
	slices.Sort(fresh)
	fresh = slices.Compact(fresh)
	mentions, entities := make([]doc.Mention, len(fresh)), make([]doc.Entity, len(fresh))
	for i, h := range fresh {
		mentions[i], entities[i] = f.newcomer(h)
	}
	return fresh, mentions, entities
}

// admissible tells whether token h can name somebody: a noun, or a pronoun that does.
func (f *finder) admissible(h int32) bool {
	if f.document[f.d.Lemma(h)] || f.talker[f.d.Lemma(h)] {
		return true
	}
	switch t := &f.d.Tokens[h]; t.POS {
	case doc.NOUN, doc.PROPN, doc.NUM, doc.ADJ:
		return true
	case doc.PRON, doc.DET:
		switch f.d.Lemma(h) {
		case "it", "this", "that", "there", "these", "those", "which", "who", "what":
			return false
		}
		return t.Tag != doc.TagWDT && t.Tag != doc.TagWP
	}
	return false
}

// longPhrase is how many words before its head a noun phrase of a newcomer may have.
const longPhrase = 6

// newcomer makes the mention with head h and its entity.
func (f *finder) newcomer(h int32) (doc.Mention, doc.Entity) {
	t := &f.d.Tokens[h]
	r := doc.Range{Start: h, End: h + 1}
	if t.POS != doc.PRON {
		for s := f.d.SentenceOf(h).Start; r.Start > s && h-r.Start < longPhrase && f.d.Tokens[r.Start].POS != doc.DET && f.modifies(r.Start-1, h); r.Start-- {
		}
	}
	bare := r
	if f.d.Tokens[r.Start].POS == doc.DET && r.Len() > 1 {
		bare.Start++
	}
	e := doc.Entity{Name: strings.ReplaceAll(f.d.Words(bare), "\n", " "), Plural: t.Tag == doc.TagNNS || t.Tag == doc.TagNNPS}
	m := doc.Mention{Range: r, Head: h, Kind: doc.NominalMention, Why: "the source of a claim"}
	switch lemma := f.d.Lemma(h); {
	case t.POS == doc.PRON:
		m.Kind = doc.PronounMention
		e.Type, e.Male, e.Female, e.Plural = doc.PER, lemma == "he", lemma == "she", lemma == "they" || lemma == "we"
	case t.POS == doc.PROPN:
		m.Kind = doc.NameMention
	case f.talker[lemma]:
		e.Type = doc.PER
	case f.document[lemma]:
		e.Type = doc.OBJ
	}
	for _, k := range f.knownFrom(r.Start) {
		if k.Start > h {
			break
		}
		if k.End == h+1 && (k.Sense == doc.SenseRole || k.Sense == doc.SenseBody) {
			e.Type, e.Sector = k.Type, k.Sector
		}
	}
	if e.Type == doc.NoType {
		e.Type = doc.MISC
	}
	return m, e
}

// modifies tells whether token i, right before the words of noun h, belongs to its phrase.
func (f *finder) modifies(i, h int32) bool {
	t := &f.d.Tokens[i]
	switch t.POS {
	case doc.DET, doc.NOUN, doc.PROPN, doc.ADJ, doc.NUM:
		return t.Head > i && t.Head <= h
	case doc.PUNCT:
		return t.Tag == doc.TagHYPH
	}
	return false
}
