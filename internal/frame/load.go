package frame

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"herodotus/internal/ontology"
	"herodotus/internal/vocab"
)

// File is a lexicon file: a name for messages and its text.
type File struct{ Name, Text string }

// SyntaxError is a fault in a lexicon file.
type SyntaxError struct {
	File string
	Line int
	Msg  string
}

// Error gives the fault in the form of a compiler's message.
func (e *SyntaxError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg) }

// Load reads lexicon files (docs/lexicon.md). Those in builtin make up
// one lexicon; each of extra may replace frames and classes of those before
// it. All faults are reported together.
func Load(builtin []File, extra ...File) (*Lexicon, error) {
	l := &loader{vocab: vocab.New(), classes: map[string]*class{}, frames: map[string]*rawFrame{}, lists: map[string]*list{}, roleLists: map[string]Roles{},
		slotsRead: map[string]Slot{}}
	for _, f := range builtin {
		l.scan(f, 0)
	}
	for i, f := range extra {
		l.scan(f, i+1)
	}
	lex := l.build()
	if len(l.errs) > 0 {
		return nil, errors.Join(l.errs...)
	}
	return lex, nil
}

// loader gathers the raw statements of all files before they are resolved, for
// a class may stand in a later file than its use.
type loader struct {
	vocab     *vocab.Words
	classes   map[string]*class
	frames    map[string]*rawFrame
	lists     map[string]*list // lists that were read, by their text
	roleLists map[string]Roles
	slotsRead map[string]Slot
	order     []*rawFrame
	contexts  []ContextWord
	errs      []error
}

// place is a line of a file.
type place struct {
	file string
	line int
}

func (p place) String() string { return p.file + ":" + strconv.Itoa(p.line) }

// class is a named list of words.
type class struct {
	place
	items    []string
	layer    int
	busy     bool // being expanded: a class that holds itself
	resolved *list
}

type rawFrame struct {
	place
	name, typ string
	layer     int
	attrs     []attr
	triggers  []rawTrigger
	examples  []Example
	replaced  bool
}

type rawTrigger struct {
	place
	words []string
	attrs []attr
}

// attr is key=value, perhaps with "!" before it.
type attr struct {
	key, value string
	not        bool
}

func (l *loader) fail(p place, format string, args ...any) {
	l.errs = append(l.errs, &SyntaxError{p.file, p.line, fmt.Sprintf(format, args...)})
}

// scan splits a file into classes, frames, triggers and examples.
func (l *loader) scan(f File, layer int) {
	if !utf8.ValidString(f.Text) {
		l.fail(place{f.Name, 1}, "not UTF-8")
		return
	}
	at := place{file: f.Name}
	var frame *rawFrame
	var open *class
	for raw := range strings.Lines(f.Text) {
		at.line++
		body, example := splitLine(raw)
		indented := raw[0] == ' ' || raw[0] == '\t'
		fields := strings.Fields(body)
		switch {
		case len(fields) == 0:
		case !indented && fields[0] == "frame":
			frame, open = l.scanFrame(at, fields[1:], layer), nil
		case !indented && fields[0] == "class":
			frame, open = nil, l.scanClass(at, strings.TrimSpace(body)[len("class"):], layer)
		case !indented && fields[0] == "context":
			frame, open = nil, nil
			l.scanContext(at, strings.TrimSpace(body)[len("context"):])
		case !indented:
			l.fail(at, "a line begins with frame, class, context or white space, not with %q", fields[0])
			frame, open = nil, nil
		case open != nil:
			open.items = append(open.items, splitList(body)...)
		case frame != nil:
			l.scanTrigger(at, frame, fields)
		default:
			l.fail(at, "a trigger line without a frame above it")
		}
		if example != "" {
			if frame == nil {
				l.fail(at, "an example without a frame above it")
				continue
			}
			frame.examples = append(frame.examples, Example{f.Name, frame.name, frame.typ, example, at.line})
		}
	}
}

// splitLine takes comment and example off a line.
func splitLine(raw string) (body, example string) {
	raw = strings.TrimRight(raw, "\r\n")
	for i := 0; i < len(raw); i++ {
		if i > 0 && raw[i-1] != ' ' && raw[i-1] != '\t' {
			continue
		}
		switch raw[i] {
		case '#':
			return raw[:i], ""
		case '>':
			return raw[:i], strings.TrimSpace(raw[i+1:])
		}
	}
	return raw, ""
}

