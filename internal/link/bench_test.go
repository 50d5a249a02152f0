package link_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"herodotus/internal/link"
	"herodotus/record"
)

// maker makes coded reports of a world of its own: a thousand reports a day, a
// hundred stories a day that live for a week, words by Zipf's law.
type maker struct {
	r     *rand.Rand
	words *rand.Zipf
	n     uint64
}

const reportsADay = 1000

func newMaker() *maker {
	r := rand.New(rand.NewPCG(1, 2))
	return &maker{r: r, words: rand.NewZipf(r, 1.1, 20, 200_000)}
}

// next makes the next report; every tenth is a copy of the one before.
func (m *maker) next() link.Doc {
	if m.n++; m.n%10 == 0 {
		m.r = rand.New(rand.NewPCG(m.n-1, 7))
	} else {
		m.r = rand.New(rand.NewPCG(m.n, 7))
	}
	day := int(m.n / reportsADay)
	story := m.r.IntN(700) + day*100
	cast := rand.New(rand.NewPCG(uint64(story), 3))
	published := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day).Format(time.DateOnly)
	b := &builder{r: &record.Record{Schema: record.Schema, Document: record.Document{ID: fmt.Sprint(m.n), Language: "en", Published: &published}}}
	types := []string{"ASSAULT", "CONSULT", "ACCUSE", "AGREE", "SANCTION"}
	for range 4 {
		actor, recipient, typ := fmt.Sprintf("Person%d Family%d", cast.IntN(400), cast.IntN(5000)), fmt.Sprintf("State%d", cast.IntN(190)), types[cast.IntN(len(types))]
		b.event(typ, actor, recipient, m.filler(40))
	}
	b.r.Document.Text = b.text.String()
	return link.Doc{ID: m.n, Record: b.r, Publisher: fmt.Sprintf("Outlet %d", m.n%300)}
}

func (m *maker) filler(n int) string {
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, " word%d", m.words.Uint64()+uint64(m.r.IntN(3)))
	}
	return b.String()
}

// builder writes a record sentence by sentence.
type builder struct {
	r    *record.Record
	text strings.Builder
}

func (b *builder) name(name, typ, country string) record.Arg {
	e := record.Entity{ID: fmt.Sprintf("e%d", len(b.r.Entities)+1), Name: name, Type: typ, Country: &country}
	m := record.Mention{ID: fmt.Sprintf("m%d", len(b.r.Mentions)+1), Entity: e.ID, Kind: "name"}
	m.Start = b.text.Len()
	m.Text = name
	b.text.WriteString(name)
	m.End = b.text.Len()
	b.r.Entities, b.r.Mentions = append(b.r.Entities, e), append(b.r.Mentions, m)
	return record.Arg{Entity: e.ID, Mention: &m.ID, Country: &country}
}

func (b *builder) event(typ, actor, recipient, filler string) {
	start := b.text.Len()
	a := b.name(actor, "PER", "AAA")
	b.text.WriteString(" ")
	v := record.Event{ID: fmt.Sprintf("v%d", len(b.r.Events)+1), Type: typ, Actors: []record.Arg{a}, Confidence: 0.9, Factuality: []record.Fact{{Source: "author", Value: "CT+"}}}
	v.Trigger = record.Quote{Span: record.Span{Start: b.text.Len(), End: b.text.Len() + len(typ)}, Text: typ}
	b.text.WriteString(typ + " ")
	v.Recipients = []record.Arg{b.name(recipient, "GPE", recipient)}
	b.text.WriteString(filler + ".\n")
	s := record.Span{Start: start, End: b.text.Len()}
	v.Evidence = []record.Span{s}
	b.r.Sentences = append(b.r.Sentences, record.Sentence{Span: s})
	b.r.Events = append(b.r.Events, v)
}

// counting counts what a report asks of the memory.
type counting struct {
	link.Memory
	lookups, loaded, keys, bytes int
}

func (c *counting) Lookup(kind int, keys []uint64, from, to int32, perKey, most int) ([]uint64, error) {
	c.lookups++
	return c.Memory.Lookup(kind, keys, from, to, perKey, most)
}

func (c *counting) Load(kind int, ids []uint64) ([][]byte, error) {
	c.loaded += len(ids)
	return c.Memory.Load(kind, ids)
}

func (c *counting) Save(kind int, id uint64, day int32, keys []uint64, blob []byte) error {
	c.keys += len(keys)
	c.bytes += len(blob)
	return c.Memory.Save(kind, id, day, keys, blob)
}

// BenchmarkAdd links one report more to archives of growing size: the time must not grow with them.
func BenchmarkAdd(b *testing.B) {
	for _, size := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			memory := &counting{Memory: link.NewMemory()}
			m, l := newMaker(), link.New(memory)
			for range size {
				if _, err := l.Add(m.next()); err != nil {
					b.Fatal(err)
				}
			}
			docs := make([]link.Doc, 2000)
			for i := range docs {
				docs[i] = m.next()
			}
			b.ReportAllocs()
			*memory = counting{Memory: memory.Memory}
			b.ResetTimer()
			i := 0
			for b.Loop() {
				if i == len(docs) {
					b.StopTimer()
					for i := range docs {
						docs[i] = m.next()
					}
					i = 0
					b.StartTimer()
				}
				i++
				if _, err := l.Add(docs[i-1]); err != nil {
					b.Fatal(err)
				}
			}
			for name, n := range map[string]int{"lookups": memory.lookups, "loaded": memory.loaded, "keys": memory.keys, "saved-B": memory.bytes} {
				b.ReportMetric(float64(n)/float64(b.N), name+"/op")
			}
		})
	}
}
