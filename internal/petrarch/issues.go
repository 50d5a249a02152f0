package petrarch

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"herodotus/internal/ontology"
)

//go:embed issues.txt
var issuesTable string

// issueContexts parses issues.txt when the first issue file asks for it; a test reads it as well.
var issueContexts = sync.OnceValues(func() (map[string][]string, error) {
	out := map[string][]string{}
	n := 0
	for line := range strings.Lines(issuesTable) {
		n++
		body, _, _ := strings.Cut(line, "#")
		f := strings.Fields(body)
		if len(f) == 0 {
			continue
		}
		for _, c := range f[1:] {
			if !ontology.IsContext(c) {
				return nil, fmt.Errorf("issues.txt:%d: %q is no context", n, c)
			}
		}
		if len(f) < 2 || out[f[0]] != nil {
			return nil, fmt.Errorf("issues.txt:%d: want one row ISSUE CONTEXT …", n)
		}
		out[f[0]] = f[1:]
	}
	return out, nil
})

// Issues turns an issue file into the text of a lexicon file that adds its phrases to
// PLOVER's contexts. Lines that are passed over are told as "file:line: reason",
// an issue without context once.
//
//	<ISSUE CATEGORY="CRIME" TYPE="ALL">
//	n:smuggler [TRAFFICKING]      n: and v: tell the part of speech, + joins words
//	~gang of four                 what is no instance of the issue
func Issues(f File) (lexicon string, warnings []string) {
	known, err := issueContexts()
	if err != nil {
		return "", []string{err.Error()}
	}
	r := issueReader{file: f.Name, known: known, told: map[string]bool{}}
	for _, l := range capitals(f.Text) {
		r.line(l)
	}
	if r.excluded > 0 {
		r.warn(r.firstExcluded, "phrases that are no instance of an issue (~) are not looked at; there are %d", r.excluded)
	}
	return r.out.String(), r.warnings
}

type issueReader struct {
	file                    string
	known                   map[string][]string
	category                string
	told                    map[string]bool // issues without context that were told
	excluded, firstExcluded int
	out                     strings.Builder
	warnings                []string
}

func (r *issueReader) warn(line int, format string, args ...any) {
	r.warnings = append(r.warnings, fmt.Sprintf("%s:%d: %s", r.file, line, fmt.Sprintf(format, args...)))
}

func (r *issueReader) line(l row) {
	switch {
	case l.text[0] == '<':
		r.category = ""
		if _, rest, ok := strings.Cut(l.text, `CATEGORY="`); ok {
			r.category, _, _ = strings.Cut(rest, `"`)
		}
		return
	case l.text[0] == '~':
		if r.excluded++; r.excluded == 1 {
			r.firstExcluded = l.n
		}
		return
	}
	phrase, rest, _ := strings.Cut(l.text, "[")
	issue, _, _ := strings.Cut(rest, "]")
	contexts := r.contexts(strings.TrimSpace(issue))
	if contexts == nil {
		name := issue + " of " + r.category
		if !r.told[name] {
			r.told[name] = true
			r.warn(l.n, "PLOVER has no context for the issue %s", strings.TrimSuffix(strings.TrimPrefix(name, " of "), " of "))
		}
		return
	}
	var words []string
	for _, w := range strings.FieldsFunc(strings.ToLower(phrase), blank) {
		if len(w) > 2 && w[1] == ':' {
			w = w[2:]
		}
		w = strings.Trim(strings.ReplaceAll(w, "+", "-"), "-.")
		if !isWord(w) {
			r.warn(l.n, "%q is no word", w)
			return
		}
		words = append(words, w)
	}
	if len(words) == 0 {
		r.warn(l.n, "an issue without words")
		return
	}
	for _, c := range contexts {
		fmt.Fprintf(&r.out, "context %s = %s\n", c, strings.Join(forms(words), ", "))
	}
}

// contexts gives the contexts of an issue, or of its category where it has none.
func (r *issueReader) contexts(issue string) []string {
	for _, name := range [2]string{issue, r.category} {
		name = strings.TrimPrefix(name, "ID_")
		if c := r.known[name]; c != nil {
			return c
		}
		if c := strings.ToLower(name); ontology.IsContext(c) {
			return []string{c}
		}
	}
	return nil
}
