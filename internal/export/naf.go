package export

import (
	"fmt"
	"io"

	"herodotus/internal/doc"
	"herodotus/internal/tokenize"
	"herodotus/record"
)

// naf writes a document in the NLP Annotation Format, version 3 (Fokkens et
// al., 2014): layers raw, text, terms, entities, coreferences,
// timeExpressions, srl (the events), attribution and factualities, whose spans
// point at terms. Tokens are cut again from the text; they are the same as in the coding.
func naf(w io.Writer, v *view) error {
	d, err := doc.New(v.r.Document.Text)
	if err != nil {
		return fmt.Errorf("%s: %w", v.r.Document.ID, err)
	}
	tokenize.Split(d)
	x := nafWriter{xmlWriter: newXML(w), v: v, d: d}
	x.open("NAF", "xml:lang", v.r.Document.Language, "version", "v3")
	x.WriteByte('\n')
	x.header()
	x.element("raw", v.r.Document.Text)
	x.layer("text", x.text)
	x.layer("terms", x.terms)
	x.layer("entities", x.namedEntities)
	x.layer("coreferences", x.coreferences)
	x.layer("timeExpressions", x.timeExpressions)
	x.layer("srl", x.predicates)
	x.layer("attribution", x.attribution)
	x.layer("factualities", x.factualities)
	x.close("NAF")
	return x.Flush()
}

type nafWriter struct {
	xmlWriter
	v *view
	d *doc.Doc
}

func (x *nafWriter) layer(name string, write func()) {
	x.open(name)
	x.WriteByte('\n')
	write()
	x.close(name)
}

func (x *nafWriter) header() {
	d, p := &x.v.r.Document, &x.v.r.Provenance
	x.layer("nafHeader", func() {
		x.empty("fileDesc", "title", value(d.Title), "creationtime", value(d.Published), "publisher", value(d.Publisher))
		x.empty("public", "publicId", d.ID, "uri", value(d.URL))
		for _, l := range []string{"text", "terms", "entities", "coreferences", "timeExpressions", "srl", "attribution", "factualities"} {
			x.open("linguisticProcessors", "layer", l)
			x.tag("lp", "/>", []string{"name", "herodotus", "version", p.Version})
			x.close("linguisticProcessors")
		}
	})
}

func (x *nafWriter) text() {
	for s := range x.d.Sentences {
		r := x.d.Sentences[s].Range
		for i := r.Start; i < r.End; i++ {
			t := x.d.SpanOf(doc.Range{Start: i, End: i + 1})
			from, to := x.v.char(int(t.Start)), x.v.char(int(t.End))
			x.element("wf", x.d.TextOf(t), "id", fmt.Sprintf("w%d", i+1), "sent", fmt.Sprint(s+1), "para", fmt.Sprint(int(x.d.Sentences[s].Para)+1),
				"offset", fmt.Sprint(from), "length", fmt.Sprint(to-from))
		}
	}
}

func (x *nafWriter) terms() {
	for i := range x.d.Tokens {
		x.open("term", "id", fmt.Sprintf("t%d", i+1))
		fmt.Fprintf(x, `<span><target id="w%d"/></span>`, i+1)
		x.close("term")
	}
}

// span writes the terms that stretches of the text touch; kind is "t" for terms, "w" for words.
func (x *nafWriter) span(kind string, spans ...record.Span) {
	x.WriteString("<span>")
	for _, s := range spans {
		for i := range x.d.Tokens {
			t := x.d.SpanOf(doc.Range{Start: int32(i), End: int32(i) + 1})
			if int(t.Start) < s.End && int(t.End) > s.Start {
				fmt.Fprintf(x, `<target id="%s%d"/>`, kind, i+1)
			}
		}
	}
	x.WriteString("</span>")
}

