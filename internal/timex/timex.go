// Package timex finds time expressions and says which time they mean.
//
// In: tokens, sentences, tags and, where they are there, names and trees; the day of publication. Out: the layer Times,
// TIMEX3 expressions with their values and the days that they span, in text order.
//
// What the words mean stands in words.txt, how they combine in rules.txt. The mechanism: lex.go cuts a sentence into
// words with classes, rule.go finds the longest rule at each place, build.go makes a moment of what matched, and
// anchor.go answers what rules ask about the day of writing, the time spoken of and the tense of the verb.
// The values follow TimeML (Pustejovsky et al. 2003).
package timex

import (
	"sync"

	"herodotus/internal/doc"
)

// Tagger finds and resolves time expressions. It is immutable and safe for concurrent use.
type Tagger struct {
	tables  *tables
	scratch sync.Pool // of *finder
}

// New compiles the embedded tables.
func New() (*Tagger, error) {
	t, err := loadTables()
	if err != nil {
		return nil, err
	}
	g := &Tagger{tables: t}
	g.scratch.New = func() any { return &finder{lexer: lexer{t: t}} }
	return g, nil
}

// finder holds what is needed while one document is read.
type finder struct {
	lexer
	anchor
	out      []doc.Time
	moments  []kept // of out
	quotes   quotes
	declined []int16
	match    match
}

// Find sets d.Times.
func (g *Tagger) Find(d *doc.Doc) {
	f := g.scratch.Get().(*finder)
	defer g.scratch.Put(f)
	f.begin(d)
	for s := range d.Sentences {
		f.sentence(d.Sentences[s].Range)
		f.sent, f.first = s, len(f.out)
		for i := 0; i < len(f.words); {
			i = f.expression(i)
		}
		f.settle()
	}
	times := make([]doc.Time, len(f.out))
	copy(times, f.out)
	d.Times.Set(times)
	f.end()
}

func (f *finder) begin(d *doc.Doc) {
	f.d, f.names, f.name = d, d.Names.All(), 0
	f.out, f.moments = f.out[:0], f.moments[:0]
	f.quotes = quotes{}
	f.anchor.begin(d)
}

// end lets go of the document, so that the pool keeps none alive.
func (f *finder) end() {
	clear(f.out)
	f.d, f.names, f.words, f.match = nil, nil, f.words[:0], match{}
	f.anchor = anchor{}
}

// expression tries the rules at word i and gives the word to go on from.
func (f *finder) expression(i int) int {
	if f.words[i].classes == 0 && f.words[i].lit == 0 {
		return i + 1
	}
	f.declined = f.declined[:0]
	for f.tables().best(f.words, i, f.declined, &f.match) {
		m := &f.match
		if r, ok := m.rule.build(f, m); ok {
			if !r.nothing {
				f.emit(m, r)
			}
			return m.end
		}
		if len(f.declined) == maxDeclined {
			break
		}
		f.declined = append(f.declined, m.id)
	}
	return i + 1
}

// maxDeclined bounds the rules tried at one place.
const maxDeclined = 8

func (f *finder) tables() *tables { return f.lexer.t }

// result is what a builder makes of a match.
type result struct {
	typ doc.TimeType
	// moment is what a DATE or TIME means, when it is placed; else value says all that is known.
	moment moment
	placed bool
	value  string
	// until is the last unit of a span of several ("2014-2016").
	until   moment
	spans   bool
	nothing bool // no time at all
	// clock: a time whose day the rest of the sentence tells.
	clock bool
	why   string
}

// emit writes a result to the layer.
func (f *finder) emit(m *match, r result) {
	first, last := &f.words[m.start], &f.words[m.end-1]
	t := doc.Time{Range: doc.Range{Start: first.first, End: last.last + 1}, Type: r.typ, Value: r.value}
	if span := f.d.SpanOf(t.Range); span.Start != first.start || span.End != last.end {
		t.Sub = doc.Span{Start: first.start, End: last.end}
	}
	if r.placed {
		f.place(&t, m, &r)
	}
	t.Why = m.rule.kind
	if r.why != "" {
		t.Why += ": " + r.why
	}
	if t.Dateline = f.dateline(m); t.Dateline && !f.dated && r.placed && r.moment.unit == day {
		f.written, f.dated = r.moment.at, true
	}
	if r.placed && !t.Dateline && m.has(cYear) && (r.moment.unit == day || r.moment.unit == month) {
		f.told, f.toldSent = r.moment, f.sent
	}
	if r.placed && !t.Dateline {
		f.speakOf(r.moment, f.saying(m.start))
	}
	f.out = append(f.out, t)
	k := kept{moment: r.moment, clock: r.clock, quoted: f.quoted(first.first)}
	k.speech = k.quoted && r.placed && (m.rule.kind == "deictic" || m.rule.kind == "thispart")
	f.moments = append(f.moments, k)
}

// saying tells whether a verb of saying stands right before word i, or before its "on".
func (f *finder) saying(i int) bool {
	if i > 1 && (f.form(i-1) == "on" || f.form(i-1) == "late" || f.form(i-1) == "early") {
		i--
	}
	return i > 0 && f.words[i-1].classes&cSay.bit() != 0
}

// place writes the value and the days of a moment.
func (f *finder) place(t *doc.Time, m *match, r *result) {
	t.Value = r.moment.value()
	t.From, t.To = dayText(r.moment.at), dayText(r.moment.last())
	if r.spans {
		t.Value += "/" + r.until.value()
		t.To = dayText(r.until.last())
	}
	if f.since(m.start) {
		t.To = ""
	}
	if r.moment.timeOfDay() {
		t.Type = doc.TIME
	}
}
