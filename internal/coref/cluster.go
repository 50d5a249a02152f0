package coref

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"herodotus/internal/doc"
)

// spot is where a mention stands; mentions are large, and sorted by these.
type spot struct {
	doc.Range
	mention int32
}

// order brings the mentions into text order, inner ones first where two begin together
// ("its", "its leader"), and indexes them by token.
func (r *run) order() {
	r.spots = r.spots[:0]
	for i := range r.ms {
		r.spots = append(r.spots, spot{r.ms[i].Range, int32(i)})
	}
	slices.SortStableFunc(r.spots, func(a, b spot) int {
		if a.Start != b.Start {
			return int(a.Start - b.Start)
		}
		return int(a.End - b.End)
	})
	r.sorted = r.sorted[:0]
	for _, p := range r.spots {
		r.sorted = append(r.sorted, r.ms[p.mention])
	}
	r.ms, r.sorted = r.sorted, r.ms
	for i := range r.ms {
		m := &r.ms[i]
		if m.Kind != doc.NominalMention || m.typ == doc.NORP {
			for t := m.Start; t < m.End; t++ {
				r.cover[t] = int32(i)
			}
		}
		if o := r.headOf[m.Head]; o == none || r.ms[o].Kind == doc.NominalMention {
			r.headOf[m.Head] = int32(i)
		}
	}
}

// at gives the mention that token i heads, or the name that it is part of, or none.
func (r *run) at(i int32) int32 {
	if m := r.headOf[i]; m != none {
		return m
	}
	return r.cover[i]
}

// clusterNames joins the names of one thing: same entry, same words, a part of a
// fuller name, an acronym. Fuller names come first, wherever they stand.
func (r *run) clusterNames() {
	var names []int32
	for i := range r.ms {
		if r.ms[i].Kind == doc.NameMention {
			names = append(names, int32(i))
		}
	}
	slices.SortStableFunc(names, func(a, b int32) int { return r.words(b) - r.words(a) })
	for _, i := range names {
		e, why := r.findName(i)
		if e == none {
			e, why = r.newEntity(r.ms[i].typ), "name"
		}
		r.join(i, e, why)
		r.register(i, e)
	}
}

// words counts a name's words: hyphens do not split, so that "Kim" is shorter than
// "Jong-un" is not.
func (r *run) words(i int32) int { return 1 + strings.Count(r.d.Words(r.ms[i].Range), " ") }

// findName gives the entity of a name, or none when the name is new.
func (r *run) findName(i int32) (int32, string) {
	m := &r.ms[i]
	text := r.key(m.Range)
	lone := m.typ == doc.PER && r.words(i) == 1
	if m.typ == doc.GPE && m.entry != nil && !m.town && !m.seat {
		return r.entryEntity(m.entry), "name of the state"
	}
	if m.town {
		if e, ok := r.byName["town="+text]; ok {
			return e, "same town"
		}
		return none, ""
	}
	if e := r.half(text); e != none {
		return e, "half of a divided country"
	}
	if e, ok := r.byName["PER"+text]; ok && m.typ == doc.ORG && r.words(i) == 1 && text != lower(text[:1])+text[1:] {
		return e, "surname"
	}
	if e, ok := r.byName["="+text]; ok {
		return e, "same name"
	}
	if m.seat {
		return none, ""
	}
	if lone || m.typ == doc.ORG || m.typ == doc.PER && r.words(i) < 4 {
		if e, ok := r.byName[m.typ.String()+text]; ok {
			return e, "part of the name"
		}
	}
	if e, ok := r.byName["@"+text]; ok && m.typ != doc.PER {
		return e, "acronym of the name"
	}
	if e := r.bracketed(i); e != none {
		return e, "introduced in brackets"
	}
	if m.typ == doc.PER && !lone {
		if e, ok := r.byName["~"+ends(text)]; ok {
			return e, "same first and last name"
		}
	}
	if m.entry != nil {
		return r.entryEntity(m.entry), "known name"
	}
	return none, ""
}

