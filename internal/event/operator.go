package event

import (
	_ "embed"
	"fmt"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/ontology"
	"herodotus/internal/table"
	"herodotus/internal/vocab"
)

//go:embed implicatives.txt
var implicativesTable string

// belief is a FactBank value taken apart so that values can be combined.
type belief struct {
	certainty int8 // 3 certain, 2 probable, 1 possible, 0 unsaid
	negative  bool
}

var certain = belief{certainty: 3}

// parseBelief reads a FactBank value.
func parseBelief(s string) (belief, error) {
	switch s {
	case "CT+", "PR+", "PS+", "CT-", "PR-", "PS-":
		level := map[byte]int8{'C': 3, 'P': 1}[s[0]]
		if s[1] == 'R' {
			level = 2
		}
		return belief{level, s[2] == '-'}, nil
	case "Uu":
		return belief{}, nil
	}
	return belief{}, fmt.Errorf("%q is no factuality value", s)
}

// value gives the FactBank value.
func (b belief) value() doc.Value {
	switch b {
	case belief{3, false}:
		return doc.CTPlus
	case belief{3, true}:
		return doc.CTMinus
	case belief{2, false}:
		return doc.PRPlus
	case belief{2, true}:
		return doc.PRMinus
	case belief{1, false}:
		return doc.PSPlus
	case belief{1, true}:
		return doc.PSMinus
	}
	return doc.Uu
}

// under gives what an event of belief b is worth in a context of belief ctx.
func (b belief) under(ctx belief) belief {
	return belief{min(b.certainty, ctx.certainty), b.negative != ctx.negative}
}

// opSlot is where an event stands below an operator, or the operator below the event.
type opSlot struct {
	kind opKind
	prep vocab.Word
}

type opKind uint8

const (
	opXcomp opKind = iota + 1
	opCcomp
	opObj
	opIndefiniteObj
	opSubj
	opAcl
	opAdvcl
	opPrep
	opMod
	opAdv
	opAux
	opDet
	opMark
)

var opKinds = map[string]opKind{"xcomp": opXcomp, "ccomp": opCcomp, "obj": opObj, "obj?": opIndefiniteObj, "subj": opSubj, "acl": opAcl, "advcl": opAdvcl,
	"mod": opMod, "adv": opAdv, "aux": opAux, "det": opDet, "mark": opMark}

// operator is what one word makes of an event in one slot.
type operator struct {
	slot     opSlot
	pos      byte // of the word: 'v', 'n', 'a', or 0 for any
	affirmed belief
	negated  belief
	aux      string
}

// operators are looked up by word. Only words around a trigger are looked up.
type operators map[vocab.Word][]operator

// apply gives the context that the operator makes when it is itself worth gov.
func (o *operator) apply(gov belief) belief {
	b := o.affirmed
	if gov.negative {
		b = o.negated
	}
	if o.affirmed == certain && o.negated == certain {
		return certain // presupposed, whatever becomes of the word
	}
	b.certainty = min(b.certainty, gov.certainty)
	return b
}

// find gives the operator of a word in a slot, or nil.
func (ops operators) find(w vocab.Word, pos byte, slot opSlot) *operator {
	list := ops[w]
	for i := range list {
		if o := &list[i]; o.slot == slot && (o.pos == 0 || o.pos == pos) {
			return o
		}
	}
	return nil
}

func (x *Extractor) loadOperators() error {
	x.ops = operators{}
	var proto []operator
	return table.Rows("implicatives.txt", implicativesTable, func(head bool, f []string) error {
		if head {
			if len(f) < 5 {
				return fmt.Errorf("want SLOTS AFFIRMED NEGATED AUX WORDS")
			}
			var err error
			if proto, err = x.protoOperators(f); err != nil {
				return err
			}
			f = f[4:]
		}
		for _, w := range f {
			x.addOperators(w, proto)
		}
		return nil
	})
}

// protoOperators reads a row's slots and values, all but its words.
func (x *Extractor) protoOperators(f []string) ([]operator, error) {
	affirmed, err := parseBelief(f[1])
	if err != nil {
		return nil, err
	}
	negated, err := parseBelief(f[2])
	if err != nil {
		return nil, err
	}
	aux := strings.TrimPrefix(f[3], "-")
	var out []operator
	for s := range strings.SplitSeq(f[0], ",") {
		slot := opSlot{kind: opKinds[s]}
		if slot.kind == 0 {
			st, err := frame.ParseSlot(x.lex.Vocab, s)
			if err != nil || st[0].Kind != frame.Prep {
				return nil, fmt.Errorf("unknown slot %q", s)
			}
			slot = opSlot{opPrep, st[0].Prep}
		}
		out = append(out, operator{slot, 0, affirmed, negated, aux})
	}
	return out, nil
}

func (x *Extractor) addOperators(w string, proto []operator) {
	pos := byte(0)
	if i := len(w) - 2; i > 0 && w[i] == '.' {
		w, pos = w[:i], w[i+1]
	}
	id := x.lex.Vocab.Add(w)
	for _, o := range proto {
		o.pos = pos
		if o.slot.kind == opMod {
			o.pos = 0 // "pending" is a participle to some taggers
		}
		x.ops[id] = append(x.ops[id], o)
	}
}

// valOperator is what a sense's val= and aux= make of its embedded event.
func valOperator(s *frame.Rule) *operator {
	if s.Val == "" {
		return nil
	}
	b, _ := parseBelief(string(s.Val)) // checked when the lexicon was loaded
	neg := b
	if s.Type != ontology.None && b.certainty > 0 {
		neg.negative = !b.negative
	}
	return &operator{affirmed: b, negated: neg, aux: s.Aux}
}
