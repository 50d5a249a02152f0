package coref

import "herodotus/internal/doc"

// quotation is a stretch between quotation marks, marks included.
type quotation struct {
	doc.Range
	speaker int32 // entity, or none
	sought  bool
}

// findQuotes marks the tokens inside double quotation marks. A paragraph break closes
// a quotation: where one runs on, the next paragraph opens with a mark of its own.
func (r *run) findQuotes() {
	open := none
	para := int32(-1)
	for i := range r.d.Tokens {
		t := int32(i)
		if p := r.d.SentenceOf(t).Para; p != para {
			para, open = p, r.closeQuote(open, t)
		}
		switch f := r.d.Form(t); {
		case open == none && (f == "“" || f == "\"" || f == "``"):
			open = t
		case open != none && (f == "”" || f == "\"" || f == "''"):
			open = r.closeQuote(open, t+1)
		}
	}
	r.closeQuote(open, int32(len(r.d.Tokens)))
}

// closeQuote ends the quotation that began at open; it gives none.
func (r *run) closeQuote(open, end int32) int32 {
	if open == none {
		return none
	}
	q := int32(len(r.quotes))
	r.quotes = append(r.quotes, quotation{Range: doc.Range{Start: open, End: end}, speaker: none})
	for t := open; t < end; t++ {
		r.quoteAt[t] = q
	}
	return none
}

// speaker gives the entity whose words a quotation is, or none.
func (r *run) speaker(q int32) int32 {
	x := &r.quotes[q]
	if x.sought {
		return x.speaker
	}
	x.sought = true
	first, last := r.d.Tokens[x.Start].Sent, r.d.Tokens[x.End-1].Sent
	for _, s := range [...]int32{last, first, first - 1, last + 1} {
		if s < 0 || int(s) >= len(r.d.Sentences) || r.d.Sentences[s].Para != r.d.Sentences[first].Para {
			continue
		}
		if m := r.speakerIn(s); m != none {
			r.resolve(m)
			r.quotes[q].speaker = r.party(m)
			return r.quotes[q].speaker
		}
	}
	if q > 0 && r.d.Sentences[first].Para-r.d.SentenceOf(r.quotes[q-1].Start).Para <= 1 {
		r.quotes[q].speaker = r.speaker(q - 1) // the quotation runs on
	}
	return r.quotes[q].speaker
}

// speakerIn gives the mention that is said to speak in a sentence, outside quotations.
func (r *run) speakerIn(s int32) int32 {
	g := r.d.Sentences[s].Range
	for t := g.Start; t < g.End; t++ {
		if r.quoteAt[t] != none {
			continue
		}
		l := r.lemma(t)
		if r.lex.is(l, speech) && r.d.Tokens[t].POS == doc.VERB {
			k := r.tree.Kid(t, doc.Nsubj)
			for h, hops := r.d.Tokens[t].Head, 0; k == none && r.d.Tokens[t].Tag == doc.TagVBG && h >= 0 && hops < 3; hops++ {
				k = r.tree.Kid(h, doc.Nsubj) // "praised the deal, saying"
				h = r.d.Tokens[h].Head
			}
			if k != none && r.quoteAt[k] == none && r.tree.Kid(k, doc.Case) == none {
				if m := r.at(k); m != none {
					return m
				}
			}
		}
		if (l == "accord" || l == "according") && r.d.Tokens[t].Head >= 0 {
			if m := r.at(r.d.Tokens[t].Head); m != none {
				return m
			}
		}
	}
	return none
}
