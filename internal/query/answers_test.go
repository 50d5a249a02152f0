package query

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"herodotus/internal/store"
	"herodotus/record"
)

// happened is an event of a test report.
type happened struct {
	typ, mode     string
	actor, target int // entities of the report; -1 none
	day           string
	place         int // of places; -1 none
	author        string
	claim         string // act of a claim by the third entity that it stands in, or ""
}

var places = []record.Place{
	{Name: "Odesa", Lat: ptr(46.48), Lon: ptr(30.73), Country: ptr("UKR"), Geonames: ptr(int32(698740))},
	{Name: "Suva", Lat: ptr(-18.14), Lon: ptr(178.44), Country: ptr("FJI")},
}

func ptr[T any](x T) *T { return &x }

// report makes a record whose text names its entities in order.
func report(id, published, publisher, text string, entities []record.Entity, events ...happened) *record.Record {
	r := &record.Record{Schema: record.Schema, Document: record.Document{ID: id, Language: "en", Text: text, Publisher: &publisher, Title: &id}}
	if published != "" {
		r.Document.Published = &published
	}
	whole := record.Span{End: len(text)}
	r.Sentences = []record.Sentence{{Span: whole}}
	for i, e := range entities {
		e.ID = fmt.Sprintf("e%d", i+1)
		r.Entities = append(r.Entities, e)
		r.Mentions = append(r.Mentions, record.Mention{ID: fmt.Sprintf("m%d", i+1), Entity: e.ID, Quote: record.Quote{Span: whole, Text: text}, Kind: "name"})
	}
	for i, h := range events {
		e := record.Event{ID: fmt.Sprintf("v%d", i+1), Type: h.typ, Modes: []string{}, Cameo: "190", Quad: "material conflict", Score: -9,
			Trigger: record.Quote{Span: whole, Text: text}, Evidence: []record.Span{whole}, Confidence: 0.5 + float64(i)/10,
			Factuality: []record.Fact{{Source: "author", Value: h.author}}}
		if h.typ == "CONSULT" {
			e.Cameo, e.Quad, e.Score = "042", "verbal cooperation", 4
		}
		if h.mode != "" {
			e.Modes = []string{h.mode}
		}
		for _, x := range []struct {
			n    int
			into *[]record.Arg
		}{{h.actor, &e.Actors}, {h.target, &e.Recipients}} {
			if x.n >= 0 {
				*x.into = []record.Arg{{Entity: r.Entities[x.n].ID, Country: r.Entities[x.n].Country, Sector: r.Entities[x.n].Sector}}
			}
		}
		if h.day != "" {
			e.From, e.To = &h.day, &h.day
		}
		if h.place >= 0 {
			p := places[h.place]
			p.ID, p.Mention = fmt.Sprintf("p%d", i+1), "m1"
			r.Places = append(r.Places, p)
			e.Place = &p.ID
		}
		if h.claim != "" {
			c := record.Claim{ID: fmt.Sprintf("c%d", i+1), Source: record.Source{Entity: ptr("e3"), Mention: ptr("m3"), Kind: "named"}, Act: h.claim,
				Content: []record.Span{whole}, Quote: "indirect", Events: []string{e.ID}}
			r.Claims = append(r.Claims, c)
			e.Claim = &c.ID
			e.Factuality = append(e.Factuality, record.Fact{Source: c.ID, Value: map[bool]string{true: "CT-", false: "CT+"}[h.claim == "deny"]})
		}
		r.Events = append(r.Events, e)
	}
	return r
}

