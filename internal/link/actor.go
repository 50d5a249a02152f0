package link

import (
	"slices"
	"strings"

	"herodotus/record"
)

// identity is what is remembered of a person, body or place across documents.
type identity struct {
	key, name, typ            string
	country, sector, wikidata string
	aliases                   []string // folded
	is                        string   // key of the identity that it turned out to be
}

func (v *identity) fields(c *codec) {
	for _, s := range []*string{&v.key, &v.name, &v.typ, &v.country, &v.sector, &v.wikidata, &v.is} {
		c.str(s)
	}
	list(c, &v.aliases, c.str)
}

// Bounds of what is looked at and kept for one entity.
const (
	actorPostings   = 8
	actorCandidates = 12
	actorAliases    = 12
)

func actorID(key string) uint64 { return hash("actor", key) >> 1 }

// findActors gives each entity of the record its identity: that of its catalogue
// number, else that of an earlier bearer of the name, else a new one.
func (x *linking) findActors() error {
	names := map[string][]string{}
	for i := range x.rec.Mentions {
		if m := &x.rec.Mentions[i]; m.Kind == "name" {
			names[m.Entity] = append(names[m.Entity], m.Text)
		}
	}
	x.result.Actors = make([]Actor, len(x.rec.Entities))
	x.actors = make(map[string]*Actor, len(x.rec.Entities))
	for i := range x.rec.Entities {
		e := &x.rec.Entities[i]
		a, err := x.actor(e, names[e.ID])
		if err != nil {
			return err
		}
		x.result.Actors[i] = a
		x.actors[e.ID] = &x.result.Actors[i]
	}
	return nil
}

func (x *linking) actor(e *record.Entity, names []string) (Actor, error) {
	v := described(e, names)
	a := Actor{Entity: e.ID, Key: v.key, Name: v.name, Type: v.typ, Country: v.country, Sector: v.sector, Wikidata: v.wikidata}
	if a.Named = len(v.aliases) > 0; !a.Named {
		return a, nil
	}
	known, err := x.identify(&v)
	if err != nil {
		return a, err
	}
	a.New = known == nil
	if a.New {
		known = &v
	}
	if a.New || known.learn(&v) {
		if err := x.memory.Save(KindActor, actorID(known.key), NoDay, known.keys(), encode(known)); err != nil {
			return a, err
		}
	}
	a.Key, a.Name, a.Wikidata = known.key, known.name, known.wikidata
	if a.Country == "" {
		a.Country = known.country
	}
	if a.Sector == "" {
		a.Sector = known.sector
	}
	return a, nil
}

// described makes the identity that the document alone would give the entity.
func described(e *record.Entity, names []string) identity {
	v := identity{name: e.Name, typ: e.Type, country: value(e.Country), sector: value(e.Sector), wikidata: value(e.IDs.Wikidata)}
	for _, n := range names {
		v.alias(foldName(n))
	}
	if len(names) > 0 || v.wikidata != "" || e.IDs.Geonames != nil {
		v.alias(foldName(e.Name))
	}
	switch {
	case v.wikidata != "":
		v.key = "wikidata:" + v.wikidata
	case e.IDs.Geonames != nil:
		v.key = "geonames:" + decimal(int(*e.IDs.Geonames))
	case len(v.aliases) > 0:
		v.key = "name:" + v.longest() + "|" + classOf(v.typ) + "|" + v.country
	default:
		v.key = "noun:" + headNoun(e.Name) + "|" + v.country + "|" + v.sector
	}
	return v
}

func (v *identity) alias(folded string) bool {
	if folded == "" || len(v.aliases) >= actorAliases || slices.Contains(v.aliases, folded) {
		return false
	}
	v.aliases = append(v.aliases, folded)
	return true
}

func (v *identity) longest() string {
	best := v.aliases[0]
	for _, a := range v.aliases {
		if len(a) > len(best) {
			best = a
		}
	}
	return best
}

// keys are the forms under which the identity can be met.
func (v *identity) keys() []uint64 {
	class := classOf(v.typ)
	var out []uint64
	add := func(form string) {
		if h := hash("name", class, form); form != "" && !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	for _, a := range v.aliases {
		add(a)
		switch class {
		case "person":
			add(lastName(a))
		case "body":
			add(acronym(a))
		}
	}
	return out
}

// identify finds the identity remembered for the entity; nil for none.
func (x *linking) identify(v *identity) (*identity, error) {
	var direct identity
	found, err := x.load(KindActor, actorID(v.key), &direct)
	if err != nil {
		return nil, err
	}
	if found && direct.key == v.key {
		return x.turnedOut(&direct)
	}
	ids, err := x.memory.Lookup(KindActor, v.keys(), NoDay, NoDay, actorPostings, actorCandidates)
	if err != nil {
		return nil, err
	}
	blobs, err := x.memory.Load(KindActor, ids)
	if err != nil {
		return nil, err
	}
	var best *identity
	var most, next float64
	for _, b := range blobs {
		var w identity
		if b == nil || decode(b, &w) != nil || w.is != "" {
			continue
		}
		switch s := v.likeness(&w); {
		case s > most:
			best, most, next = &w, s, most
		case s > next:
			next = s
		}
	}
	if best == nil || most < sameActor || most == next {
		return nil, nil
	}
	if v.catalogued() {
		return nil, x.replace(best, v)
	}
	return best, nil
}

func (v *identity) catalogued() bool { return !strings.HasPrefix(v.key, "name:") }

// turnedOut follows the redirection of an identity that was met by name before its
// catalogue number was.
func (x *linking) turnedOut(v *identity) (*identity, error) {
	if v.is == "" {
		return v, nil
	}
	var w identity
	found, err := x.load(KindActor, actorID(v.is), &w)
	if err != nil || !found {
		return v, err
	}
	return &w, nil
}

// replace redirects an identity known by name only to the catalogued one.
func (x *linking) replace(old, v *identity) error {
	if old.catalogued() {
		return nil
	}
	old.is = v.key
	for _, a := range old.aliases {
		v.alias(a)
	}
	return x.save(KindActor, actorID(old.key), old)
}

// learn takes over what the document tells of the identity; true when that is new.
func (v *identity) learn(w *identity) bool {
	changed := false
	for _, a := range w.aliases {
		changed = v.alias(a) || changed
	}
	for _, p := range []struct{ to, from *string }{{&v.country, &w.country}, {&v.sector, &w.sector}, {&v.wikidata, &w.wikidata}} {
		if *p.to == "" && *p.from != "" {
			*p.to = *p.from
			changed = true
		}
	}
	if strings.Count(w.name, " ") > strings.Count(v.name, " ") && v.wikidata == "" && len(w.name) <= 60 {
		v.name = w.name
		changed = true
	}
	return changed
}

// value gives "" for nil.
func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
