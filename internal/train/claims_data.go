package train

import (
	"context"
	"fmt"
	"strings"

	"herodotus/internal/claim"
	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/eval"
	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
)

// answer is a claim of the annotation, in bytes of the text.
type answer struct {
	cues     []doc.Span // where the cue may stand; none when the annotation has none
	content  []doc.Span
	optional bool // may be found or not
}

// claimReader codes annotated texts and labels the candidates found in them.
type claimReader struct {
	coder  *pipeline.Coder
	finder *claim.Extractor
	data   *claimData
	// candidates gives those of a coded document, open the answers that are still to be found among them.
	candidates func(d *doc.Doc) []claim.Candidate
	open       func(d *doc.Doc, list []answer) []answer
}

func newClaimReader() (*claimReader, error) {
	coder, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return nil, err
	}
	finder, err := claim.New()
	if err != nil {
		return nil, err
	}
	return &claimReader{coder: coder, finder: finder}, nil
}

// claims reads all sets for the model of claims.
func (r *claimReader) claims(ctx context.Context, o ClaimOptions) error {
	r.data, r.candidates = &claimData{number: make(map[string]int32)}, r.finder.Candidates
	r.open = func(_ *doc.Doc, list []answer) []answer { return list }
	if err := r.gold(ctx, o.Gold, claimWeights.gold); err != nil {
		return err
	}
	paths, err := caseFiles(o.Cases)
	if err != nil {
		return err
	}
	if err := r.cases(ctx, paths, claimWeights.cases); err != nil {
		return err
	}
	return r.gum(ctx, o.GUM, claimWeights.gum)
}

// attitudes reads all sets for the model of attitudes: of the answers, those that no claim gives already.
func (r *claimReader) attitudes(ctx context.Context, o ClaimOptions) error {
	r.data, r.candidates, r.open = &claimData{number: make(map[string]int32)}, r.finder.AttitudeCandidates, notTold
	if err := r.gold(ctx, o.Gold, attitudeWeights.gold); err != nil {
		return err
	}
	if err := r.cases(ctx, []string{o.Attitudes}, attitudeWeights.cases); err != nil {
		return err
	}
	return r.gum(ctx, o.GUM, attitudeWeights.gum)
}

// notTold gives the answers that none of the document's claims gives.
func notTold(d *doc.Doc, list []answer) []answer {
	var out []answer
	for i := range list {
		told := false
		for _, c := range d.Claims.All() {
			told = told || contentOverlap(d, &list[i], c.Content) >= 0.5
		}
		if !told {
			out = append(out, list[i])
		}
	}
	return out
}

// begin opens a set; the texts read next belong to it.
func (r *claimReader) begin(name string, weight float64) {
	r.data.sets = append(r.data.sets, claimSet{name: name, weight: weight})
}

// text labels the candidates of one text.
func (r *claimReader) text(ctx context.Context, a ingest.Article, answers func(d *doc.Doc) []answer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d, err := r.coder.Annotate(a)
	if err != nil {
		return err
	}
	r.data.add(d, r.open(d, answers(d)), r.candidates(d))
	return nil
}

// gold reads a folder of gold/1 files.
func (r *claimReader) gold(ctx context.Context, dir string, weight float64) error {
	r.begin("gold", weight)
	return eachReport(ctx, dir, func(gold *eval.Gold, a ingest.Article) error {
		return r.text(ctx, a, func(d *doc.Doc) []answer { return goldAnswers(d.Text, gold) })
	})
}

func goldAnswers(text string, gold *eval.Gold) []answer {
	out := make([]answer, len(gold.Claims))
	for i := range gold.Claims {
		g := &gold.Claims[i]
		near := locate(text, g.Near, 0)
		out[i] = answer{optional: g.Optional}
		for _, q := range g.Cue {
			if k := strings.Index(g.Near, q); k >= 0 {
				out[i].cues = append(out[i].cues, doc.Span{Start: near.Start + int32(k), End: near.Start + int32(k+len(q))})
			}
		}
		for _, piece := range g.Content {
			out[i].content = append(out[i].content, locate(text, piece, near.Start))
		}
	}
	return out
}

// cases reads case files.
func (r *claimReader) cases(ctx context.Context, paths []string, weight float64) error {
	if len(paths) == 0 {
		return nil
	}
	r.begin("cases", weight)
	return eachCase(ctx, paths, func(c *corpus.Case, a ingest.Article) error {
		return r.text(ctx, a, func(d *doc.Doc) []answer { return caseAnswers(d.Text, c) })
	})
}

