package frame

import (
	"fmt"
	"slices"
	"strings"

	"herodotus/internal/vocab"
)

// StepKind is a grammatical relation between a word and an argument.
type StepKind uint8

// The relations, as docs/lexicon.md names them.
const (
	Subj     StepKind = iota + 1 // deep subject: a passive's by-phrase
	Obj                          // deep object: a passive's subject
	Iobj                         // receiver of a verb with two objects
	Poss                         // possessor: "Russia's"
	Mod                          // adjective or compound
	Head                         // the noun that a participle or adjective modifies
	Xcomp                        // infinitive or predicate complement
	Ccomp                        // clause
	Advcl                        // adverbial clause
	Acl                          // participle or infinitive after a noun
	Prt                          // particle or adverb
	Prep                         // what follows a preposition
	Embedded                     // e.a, e.r: participants of the embedded event
)

var stepNames = map[string]StepKind{
	"subj": Subj, "obj": Obj, "iobj": Iobj, "poss": Poss, "mod": Mod, "head": Head,
	"xcomp": Xcomp, "ccomp": Ccomp, "that": Ccomp, "advcl": Advcl, "acl": Acl, "prt": Prt,
}

// prepositions are what a slot may name beside the relations above. The list is closed so that a slip of the pen is found.
var prepositions = strings.Fields(`about above across after against ahead_of along alongside amid among around as as_part_of aboard
	at away_from because_of before behind below beneath beside between beyond by concerning despite down due_to during for
	following from in in_favor_of in_favour_of inside into like near next_to of off on on_behalf_of onto opposite out out_of outside
	over past per regarding since thanks_to than through throughout till to together_with toward towards under
	until unto up upon versus via with within without`)

// Step is one relation on the way from a trigger to an argument.
type Step struct {
	Kind StepKind
	Prep vocab.Word // of Prep
	Role byte       // of Embedded: 'a' or 'r'
}

// Slot is a path of relations: obj.poss is the possessor of the object.
type Slot []Step

// ParseSlot reads a slot as the lexicon writes it.
func ParseSlot(v *vocab.Words, s string) (Slot, error) {
	if s == "e.a" || s == "e.r" {
		return Slot{{Kind: Embedded, Role: s[2]}}, nil
	}
	parts := strings.Split(s, ".")
	if len(parts) > 3 {
		return nil, fmt.Errorf("slot %q has more than three steps", s)
	}
	var out Slot
	for _, p := range parts {
		if k, ok := stepNames[p]; ok {
			out = append(out, Step{Kind: k})
		} else if slices.Contains(prepositions, p) {
			out = append(out, Step{Kind: Prep, Prep: v.Add(p)})
		} else {
			return nil, fmt.Errorf("unknown slot or preposition %q", p)
		}
	}
	return out, nil
}

// SlotText writes the slot back as the lexicon has it.
func SlotText(v *vocab.Words, s Slot) string {
	var b strings.Builder
	for i, st := range s {
		if i > 0 {
			b.WriteByte('.')
		}
		switch st.Kind {
		case Prep:
			b.WriteString(v.String(st.Prep))
		case Embedded:
			b.WriteString("e." + string(st.Role))
		default:
			b.WriteString(stepKindNames[st.Kind])
		}
	}
	return b.String()
}

var stepKindNames = [...]string{Subj: "subj", Obj: "obj", Iobj: "iobj", Poss: "poss", Mod: "mod",
	Head: "head", Xcomp: "xcomp", Ccomp: "ccomp", Advcl: "advcl", Acl: "acl", Prt: "prt"}