// world is a small archive that the tests know by heart.
func world() []*record.Record {
	rus := record.Entity{Name: "Russia", Type: "GPE", Country: ptr("RUS"), Sector: ptr("GOV"), IDs: record.IDs{Wikidata: ptr("Q159")}}
	ukr := record.Entity{Name: "Ukraine", Type: "GPE", Country: ptr("UKR"), Sector: ptr("GOV")}
	army := record.Entity{Name: "Ukrainian army", Type: "ORG", Country: ptr("UKR"), Sector: ptr("MIL")}
	kim := record.Entity{Name: "Kim Jong-un", Type: "PER", Country: ptr("PRK"), Sector: ptr("GOV")}
	kcna := record.Entity{Name: "KCNA", Type: "ORG", Country: ptr("PRK"), Sector: ptr("JRN")}
	return []*record.Record{
		report("strike", "2023-09-14", "The Example", "Russia hit the grain port of Odesa, the army said.", []record.Entity{rus, ukr, army},
			happened{"ASSAULT", "aerial", 0, 1, "2023-09-13", 0, "CT+", ""},
			happened{"ASSAULT", "drone", 0, 1, "2023-09-12", 0, "Uu", "report"},
			happened{"ASSAULT", "", 1, 0, "2023-09-13", -1, "Uu", "deny"}),
		report("visit", "2023-09-16", "Été 100%", "Kim visited Russia for talks on grain.", []record.Entity{kim, rus, kcna},
			happened{"CONSULT", "visit", 0, 1, "2023-09-15", -1, "CT+", ""},
			happened{"CONSULT", "", 0, 1, "", -1, "Uu", "report"}),
		report("island", "", "The_Example", "Fiji's army marched.", []record.Entity{{Name: "Fiji", Type: "GPE", Country: ptr("FJI")}},
			happened{"ASSAULT", "", 0, -1, "", 1, "CT-", ""}),
	}
}

// counted gives the world numbers of people, and makes KCNA's claim an attitude.
func counted(records []*record.Record) []*record.Record {
	number := func(least, most *int) *record.Quantity {
		return &record.Quantity{Min: least, Max: most, Quote: records[0].Events[0].Trigger}
	}
	records[0].Events[0].Magnitude = &record.Magnitude{Dead: number(ptr(22), nil), Injured: number(ptr(50), ptr(50))}
	records[0].Events[1].Magnitude = &record.Magnitude{Dead: number(ptr(3), ptr(5))}
	records[1].Events[0].Magnitude = &record.Magnitude{Crowd: number(ptr(1000), ptr(2000)), Size: number(ptr(7), ptr(7))}
	records[1].Claims[0].Attitude = true
	return records
}

func TestNumbers(t *testing.T) {
	ctx := context.Background()
	for name, st := range archives(t) {
		fill(t, st, counted(world()))
		for _, c := range []struct{ query, want string }{
			{"dead:>10", "strike/v1"},
			{"dead:3", "strike/v1 strike/v2"},
			{"killed:<10", "strike/v2"},
			{"dead:<=5", "strike/v2"},
			{"dead:0..30", "strike/v2"}, // at least 22 may be 40
			{"-dead:>10 type:ASSAULT", "strike/v3 strike/v2 island/v1"},
			{"injured:=50", "strike/v1"},
			{"crowd:>=1000 size:7", "visit/v1"},
			{"dead:>1 injured:>1 actor:RUS", "strike/v1"},
			{"sort:-dead limit:2", "strike/v1 strike/v2"},
			{"kind:claims attitude:yes", "visit/c2"},
			{"kind:claims attitude:no", "strike/c3 strike/c2"},
			{"title:strike", "strike/v3 strike/v1 strike/v2"},
			{"title:str*", "strike/v3 strike/v1 strike/v2"},
			{"kind:documents title:isla", ""},
		} {
			got, err := found(ctx, st, parsed(t, c.query), Page{})
			if g := strings.Join(got, " "); err != nil || g != c.want {
				t.Errorf("%s: %s\n got %s %v\nwant %s", name, c.query, g, err, c.want)
			}
		}
		events, _, err := parsed(t, "dead:>10").Events(ctx, st, Page{})
		if err != nil || len(events) != 1 {
			t.Fatal(name, err)
		}
		if d := cmp.Diff(&Magnitude{Dead: &Quantity{Min: ptr(22)}, Injured: &Quantity{ptr(50), ptr(50)}}, events[0].Magnitude); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if row := events[0].Row(); *row.DeadMin != 22 || row.DeadMax != nil || *row.InjuredMax != 50 || row.CrowdMin != nil {
			t.Errorf("%s: %+v", name, row)
		}
	}
}

