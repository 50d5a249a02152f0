package query

import (
	"slices"
	"strings"
)

// Key is one key of the language.
type Key struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	Of      string   `json:"of"`     // what it speaks of: event, claim, document, answer
	Values  string   `json:"values"` // what it takes, in a few words
	Example string   `json:"example"`
	Help    string   `json:"help"`

	whole     bool // commas belong to the value
	read      func(*parser, word) (value, error)
	directive func(*parser, *term) error // it says how to answer and is no condition
}

// Keys lists all keys in the order of the manual; do not change the slice.
func Keys() []Key { return keys }

// keys are all keys. What a key becomes in the database stands in where.go under the same name.
var keys = []Key{
	{Name: "type", Of: "event", Values: "PLOVER types", Example: "type:ASSAULT,COERCE", Help: "what happened", read: readType},
	{Name: "mode", Of: "event", Values: "PLOVER modes", Example: "mode:aerial,drone", Help: "its finer kind", read: readMode},
	{Name: "context", Aliases: []string{"about"}, Of: "event", Values: "PLOVER contexts", Example: "context:military", Help: "the field it belongs to", read: readContext},
	{Name: "cameo", Of: "event", Values: "CAMEO codes or their beginnings", Example: "cameo:19", Help: "the CAMEO code; 19 takes 190 to 196", read: readCameo},
	{Name: "quad", Of: "event", Values: "quadrants or 1 to 4", Example: "quad:material-conflict", Help: "cooperation or conflict, verbal or material; conflict alone takes both", read: readQuad},
	{Name: "score", Of: "event", Values: "a number or range", Example: "score:<=-7", Help: "PLOVER's score from -10 to 10", read: readNumber},
	{Name: "confidence", Of: "event", Values: "a number or range from 0 to 1", Example: "confidence:>=0.8", Help: "how likely the coding is right; a bare number means at least", read: readAtLeast},
	{Name: "actor", Aliases: []string{"by"}, Of: "event", Values: "participants", Example: "actor:RUS.GOV", Help: "who did it: country, sector, both, Wikidata number or name", read: readSide},
	{Name: "recipient", Aliases: []string{"target", "to"}, Of: "event", Values: "participants", Example: "recipient:UKR", Help: "to whom it was done", read: readSide},
	{Name: "party", Aliases: []string{"with"}, Of: "event", Values: "participants", Example: `party:"Kim Jong-un"`, Help: "either of the two", read: readSide},
	{Name: "dyad", Of: "event", Values: "two participants", Example: "dyad:RUS-UKR", Help: "between the two, either way; RUS>UKR is from the first to the second, and both may stand alone", read: readDyad},
	{Name: "factuality", Aliases: []string{"fact"}, Of: "event", Values: "FactBank values", Example: "factuality:CT+", Help: "what the writer makes of it: CT+ so, CT- not so, PR and PS probably and possibly, Uu does not say; fact, denied, possible take several", read: readFact},
	{Name: "claimed", Of: "event", Values: "a source, a value, or source=value", Example: `claimed:KCNA=CT+`, Help: "what a source in the text makes of it; yes and no tell whether any does", read: readClaimed},
	{Name: "claim", Of: "event", Values: "yes or no", Example: "claim:no", Help: "whether it stands in somebody's words only", read: readYes},
	{Name: "corroborated", Aliases: []string{"independent"}, Of: "event", Values: "a number or range", Example: "corroborated:>=2", Help: "independent sources that assert the event; a bare number means at least", read: readAtLeast},
	{Name: "status", Of: "event", Values: "a status across documents", Example: "status:disputed", Help: "of the real-world event: corroborated, reported, claimed, possible, planned, disputed, denied, open", read: readStatus},
	{Name: "happening", Of: "event", Values: "numbers", Example: "happening:17", Help: "records of one real-world event", read: readID},
	{Name: "date", Aliases: []string{"on", "day"}, Of: "event", Values: "a date or range", Example: "date:2023-09..2023-10", Help: "when it happened (else when it was published)", read: readDate},
	{Name: "after", Aliases: []string{"since", "from"}, Of: "event", Values: "a date", Example: "after:2023-09-01", Help: "on this day or later", read: readAfter},
	{Name: "before", Aliases: []string{"until"}, Of: "event", Values: "a date", Example: "before:2023-10", Help: "earlier than this day", read: readBefore},
	{Name: "dead", Aliases: []string{"killed"}, Of: "event", Values: "a number or range", Example: "dead:>10", Help: "how many died, as far as the text says; a bare number means at least", read: readAtLeast},
	{Name: "injured", Aliases: []string{"wounded"}, Of: "event", Values: "a number or range", Example: "injured:>=50", Help: "how many were hurt", read: readAtLeast},
	{Name: "crowd", Of: "event", Values: "a number or range", Example: "crowd:>=1000", Help: "how many protest", read: readAtLeast},
	{Name: "size", Of: "event", Values: "a number or range", Example: "size:10..50", Help: "how many are arrested, expelled or freed", read: readAtLeast},
	{Name: "near", Of: "event", Values: "a place and a radius", Example: `near:"Kyiv"/50km`, Help: "within a radius (50km when left out) of a name or of latitude,longitude: near:50.45,30.52,50km", whole: true, read: readNear},
	{Name: "place", Aliases: []string{"at"}, Of: "event", Values: "place names or GeoNames numbers", Example: "place:Odesa", Help: "where it happened", read: readPlace},
	{Name: "country", Aliases: []string{"in"}, Of: "event", Values: "countries", Example: "country:UKR", Help: "the country it happened in", read: readCountry},
	{Name: "evidence", Of: "event", Values: "words", Example: `evidence:"drone strike"`, Help: "words of the clause that says so", read: readText},
	{Name: "source", Of: "claim", Values: "participants", Example: "source:RUS.MIL", Help: "who says so; of an event, the source in whose words it stands", read: readSide},
	{Name: "act", Of: "claim", Values: "speech acts", Example: "act:deny", Help: "how it is said: report, deny, accuse, threaten, promise, urge …", read: readLower},
	{Name: "quote", Of: "claim", Values: "direct, indirect, mixed", Example: "quote:direct", Help: "in whose words", read: readQuote},
	{Name: "source_kind", Of: "claim", Values: "named, role, anonymous, document", Example: "source_kind:anonymous", Help: "how the source is told", read: readSourceKind},
	{Name: "attitude", Of: "claim", Values: "yes or no", Example: "attitude:no", Help: "whether it is thought, wanted, planned or felt rather than said", read: readYes},
	{Name: "content", Aliases: []string{"says"}, Of: "claim", Values: "words", Example: `content:"grain deal"`, Help: "words of what is claimed", read: readText},
	{Name: "text", Of: "document", Values: "words", Example: `text:"grain"`, Help: "words of the document; the same as the words alone; grain* takes all that begin so", read: readText},
	{Name: "title", Of: "document", Values: "words", Example: "title:drone", Help: "words of its title; drone* takes all that begin so", read: readText},
	{Name: "publisher", Aliases: []string{"outlet"}, Of: "document", Values: "names", Example: `publisher:"The Paper"`, Help: "who printed it", read: readText},
	{Name: "agency", Of: "document", Values: "names", Example: "agency:Reuters", Help: "the agency whose copy it is; yes and no tell whether there is one", read: readText},
	{Name: "language", Aliases: []string{"lang"}, Of: "document", Values: "codes", Example: "language:en", Help: "its language", read: readLower},
	{Name: "published", Of: "document", Values: "a date or range", Example: "published:2023-09", Help: "when it was published", read: readDate},
	{Name: "copy", Of: "document", Values: "yes or no", Example: "copy:no", Help: "whether it repeats another document", read: readYes},
	{Name: "story", Of: "document", Values: "numbers or words of the title", Example: "story:12", Help: "the story it belongs to", read: readStory},
	{Name: "document", Aliases: []string{"doc", "id"}, Of: "document", Values: "ids", Example: "document:report-1", Help: "one document", read: readText},
	{Name: "url", Of: "document", Values: "text", Example: "url:example.com", Help: "part of its address", read: readText},
	{Name: "kind", Aliases: []string{"show"}, Of: "answer", Values: "events, claims, documents", Example: "kind:claims", Help: "what to answer with", read: readLower, directive: setKind},
	{Name: "sort", Aliases: []string{"order"}, Of: "answer", Values: "date, score, confidence, corroborated, dead, injured, crowd, size, id", Example: "sort:-confidence", Help: "the order; - for descending", read: readLower, directive: setSort},
	{Name: "limit", Of: "answer", Values: "a number", Example: "limit:20", Help: "at most so many", read: readID, directive: setLimit},
}

