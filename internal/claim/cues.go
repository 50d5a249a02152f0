package claim

import (
	"fmt"
	"slices"
	"strings"

	"herodotus/internal/doc"
)

// cueKind is the part of speech that a cue must have.
type cueKind uint8

const (
	verbCue cueKind = iota
	nounCue
	prepCue
	adverbCue
	adjectiveCue
)

var cueKinds = map[string]cueKind{"verb": verbCue, "noun": nounCue, "prep": prepCue, "adverb": adverbCue, "adj": adjectiveCue}

// shape is where a cue's content stands; cues.txt explains each.
type shape uint8

const (
	thatClause shape = iota
	whClause
	quotation
	infinitive
	objInfinitive
	gerund
	object
	passiveInfinitive
	objPredicate
	objPhrase // object and a prepositional phrase
	phrase    // prepositional phrase
	clause    // the clause that an adverb or preposition modifies
	raised    // object and infinitive, both of which are content
	relayed   // what the noun before a passive says
)

var shapes = map[string]shape{"that": thatClause, "wh": whClause, "quote": quotation, "inf": infinitive,
	"obj+inf": objInfinitive, "ing": gerund, "np": object, "obj+pred": objPredicate,
	"be+inf": passiveInfinitive, "clause": clause, "said": relayed, "acc+inf": raised}

// shapeNames are those of the table, for features and explanations.
var shapeNames = [...]string{thatClause: "that", whClause: "wh", quotation: "quote", infinitive: "inf", objInfinitive: "obj+inf",
	gerund: "ing", object: "np", passiveInfinitive: "be+inf", objPredicate: "obj+pred", objPhrase: "obj+phrase", phrase: "phrase",
	clause: "clause", relayed: "said", raised: "acc+inf"}

// frame is a shape with its preposition.
type frame struct {
	shape shape
	prep  string
}

// cue is one reading of a cue word or phrase.
type cue struct {
	words  []string // lemmas; words[0] is the one looked up
	name   string   // the words as one
	kind   cueKind
	act    string
	commit doc.Value
	frames []frame
	source string // "" the subject; "obj" the object; else a preposition
	toObj  bool   // the object is the addressee
	needs  bool   // noun: needs a source of its own or a verb that lends one
	lent   bool   // noun: needs a verb that lends one
	weak   bool   // taken only when the source is a person, a body or a document
	line   int    // of the table, for explanations
	own    bool   // from a user's table
}

// has tells whether the cue takes content of that shape.
func (c *cue) has(s shape) bool {
	for _, f := range c.frames {
		if f.shape == s {
			return true
		}
	}
	return false
}

// lexicon finds the readings of a cue by its first word.
type lexicon struct {
	byLemma map[string][]*cue
	size    int
}

// read adds a table in the format that cues.txt describes, the user's own or a built-in one. Errors name the line.
func (l *lexicon) read(name, table string, own bool) error {
	var proto *cue
	for n, line := range strings.Split(table, "\n") {
		if i := strings.IndexByte(line, '#'); i >= 0 {
			line = line[:i]
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		words := line
		if line[0] != ' ' && line[0] != '\t' {
			head, rest, ok := strings.Cut(line, ":")
			if !ok {
				return fmt.Errorf("%s:%d: no colon after the frames", name, n+1)
			}
			p, err := parseHead(strings.Fields(head))
			if err != nil {
				return fmt.Errorf("%s:%d: %w", name, n+1, err)
			}
			p.line, p.own = n+1, own
			proto, words = p, rest
		}
		if proto == nil {
			return fmt.Errorf("%s:%d: a continuation line before any cue line", name, n+1)
		}
		if err := l.add(proto, words); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n+1, err)
		}
	}
	return nil
}

// add enters each of the comma-separated cues as a reading like proto.
func (l *lexicon) add(proto *cue, words string) error {
	for entry := range strings.SplitSeq(words, ",") {
		fields := strings.Fields(entry)
		if len(fields) == 0 {
			continue // the comma at a line's end
		}
		for _, old := range l.byLemma[fields[0]] {
			if old.line == proto.line && old.name == strings.Join(fields, " ") {
				return fmt.Errorf("cue %q stands twice in one list", old.name)
			}
		}
		c := *proto
		c.words, c.name = fields, strings.Join(fields, " ")
		l.byLemma[fields[0]] = append(l.byLemma[fields[0]], &c)
		l.size++
	}
	return nil
}