func TestAnswers(t *testing.T) {
	for name, st := range archives(t) {
		fill(t, st, world())
		for _, c := range []struct{ query, want string }{
			{"", "visit/v2 visit/v1 strike/v3 strike/v1 strike/v2 island/v1"},
			{"sort:date", "strike/v2 strike/v1 strike/v3 visit/v1 visit/v2 island/v1"},
			{"type:consult", "visit/v2 visit/v1"},
			{"type:CONSULT,ASSAULT -type:ASSAULT", "visit/v2 visit/v1"},
			{"mode:aerial,drone", "strike/v1 strike/v2"},
			{"cameo:19 quad:conflict", "strike/v3 strike/v1 strike/v2 island/v1"},
			{"actor:RUS", "strike/v1 strike/v2"},
			{"actor:russia recipient:UKR.GOV", "strike/v1 strike/v2"},
			{"actor:Q159", "strike/v1 strike/v2"},
			{"party:RUS", "visit/v2 visit/v1 strike/v3 strike/v1 strike/v2"},
			{"RUS>UKR", "strike/v1 strike/v2"},
			{"RUS-UKR", "strike/v3 strike/v1 strike/v2"},
			{`actor:kim`, "visit/v2 visit/v1"},
			{`actor:"KIM JONG UN"`, "visit/v2 visit/v1"},
			{`actor:ki`, ""},
			{`actor:ki*`, "visit/v2 visit/v1"},
			{`dyad:"Kim Jong-un">RUS`, "visit/v2 visit/v1"},
			{"-recipient:*", "island/v1"},
			{"on:2023-09-13", "strike/v3 strike/v1"},
			{"after:2023-09-13 before:2023-09-15", "strike/v3 strike/v1"},
			{"date:2023-09-12..2023-09-13", "strike/v3 strike/v1 strike/v2"},
			{"published:2023-09-14", "strike/v3 strike/v1 strike/v2"},
			{"fact:fact", "visit/v1 strike/v1"},
			{"fact:denied", "island/v1"},
			{"claim:yes", "visit/v2 strike/v3 strike/v2"},
			{"claimed:no", "visit/v1 strike/v1 island/v1"},
			{"claimed:CT-", "strike/v3"},
			{"claimed:KCNA", "visit/v2"},
			{`claimed:UKR.MIL=CT+`, "strike/v2"},
			{"source:PRK", "visit/v2"},
			{"act:deny", "strike/v3"},
			{"-act:deny party:UKR", "strike/v1 strike/v2"},
			{"country:UKR", "strike/v1 strike/v2"},
			{"-country:UKR -country:FJI", "visit/v2 visit/v1 strike/v3"},
			{"place:odesa", "strike/v1 strike/v2"},
			{"place:698740", "strike/v1 strike/v2"},
			{`near:"Odesa"/20km`, "strike/v1 strike/v2"},
			{"near:46.5,31.9,100km", "strike/v1 strike/v2"},
			{"near:46.5,31.9,80km", ""},
			{"near:-18,-179,500km", "island/v1"},
			{"grain", "visit/v2 visit/v1 strike/v3 strike/v1 strike/v2"},
			{`"grain port"`, "strike/v3 strike/v1 strike/v2"},
			{"gra* -odesa", "visit/v2 visit/v1"},
			{"army or talks", "visit/v2 visit/v1 strike/v3 strike/v1 strike/v2 island/v1"},
			{"not (army or talks)", ""},
			{"publisher:example", "strike/v3 strike/v1 strike/v2 island/v1"},
			{`publisher:"the_example"`, "island/v1"},
			{`publisher:"100%"`, "visit/v2 visit/v1"},
			{"publisher:Été", "visit/v2 visit/v1"},
			{"confidence:0.6", "visit/v2 strike/v3 strike/v2"},
			{"score:<0 type:ASSAULT (actor:UKR or country:FJI)", "strike/v3 island/v1"},
			{"document:strike", "strike/v3 strike/v1 strike/v2"},
			{"sort:-confidence limit:2", "strike/v3 visit/v2"},
			{"kind:documents", "visit strike island"},
			{"kind:documents type:ASSAULT actor:UKR", "strike"},
			{"kind:documents actor:UKR mode:aerial", ""},
			{"kind:documents -type:ASSAULT", "visit"},
			{"kind:documents act:deny", "strike"},
			{"kind:documents -act:deny grain", "visit"},
			{"kind:documents type:ASSAULT -act:deny", "island"},
			{"kind:documents (-type:ASSAULT -mode:aerial) grain", "visit"},
			{"kind:documents (type:ASSAULT (-act:deny -act:report)) or visited", "visit island"},
			{"kind:documents actor:UKR act:report", "strike"},
			{"kind:documents after:2023-09-15", "visit"},
			{"kind:claims", "visit/c2 strike/c3 strike/c2"},
			{"kind:claims source:PRK", "visit/c2"},
			{"kind:claims type:ASSAULT mode:drone", "strike/c2"},
			{"kind:claims grain act:report,deny", "visit/c2 strike/c3 strike/c2"},
			{`kind:claims says:odesa -act:deny`, "strike/c2"},
		} {
			got, err := found(context.Background(), st, parsed(t, c.query), Page{})
			if err != nil {
				t.Errorf("%s: %s: %v", name, c.query, err)
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("%s: %s\n got %s\nwant %s", name, c.query, g, c.want)
			}
		}
	}
}