// keyNamed finds a key by its name or an alias; case does not count.
func keyNamed(s string) *Key {
	s = strings.ToLower(s)
	i := slices.IndexFunc(keys, func(k Key) bool { return k.Name == s || slices.Contains(k.Aliases, s) })
	if i < 0 {
		return nil
	}
	return &keys[i]
}

// keyNames gives all names and aliases, for advice.
func keyNames() []string {
	var out []string
	for _, k := range keys {
		out = append(append(out, k.Name), k.Aliases...)
	}
	return out
}

// Sorts are the orders that each kind of answer knows, the default first.
var sorts = map[Kind][]string{
	KindEvents:    {"date", "score", "confidence", "corroborated", "dead", "injured", "crowd", "size", "id"},
	KindClaims:    {"date", "id"},
	KindDocuments: {"date", "id"},
}

func setKind(p *parser, t *term) error {
	kinds := []string{string(KindEvents), string(KindClaims), string(KindDocuments)}
	v := t.values[0].text
	if !strings.HasSuffix(v, "s") {
		v += "s"
	}
	if len(t.values) > 1 || !slices.Contains(kinds, v) {
		return p.notOne(t, t.values[0].text, "kind", kinds)
	}
	p.q.Kind = Kind(v)
	return nil
}

func setSort(p *parser, t *term) error {
	v := t.values[0].text
	if len(t.values) > 1 || !slices.Contains(sorts[KindEvents], strings.TrimPrefix(v, "-")) {
		return p.notOne(t, v, "order", sorts[KindEvents])
	}
	p.q.Sort = v
	return nil
}

func setLimit(p *parser, t *term) error {
	p.q.Limit = int(t.values[0].lo.n)
	if len(t.values) > 1 || p.q.Limit < 1 || p.q.Limit > MaxLimit {
		return p.fault(t.at, t.end, "the limit is one number from 1 to 10000", "for instance limit:20")
	}
	return nil
}

// notOne is the fault of a value that is not in a closed list.
func (p *parser) notOne(t *term, got, what string, list []string) error {
	return p.fault(t.at, t.end, "there is no "+what+" \""+got+"\"", listHint(got, list))
}

func listHint(got string, list []string) string {
	hint := "known: " + strings.Join(list, ", ")
	if near := nearest(got, list); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return hint
}