func (x *nafWriter) namedEntities() {
	n := 0
	for i := range x.v.r.Mentions {
		m := &x.v.r.Mentions[i]
		e := x.v.entities[m.Entity]
		if m.Kind != "name" || e == nil {
			continue
		}
		n++
		x.open("entity", "id", fmt.Sprintf("e%d", n), "type", e.Type)
		x.WriteString("<references>")
		x.span("t", m.Span)
		x.WriteString("</references>")
		x.external("Wikidata", value(e.IDs.Wikidata))
		if e.IDs.Geonames != nil {
			x.external("GeoNames", fmt.Sprint(*e.IDs.Geonames))
		}
		x.close("entity")
	}
}

// external points into another catalogue.
func (x *nafWriter) external(resource, reference string, more ...string) {
	if reference != "" {
		x.WriteString("<externalReferences>")
		x.tag("externalRef", "/>", append([]string{"resource", resource, "reference", reference}, more...))
		x.WriteString("</externalReferences>")
	}
}

func (x *nafWriter) coreferences() {
	for i := range x.v.r.Entities {
		e := &x.v.r.Entities[i]
		x.open("coref", "id", "co"+e.ID, "type", "entity")
		for j := range x.v.r.Mentions {
			if m := &x.v.r.Mentions[j]; m.Entity == e.ID {
				x.span("t", m.Span)
			}
		}
		x.close("coref")
	}
}

func (x *nafWriter) timeExpressions() {
	if day := x.v.published(); day != "" {
		x.empty("timex3", "id", "tmx0", "type", "DATE", "functionInDocument", "CREATION_TIME", "value", day)
	}
	for i := range x.v.r.Times {
		t := &x.v.r.Times[i]
		x.open("timex3", "id", fmt.Sprintf("tmx%d", i+1), "type", t.Type, "value", t.Value)
		x.span("w", t.Span)
		x.close("timex3")
	}
}

// predicates writes the events as semantic roles: A0 acts, A1 is acted upon.
func (x *nafWriter) predicates() {
	for _, e := range x.v.wanted() {
		x.open("predicate", "id", "pr"+e.ID, "confidence", fmt.Sprintf("%.3f", e.Confidence))
		x.span("t", e.Trigger.Span)
		x.external("PLOVER", e.Type)
		for _, m := range e.Modes {
			x.external("PLOVER mode", m)
		}
		x.external("CAMEO", e.Cameo)
		n := 0
		role := func(name string, m *record.Mention) {
			if m == nil {
				return
			}
			n++
			x.open("role", "id", fmt.Sprintf("rl%s.%d", e.ID, n), "semRole", name)
			x.span("t", m.Span)
			x.WriteString("</role>")
		}
		for _, a := range e.Actors {
			role("A0", x.v.mentions[value(a.Mention)])
		}
		for _, a := range e.Recipients {
			role("A1", x.v.mentions[value(a.Mention)])
		}
		if p := x.v.placeOf(e); p != nil {
			role("AM-LOC", x.v.mentions[p.Mention])
		}
		if t := x.v.times[value(e.Time)]; t != nil {
			role("AM-TMP", &record.Mention{Quote: t.Quote})
		}
		x.close("predicate")
	}
}

func (x *nafWriter) attribution() {
	for _, c := range x.v.wantedClaims() {
		x.open("statement", "id", "st"+c.ID, "type", c.Act)
		x.WriteString("<statement_target>")
		x.span("t", c.Content...)
		x.WriteString("</statement_target>")
		if m := x.v.mentions[value(c.Source.Mention)]; m != nil {
			x.WriteString("<statement_source>")
			x.span("t", m.Span)
			x.WriteString("</statement_source>")
		}
		if c.Cue != nil {
			x.WriteString("<statement_cue>")
			x.span("t", c.Cue.Span)
			x.WriteString("</statement_cue>")
		}
		x.close("statement")
	}
}

func (x *nafWriter) factualities() {
	for _, e := range x.v.wanted() {
		x.open("factuality", "id", "f"+e.ID)
		x.span("t", e.Trigger.Span)
		for _, f := range e.Factuality {
			source := f.Source
			if c := x.v.claims[f.Source]; c != nil {
				source = x.v.speaker(c)
			}
			x.tag("factVal", "/>", []string{"resource", "FactBank", "value", f.Value, "source", source})
		}
		x.close("factuality")
	}
}
