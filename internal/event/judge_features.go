package event

import (
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/model"
)

// features describes a candidate for the model that tells events from what
// only looks like them. Names are readable: they stand in judge.txt.
func (w *work) features(c *candidate, t *model.Tally) {
	w.senseFeatures(c, t)
	w.placeFeatures(c, t)
	w.sideFeatures(c, t)
	w.toldFeatures(c, t)
	w.fieldFeatures(c, t)
	w.aroundFeatures(c, t)
	w.doubtFeatures(c, t)
}

// senseFeatures are those for which no participants need be known.
func (w *work) senseFeatures(c *candidate, t *model.Tally) {
	t.Add("bias")
	w.wordFeatures(c, t)
	if c.doubts&doubtLoose != 0 {
		w.looseFeatures(c, t)
	}
	if c.held != "" {
		t.Add("against", c.held)
		t.Add("against", c.held, "as", c.sense.Type)
		t.Add("against", c.held, "as", c.sense.Frame)
	}
}

func (w *work) doubtFeatures(c *candidate, t *model.Tally) {
	if c.doubts == 0 {
		t.Add("no doubt")
		t.Add("no doubt", c.sense.Type)
		t.Add("no doubt", w.posName(c))
		t.Add("no doubt", c.sense.Frame)
	}
	for i, name := range doubtNames {
		if c.doubts&(1<<i) != 0 {
			t.Add("doubt", name)
			t.Add("doubt", name, c.sense.Type)
			t.Add("doubt", name, w.posName(c))
		}
	}
}

// posName names the part of speech of the sense.
func (w *work) posName(c *candidate) string {
	switch c.sense.POS {
	case 'v':
		return "v"
	case 'n':
		return "n"
	}
	return "a"
}

// wordFeatures tell of the word and its sense.
func (w *work) wordFeatures(c *candidate, t *model.Tally) {
	s := c.sense
	lemma, pos := w.d.Lemma(c.last), w.posName(c)
	t.Add("type", s.Type)
	t.Add("type", s.Type, pos)
	t.Add("frame", s.Frame)
	t.Add("frame", s.Frame, pos)
	t.Add("word", lemma, pos)
	t.Add("word", lemma, pos, s.Type)
	t.Add("conditions", sizeNames[min(s.Size(), len(sizeNames)-1)])
	t.Add("conditions", sizeNames[min(s.Size(), len(sizeNames)-1)], pos)
	t.Add("sense", weightName(s.Weight))
	if c.next != nil {
		t.Add("runner-up", c.next.Type, "of", s.Type)
	}
	if len(s.Modes) > 0 {
		t.Add("mode", s.Type, s.Modes[0])
	}
	t.AddClass("class", w.tok(c.tok).Cluster, pos)
	t.AddClass("class", w.tok(c.tok).Cluster, s.Type)
	t.AddClass("group", w.tok(c.tok).Cluster>>8, s.Type)
}

var sizeNames = [...]string{"0", "1", "2", "3", "4", "5", "6"}

// weightName puts the confidence of a sense into one of five classes.
func weightName(p float32) string {
	switch {
	case p < 0.5:
		return "below 0.5"
	case p < 0.7:
		return "below 0.7"
	case p < frame.DefaultWeight:
		return "below the usual"
	case p > 0.85:
		return "above 0.85"
	}
	return "usual"
}

// placeFeatures tell where the word stands in the sentence's tree.
func (w *work) placeFeatures(c *candidate, t *model.Tally) {
	tok, pos := w.tok(c.tok), w.posName(c)
	rel := tok.Rel.String()
	t.Add("relation", rel, pos)
	t.Add("relation", rel, c.sense.Type)
	t.Add("tag", tok.Tag.String())
	t.Add("tag", tok.Tag.String(), c.sense.Type)
	if h := tok.Head; h >= 0 {
		t.AddClass("under", w.tok(h).Cluster, pos)
		t.Add("under", w.tok(h).POS.String(), rel, pos)
		if o := w.candAt[h]; o >= 0 && w.cands[o].sense != c.sense {
			t.Add("under", w.cands[o].sense.Type, rel, c.sense.Type)
			t.Add("under event", rel, pos)
		}
		if !w.verbal(c.tok) {
			t.Add("under", w.d.Lemma(h), rel)
		}
	}
	if w.verbal(c.tok) {
		w.verbFeatures(c, t)
		return
	}
	det := "bare"
	if w.definite(c.tok) {
		det = "definite"
	} else if w.tree.Kid(c.tok, doc.Det) >= 0 {
		det = "indefinite"
	}
	t.Add("noun", det)
	t.Add("noun", det, tok.Tag.String(), c.sense.Type)
	t.Add("noun", det, rel)
}

