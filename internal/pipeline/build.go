package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strconv"

	"herodotus/internal/doc"
	"herodotus/internal/ontology"
	"herodotus/record"
)

// contentID names a document by what it says: the same text and date from the same
// publisher, the same id. A text that two papers print is two documents, one a copy
// of the other.
func contentID(text, published, publisher string) string {
	h := sha256.New()
	h.Write([]byte(published))
	h.Write([]byte{0})
	h.Write([]byte(text))
	if publisher != "" {
		h.Write([]byte{0})
		h.Write([]byte(publisher))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// builder turns the layers of a finished document into a record.
type builder struct {
	d       *doc.Doc
	explain bool
}

func (b *builder) record(p record.Provenance) *record.Record {
	d := b.d
	return &record.Record{
		Schema: record.Schema,
		Document: record.Document{ID: d.ID, URL: known(d.URL), Title: known(d.Title), Publisher: known(d.Publisher),
			Language: d.Language, Published: known(d.PublishedText), Text: d.Text},
		Sentences: b.sentences(), Entities: b.entities(), Mentions: b.mentions(), Times: b.times(),
		Places: b.places(), Events: b.events(), Claims: b.claims(), Provenance: p,
	}
}

// id gives "m1" for ("m", 0).
func id(prefix string, i int32) string { return prefix + strconv.Itoa(int(i)+1) }

// ref gives nil for doc.None.
func ref(prefix string, i int32) *string {
	if i == doc.None {
		return nil
	}
	s := id(prefix, i)
	return &s
}

// known gives nil for "".
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func number(i int32) *int32 {
	if i == 0 {
		return nil
	}
	return &i
}

// round keeps probabilities to three and coordinates to five digits, so that records stay readable.
func round(x float64, digits int) float64 {
	p := math.Pow10(digits)
	return math.Round(x*p) / p
}

func (b *builder) span(r doc.Range) record.Span {
	s := b.d.SpanOf(r)
	return record.Span{Start: int(s.Start), End: int(s.End)}
}

func (b *builder) quote(r doc.Range) record.Quote {
	return record.Quote{Span: b.span(r), Text: b.d.Words(r)}
}

func (b *builder) sentences() []record.Sentence {
	out := make([]record.Sentence, len(b.d.Sentences))
	for i, s := range b.d.Sentences {
		out[i] = record.Sentence{Span: b.span(s.Range), Heading: s.Heading}
	}
	return out
}

func (b *builder) entities() []record.Entity {
	out := make([]record.Entity, b.d.Entities.Len())
	for i, e := range b.d.Entities.All() {
		out[i] = record.Entity{ID: id("e", int32(i)), Name: e.Name, Type: e.Type.String(), Country: known(e.Country),
			Sector: known(e.Sector), Sectors: e.Sectors, IDs: record.IDs{Wikidata: known(e.Wikidata), Geonames: number(e.Geonames)}}
		for _, r := range e.Roles {
			out[i].Roles = append(out[i].Roles, record.Role{Title: r.Title, Of: r.Of})
		}
		for _, m := range e.Members {
			out[i].Members = append(out[i].Members, id("e", m))
		}
	}
	return out
}

func (b *builder) mentions() []record.Mention {
	out := make([]record.Mention, b.d.Mentions.Len())
	for i, m := range b.d.Mentions.All() {
		out[i] = record.Mention{ID: id("m", int32(i)), Entity: id("e", m.Entity), Quote: b.quote(m.Range), Kind: m.Kind.String(), Confidence: round(float64(m.Score), 2)}
		if b.explain {
			out[i].Why = m.Why
		}
	}
	return out
}

func (b *builder) times() []record.Time {
	out := make([]record.Time, b.d.Times.Len())
	for i, t := range b.d.Times.All() {
		q := b.quote(t.Range)
		if t.Sub != (doc.Span{}) {
			q = record.Quote{Span: record.Span{Start: int(t.Sub.Start), End: int(t.Sub.End)}, Text: b.d.TextOf(t.Sub)}
		}
		out[i] = record.Time{ID: id("t", int32(i)), Quote: q, Type: t.Type.String(), Value: t.Value, From: known(t.From), To: known(t.To)}
	}
	return out
}

func (b *builder) places() []record.Place {
	out := make([]record.Place, b.d.Places.Len())
	for i, p := range b.d.Places.All() {
		lat, lon := round(float64(p.Lat), 5), round(float64(p.Lon), 5)
		out[i] = record.Place{ID: id("p", int32(i)), Mention: id("m", p.Mention), Name: p.Name, Geonames: number(p.Geonames),
			Lat: &lat, Lon: &lon, Country: known(p.Country), Admin1: known(p.Admin1), Confidence: round(float64(p.Score), 3)}
	}
	return out
}

func (b *builder) args(in []doc.Arg) []record.Arg {
	out := make([]record.Arg, len(in))
	for i, a := range in {
		e := b.d.Entities.At(a.Entity)
		country, sector := a.Country, a.Sector
		if country == "" {
			country = e.Country
		}
		if sector == "" {
			sector = e.Sector
		}
		out[i] = record.Arg{Entity: id("e", a.Entity), Mention: ref("m", a.Mention), Country: known(country), Sector: known(sector)}
	}
	return out
}

func (b *builder) events() []record.Event {
	out := make([]record.Event, b.d.Events.Len())
	for i, e := range b.d.Events.All() {
		out[i] = record.Event{ID: id("v", int32(i)), Type: e.Type, Modes: list(e.Modes), Contexts: list(e.Contexts), Cameo: e.Cameo,
			Quad: ontology.Quad(e.Type), Score: ontology.Score(e.Type, e.Modes), Actors: b.args(e.Actors), Recipients: b.args(e.Recipients),
			Place: ref("p", e.Place), Time: ref("t", e.Time), From: known(e.From), To: known(e.To), Trigger: b.quote(e.Trigger),
			Evidence: b.spans(e.Evidence), Auxiliary: list(e.Auxiliary), Factuality: facts(e.Facts), Claim: ref("c", e.Claim),
			SameAs: ref("v", e.SameAs), Confidence: round(float64(e.Confidence), 3), Magnitude: b.magnitude(e.Magnitudes)}
		if b.explain {
			out[i].Why = b.whyEvent(&e)
		}
	}
	return out
}

// magnitude gives nil for none.
func (b *builder) magnitude(in []doc.Magnitude) *record.Magnitude {
	if len(in) == 0 {
		return nil
	}
	out := &record.Magnitude{}
	for _, m := range in {
		q := &record.Quantity{Min: bound(m.Min), Max: bound(m.Max), Quote: b.quote(m.Words)}
		switch m.Kind {
		case doc.Dead:
			out.Dead = q
		case doc.Injured:
			out.Injured = q
		case doc.Crowd:
			out.Crowd = q
		case doc.Size:
			out.Size = q
		}
	}
	return out
}

// bound gives nil for a side that is open.
func bound(n int) *int {
	if n < 0 {
		return nil
	}
	return &n
}

func facts(in []doc.Fact) []record.Fact {
	out := make([]record.Fact, len(in))
	for i, f := range in {
		out[i] = record.Fact{Source: "author", Value: string(f.Value)}
		if f.Claim != doc.None {
			out[i].Source = id("c", f.Claim)
		}
	}
	return out
}

func (b *builder) spans(in []doc.Range) []record.Span {
	out := make([]record.Span, len(in))
	for i, r := range in {
		out[i] = b.span(r)
	}
	return out
}

// list gives an empty list for nil, so that the record never holds null for one.
func list(in []string) []string {
	if in == nil {
		return []string{}
	}
	return in
}

func (b *builder) claims() []record.Claim {
	out := make([]record.Claim, 0, b.d.Claims.Len()+b.d.Attitudes.Len())
	told := make([][]string, b.d.Claims.Len())
	for i, e := range b.d.Events.All() {
		if e.Claim != doc.None {
			told[e.Claim] = append(told[e.Claim], id("v", int32(i)))
		}
	}
	for i, c := range b.d.Claims.All() {
		out = append(out, b.claim(&c, len(out)))
		out[i].Events = list(told[i])
	}
	for _, c := range b.d.Attitudes.All() {
		out = append(out, b.claim(&c, len(out)))
		out[len(out)-1].Attitude = true
	}
	return out
}

func (b *builder) claim(c *doc.Claim, i int) record.Claim {
	cue := b.quote(c.Cue)
	out := record.Claim{ID: id("c", int32(i)), Source: b.source(c), Addressee: b.entityOf(c.Addressee), Cue: &cue, Act: c.Act,
		Content: b.spans(c.Content), Quote: c.Quote.String(), Parent: ref("c", c.Parent), Time: ref("t", c.Time),
		Events: []string{}, Confidence: round(float64(c.Confidence), 3)}
	for _, m := range c.Also {
		kind := doc.RoleSource
		if b.d.Mentions.At(m).Kind == doc.NameMention {
			kind = doc.Named
		}
		out.Also = append(out.Also, record.Source{Entity: b.entityOf(m), Mention: ref("m", m), Kind: kind.String()})
	}
	if b.explain && c.Why != "" {
		out.Why = []string{c.Why}
	}
	return out
}

func (b *builder) source(c *doc.Claim) record.Source {
	return record.Source{Entity: b.entityOf(c.Source), Mention: ref("m", c.Source), Kind: c.SourceKind.String()}
}

func (b *builder) entityOf(mention int32) *string {
	if mention == doc.None {
		return nil
	}
	return ref("e", b.d.Mentions.At(mention).Entity)
}

// whyEvent adds to the extractor's reasons those of the stages before it.
func (b *builder) whyEvent(e *doc.Event) []string {
	why := append([]string{}, e.Why...)
	for _, side := range []struct {
		name string
		args []doc.Arg
	}{{"actor", e.Actors}, {"recipient", e.Recipients}} {
		for _, a := range side.args {
			line := side.name + " " + b.d.Entities.At(a.Entity).Name + ": " + a.Why
			if a.Mention != doc.None {
				m := b.d.Mentions.At(a.Mention)
				line += "; “" + b.d.Words(m.Range) + "” (" + m.Why + ")"
			}
			why = append(why, line)
		}
	}
	if e.Place != doc.None {
		p := b.d.Places.At(e.Place)
		why = append(why, "place "+p.Name+": "+p.Why+"; runner-up: "+orNone(p.RunnerUp))
	}
	if e.Time != doc.None {
		t := b.d.Times.At(e.Time)
		why = append(why, "time "+t.Value+": “"+b.d.Words(t.Range)+"”, "+t.Why)
	}
	return why
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