func splitList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
}

// scanClass reads "NAME = word, word" or, to add to a class of an earlier layer, "NAME += word".
func (l *loader) scanClass(at place, def string, layer int) *class {
	name, items, ok := strings.Cut(def, "=")
	add := strings.HasSuffix(strings.TrimSpace(name), "+")
	name = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(name), "+"))
	if !ok || name == "" || strings.ContainsAny(name, " \t%") {
		l.fail(at, "a class is: class NAME = word, word")
		return nil
	}
	old := l.classes[name]
	c := &class{place: at, items: splitList(items), layer: layer}
	switch {
	case old != nil && add:
		c.items = append(slices.Clone(old.items), c.items...)
	case old != nil && old.layer == layer:
		l.fail(at, "class %s stands already at %s", name, old.place)
	}
	l.classes[name] = c
	return c
}

// scanContext reads "context NAME = word, two_words" of a lexicon file: words
// that speak of a context, beside those of contexts.txt.
func (l *loader) scanContext(at place, def string) {
	name, items, ok := strings.Cut(def, "=")
	name = strings.TrimSpace(name)
	if !ok || !ontology.IsContext(name) {
		l.fail(at, "a context is: context NAME = word, word, NAME one of PLOVER's")
		return
	}
	for _, w := range splitList(items) {
		l.contexts = append(l.contexts, ContextWord{Words: strings.ToLower(w), Context: name})
	}
}

func (l *loader) scanFrame(at place, f []string, layer int) *rawFrame {
	if len(f) < 2 {
		l.fail(at, "a frame is: frame NAME TYPE key=value")
		return &rawFrame{place: at, replaced: true}
	}
	fr := &rawFrame{place: at, name: f[0], typ: f[1], layer: layer, attrs: l.scanAttrs(at, f[2:])}
	if old := l.frames[fr.name]; old != nil {
		if old.layer == layer {
			l.fail(at, "frame %s stands already at %s", fr.name, old.place)
		}
		old.replaced = true
	}
	l.frames[fr.name] = fr
	l.order = append(l.order, fr)
	return fr
}

func (l *loader) scanTrigger(at place, fr *rawFrame, f []string) {
	n := 0
	for n < len(f) && f[n][0] != '!' && f[n] != "sym" && !strings.Contains(f[n], "=") {
		n++
	}
	if n == 0 {
		l.fail(at, "a trigger line begins with lemma.v, lemma.n or lemma.a")
		return
	}
	fr.triggers = append(fr.triggers, rawTrigger{at, f[:n], l.scanAttrs(at, f[n:])})
}

func (l *loader) scanAttrs(at place, fields []string) []attr {
	var out []attr
	for _, f := range fields {
		key, value, ok := strings.Cut(strings.TrimPrefix(f, "!"), "=")
		a := attr{key, value, f[0] == '!'}
		if key != "sym" && (!ok || value == "" || key == "") {
			l.fail(at, "want key=value, not %q", f)
			continue
		}
		if slices.ContainsFunc(out, a.sameKey) {
			l.fail(at, "%q stands twice in the line", key)
		}
		out = append(out, a)
	}
	return out
}

func (a attr) sameKey(b attr) bool { return a.key == b.key && a.not == b.not }

// merge lays a trigger line's attributes over its frame's.
func merge(frame, line []attr) []attr {
	if len(frame) == 0 {
		return line
	}
	var out []attr
	for _, a := range frame {
		if !slices.ContainsFunc(line, a.sameKey) && !(a.key == "sym" && oneSided(line)) {
			out = append(out, a)
		}
	}
	return append(out, line...)
}

// oneSided tells whether a line names an actor and a recipient apart, so that
// what it signifies is not mutual although its frame may be.
func oneSided(line []attr) bool {
	actor, other := false, false
	for _, a := range line {
		actor = actor || a.key == "a" && !strings.Contains(a.value, "+")
		other = other || a.key == "r"
	}
	return actor && other
}

// ContextWord is a word, or several joined by "_", that speaks of a context of PLOVER.
type ContextWord struct{ Words, Context string }
