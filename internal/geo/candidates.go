package geo

import (
	"strings"

	"herodotus/internal/doc"
)

// groupOf gives the group of a name, -1 when the name has no reading.
func (r *resolver) groupOf(text string, typ doc.Type) int32 {
	r.key = appendFold(r.key[:0], text)
	if gr, ok := r.byKey[string(r.key)]; ok {
		return gr
	}
	gr := r.newGroup(string(r.key), text)
	r.read(gr, typ)
	if len(r.groups[gr].candidates) == 0 {
		r.groups = r.groups[:gr]
		gr = -1
	} else {
		r.byKey[r.groups[gr].key] = gr
	}
	return gr
}

func (r *resolver) newGroup(key, text string) int32 {
	r.groups = append(r.groups, group{key: key, text: text, first: -1, best: -1, second: -1})
	return int32(len(r.groups) - 1)
}

// read fills the readings of a name: as it stands, else its part before a comma, else without the words that say what
// kind of place it is, else, for a building, those of a place inside its name.
func (r *resolver) read(gr int32, typ doc.Type) {
	x := &r.groups[gr]
	key := x.key
	if x.candidates = r.readings(key, x.candidates); len(x.candidates) > 0 {
		return
	}
	if at := strings.Index(x.text, ", "); at > 0 {
		key = Fold(x.text[:at])
		if x.candidates = r.readings(key, x.candidates); len(x.candidates) > 0 {
			return
		}
	}
	if rest, ok := strings.CutPrefix(key, "al "); ok {
		x.candidates = r.readings(rest, x.candidates)
	} else {
		x.candidates = r.readings("al "+key, x.candidates)
	}
	core, kind := strip(key)
	if core != key && len(x.candidates) == 0 {
		x.candidates = r.readings(core, x.candidates)
		for i := range x.candidates {
			if c := &x.candidates[i]; c.kind == kind {
				c.prior += kindBonus
			}
		}
	}
	if len(x.candidates) > 0 || typ != doc.FAC && typ != doc.LOC {
		return
	}
	r.inner(gr, key)
	if typ == doc.FAC {
		x.candidates = append(x.candidates, candidate{ref: ref{besideRef, 0}, country: -1, division: noDivision, prior: besidePrior})
	}
}

// kindBonus is for the reading of the kind that a word in the name tells ("Oblast": a division).
const kindBonus = 3

// affixes are words that say what kind of place a name is; they are dropped when the whole name is unknown.
var prefixes = []struct {
	words string
	kind  refKind
}{{"the ", townRef}, {"city of ", townRef}, {"town of ", townRef}, {"village of ", townRef}, {"port of ", townRef}, {"greater ", townRef},
	{"province of ", divisionRef}, {"state of ", divisionRef}, {"republic of ", countryRef}, {"region of ", divisionRef},
	{"isle of ", townRef}, {"central ", townRef}, {"downtown ", townRef}, {"old ", townRef}, {"upper ", townRef}, {"lower ", townRef},
	{"northern ", divisionRef}, {"southern ", divisionRef}, {"eastern ", divisionRef}, {"western ", divisionRef},
	{"north ", divisionRef}, {"south ", divisionRef}, {"east ", divisionRef}, {"west ", divisionRef}}

var suffixes = []struct {
	words string
	kind  refKind
}{{" city", townRef}, {" town", townRef}, {" village", townRef}, {" township", townRef}, {" municipality", townRef}, {" district", townRef},
	{" county", townRef}, {" parish", townRef}, {" province", divisionRef}, {" state", divisionRef}, {" oblast", divisionRef},
	{" region", divisionRef}, {" governorate", divisionRef}, {" prefecture", divisionRef}, {" department", divisionRef},
	{" krai", divisionRef}, {" canton", divisionRef}, {" voivodeship", divisionRef}, {" territory", divisionRef},
	{" republic", divisionRef}, {" emirate", divisionRef}, {" division", divisionRef}, {" island", divisionRef}, {" islands", divisionRef},
	{" peninsula", divisionRef}, {" international airport", townRef}, {" airport", townRef}, {" air base", townRef},
	{" air force base", townRef}, {" airbase", townRef}, {" naval base", townRef}, {" port", townRef}, {" harbor", townRef},
	{" harbour", townRef}, {" bay", townRef}, {" valley", townRef}, {" border crossing", townRef}, {" refugee camp", townRef},
	{" camp", townRef}, {" area", townRef}, {" dam", townRef}, {" nuclear power plant", townRef}, {" suburb", townRef}}

// strip drops one affix from either end and tells which kind of place it promised.
func strip(key string) (string, refKind) {
	kind := townRef
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(key, p.words); ok && rest != "" {
			key, kind = rest, p.kind
			break
		}
	}
	for _, s := range suffixes {
		if rest, ok := strings.CutSuffix(key, s.words); ok && rest != "" {
			return rest, s.kind
		}
	}
	return key, kind
}

// inner reads the longest known name inside a building's: "Myrtle Beach International Airport". Words that it leaves over speak
// against it: "George Washington Bridge" stands neither in George nor in Washington.
func (r *resolver) inner(gr int32, key string) {
	words := strings.Fields(key)
	for n := len(words) - 1; n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			part := strings.Join(words[i:i+n], " ")
			if len(part) < 5 || plain(part) {
				continue
			}
			left := 0
			for k, w := range words {
				if (k < i || k >= i+n) && k < len(words)-1 && !plain(w) {
					left++
				}
			}
			for _, c := range r.readings(part, nil) {
				if c.prior > innerPrior {
					c.prior -= float64(left) * leftOver
					r.groups[gr].candidates = append(r.groups[gr].candidates, c)
				}
			}
			if len(r.groups[gr].candidates) > 0 {
				return
			}
		}
	}
}

