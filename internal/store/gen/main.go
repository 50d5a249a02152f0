// Command gen fills an archive with invented documents, to measure how fast a
// large one answers. In: a number of events. Out: a store whose countries,
// actors, types, words and days are spread as in news: few are frequent, many
// are rare. The same seed makes the same documents.
//
//	go run ./internal/store/gen -db million.db -events 1000000
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"herodotus/internal/store"
	"herodotus/record"
)

func main() {
	db := flag.String("db", "million.db", "file or URL of the archive")
	events := flag.Int("events", 1_000_000, "number of events")
	seed := flag.Uint64("seed", 1, "seed of the random numbers")
	flag.Parse()
	if err := fill(context.Background(), *db, *events, *seed); err != nil {
		log.Fatal(err)
	}
}

// fill adds documents until the archive has got so many events.
func fill(ctx context.Context, db string, events int, seed uint64) error {
	st, err := store.Open(ctx, db, store.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	run, err := st.Run(ctx, record.Provenance{Version: "gen", Ontology: "PLOVER 0.8"})
	if err != nil {
		return err
	}
	start := time.Now()
	g := newGenerator(seed)
	const batch = 500
	for done, logged := 0, 0; done < events; {
		items := make([]store.Item, batch)
		for i := range items {
			items[i] = g.item()
			done += len(items[i].Record.Events)
		}
		if _, err := st.Put(ctx, run, items); err != nil {
			return err
		}
		if done-logged >= 50_000 {
			logged = done
			log.Printf("%d events, %d documents, %.0f documents/s", done, g.n, float64(g.n)/time.Since(start).Seconds())
		}
	}
	return nil
}

// generator invents documents.
type generator struct {
	r     *rand.Rand
	n     int // documents made
	story int64
	// happened counts happenings; some are told by several documents.
	happened int64
	actors   []record.Entity
	places   []record.Place
	words    []string
}

var (
	countries = strings.Fields("USA RUS UKR CHN ISR PSE GBR FRA DEU IRN IND PAK TUR SYR IRQ EGY SAU JPN KOR PRK BRA MEX CAN AUS ITA ESP POL NGA KEN ETH SDN COD ZAF VEN COL ARG PER CHL AFG YEM LBN JOR GRC SWE NOR FIN HUN ROU SRB GEO ARM AZE KAZ MMR THA VNM PHL IDN MYS BGD NPL LKA")
	sectors   = strings.Fields("GOV MIL CVL COP OPP REB JUD LEG BUS MED")
	types     = []struct{ name, cameo, quad string }{{"CONSULT", "036", "verbal cooperation"}, {"ACCUSE", "112", "verbal conflict"},
		{"ASSAULT", "190", "material conflict"}, {"SUPPORT", "051", "verbal cooperation"}, {"AGREE", "057", "verbal cooperation"},
		{"COERCE", "173", "material conflict"}, {"REQUEST", "102", "verbal conflict"}, {"PROTEST", "141", "material conflict"},
		{"AID", "073", "material cooperation"}, {"REJECT", "120", "verbal conflict"}, {"THREATEN", "138", "verbal conflict"},
		{"COOPERATE", "061", "material cooperation"}, {"SANCTION", "163", "material conflict"}, {"MOBILIZE", "154", "material conflict"},
		{"RETREAT", "087", "material cooperation"}, {"CONCEDE", "081", "material cooperation"}}
	modes  = strings.Fields("visit meeting artillery drone firearms demonstrate arrest ban food military")
	topics = strings.Fields("military diplomatic economic legal elections human_rights refugees territory energy health")
	acts   = strings.Fields("report state accuse deny confirm warn demand promise")
	values = strings.Fields("CT+ CT+ CT+ CT+ PR+ PS+ CT- Uu")
	papers = strings.Fields("Courier Herald Tribune Gazette Post Observer Standard Chronicle Mirror Echo")
	first  = strings.Fields("ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo")
)

func newGenerator(seed uint64) *generator {
	g := &generator{r: rand.New(rand.NewPCG(seed, 0))}
	for i := range 6000 {
		country, sector := pick(g, countries), pick(g, sectors)
		g.actors = append(g.actors, record.Entity{Name: g.name() + " " + g.name() + fmt.Sprint(i%7), Type: "PER", Country: &country, Sector: &sector})
	}
	for i := range 800 {
		lat, lon := g.r.Float64()*120-60, g.r.Float64()*360-180
		country, geonames := pick(g, countries), int32(i+1)
		g.places = append(g.places, record.Place{Name: g.name(), Lat: &lat, Lon: &lon, Country: &country, Geonames: &geonames})
	}
	g.words = strings.Fields("the of in to a and on said grain ceasefire talks border president minister army court election oil gas")
	for range 8000 {
		g.words = append(g.words, strings.ToLower(g.name()))
	}
	return g
}

// name makes a word.
func (g *generator) name() string {
	var b strings.Builder
	for range 2 + g.r.IntN(3) {
		b.WriteString(first[g.r.IntN(len(first))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// pick takes an element; the first are far more frequent, as in Zipf's law.
func pick[T any](g *generator, list []T) T {
	n := float64(len(list))
	return list[int(math.Pow(n+1, g.r.Float64())-1)%len(list)]
}

// item makes one document with its links.
func (g *generator) item() store.Item {
	g.n++
	day := 14610 + int(3650*math.Sqrt(g.r.Float64())) // from 2010 on, ever more
	published := time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly)
	publisher, title := pick(g, papers), g.sentence(6)
	r := &record.Record{Schema: record.Schema, Document: record.Document{ID: fmt.Sprintf("gen-%07d", g.n), Title: &title,
		Publisher: &publisher, Language: "en", Published: &published}}
	it := store.Item{Record: r, Input: fmt.Sprintf("gen:%d", g.n)}
	var text strings.Builder
	for range 4 + g.r.IntN(9) {
		g.event(r, &it, &text, day)
	}
	text.WriteString(g.sentence(60))
	r.Document.Text = text.String()
	if g.story == 0 || g.r.IntN(5) == 0 {
		g.story++
	}
	it.Links.Story = store.Story{ID: g.story, Title: title, FirstDay: store.Day(day), LastDay: store.Day(day), Documents: 1, Outlets: 1}
	return it
}

func (g *generator) sentence(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = pick(g, g.words)
	}
	return strings.Join(words, " ") + ". "
}

// event adds one event with its sentence, participants, perhaps a claim and a place.
func (g *generator) event(r *record.Record, it *store.Item, text *strings.Builder, day int) {
	n := len(r.Events) + 1
	who := [3]string{}
	for i := range who {
		e := pick(g, g.actors)
		e.ID = fmt.Sprintf("e%d", len(r.Entities)+1)
		r.Entities = append(r.Entities, e)
		who[i] = e.ID
	}
	a, b := &r.Entities[len(r.Entities)-3], &r.Entities[len(r.Entities)-2]
	start := text.Len()
	text.WriteString(a.Name + " ")
	m := record.Mention{ID: fmt.Sprintf("m%d", n), Entity: a.ID, Kind: "name",
		Quote: record.Quote{Span: record.Span{Start: start, End: start + len(a.Name)}, Text: a.Name}}
	r.Mentions = append(r.Mentions, m)
	trigger := record.Quote{Span: record.Span{Start: text.Len()}, Text: pick(g, g.words)}
	text.WriteString(trigger.Text)
	trigger.End = text.Len()
	text.WriteString(" " + b.Name + " ")
	text.WriteString(g.sentence(8))
	whole := record.Span{Start: start, End: text.Len() - 1}
	kind, date := pick(g, types), time.Unix(int64(day-g.r.IntN(5))*86400, 0).UTC().Format(time.DateOnly)
	v := record.Event{ID: fmt.Sprintf("v%d", n), Type: kind.name, Cameo: kind.cameo, Quad: kind.quad, Score: float64(g.r.IntN(20) - 10),
		Modes: []string{pick(g, modes)}, Contexts: []string{pick(g, topics)},
		Actors:     []record.Arg{{Entity: a.ID, Country: a.Country, Sector: a.Sector}},
		Recipients: []record.Arg{{Entity: b.ID, Country: b.Country, Sector: b.Sector}},
		From:       &date, To: &date, Trigger: trigger, Evidence: []record.Span{whole}, Confidence: 0.5 + g.r.Float64()/2}
	if g.r.IntN(3) == 0 {
		p := pick(g, g.places)
		p.ID, p.Mention = fmt.Sprintf("p%d", n), m.ID
		r.Places = append(r.Places, p)
		v.Place = &p.ID
	}
	if g.r.IntN(5) < 2 {
		g.claim(r, &v, who[2], whole)
	} else {
		v.Factuality = []record.Fact{{Source: "author", Value: pick(g, values)}}
	}
	r.Events = append(r.Events, v)
	it.Links.Happenings = append(it.Links.Happenings, g.happening(kind.name, day))
}

func (g *generator) claim(r *record.Record, v *record.Event, source string, whole record.Span) {
	c := record.Claim{ID: "c" + v.ID[1:], Source: record.Source{Entity: &source, Kind: "named"}, Act: pick(g, acts),
		Content: []record.Span{whole}, Quote: "indirect", Events: []string{v.ID}, Confidence: 0.9}
	r.Claims = append(r.Claims, c)
	v.Claim = &c.ID
	v.Factuality = []record.Fact{{Source: "author", Value: "Uu"}, {Source: c.ID, Value: pick(g, values)}}
}

// happening is a new one, or one of the last hundred.
func (g *generator) happening(kind string, day int) store.Happening {
	h := store.Happening{Type: kind, FirstDay: store.Day(day), LastDay: store.Day(day), Documents: 1, Independent: 1, Status: "reported", Similarity: 1}
	if g.happened > 100 && g.r.IntN(10) == 0 {
		h.ID = g.happened - int64(g.r.IntN(100))
		h.Documents, h.Independent, h.Status = 2, 1+g.r.IntN(3), "corroborated"
		return h
	}
	g.happened++
	h.ID = g.happened
	return h
}
