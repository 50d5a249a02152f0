package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"herodotus/internal/doc"
)

// Conllu writes the tokens, tags, trees and names of a document as CoNLL-U.
// Names stand in MISC as NER=B-PER, NER=I-PER; words of several tokens get a
// range line; sentences are numbered from 1 after the document's ID.
func Conllu(w io.Writer, d *doc.Doc) error {
	b := bufio.NewWriter(w)
	names := nameTags(d)
	for i := range d.Sentences {
		writeSentence(b, d, i, names)
	}
	return b.Flush()
}

// nameTags gives each token's name tag in IOB2, "" outside names.
func nameTags(d *doc.Doc) []string {
	tags := make([]string, len(d.Tokens))
	for _, n := range d.Names.All() {
		for i := n.Start; i < n.End; i++ {
			tags[i] = "I-" + n.Type.String()
		}
		if n.Len() > 0 {
			tags[n.Start] = "B-" + n.Type.String()
		}
	}
	return tags
}

func writeSentence(b *bufio.Writer, d *doc.Doc, number int, names []string) {
	s := d.Sentences[number].Range
	if s.Len() == 0 {
		return
	}
	if number == 0 && d.ID != "" {
		fmt.Fprintf(b, "# newdoc id = %s\n", oneLine(d.ID))
	}
	if number > 0 && d.Sentences[number].Para != d.Sentences[number-1].Para {
		b.WriteString("# newpar\n")
	}
	id := strconv.Itoa(number + 1)
	if d.ID != "" {
		id = oneLine(d.ID) + "-" + id
	}
	fmt.Fprintf(b, "# sent_id = %s\n# text = %s\n", id, oneLine(d.Words(s)))
	for i := s.Start; i < s.End; i++ {
		if end := wordEnd(d, s, i); end > i+1 {
			span := d.SpanOf(doc.Range{Start: i, End: end})
			fmt.Fprintf(b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i-s.Start+1, end-s.Start, oneLine(d.TextOf(span)), misc("", spaced(d, end)))
		}
		writeToken(b, d, s, i, names[i])
	}
	b.WriteByte('\n')
}

// wordEnd gives the token after the word of several tokens that begins at i; i+1 where none does.
func wordEnd(d *doc.Doc, s doc.Range, i int32) int32 {
	end := i + 1
	if d.Tokens[i].Flags&doc.WordStart != 0 {
		for end < s.End && d.Tokens[end].Flags&doc.WordInside != 0 {
			end++
		}
	}
	return end
}

// spaced tells whether white space follows the token before i.
func spaced(d *doc.Doc, i int32) bool {
	return int(i) >= len(d.Tokens) || d.Tokens[i].Flags&doc.SpaceBefore != 0
}

func writeToken(b *bufio.Writer, d *doc.Doc, s doc.Range, i int32, name string) {
	t := &d.Tokens[i]
	lemma := "_"
	if int(i) < len(d.Lemmas) {
		lemma = oneLine(d.Lemmas[i])
	}
	head := t.Head - s.Start + 1
	if t.Head == doc.NoHead {
		head = 0
	}
	inWord := t.Flags&(doc.WordStart|doc.WordInside) != 0
	fmt.Fprintf(b, "%d\t%s\t%s\t%s\t%s\t_\t", i-s.Start+1, oneLine(d.Form(i)), lemma, t.POS, t.Tag)
	if t.Rel == doc.NoRel {
		b.WriteString("_\t_")
	} else {
		fmt.Fprintf(b, "%d\t%s", head, t.Rel)
	}
	fmt.Fprintf(b, "\t_\t%s\n", misc(name, inWord || spaced(d, i+1)))
}

func misc(name string, space bool) string {
	switch {
	case name != "" && space:
		return "NER=" + name
	case name != "":
		return "NER=" + name + "|SpaceAfter=No"
	case space:
		return "_"
	}
	return "SpaceAfter=No"
}

// oneLine keeps a value inside its column: white space of any kind becomes a
// space, and nothing at all an underscore.
func oneLine(s string) string {
	if s = strings.Join(strings.Fields(s), " "); s == "" {
		return "_"
	}
	return s
}