// found gives the ids of an answer's first page.
func found(ctx context.Context, st *store.Store, q *Query, p Page) ([]string, error) {
	out, _, err := page(ctx, st, q, p)
	return out, err
}

func page(ctx context.Context, st *store.Store, q *Query, p Page) (out []string, next string, err error) {
	switch q.kind() {
	case KindClaims:
		list, next, err := q.Claims(ctx, st, p)
		for _, x := range list {
			out = append(out, x.DocID+"/"+x.Local)
		}
		return out, next, err
	case KindDocuments:
		list, next, err := q.Documents(ctx, st, p)
		for _, x := range list {
			out = append(out, x.DocID)
		}
		return out, next, err
	}
	list, next, err := q.Events(ctx, st, p)
	for _, x := range list {
		out = append(out, x.DocID+"/"+x.Local)
	}
	return out, next, err
}

// TestPages holds that pages of any size, put together, are the whole answer.
func TestPages(t *testing.T) {
	ctx := context.Background()
	for name, st := range archives(t) {
		fill(t, st, world())
		for _, s := range []string{"", "sort:date", "sort:-confidence", "sort:score", "sort:id", "type:ASSAULT", "kind:claims", "kind:documents sort:-id", "kind:documents sort:date"} {
			q := parsed(t, s)
			want, err := found(ctx, st, q, Page{Limit: 100})
			if err != nil {
				t.Fatal(err)
			}
			for size := 1; size <= 4; size++ {
				var got []string
				for p := (Page{Limit: size}); ; {
					part, next, err := page(ctx, st, q, p)
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, part...)
					if p.After = next; next == "" {
						break
					}
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s: %q in pages of %d: got %v, want %v", name, s, size, got, want)
				}
			}
			if n, more, err := q.UpTo(ctx, st, 1000); err != nil || more || n != len(want) {
				t.Errorf("%s: %q: total %d, %v; want %d", name, s, n, err, len(want))
			}
		}
		for _, cursor := range []string{"x", "ZGF0ZSB0cnVlIHggMQ", "????"} {
			if _, _, err := parsed(t, "").Events(ctx, st, Page{After: cursor}); err == nil {
				t.Errorf("the cursor %s is taken", cursor)
			}
		}
	}
}