// plain words in the names of buildings name no place.
func plain(word string) bool {
	switch word {
	case "international", "national", "central", "university", "hospital", "airport", "bridge", "street", "road", "square", "police", "prison",
		"state", "federal", "district", "court", "house", "palace", "church", "mosque", "military", "air", "force", "base", "station", "north", "south",
		"east", "west", "county", "school", "college", "hotel", "tower", "centre", "center", "general", "public", "detention", "facility":
		return true
	}
	return false
}

const (
	innerPrior  = 4.3 // keeps hamlets that are called like a common word out of the names of buildings
	leftOver    = 2.0 // for each word of a building's name that its place does not explain
	besidePrior = 7.0 // of a building's being where the text is
)

// readings appends what the tables and the index have under a folded name.
func (r *resolver) readings(key string, out []candidate) []candidate {
	countries, from := 0, len(out)
	for _, n := range r.g.names[key] {
		if n.kind == nowhereRef {
			return out
		}
		if n.kind == countryRef {
			countries++
		}
		out = append(out, r.g.candidate(n))
	}
	r.posts = r.g.index.lookup([]byte(key), r.posts[:0])
	for _, p := range r.posts {
		kind := townRef
		if p.division {
			kind = divisionRef
		}
		c := r.g.candidate(ref{kind, int32(p.record)})
		if p.alternate && (countries > 0 || !strings.HasPrefix(Fold(r.g.index.placeNames.at(p.record)), key)) {
			c.prior -= alternatePenalty // but "New York" is New York City
		}
		out = append(out, c)
	}
	besideState(out[from:])
	r.g.besideTown(out[from:])
	return r.famous(out)
}

// besideState makes room for a big division of another state that a state shares its name with: Georgia.
func besideState(out []candidate) {
	for i := range out {
		for k := range out {
			if s, d := &out[i], &out[k]; s.kind == countryRef && d.kind == divisionRef && d.country != s.country && d.prior > bigDivision {
				s.prior = countryPrior - sharedName
			}
		}
	}
}

// besideTown holds a division back behind the big town in it that has its name.
func (g *Gazetteer) besideTown(out []candidate) {
	for i := range out {
		d := &out[i]
		if d.kind != divisionRef {
			continue
		}
		for k := range out {
			t := &out[k]
			if t.kind == townRef && t.division == d.division && t.prior > d.prior-1 ||
				t.kind == regionRef && g.small(t) && kilometres(d.lat, d.lon, t.lat, t.lon) < 2*sameSpotKm {
				d.prior -= townFirst
				break
			}
		}
	}
}

// famous lifts the town that a row of kind "world" means, and drops the row, which knows less of it than the index.
func (r *resolver) famous(out []candidate) []candidate {
	for i := range out {
		w := &out[i]
		if w.kind != regionRef || r.g.regions[w.n].kind != "world" {
			continue
		}
		for k := range out {
			if c := &out[k]; c.kind == townRef && abs(c.lat-w.lat) < 1 && kilometres(c.lat, c.lon, w.lat, w.lon) < sameSpotKm {
				c.prior = max(c.prior, w.prior)
				return append(out[:i], out[i+1:]...)
			}
		}
	}
	return out
}

// Priors are on the scale of the decimal logarithm of people.
const (
	countryPrior     = 9
	nobodysBonus     = 3 // waters and regions of no one state, which cannot win by their country
	capitalBonus     = 1.2
	divisionPenalty  = 0.8 // a division has more people than the town of the same name, which is meant more often
	bigDivision      = 5.5 // after its penalty: two million people in towns
	sharedName       = 2.0 // for a state whose name such a division has too
	townFirst        = 1.0 // between a division and the big town in it of the same name
	alternatePenalty = 1.2
)

// candidate makes the reading that a reference stands for.
func (g *Gazetteer) candidate(n ref) candidate {
	c := candidate{ref: n, country: -1, division: noDivision}
	switch n.kind {
	case townRef:
		p := g.index.place(int(n.n))
		c.lat, c.lon, c.division, c.country, c.prior = p.lat, p.lon, p.division, g.countryOf(p.country), float64(p.people)
		if c.country >= 0 {
			if k := &g.countries[c.country]; k.capital != "" && p.people > 4 && kilometres(c.lat, c.lon, k.capLat, k.capLon) < 15 {
				c.prior += capitalBonus
			}
		}
	case divisionRef:
		p := g.index.division(int(n.n))
		c.lat, c.lon, c.division, c.country, c.prior = p.lat, p.lon, p.division, g.countryOf(p.country), float64(p.people)-divisionPenalty
	case countryRef:
		k := &g.countries[n.n]
		c.lat, c.lon, c.country, c.prior = k.lat, k.lon, int(n.n), countryPrior
	case capitalRef:
		k := &g.countries[n.n]
		c.lat, c.lon, c.country, c.prior = k.capLat, k.capLon, int(n.n), countryPrior
	case regionRef:
		k := &g.regions[n.n]
		c.lat, c.lon, c.prior = k.lat, k.lon, float64(k.people)
		if i, ok := g.byCode[k.country]; ok {
			c.country = i
		} else {
			c.prior += nobodysBonus
		}
	}
	return c
}

// countryOf turns the index's number of a country into that of countries.
func (g *Gazetteer) countryOf(n int) int {
	if n < len(g.fromIndex) {
		return g.fromIndex[n]
	}
	return -1
}