func caseAnswers(text string, c *corpus.Case) []answer {
	out := make([]answer, len(c.Claims))
	for i := range c.Claims {
		g := &c.Claims[i]
		out[i].optional = g.Optional
		for at := 0; ; {
			k := strings.Index(text[at:], g.Cue)
			if k < 0 || g.Cue == "" {
				break
			}
			out[i].cues = append(out[i].cues, doc.Span{Start: int32(at + k), End: int32(at + k + len(g.Cue))})
			at += k + 1
		}
		for _, piece := range g.Content {
			out[i].content = append(out[i].content, locate(text, piece, 0))
		}
	}
	return out
}

// gum reads the train part of GUM's attributions. Denied ones ("have not said why") may be found or not.
func (r *claimReader) gum(ctx context.Context, path string, weight float64) error {
	if path == "" {
		return nil
	}
	list, err := eval.ReadPassages(path, func(p *eval.Passage) bool { return p.Partition == "train" || p.Split == "train" })
	if err != nil {
		return err
	}
	r.begin("GUM", weight)
	for i := range list {
		p := &list[i]
		if err := r.text(ctx, p.Article(), func(*doc.Doc) []answer { return gumAnswers(p) }); err != nil {
			return fmt.Errorf("%s: %w", p.ID, err)
		}
	}
	return nil
}

func gumAnswers(p *eval.Passage) []answer {
	out := make([]answer, len(p.Attributions))
	for i := range p.Attributions {
		g := &p.Attributions[i]
		out[i] = answer{optional: g.Polarity == "negative"}
		for _, x := range g.Content {
			out[i].content = append(out[i].content, doc.Span{Start: int32(x.Start), End: int32(x.End)})
		}
	}
	return out
}

// add labels a document's candidates by the answers that they fit.
func (c *claimData) add(d *doc.Doc, answers []answer, found []claim.Candidate) {
	set := len(c.sets) - 1
	fits := make([]*answer, len(found))
	for _, optional := range []bool{false, true} { // required ones choose first
		for i := range answers {
			a := &answers[i]
			if a.optional != optional {
				continue
			}
			if !optional {
				c.sets[set].required++
			}
			if k := bestCandidate(d, a, found, fits); k >= 0 {
				fits[k] = a
			}
		}
	}
	for k := range found {
		s := sample{doc: c.docs, set: set, weight: c.sets[set].weight, claim: fits[k] != nil, optional: fits[k] != nil && fits[k].optional}
		for _, name := range found[k].Features {
			s.features = append(s.features, c.feature(name))
		}
		c.samples = append(c.samples, s)
	}
	c.docs++
}

// feature gives the number of a feature and counts it.
func (c *claimData) feature(name string) int32 {
	id, ok := c.number[name]
	if !ok {
		id = int32(len(c.names))
		c.number[name] = id
		c.names, c.seen = append(c.names, name), append(c.seen, 0)
	}
	c.seen[id]++
	return id
}

// bestCandidate gives the candidate without an answer yet that fits an answer best, as the scorers have it: by its cue, then
// by the overlap of its content; -1 when none does.
func bestCandidate(d *doc.Doc, a *answer, found []claim.Candidate, fits []*answer) int {
	best, bestScore := -1, 0.0
	for k := range found {
		if fits[k] != nil {
			continue
		}
		cue := false
		at := d.SpanOf(found[k].Cue)
		for _, q := range a.cues {
			cue = cue || at.Overlaps(q)
		}
		f := contentOverlap(d, a, found[k].Content)
		if f < 0.5 && !(cue && (f > 0 || len(a.content) == 0)) {
			continue
		}
		score := f
		if cue {
			score += 2
		}
		if best < 0 || score > bestScore {
			best, bestScore = k, score
		}
	}
	return best
}

// locate gives where needle stands in text: the occurrence nearest to byte at.
func locate(text, needle string, at int32) doc.Span {
	best := doc.Span{}
	for from := 0; from <= len(text); {
		i := strings.Index(text[from:], needle)
		if i < 0 {
			break
		}
		s := doc.Span{Start: int32(from + i), End: int32(from + i + len(needle))}
		if best.Len() == 0 || distance(s.Start, at) < distance(best.Start, at) {
			best = s
		}
		from += i + 1
	}
	return best
}

func distance(a, b int32) int32 { return max(a-b, b-a) }

// contentOverlap gives the Dice coefficient of two contents in bytes.
func contentOverlap(d *doc.Doc, a *answer, content []doc.Range) float64 {
	both, all := 0, 0
	for _, r := range content {
		s := d.SpanOf(r)
		all += s.Len()
		for _, x := range a.content {
			both += max(0, int(min(s.End, x.End)-max(s.Start, x.Start)))
		}
	}
	for _, x := range a.content {
		all += x.Len()
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(both) / float64(all)
}