// half gives the state that "the North" or "the South" means where the report names it
// or its people.
func (r *run) half(text string) int32 {
	if text != "north" && text != "south" {
		return none
	}
	for i := range r.d.Known.All() {
		k := r.d.Known.At(int32(i))
		if k.Entry != nil && k.Entry.Type == doc.GPE && k.Entry.Key == k.Entry.Country && strings.HasPrefix(lower(k.Entry.Name), text+" ") {
			return r.entryEntity(k.Entry)
		}
	}
	return none
}

// bracketed gives the entity of the name before "(", when this name stands in the
// brackets and is capitals: "Islamic Revolution Guards Corps (IRGC)".
func (r *run) bracketed(i int32) int32 {
	m := &r.ms[i]
	if m.Start < 2 || m.Len() > 1 || r.d.Form(m.Start-1) != "(" || int(m.End) >= len(r.d.Tokens) || r.d.Form(m.End) != ")" {
		return none
	}
	if w := strings.TrimSuffix(r.d.Words(m.Range), "s"); w != strings.ToUpper(w) || m.typ == doc.PER {
		return none
	}
	if p := r.cover[m.Start-2]; p != none && r.ms[p].End == m.Start-1 && r.ms[p].typ != doc.PER {
		return r.ms[p].Entity
	}
	return none
}

// register makes an entity findable by the words of a name: all of them, the last
// ones, the first ones, its initials.
func (r *run) register(i, e int32) {
	m := &r.ms[i]
	text := r.key(m.Range)
	if m.town {
		r.put("town="+text, e)
		return
	}
	r.put("="+text, e)
	if m.seat || m.typ != doc.PER && m.typ != doc.ORG {
		return
	}
	tag := m.typ.String()
	for at := strings.IndexByte(text, ' '); at >= 0; {
		r.putPart(tag+text[at+1:], i, e)
		next := strings.IndexByte(text[at+1:], ' ')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	if at := strings.IndexByte(text, ' '); at > 2 {
		r.putPart(tag+text[:at], i, e)
	}
	if m.typ == doc.PER {
		r.put("~"+ends(text), e)
		r.putInner(text, e)
		return
	}
	if a := initials(r.d.Words(m.Range)); len(a) > 1 {
		r.put("@"+a, e)
	}
}

// putInner registers the first name with each later one: "Pedro Pierluisi" for "Pedro
// Pierluisi Urrutia".
func (r *run) putInner(text string, e int32) {
	first, rest, _ := strings.Cut(text, " ")
	if strings.IndexByte(rest, ' ') < 0 {
		return
	}
	for w := range strings.FieldsSeq(rest) {
		if len(w) > 2 {
			r.put("~"+first+" "+w, e)
		}
	}
}

// put registers a key unless an earlier entity holds it.
func (r *run) put(key string, e int32) {
	if _, taken := r.byName[key]; !taken {
		r.byName[key] = e
	}
}

// putPart registers a part of the name at mention i. Of several that share a surname, the
// one that the report names first is meant by it: of a family, the one it is about.
func (r *run) putPart(key string, i, e int32) {
	if o, taken := r.byName[key]; !taken || o != e && i < r.ents[o].first {
		r.byName[key] = e
	}
}

// key gives a name in the form under which variants meet: lower case, no full stops,
// plain apostrophes.
func (r *run) key(g doc.Range) string {
	s := lower(r.d.Words(g))
	if strings.ContainsAny(s, ".’\n") {
		s = plain.Replace(s)
	}
	return unaccented(s)
}

// unaccented drops the accents of letters: "Erdoğan" and "Erdogan" are one name.
func unaccented(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return strings.Map(func(c rune) rune {
				if unicode.Is(unicode.Mn, c) {
					return -1
				}
				return c
			}, norm.NFD.String(s))
		}
	}
	return s
}

var plain = strings.NewReplacer(".", "", "’", "'", "\n", " ")

// ends gives the first and last word of a name.
func ends(s string) string {
	a, z := strings.IndexByte(s, ' '), strings.LastIndexByte(s, ' ')
	if a < 0 {
		return s
	}
	return s[:a] + s[z:]
}

// initials gives the lower-case initials of a name's capitalised words.
func initials(s string) string {
	var b []byte
	for w := range strings.FieldsSeq(s) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			b = append(b, w[0]+'a'-'A')
		}
	}
	return string(b)
}
