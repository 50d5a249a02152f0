package event

import "herodotus/internal/doc"

// alongside appends those that stand in one enumeration with t, by the words
// between them: parsers often lose the first of "Russia, China and Cuba".
func (w *work) alongside(dst []doc.Arg, t int32, why string) []doc.Arg {
	m := w.mentionAt[t]
	if m < 0 || w.d.Mentions.At(m).Kind != doc.NameMention {
		return dst
	}
	typ := w.d.Entities.At(w.d.Mentions.At(m).Entity).Type
	dst = w.joined(dst, m, typ, why)
	and := false
	for at := w.d.Mentions.At(m).Start - 1; at > 0; {
		switch {
		case w.d.FormIs(at, "and"):
			and = true
		case w.d.FormIs(at, "the"), w.roleAt[at], !and && w.tok(at).POS == doc.ADJ:
			at--
			continue
		case w.tok(at).Tag != doc.TagComma || !and:
			return dst
		}
		if w.tok(at-1).Tag == doc.TagComma {
			at--
		}
		k := w.endAt[at-1]
		if k < 0 || w.d.Mentions.At(k).Kind != doc.NameMention || w.d.Entities.At(w.d.Mentions.At(k).Entity).Type != typ {
			return dst
		}
		dst = w.addMention(dst, k, why)
		at = w.d.Mentions.At(k).Start - 1
	}
	return dst
}

// joined appends the name that "and" links to mention m on its right, unless it
// begins a clause of its own.
func (w *work) joined(dst []doc.Arg, m int32, typ doc.Type, why string) []doc.Arg {
	at := w.d.Mentions.At(m).End
	s := w.d.SentenceOf(at - 1)
	if at+1 >= s.End || !w.d.FormIs(at, "and") {
		return dst
	}
	for at++; at < s.End; at++ {
		k := w.nameAt[at]
		if k < 0 {
			switch w.tok(at).POS {
			case doc.DET, doc.ADJ, doc.NOUN, doc.PROPN:
				continue
			}
			return dst
		}
		me := w.d.Mentions.At(k)
		if me.Kind == doc.NameMention && w.d.Entities.At(me.Entity).Type == typ && w.rel(me.Head) != doc.Nsubj && w.rel(me.Head) != doc.NsubjPass {
			return w.addMention(dst, k, why)
		}
		return dst
	}
	return dst
}

// titled gives the person whose name follows a title that begins at t, where
// the parser took a word of the title for the head: "UN Secretary-General
// Antonio Guterres"; None if there is none.
func (w *work) titled(t int32) int32 {
	s := w.d.SentenceOf(t)
	if m := w.accredited(t); m >= 0 {
		return m
	}
	for k := t + 1; k < s.End && k-t <= 6; k++ {
		if m := w.nameAt[k]; m >= 0 && w.roleAt[k-1] && w.d.Entities.At(w.d.Mentions.At(m).Entity).Type == doc.PER {
			return m
		}
		switch w.tok(k).POS {
		case doc.NOUN, doc.PROPN, doc.ADJ:
		case doc.ADP, doc.PUNCT:
			if tag := w.tok(k).Tag; tag != doc.TagHYPH && !w.d.FormIs(k, "of") {
				return doc.None
			}
		default:
			return doc.None
		}
	}
	return doc.None
}

// accredited gives the person whose name follows the place that ends a title: "ambassador to Germany Richard Grenell";
// None if t is no such place.
func (w *work) accredited(t int32) int32 {
	s := w.d.SentenceOf(t)
	if t-2 < s.Start || t+1 >= s.End || w.tok(t-1).POS != doc.ADP || !w.roleAt[t-2] || w.endAt[t] < 0 {
		return doc.None
	}
	m := w.nameAt[t+1]
	if m < 0 || w.d.Entities.At(w.d.Mentions.At(m).Entity).Type != doc.PER || w.d.Entities.At(w.d.Mentions.At(w.endAt[t]).Entity).Type == doc.PER {
		return doc.None
	}
	return m
}
