package event

import (
	"fmt"
	"slices"
	"strings"

	"herodotus/internal/vocab"
)

// stepKind is a grammatical relation between a word and an argument.
type stepKind uint8

const (
	stepSubj  stepKind = iota + 1 // deep subject: a passive's by-phrase
	stepObj                       // deep object: a passive's subject
	stepIobj                      // receiver of a verb with two objects
	stepPoss                      // possessor: "Russia's"
	stepMod                       // adjective or compound
	stepHead                      // the noun that a participle or adjective modifies
	stepXcomp                     // infinitive or predicate complement
	stepCcomp                     // clause
	stepAdvcl                     // adverbial clause
	stepAcl                       // participle or infinitive after a noun
	stepPrt                       // particle or adverb
	stepPrep                      // what follows a preposition
	stepEvent                     // e.a, e.r: participants of the embedded event
)

var stepNames = map[string]stepKind{
	"subj": stepSubj, "obj": stepObj, "iobj": stepIobj, "poss": stepPoss, "mod": stepMod, "head": stepHead,
	"xcomp": stepXcomp, "ccomp": stepCcomp, "that": stepCcomp, "advcl": stepAdvcl, "acl": stepAcl, "prt": stepPrt,
}

// prepositions are what a slot may name beside the relations above. The list is closed so that a slip of the pen is found.
var prepositions = strings.Fields(`about above across after against ahead_of along alongside amid among around as as_part_of aboard
	at away_from because_of before behind below beneath beside between beyond by concerning despite down due_to during for
	following from in in_favor_of in_favour_of inside into like near next_to of off on on_behalf_of onto opposite out out_of outside
	over past per regarding since thanks_to than through throughout till to together_with toward towards under
	until unto up upon versus via with within without`)

// step is one relation on the way from a trigger to an argument.
type step struct {
	kind stepKind
	prep vocab.Word // of stepPrep
	role byte       // of stepEvent: 'a' or 'r'
}

// slot is a path of relations: obj.poss is the possessor of the object.
type slot []step

// parseSlot reads a slot as the lexicon writes it.
func parseSlot(v *vocab.Words, s string) (slot, error) {
	if s == "e.a" || s == "e.r" {
		return slot{{kind: stepEvent, role: s[2]}}, nil
	}
	parts := strings.Split(s, ".")
	if len(parts) > 3 {
		return nil, fmt.Errorf("slot %q has more than three steps", s)
	}
	var out slot
	for _, p := range parts {
		if k, ok := stepNames[p]; ok {
			out = append(out, step{kind: k})
		} else if slices.Contains(prepositions, p) {
			out = append(out, step{kind: stepPrep, prep: v.Add(p)})
		} else {
			return nil, fmt.Errorf("unknown slot or preposition %q", p)
		}
	}
	return out, nil
}

// slotText writes the slot back as the lexicon has it.
func slotText(v *vocab.Words, s slot) string {
	var b strings.Builder
	for i, st := range s {
		if i > 0 {
			b.WriteByte('.')
		}
		switch st.kind {
		case stepPrep:
			b.WriteString(v.String(st.prep))
		case stepEvent:
			b.WriteString("e." + string(st.role))
		default:
			b.WriteString(stepKindNames[st.kind])
		}
	}
	return b.String()
}

var stepKindNames = [...]string{stepSubj: "subj", stepObj: "obj", stepIobj: "iobj", stepPoss: "poss", stepMod: "mod",
	stepHead: "head", stepXcomp: "xcomp", stepCcomp: "ccomp", stepAdvcl: "advcl", stepAcl: "acl", stepPrt: "prt"}