func (w *work) verbFeatures(c *candidate, t *model.Tally) {
	voice := "active"
	if w.passive(c.tok) {
		voice = "passive"
	}
	t.Add("voice", voice, w.tok(c.tok).Tag.String())
	o := w.deepObj(c.tok, 0)
	if o < 0 {
		t.Add("no object", c.sense.Type)
		t.Add("no object", c.sense.Frame)
		return
	}
	t.AddClass("object", w.tok(o).Cluster, "-")
	t.AddClass("object", w.tok(o).Cluster>>8, c.sense.Type)
	t.Add("object", w.d.Lemma(o))
}

// toldFeatures tell how the event is told: tense, factuality, claims, headings.
func (w *work) toldFeatures(c *candidate, t *model.Tally) {
	claim := w.claimOf(c.tok)
	j := w.judge(c.tok, claim, 0)
	typ, pos := c.sense.Type, w.posName(c)
	certainty := [...]string{"unknown", "possible", "probable", "certain"}[min(max(int(j.certainty), 0), 3)]
	t.Add("told", certainty)
	t.Add("told", certainty, typ)
	if j.negative {
		t.Add("negative")
		t.Add("negative", typ)
	}
	for i, name := range auxNames {
		if j.aux&(1<<i) != 0 {
			t.Add("aux", name)
			t.Add("aux", name, typ)
		}
	}
	if claim >= 0 {
		q := w.d.Claims.At(claim).Quote.String()
		t.Add("claimed", q)
		t.Add("claimed", q, typ)
		t.Add("claimed", q, pos)
	}
	if k := w.cueOf(c.last); k >= 0 {
		t.Add("cue", typ)
		t.Add("cue", w.d.Claims.At(k).Act, typ)
	}
	if w.d.SentenceOf(c.tok).Heading {
		t.Add("heading")
	}
	if w.question(c.tok) {
		t.Add("question", pos)
	}
	if w.tok(c.tok).Flags&doc.Quoted != 0 {
		t.Add("quoted", pos)
	}
}

// fieldFeatures tell of what fields sentence and document speak.
func (w *work) fieldFeatures(c *candidate, t *model.Tally) {
	var here [16]int32
	s := w.d.SentenceOf(c.tok)
	for k := s.Start; k < s.End; k++ {
		count(&here, w.x.domains.words.At(&w.Text, k))
	}
	all := w.domainsOfDoc()
	for i, name := range w.x.domains.names {
		if here[i] > 0 {
			t.Add("field here", name)
			t.Add("field here", name, c.sense.Type)
		}
		if all[i]*domainEvery >= int32(len(w.d.Tokens)) {
			t.Add("field", name)
			t.Add("field", name, c.sense.Type)
		}
	}
}

// looseFeatures tell which condition of the sense does not hold, and how what stands in its slot resembles what it asks for.
func (w *work) looseFeatures(c *candidate, t *model.Tally) {
	for i := range c.sense.Conds {
		cond := &c.sense.Conds[i]
		if cond.Not || w.holds(c.tok, c.sense, cond) {
			continue
		}
		slot, what := frame.SlotText(w.x.lex.Vocab, cond.At), "word"
		switch {
		case cond.Any:
			what = "any"
		case cond.Refs != 0:
			what = "referent"
		}
		filled := w.filler(c.tok, cond)
		t.Add("lacks", slot, what, filled)
		t.Add("lacks", what, filled, w.posName(c))
		t.Add("lacks", slot, what, filled, c.sense.Type)
		t.Add("lacks", slot, what, filled, c.sense.Frame)
		t.Add("lacks", what, filled, c.sense.Frame)
	}
}

// filler tells how what stands in a condition's slot resembles the words that it lists.
func (w *work) filler(t int32, cond *frame.Cond) string {
	mark := len(w.stack)
	defer func() { w.stack = w.stack[:mark] }()
	best := "empty"
	for i := w.args(t, cond.At); i < len(w.stack); i++ {
		switch k := w.tok(w.stack[i]); {
		case k.POS == doc.PRON:
			best = "pronoun"
		case k.Cluster == 0:
			best = "unknown"
		case inClasses(cond.Classes, k.Cluster):
			return "of a listed class"
		case inGroups(cond.Classes, k.Cluster>>8):
			return "of a listed group"
		default:
			best = "other"
		}
	}
	return best
}

func inClasses(classes []uint16, c uint16) bool {
	_, ok := slices.BinarySearch(classes, c)
	return ok
}

func inGroups(classes []uint16, g uint16) bool {
	i, _ := slices.BinarySearch(classes, g<<8)
	return i < len(classes) && classes[i]>>8 == g
}