func TestCounts(t *testing.T) {
	ctx := context.Background()
	for name, st := range archives(t) {
		fill(t, st, world())
		for _, c := range []struct {
			query, by, want string
		}{
			{"", "type", "ASSAULT=4 CONSULT=2"},
			{"", "week,type", " ASSAULT=1 2023-09-11 ASSAULT=3 2023-09-11 CONSULT=2"},
			{"after:2023", "month", "2023-09=5"},
			{"", "dyad", "PRK>RUS=2 RUS>UKR=2 FJI>?=1 UKR>RUS=1"},
			{"", "status", "claim=3 fact=2 denied=1"},
			{"", "actor", "Kim Jong-un=2 Russia=2 Fiji=1 Ukraine=1"},
			{"", "mode", "=3 aerial=1 drone=1 visit=1"},
			{"", "publisher", "The Example=3 Été 100%=2 The_Example=1"},
			{"claim:yes", "source,act", "KCNA report=1 Ukrainian army deny=1 Ukrainian army report=1"},
			{"kind:claims", "source", "Ukrainian army=2 KCNA=1"},
			{"kind:documents", "publisher", "The Example=1 The_Example=1 Été 100%=1"},
		} {
			counts, err := parsed(t, c.query).Count(ctx, st, strings.Split(c.by, ",")...)
			if err != nil {
				t.Errorf("%s: %s: %v", name, c.by, err)
			}
			var got []string
			for _, x := range counts {
				got = append(got, strings.Join(x.Values, " ")+"="+fmt.Sprint(x.Count))
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("%s: %s by %s\n got %s\nwant %s", name, c.query, c.by, g, c.want)
			}
		}
		if _, err := parsed(t, "kind:documents").Count(ctx, st, "type"); err == nil {
			t.Error("documents are counted by event type")
		}
	}
}

func TestOverviews(t *testing.T) {
	ctx := context.Background()
	for name, st := range archives(t) {
		fill(t, st, world())
		q := parsed(t, "")
		line, err := q.Timeline(ctx, st, "month")
		want := []Bucket{{"2023-09-01", "2023-09-30", Tally{Standing{Facts: 1, Claims: 1}, Standing{Facts: 1, Claims: 2}, (4*2 - 9*3) / 5.0}}}
		if d := cmp.Diff(want, line); d != "" || err != nil {
			t.Errorf("%s: timeline: %v %s", name, err, d)
		}
		line, err = q.TimelineFrom(ctx, st, "day", "2023-09-14")
		if err != nil || len(line) != 3 || line[0].From != "" || line[0].To != "2023-09-13" || line[0].Conflict.Facts != 1 {
			t.Errorf("%s: timeline from: %v %+v", name, err, line)
		}
		dyads, err := q.Dyads(ctx, st, 2)
		if err != nil || len(dyads) != 2 || dyads[0].Actor != "PRK" || dyads[0].Events != 2 || dyads[0].Score != 4 {
			t.Errorf("%s: dyads: %v %+v", name, err, dyads)
		}
		spots, err := q.Spots(ctx, st, 0)
		if err != nil || len(spots) != 2 || spots[0].Name != "Odesa" || spots[0].Events != 2 || spots[1].Conflict.Denied != 1 {
			t.Errorf("%s: spots: %v %+v", name, err, spots)
		}
		persons, err := q.Persons(ctx, st, 1)
		if err != nil || len(persons) != 1 || persons[0].Name != "Russia" || persons[0].Acts != 2 || persons[0].Recipients != 3 {
			t.Errorf("%s: persons: %v %+v", name, err, persons)
		}
		facets, err := q.Facets(ctx, st, 100, 1, "type", "quad")
		if err != nil || len(facets.Counts["type"]) != 1 || facets.Counts["type"][0].Count != 4 || facets.Counts["quad"][0].Values[0] != "material conflict" || facets.More {
			t.Errorf("%s: facets: %v %+v", name, err, facets)
		}
		if facets, err = q.Facets(ctx, st, 2, 5, "type"); err != nil || facets.Seen != 2 || !facets.More || facets.Counts["type"][0].Count > 2 {
			t.Errorf("%s: facets of two: %v %+v", name, err, facets)
		}
		if n, more, err := q.UpTo(ctx, st, 2); err != nil || n != 2 || !more {
			t.Errorf("%s: up to two: %d %v %v", name, n, more, err)
		}
	}
}

func TestPick(t *testing.T) {
	ctx := context.Background()
	for name, st := range archives(t) {
		fill(t, st, world())
		for _, c := range []struct{ query, want string }{
			{"", "strike[v1 v2 v3] visit[v1 v2] island[v1]"},
			{"mode:visit,drone", "strike[v2] visit[v1]"},
			{"kind:claims act:deny", "strike[v3 c3]"},
			{"kind:documents odesa", "strike[v1 v2 v3]"},
		} {
			var got []string
			for p, err := range parsed(t, c.query).Pick(ctx, st) {
				if err != nil {
					t.Fatal(err)
				}
				var ids []string
				for id := range p.Events {
					ids = append(ids, id)
				}
				slices.Sort(ids)
				for id := range p.Claims {
					ids = append(ids, id)
				}
				got = append(got, p.DocID+"["+strings.Join(ids, " ")+"]")
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("%s: %q: got %s, want %s", name, c.query, g, c.want)
			}
		}
	}
}

