package train

import (
	"context"
	"math/rand/v2"

	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/syntax"
)

// tagged is a sentence ready for the training of the parser.
type tagged struct {
	words []doc.Token // with Hash set
	tags  []uint8     // as a tagger gave them that never saw the sentence
	gold  gold
}

// relations lists the relations that occur: the root's first.
func relations(sents []sentence) []doc.Rel {
	var seen [doc.NumRel]bool
	for _, s := range sents {
		for _, t := range s.tokens() {
			seen[t.Rel] = true
		}
	}
	list := []doc.Rel{doc.Root}
	for r := doc.Root + 1; int(r) < doc.NumRel; r++ {
		if seen[r] {
			list = append(list, r)
		}
	}
	return list
}

// parserTrainer holds the two classifiers while they learn.
type parserTrainer struct {
	moves, arcs *Perceptron
	rng         *rand.Rand
	explore     float64 // how often a wrong move of the parser's own is followed
	state       syntax.State
	keys        []uint64
	atoms       [256]uint32
	scores      []int32
}

func trainParser(ctx context.Context, sents []tagged, rels []doc.Rel, epochs int, seed uint64) (*parserTrainer, error) {
	p := &parserTrainer{
		moves: NewPerceptron(), arcs: NewPerceptron(),
		rng: rand.New(rand.NewPCG(seed, 2)), scores: make([]int32, len(rels)),
	}
	order := make([]int, len(sents))
	for i := range order {
		order[i] = i
	}
	for epoch := range epochs {
		p.explore = 0
		if epoch > 0 {
			p.explore = 0.9
		}
		p.rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, n := range order {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			p.sentence(&sents[n])
		}
	}
	return p, nil
}

// sentence parses a training sentence, and learns from each decision.
func (p *parserTrainer) sentence(t *tagged) {
	s := &p.state
	s.Reset(t.words, t.tags)
	for !s.Done() {
		p.keys = s.MoveKeys(p.keys[:0], &p.atoms)
		var sc [3]int32
		p.moves.Score(p.keys, sc[:])
		guess := syntax.BestMove(s, sc)
		best, ok := t.gold.best(s, sc)
		p.moves.Step()
		if ok[guess] {
			best = guess
		} else {
			p.moves.Update(p.keys, int(best), int(guess))
		}
		if guess != best && p.rng.Float64() >= p.explore {
			guess = best
		}
		p.do(t, guess)
	}
}

// do makes a move; where it draws an arc of the gold tree, its relation is learnt.
func (p *parserTrainer) do(t *tagged, m syntax.Move) {
	s := &p.state
	if m == syntax.Shift {
		s.Do(m, 0)
		return
	}
	head, dep := s.Arc(m)
	if int(head) == s.Len() {
		s.Do(m, 0)
		return
	}
	p.keys = s.LabelKeys(p.keys[:0], &p.atoms, head, dep)
	clear(p.scores)
	p.arcs.Score(p.keys, p.scores)
	guess := syntax.Best(p.scores[1:]) + 1
	if right := t.gold.rel[dep]; t.gold.head[dep] == head {
		p.arcs.Step()
		if int(right) != guess {
			p.arcs.Update(p.keys, int(right), guess)
		}
	}
	s.Do(m, uint8(guess))
}

func parserFile(ps []*parserTrainer, rels []doc.Rel, moveFeatures, arcFeatures int) ([]byte, error) {
	var moveParts, arcParts []*Perceptron
	for _, p := range ps {
		moveParts, arcParts = append(moveParts, p.moves), append(arcParts, p.arcs)
	}
	moves, err := model.NewTriples(Rows(moveFeatures, moveParts...))
	if err != nil {
		return nil, err
	}
	arcs, err := model.NewSparse(len(rels), Rows(arcFeatures, arcParts...), model.Quiet)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(rels))
	for i, r := range rels {
		names[i] = r.String()
	}
	f := model.File{Kind: syntax.ParserKind, Sections: []model.Section{
		{Name: "relations", Data: model.AppendStrings(nil, names)},
		{Name: "moves", Data: moves.Append(nil)},
		{Name: "arcs", Data: arcs.Append(nil)},
	}}
	return f.Append(nil), nil
}
