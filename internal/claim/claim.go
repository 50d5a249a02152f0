// Package claim finds who says what.
//
// In: a document with tokens, trees, times, mentions and entities. Out: doc.Claims, one for each attribution:
// the source (a mention), the cue ("said", "according to"), the pieces of text that are claimed, whether they are
// the source's own words, which claim relays which, and what the cue commits its source to. doc.Quoted is
// set on all tokens between quotation marks.
//
// What words report speech, and where their content stands, is a table (cues.txt) that a user may extend;
// the code knows only the shapes of English attribution: a verb and its clause, a quotation and the words
// beside it, "according to", a noun with its clause, a name and a colon.
package claim

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

//go:embed cues.txt
var cuesTable string

//go:embed attitudes.txt
var attitudesTable string

//go:embed sources.txt
var sourcesTable string

// weights.txt and attitude_weights.txt are made by train.Claims.
//
//go:embed weights.txt
var weightsTable string

//go:embed attitude_weights.txt
var attitudeWeightsTable string

// Extractor finds claims. It does not change after New and may be used by several goroutines.
type Extractor struct {
	cues, attitudes          *lexicon
	weights, attitudeWeights *model.Named
	// Nouns and verbs by what they tell about sources.
	document, talker, unnamed, headline, refuse, lend, ending, thing map[string]bool
	finders                                                          sync.Pool // of *finder: scratch space
}

// New makes an extractor from the built-in tables and a user's further cue tables, which may be none. A user's
// readings of a cue come before the built-in ones.
func New(more ...Table) (*Extractor, error) {
	lex, err := loadCues(slices.Concat(more, []Table{{"cues.txt", cuesTable}}))
	if err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	att, err := loadCues([]Table{{"attitudes.txt", attitudesTable}})
	if err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	lists, err := parseLists("sources.txt", sourcesTable)
	if err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	w, err := model.ReadNamed("weights.txt", weightsTable)
	if err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	aw, err := model.ReadNamed("attitude_weights.txt", attitudeWeightsTable)
	if err != nil {
		return nil, fmt.Errorf("claim: %w", err)
	}
	x := &Extractor{
		cues: lex, attitudes: att, weights: &w, attitudeWeights: &aw,
		document: lists["document"], talker: lists["speaker"], unnamed: lists["unnamed"],
		headline: lists["headline"], refuse: lists["refuse"], lend: lists["lend"],
		ending: lists["ending"], thing: lists["thing"],
	}
	x.finders.New = func() any { return new(finder) }
	return x, nil
}

// Table is a cue table in the format of cues.txt; Name is what errors call it.
type Table struct{ Name, Text string }

// Extract sets d.Claims, in the order of the text. Sources that are no mentions yet become some.
func (x *Extractor) Extract(d *doc.Doc) {
	f := x.finders.Get().(*finder)
	defer x.release(f)
	f.find(x, d)
	claims, heads := f.finish()
	f.admit(claims, heads)
	d.Claims.Set(claims)
}

// Candidate is what the rules found, with the features by which the model judges it.
type Candidate struct {
	doc.Claim
	Features []string
}

// Candidates gives all that the rules find, before the model drops any: what the model is trained on.
func (x *Extractor) Candidates(d *doc.Doc) []Candidate {
	f := x.finders.Get().(*finder)
	defer x.release(f)
	f.find(x, d)
	f.judge()
	return f.candidates()
}

func (f *finder) candidates() []Candidate {
	out := make([]Candidate, len(f.claims))
	for i := range f.claims {
		out[i].Claim = f.claims[i]
		var list model.Tally
		f.features(int32(i), &list)
		out[i].Features = list.Names
	}
	return out
}

// release lets go of the document and keeps the space.
func (x *Extractor) release(f *finder) {
	f.d, f.tree, f.claims, f.told = nil, nil, nil, nil
	x.finders.Put(f)
}

// find collects the candidates of a document in f.claims.
func (f *finder) find(x *Extractor, d *doc.Doc) {
	f.reset(x, d)
	f.quotes = findQuotes(d, f.quotes[:0])
	f.indexQuotes()
	for i := range int32(len(d.Tokens)) {
		f.token(f.cues, i)
	}
	f.leftovers()
	f.headlines()
	for _, r := range f.citing {
		f.relay(r.cue, r.at)
	}
}

// finder is the work on one document.
type finder struct {
	*Extractor
	d      *doc.Doc
	tree   *doc.Tree
	quotes []quote
	// quoteMark gives for each token the quotation that it opens or closes, within the innermost one that it stands in, and under
	// the claim with the shortest content that it stands in; indexes, or None.
	quoteMark, within, under []int32
	claims                   []doc.Claim
	hints                    []hint // parallel to claims
	ruled                    int    // how many of the claims the cues gave; those after them come from quotations
	// byHead gives for each token the mention that it heads, inName a name of several words that it stands in; or None.
	byHead, inName []int32
	// cueClaim gives for each token the claim whose cue it is, or None.
	cueClaim []int32
	citing   []pending
	// told are the claims of the document in the second pass, that for attitudes.
	told   []doc.Claim
	second bool
	// ordered is how many of the mentions stand in the order of the text; those that the events added come after them.
	ordered int
}

