package kb

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
)

// Match is something that Find found in a text.
type Match struct {
	Span  doc.Span
	Text  string
	Entry *doc.Entry // nil for roles and bodies that could not be resolved
	Known doc.Known
	Why   string // what the match rests on
}

// Find explains what the knowledge base makes of a short text on a day: first
// whom its roles stand for ("North Korean number one"), then each stretch that
// it recognises.
func (b *Base) Find(text string, on time.Time) []Match {
	d := split(text)
	b.Annotate(d)
	known := d.Known.All()
	var ms []Match
	for i := range known {
		if m, ok := b.incumbent(d, known, i, on); ok {
			ms = append(ms, m)
		}
	}
	for i := range known {
		span := d.SpanOf(known[i].Range)
		ms = append(ms, Match{Span: span, Text: d.TextOf(span), Entry: known[i].Entry, Known: known[i], Why: b.why(&known[i], on)})
	}
	return ms
}

// incumbent resolves the role known[i] by the state named before or after it.
func (b *Base) incumbent(d *doc.Doc, known []doc.Known, i int, on time.Time) (Match, bool) {
	role := known[i]
	if role.Sense != doc.SenseRole || role.Office == "" || role.Plural || role.Sector == "ELI" {
		return Match{}, false
	}
	if of := b.entries[b.sole[role.Office]]; of != nil {
		if e, o := b.holder(of.Key, role.Office, on); e != nil {
			span := d.SpanOf(role.Range)
			why := fmt.Sprintf("%q asks for the %s, and %s was that%s", d.Words(role.Range), role.Office, e.Name, since(o))
			return Match{Span: span, Text: d.TextOf(span), Entry: e, Known: role, Why: why}, true
		}
	}
	for j := range known {
		of := known[j]
		if of.Entry == nil || of.Entry.Type == doc.PER {
			continue
		}
		r := doc.Range{Start: min(of.Start, role.Start), End: max(of.End, role.End)}
		if !joined(d, of.Range, role.Range) {
			continue
		}
		e, o := b.holder(of.Entry.Key, role.Office, on)
		if e == nil {
			continue
		}
		span := d.SpanOf(r)
		why := fmt.Sprintf("%q is %s (%s), %q asks for its %s, and %s was %s of %s%s", d.Words(of.Range), of.Entry.Name,
			of.Entry.Key, d.Words(role.Range), role.Office, e.Name, o.Title, of.Entry.Name, since(o))
		return Match{Span: span, Text: d.TextOf(span), Entry: e, Known: role, Why: why}, true
	}
	return Match{}, false
}

// joined tells whether "X role", "X's role" or "role of X" stands there.
func joined(d *doc.Doc, of, role doc.Range) bool {
	between := doc.Range{Start: of.End, End: role.Start}
	if of.Start < role.Start && of.Has(role.Start) { // "European Commission president"
		return true
	}
	if role.Start >= of.End {
		w := strings.ToLower(d.Words(between))
		return between.Len() == 0 || w == "'s" || w == "’s" || w == "'" || w == "’"
	}
	between = doc.Range{Start: role.End, End: of.Start}
	w := strings.ToLower(d.Words(between))
	return between.Len() > 0 && (w == "of" || w == "of the" || w == "in" || w == "for")
}

// since puts an office's days into words.
func since(o *doc.Office) string {
	const layout = "2 January 2006"
	var s string
	if !o.From.IsZero() {
		s = " from " + o.From.Format(layout)
	}
	if !o.To.IsZero() {
		s += " until " + o.To.Format(layout)
	}
	return s
}

// why tells what a recognised stretch rests on.
func (b *Base) why(k *doc.Known, on time.Time) string {
	switch k.Sense {
	case doc.SenseDemonym:
		return "adjective or inhabitant of " + k.Entry.Name
	case doc.SenseCapital:
		return "capital of " + k.Entry.Name
	case doc.SenseSeat:
		return "seat of " + k.Entry.Name
	case doc.SenseRole:
		if k.Office != "" {
			return fmt.Sprintf("role of sector %s, office %q", k.Sector, k.Office)
		}
		return "role of sector " + k.Sector
	case doc.SenseBody:
		return "body of sector " + k.Sector
	}
	if o := b.OfficeOf(k.Entry, on); o != nil {
		return fmt.Sprintf("name of %s, %s of %s%s", k.Entry.Name, o.Title, o.Of, since(o))
	}
	return "name of " + k.Entry.Name
}

// split makes a document of one sentence: words between spaces, punctuation
// and 's off as tokens. It serves short questions, not articles.
func split(text string) *doc.Doc {
	d := &doc.Doc{Text: text}
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(c) {
			i += size
			continue
		}
		end := i + wordLen(text[i:])
		d.Tokens = append(d.Tokens, doc.Token{Start: int32(i), End: int32(end), Head: doc.NoHead})
		i = end
	}
	d.Lemmas = make([]string, len(d.Tokens))
	d.Sentences = []doc.Sentence{{Range: doc.Range{End: int32(len(d.Tokens))}}}
	return d
}

// wordLen gives the length of the token that a text without leading space begins with.
func wordLen(s string) int {
	for _, suffix := range []string{"'s", "’s"} {
		if strings.HasPrefix(s, suffix) {
			return len(suffix)
		}
	}
	for i, c := range s {
		letter := unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c)
		switch {
		case letter, c == '-' && i > 0, c == '.' && i > 0 && i+1 < len(s) && s[i+1] != ' ',
			c == '.' && i > 0 && (strings.ContainsRune(s[:i], '.') || abbreviates(s[:i])), c == '&' && i > 0:
		case (c == '\'' || c == '’') && i > 0 && !strings.HasPrefix(s[i:], "'s") && !strings.HasPrefix(s[i:], "’s"):
		case i == 0:
			_, size := utf8.DecodeRuneInString(s)
			return size
		default:
			return i
		}
	}
	return len(s)
}

// abbreviates tells whether a dot after the word belongs to it: initials and titles.
func abbreviates(word string) bool {
	switch word {
	case "Mr", "Mrs", "Ms", "Dr", "Gen", "Gov", "Sen", "Rep", "St", "Jr":
		return true
	}
	return len(word) == 1 && 'A' <= word[0] && word[0] <= 'Z'
}
