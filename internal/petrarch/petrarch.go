// Package petrarch reads the dictionaries of PETRARCH, PETRARCH2 and UniversalPetrarch (Open Event Data Alliance).
//
// In: the text of a dictionary of actors, agents, verbs or issues. Out: actors and agents as the dictionary has them, for
// the knowledge base; verbs and issues as a lexicon file (docs/lexicon.md). The files come from many hands: input is any
// bytes, and a line that is not understood is told and passed over. docs/petrarch.md tells what is kept, approximated and
// left out.
package petrarch

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// File is a dictionary file: a name for messages and its text.
type File struct{ Name, Text string }

// Warner is told of each line that is passed over.
type Warner func(file string, line int, format string, args ...any)

// row is a line of a dictionary without its comments.
type row struct {
	n    int
	text string
}

// rows gives the lines that hold something: comments after "#" or ";" and between "<!--" and "-->" are taken off, Latin-1
// is made UTF-8.
func rows(text string) iter.Seq[row] {
	return func(yield func(row) bool) {
		n, inside := 0, false
		for line := range strings.Lines(text) {
			n++
			if inside {
				_, rest, ended := strings.Cut(line, "-->")
				if !ended {
					continue
				}
				line, inside = rest, false
			}
			if before, rest, found := strings.Cut(line, "<!--"); found {
				_, after, ended := strings.Cut(rest, "-->")
				line, inside = before+" "+after, !ended
			}
			if line = strings.TrimSpace(uncommented(utf8Line(line))); line != "" && !yield(row{n, line}) {
				return
			}
		}
	}
}

// uncommented cuts a line at the first "#" or ";" outside brackets.
func uncommented(line string) string {
	depth := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '[':
			depth = 1
		case c == ']':
			depth = 0
		case (c == '#' || c == ';') && depth == 0:
			return line[:i]
		}
	}
	return line
}

// utf8Line takes a line that is no UTF-8 for ISO 8859-1, as older dictionaries are.
func utf8Line(line string) string {
	if utf8.ValidString(line) {
		return line
	}
	out := make([]rune, len(line))
	for i := range out {
		out[i] = rune(line[i])
	}
	return string(out)
}

// spaced writes a name with blanks for underscores.
func spaced(name string) string { return strings.Join(strings.FieldsFunc(name, blank), " ") }

// blank tells whether a character parts words.
func blank(r rune) bool { return r == '_' || unicode.IsSpace(r) }
