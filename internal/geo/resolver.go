package geo

import "herodotus/internal/doc"

// resolver holds what is needed while one document is read.
type resolver struct {
	g        *Gazetteer
	d        *doc.Doc
	mentions []mention
	groups   []group
	byKey    map[string]int32 // folded name to its group
	spoken   []spoken         // in text order
	counts   [maxCountries]int
	anchors  []anchor // where the other places are, for the second pass
	posts    []posting
	key      []byte
}

// maxCountries bounds the rows of countries.tsv.
const maxCountries = 320

// mention is a stretch of text that may be a place.
type mention struct {
	doc.Range
	group  int32
	sent   int32
	next   int32 // next mention of the same group, -1
	inside int32 // group of the place in apposition that holds it ("Paris, Texas"), -1
	side   side  // "northern", "eastern"
}

// group is all that the text calls by one name. One name means one place in one text (Gale, Church and Yarowsky 1992).
type group struct {
	key        string
	text       string
	first      int32 // mention, -1
	candidates []candidate
	best       int     // candidate, -1 when there is none
	second     int     // the runner-up, -1
	p          float64 // of the best
	// speaksOf is the country that the mentions count for in the second pass, times how often.
	speaksOf, times int
}

// candidate is one reading of a name.
type candidate struct {
	ref
	lat, lon float32
	country  int     // number in countries, -1: none
	division int     // noDivision: none or unknown
	prior    float64 // what speaks for it before the context is seen
	score    float64
}

// anchor is a place settled in the first pass, that others may lie near.
type anchor struct {
	group int32
	*candidate
}

// spoken is a place where the text speaks of a country.
type spoken struct {
	country int
	token   int32
	sent    int32
}

func (r *resolver) begin(d *doc.Doc) {
	r.d = d
	r.mentions, r.groups, r.spoken = r.mentions[:0], r.groups[:0], r.spoken[:0]
	clear(r.byKey)
	r.counts = [maxCountries]int{}
}

// end lets go of the document.
func (r *resolver) end() {
	r.d = nil
	clear(r.groups)
	clear(r.anchors)
}

// top gives a group's best candidate, nil when it has none.
func (r *resolver) top(gr int32) *candidate {
	if gr < 0 || r.groups[gr].best < 0 {
		return nil
	}
	return &r.groups[gr].candidates[r.groups[gr].best]
}