// TestHostile feeds what attackers type to both databases: no text is an error
// of SQL, and the archive stays as it was.
func TestHostile(t *testing.T) {
	ctx := context.Background()
	sts := archives(t)
	for _, st := range sts {
		fill(t, st, world())
	}
	texts := []string{`'; DROP TABLE events; --`, `" OR 1=1 --`, `%' OR '%'='`, `\`, `$1`, `?1`, `:a`, `*`, `NEAR(a b)`, `a AND NOT b`, `{words}: x`, `^x`, `()`, `' '`, "\u202e", "😀", "ﷺ", "%", "_", `\%`, "x'||'y"}
	var names []string
	for _, k := range Keys() {
		if k.directive == nil {
			names = append(names, k.Name)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.SampledFrom(texts), rapid.StringN(1, 20, 60)).Draw(rt, "text")
		key := rapid.SampledFrom(names).Draw(rt, "key")
		s := key + `:"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
		q, err := ParseAt(s, anyDay)
		if err != nil {
			return // told before any database is asked
		}
		answers := map[string]string{}
		for name, st := range sts {
			a, err := everything(ctx, st, q)
			var u *Unknown
			if err != nil && !strings.Contains(err.Error(), "there is no place") {
				rt.Fatalf("%s: %q: %v (%v)", name, s, err, u)
			}
			answers[name] = a
		}
		if b, ok := answers["postgres"]; ok && b != answers["sqlite"] {
			rt.Fatalf("%q: the databases differ:\n%s\n%s", s, answers["sqlite"], b)
		}
	})
	for name, st := range sts {
		if n, _, err := (&Query{}).UpTo(ctx, st, 100); err != nil || n != 6 {
			t.Errorf("%s: %d events are left: %v", name, n, err)
		}
	}
}

// TestJSON holds the names of the answers' fields, which the API and scripts read.
func TestJSON(t *testing.T) {
	for name, st := range archives(t) {
		fill(t, st, world())
		events, _, err := parsed(t, "mode:drone").Events(context.Background(), st, Page{})
		if err != nil || len(events) != 1 {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := json.Marshal(events[0])
		if err != nil {
			t.Fatal(err)
		}
		const want = `{"id":2,"event":"v2","document_number":1,"document":"strike","title":"strike","url":null,"publisher":"The Example","agency":null,"published":"2023-09-14","story":null,"type":"ASSAULT","modes":["drone"],"contexts":[],"cameo":"190","quad":"material conflict","score":-9,"actors":[{"id":2,"name":"Russia","country":"RUS","sector":"GOV","wikidata":"Q159"}],"recipients":[{"id":3,"name":"Ukraine","country":"UKR","sector":"GOV"}],"from":"2023-09-12","to":"2023-09-12","day":"2023-09-12","place":{"name":"Odesa","lat":46.48,"lon":30.73,"country":"UKR","geonames":698740},"status":"claim","factuality":[{"source":"author","actor":null,"value":"Uu"},{"source":"Ukrainian army","actor":1,"value":"CT+"}],"claim":"c2","claim_source":"Ukrainian army","claim_act":"report","trigger":"Russia hit the grain port of Odesa, the army said.","evidence":"Russia hit the grain port of Odesa, the army said.","happening":null,"independent":1,"confidence":0.6}`
		if d := cmp.Diff(want, string(got)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestStrangers(t *testing.T) {
	for name, st := range archives(t) {
		fill(t, st, world())
		got, err := parsed(t, `actor:"Kim Jong-il" or recipient:kcna -party:"Nobody Atall" type:AID`).Strangers(context.Background(), st)
		want := []Stranger{{"Kim Jong-il", "Kim Jong-un"}, {"Nobody Atall", ""}}
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, d)
		}
	}
}