// hint is what the rules know about a claim beyond the claim itself.
type hint struct {
	shape shape
	cue   string // the cue's words in the table
	weak  bool   // the table calls the cue weak
	noun  bool   // the cue is a noun
	clear bool   // a claim by our conventions or the user's, and too rare for the model to learn that
	head  int32  // of the words that name the source, or None
	word  int32  // the cue's main word
}

// pending is a cue whose claim depends on those of other cues.
type pending struct {
	cue *cue
	at  doc.Range
}

func (f *finder) reset(x *Extractor, d *doc.Doc) {
	f.Extractor, f.d, f.tree = x, d, doc.NewTree(d)
	f.claims, f.hints, f.citing = nil, f.hints[:0], f.citing[:0]
	f.told, f.second, f.ordered = nil, false, 0
	for n := d.Mentions.Len(); f.ordered < n; f.ordered++ {
		if f.ordered > 0 && d.Mentions.At(int32(f.ordered)).Start < d.Mentions.At(int32(f.ordered-1)).Start {
			break
		}
	}
	f.byHead, f.inName = fill(f.byHead, len(d.Tokens)), fill(f.inName, len(d.Tokens))
	f.cueClaim = fill(f.cueClaim, len(d.Tokens))
	for m := range d.Mentions.All() {
		h := d.Mentions.At(int32(m)).Head
		if h < 0 || int(h) >= len(d.Tokens) {
			continue
		}
		if r := d.Mentions.At(int32(m)).Range; d.Mentions.At(int32(m)).Kind == doc.NameMention && r.Len() > 1 {
			for i := r.Start; i < r.End; i++ {
				f.inName[i] = int32(m)
			}
		}
		if old := f.byHead[h]; old < 0 || d.Mentions.At(old).Kind != doc.NameMention {
			f.byHead[h] = int32(m)
		}
	}
}

// fill gives a slice of n times None, in the space of s if it suffices.
func fill(s []int32, n int) []int32 {
	s = slices.Grow(s[:0], n)[:n]
	for i := range s {
		s[i] = doc.None
	}
	return s
}

// token tries the readings of token i in a lexicon as a cue and keeps the first that fits.
func (f *finder) token(lex *lexicon, i int32) {
	t := &f.d.Tokens[i]
	switch t.POS {
	case doc.PUNCT, doc.DET, doc.PRON, doc.NUM, doc.CCONJ, doc.AUX, doc.PROPN:
		return
	}
	if f.denied(i) || f.is(i, "think") && i+1 < int32(len(f.d.Tokens)) && f.d.Lemma(i+1) == "tank" {
		return
	}
	for _, c := range f.readingsIn(lex, i) {
		cueWords, ok := f.matches(c, i)
		if !ok {
			continue
		}
		var found bool
		switch c.kind {
		case verbCue:
			found = f.verb(c, cueWords)
		case nounCue:
			found = f.noun(c, cueWords)
		case prepCue:
			found = f.prep(c, cueWords)
		case adverbCue:
			found = f.adverb(c, cueWords)
		case adjectiveCue:
			found = f.adjective(c, cueWords)
		}
		if found {
			return
		}
	}
}

// readings gives the speech cues that token i may begin.
func (f *finder) readings(i int32) []*cue { return f.readingsIn(f.cues, i) }

// readingsIn gives the cues of a lexicon that token i may begin. Prepositions made of verbs ("according to") are listed as they are
// written, not as the verb's lemma.
func (f *finder) readingsIn(lex *lexicon, i int32) []*cue {
	t := &f.d.Tokens[i]
	if t.Tag == doc.TagVBG && t.Rel == doc.Case {
		return lex.byLemma[strings.ToLower(f.d.Form(i))]
	}
	if found := lex.byLemma[f.d.Lemma(i)]; found != nil || t.POS != doc.VERB && !f.pastForm(i) {
		return found
	}
	return lex.byStem(f.d.Form(i))
}

// matches tells whether the words of a cue stand at token i, and where.
func (f *finder) matches(c *cue, i int32) (doc.Range, bool) {
	pos := f.d.Tokens[i].POS
	switch c.kind {
	case verbCue:
		if pos != doc.VERB && !f.mistagged(i) {
			return doc.Range{}, false
		}
	case nounCue:
		if pos != doc.NOUN {
			return doc.Range{}, false
		}
	case adjectiveCue:
		if t := f.d.Tokens[i].Tag; pos != doc.ADJ && t != doc.TagVBN && t != doc.TagVBD {
			return doc.Range{}, false
		}
	}
	end := i + 1
	for _, w := range c.words[1:] {
		j := f.next(c, w, i, end)
		if j < 0 {
			return doc.Range{}, false
		}
		end = j + 1
	}
	return doc.Range{Start: i, End: end}, true
}

// phraseGap is how many words may stand inside a verb's phrase ("made it very clear", "refer to").
const phraseGap = 4

// next finds the next word of a phrase. In a verb's phrase other words may come between, but the word
// must belong to the verb.
func (f *finder) next(c *cue, w string, head, from int32) int32 {
	to := from + 1
	if c.kind == verbCue {
		to += phraseGap
	}
	for j := from; j < min(to, f.d.SentenceOf(head).End); j++ {
		if f.d.Lemma(j) != w && f.d.Form(j) != w {
			continue
		}
		h := f.d.Tokens[j].Head
		if c.kind != verbCue || h == head || h >= 0 && f.d.Tokens[h].Head == head {
			return j
		}
	}
	return -1
}
