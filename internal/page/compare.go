package page

import (
	"strings"
	"unicode"

	"herodotus/record"
)

// Comparison is two versions of a report, sentence by sentence.
type Comparison struct {
	A, B Version
	Both int // sentences that stand in both, word for word
}

// Version is one of the two.
type Version struct {
	ID, Title, Publisher, Published string
	Sentences                       []Compared
	Only, Changed                   int // sentences
}

// Compared is a sentence and how the other version has it.
type Compared struct {
	Text  string
	State string // same, changed, only
}

// similar is the share of common words from which a sentence counts as a changed version of another.
const similar = 0.5

// Compare sets two reports side by side: what stands in both, what was
// reworded, and what only one of them has.
func Compare(a, b *record.Record) *Comparison {
	wa, wb := sentenceWords(a), sentenceWords(b)
	c := &Comparison{A: version(a, wa, wb), B: version(b, wb, wa)}
	for _, s := range c.A.Sentences {
		if s.State == "same" {
			c.Both++
		}
	}
	return c
}

func version(r *record.Record, own, other [][]string) Version {
	v := Version{ID: r.Document.ID, Title: title(r), Publisher: str(r.Document.Publisher), Published: str(r.Document.Published)}
	for i, s := range r.Sentences {
		x := Compared{Text: oneLine(r.Document.Text[s.Start:s.End]), State: "only"}
		switch best := nearest(own[i], other); {
		case best == 1:
			x.State = "same"
		case best >= similar:
			x.State = "changed"
			v.Changed++
		default:
			v.Only++
		}
		v.Sentences = append(v.Sentences, x)
	}
	return v
}

// sentenceWords gives the words of each sentence without case and punctuation.
func sentenceWords(r *record.Record) [][]string {
	out := make([][]string, len(r.Sentences))
	for i, s := range r.Sentences {
		out[i] = strings.FieldsFunc(strings.ToLower(r.Document.Text[s.Start:s.End]), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	}
	return out
}

// nearest gives the largest Jaccard similarity of the words with one of the
// sentences; 1 only for the same words in the same order.
func nearest(words []string, sentences [][]string) float64 {
	best := 0.0
	own := setOf(words)
	whole := strings.Join(words, " ")
	for _, s := range sentences {
		if strings.Join(s, " ") == whole {
			return 1
		}
		other := setOf(s)
		common := 0
		for w := range own {
			if other[w] {
				common++
			}
		}
		if union := len(own) + len(other) - common; union > 0 {
			best = max(best, min(float64(common)/float64(union), 0.99))
		}
	}
	return best
}

func setOf(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