// endings are those of regular verbs, with what the base form has instead.
var endings = [...][2]string{{"ed", ""}, {"ed", "e"}, {"ing", ""}, {"ing", "e"}, {"s", ""}, {"es", ""},
	{"ied", "y"}, {"ies", "y"}}

// irregular gives the verb of a past form without "ed" that can be nothing else, or "".
func irregular(form string) string {
	switch form {
	case "said":
		return "say"
	case "told":
		return "tell"
	case "wrote":
		return "write"
	case "swore":
		return "swear"
	case "spoke":
		return "speak"
	case "read":
		return "read"
	}
	return ""
}

// byStem finds the readings of a verb form whose lemma is not right: lemmatisers fail on rare verbs, and on
// those that the tagger took for something else.
func (l *lexicon) byStem(form string) []*cue {
	if verb := irregular(form); verb != "" {
		return l.byLemma[verb]
	}
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(form, e[0]); ok {
			if found := l.byLemma[stem+e[1]]; found != nil {
				return found
			}
		}
	}
	return nil
}

// parseHead reads what stands before the colon: KIND ACT COMMIT FRAME…
func parseHead(fields []string) (*cue, error) {
	if len(fields) < 4 {
		return nil, fmt.Errorf("want kind, act, commitment and at least one frame, have %d fields", len(fields))
	}
	kind, ok := cueKinds[fields[0]]
	if !ok {
		return nil, fmt.Errorf("unknown kind %q", fields[0])
	}
	c := &cue{kind: kind, act: fields[1], commit: doc.Value(fields[2])}
	switch c.commit {
	case doc.CTPlus, doc.CTMinus, doc.PRPlus, doc.PRMinus, doc.PSPlus, doc.PSMinus, doc.Uu:
	default:
		return nil, fmt.Errorf("unknown commitment %q", fields[2])
	}
	for _, f := range fields[3:] {
		if err := c.option(f); err != nil {
			return nil, err
		}
	}
	if len(c.frames) == 0 {
		return nil, fmt.Errorf("no frame says where the content stands")
	}
	return c, nil
}

// option reads one frame or one word about the participants.
func (c *cue) option(f string) error {
	s, isShape := shapes[f]
	prep, isPhrase := strings.CutPrefix(f, "obj+")
	switch source, isSource := strings.CutPrefix(f, "src="); {
	case f == "to=obj":
		c.toObj = true
	case f == "support":
		c.needs = true
	case f == "lent":
		c.lent = true
	case f == "weak":
		c.weak = true
	case isSource && source != "":
		c.source = source
	case isShape:
		c.frames = append(c.frames, frame{shape: s})
	case isPhrase && word(prep):
		c.frames = append(c.frames, frame{objPhrase, prep})
	case word(f):
		c.frames = append(c.frames, frame{phrase, f})
	default:
		return fmt.Errorf("unknown frame %q", f)
	}
	return nil
}

// word tells whether s can be a preposition: lower-case letters only.
func word(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}

// loadCues reads tables in order, the last of which is built in; readings of earlier tables come first, and longer phrases before
// shorter.
func loadCues(tables []Table) (*lexicon, error) {
	lex := &lexicon{byLemma: make(map[string][]*cue, 1024)}
	for i, t := range tables {
		if err := lex.read(t.Name, t.Text, i+1 < len(tables)); err != nil {
			return nil, err
		}
	}
	for _, readings := range lex.byLemma {
		slices.SortStableFunc(readings, func(a, b *cue) int { return len(b.words) - len(a.words) })
	}
	return lex, nil
}

// parseLists reads a table of named word lists.
func parseLists(name, table string) (map[string]map[string]bool, error) {
	lists := make(map[string]map[string]bool)
	var list map[string]bool
	for n, line := range strings.Split(table, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if line[0] != ' ' && line[0] != '\t' {
			key, rest, ok := strings.Cut(line, ":")
			if !ok {
				return nil, fmt.Errorf("%s:%d: no colon after the list's name", name, n+1)
			}
			list = make(map[string]bool)
			lists[key], line = list, rest
		}
		if list == nil {
			return nil, fmt.Errorf("%s:%d: a continuation line before any list", name, n+1)
		}
		for w := range strings.SplitSeq(line, ",") {
			if w = strings.TrimSpace(w); w != "" {
				list[w] = true
			}
		}
	}
	return lists, nil
}
