package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"herodotus/record"
)

// timeml writes a document in TimeML 1.2.1 (Pustejovsky et al., 2003;
// timeml.org): times and events in the text, an instance of each event, links
// from events to their times and from cues of speech to what is said.
func timeml(w io.Writer, v *view) error {
	x := timemlWriter{xmlWriter: newXML(w), v: v, eids: map[string]int{}, tids: map[string]int{}}
	x.open("TimeML", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:noNamespaceSchemaLocation", "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd")
	x.WriteByte('\n')
	x.element("DOCID", v.r.Document.ID)
	day := v.published()
	x.WriteString("<DCT>")
	x.open("TIMEX3", "tid", "t0", "type", "DATE", "value", xOr(day, "XXXX-XX-XX"), "temporalFunction", "false", "functionInDocument", "CREATION_TIME")
	x.WriteString(xmlText(xOr(day, "unknown")) + "</TIMEX3></DCT>\n")
	x.element("TITLE", value(v.r.Document.Title))
	x.WriteString("<TEXT>")
	x.inline()
	x.WriteString("</TEXT>\n")
	x.instances()
	x.links()
	x.close("TimeML")
	return x.Flush()
}

func xOr(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

type timemlWriter struct {
	xmlWriter
	v    *view
	eids map[string]int // of events and of claims (their cues) that stand in the text
	tids map[string]int
}

// mark is an element in the text.
type mark struct {
	record.Span
	id    string
	attrs []string
	name  string
}

// inline writes the text with its marks. Of two that overlap the first stays; TimeML's do not nest.
func (x *timemlWriter) inline() {
	text, at := x.v.r.Document.Text, 0
	for _, m := range x.marks() {
		if m.Start < at || m.Start == m.End {
			continue
		}
		x.WriteString(xmlText(text[at:m.Start]))
		switch m.name {
		case "EVENT":
			x.eids[m.id] = len(x.eids) + 1
			m.attrs = append([]string{"eid", fmt.Sprintf("e%d", x.eids[m.id])}, m.attrs...)
		case "TIMEX3":
			x.tids[m.id] = len(x.tids) + 1
			m.attrs = append([]string{"tid", fmt.Sprintf("t%d", x.tids[m.id])}, m.attrs...)
		}
		x.open(m.name, m.attrs...)
		x.WriteString(xmlText(text[m.Start:m.End]) + "</" + m.name + ">")
		at = m.End
	}
	x.WriteString(xmlText(text[at:]))
}

func (x *timemlWriter) marks() []mark {
	var out []mark
	for i := range x.v.r.Times {
		t := &x.v.r.Times[i]
		out = append(out, mark{t.Span, t.ID, []string{"type", t.Type, "value", t.Value, "temporalFunction", "false", "functionInDocument", "NONE"}, "TIMEX3"})
	}
	for _, e := range x.v.wanted() {
		out = append(out, mark{e.Trigger.Span, e.ID, []string{"class", eventClass(e)}, "EVENT"})
	}
	for _, c := range x.v.wantedClaims() {
		if c.Cue != nil {
			out = append(out, mark{c.Cue.Span, c.ID, []string{"class", "REPORTING"}, "EVENT"})
		}
	}
	slices.SortStableFunc(out, func(a, b mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	return out
}

// eventClass gives TimeML's class: what is yet to come or only supposed is an
// intensional action where it is one of words, else an occurrence.
func eventClass(e *record.Event) string {
	if strings.HasPrefix(e.Quad, "verbal") {
		return "I_ACTION"
	}
	return "OCCURRENCE"
}

// instances writes a MAKEINSTANCE for each event. Tense, aspect and part of
// speech are not in the record.
func (x *timemlWriter) instances() {
	for _, e := range x.v.wanted() {
		n, ok := x.eids[e.ID]
		if !ok {
			continue
		}
		polarity, modality := polarityOf(e)
		x.empty("MAKEINSTANCE", "eiid", fmt.Sprintf("ei%d", n), "eventID", fmt.Sprintf("e%d", n), "tense", "NONE", "aspect", "NONE",
			"pos", "OTHER", "polarity", polarity, "modality", modality)
	}
	for _, c := range x.v.wantedClaims() {
		if n, ok := x.eids[c.ID]; ok {
			x.empty("MAKEINSTANCE", "eiid", fmt.Sprintf("ei%d", n), "eventID", fmt.Sprintf("e%d", n), "tense", "NONE", "aspect", "NONE",
				"pos", "OTHER", "polarity", "POS")
		}
	}
}

// polarityOf turns the writer's value, or that of the innermost source where the writer does not commit himself.
func polarityOf(e *record.Event) (polarity, modality string) {
	val := author(e)
	for _, f := range e.Factuality {
		if val == "Uu" && f.Source == value(e.Claim) {
			val = f.Value
		}
	}
	polarity = "POS"
	if strings.HasSuffix(val, "-") {
		polarity = "NEG"
	}
	switch {
	case strings.HasPrefix(val, "PR"):
		modality = "PROBABLE"
	case strings.HasPrefix(val, "PS"), val == "Uu":
		modality = "POSSIBLE"
	}
	return polarity, modality
}

// links writes the events' times (TLINK) and what is said by whom (SLINK).
func (x *timemlWriter) links() {
	n := 0
	link := func(name string, attrs ...string) {
		n++
		x.empty(name, append([]string{"lid", fmt.Sprintf("l%d", n)}, attrs...)...)
	}
	for _, e := range x.v.wanted() {
		eid, ok := x.eids[e.ID]
		tid, timed := x.tids[value(e.Time)]
		if ok && timed {
			link("TLINK", "eventInstanceID", fmt.Sprintf("ei%d", eid), "relatedToTime", fmt.Sprintf("t%d", tid), "relType", "IS_INCLUDED")
		}
	}
	for _, e := range x.v.wanted() {
		eid, ok := x.eids[e.ID]
		cue, said := x.eids[value(e.Claim)]
		if !ok || !said {
			continue
		}
		rel := "EVIDENTIAL"
		for _, f := range e.Factuality {
			switch {
			case f.Source != *e.Claim:
			case f.Value == "CT-":
				rel = "NEG_EVIDENTIAL"
			case f.Value != "CT+":
				rel = "MODAL"
			}
		}
		link("SLINK", "eventInstanceID", fmt.Sprintf("ei%d", cue), "subordinatedEventInstance", fmt.Sprintf("ei%d", eid), "relType", rel)
	}
}
