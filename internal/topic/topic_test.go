package topic

import (
	"fmt"
	"strings"
	"testing"

	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/vocab"
)

// sentence makes a document of one sentence of lower-case words.
func sentence(text string) *doc.Doc {
	d := &doc.Doc{Text: text}
	at := int32(0)
	for w := range strings.FieldsSeq(text) {
		d.Tokens = append(d.Tokens, doc.Token{Start: at, End: at + int32(len(w))})
		d.Lemmas = append(d.Lemmas, w)
		at += int32(len(w)) + 1
	}
	d.Sentences = []doc.Sentence{{Range: doc.Range{End: int32(len(d.Tokens))}}}
	return d
}

func contexts(t *testing.T, text string, given []string, more ...Entry) string {
	t.Helper()
	v := vocab.New()
	f, err := New(v, more)
	if err != nil {
		t.Fatal(err)
	}
	d := sentence(text)
	var words vocab.Text
	words.Number(v, d)
	var c Counter
	c.Reset(f, d, &words)
	return fmt.Sprint(c.At(Event{Type: "CONSULT", Contexts: given}))
}

func TestContexts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"soldiers guard the ballot and the voter in the election", "[election]"},
		{"the army lost a tank", "[military]"},
		{"the lamp is blue", "[]"},
	} {
		if got := contexts(t, c.text, nil); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
	if got := contexts(t, "the army lost a tank", []string{"legal"}); got != "[military legal]" { // the frame's stays, the likelier goes before
		t.Errorf("with one given: %s", got)
	}
	if got := contexts(t, "the barley crate rots", nil, Entry{"barley_crate", "economic"}); got != "[economic]" {
		t.Errorf("with an entry of one's own: %s", got)
	}
	if _, err := New(vocab.New(), []Entry{{"rain", "weather"}}); err == nil {
		t.Error("an unknown context is taken")
	}
}

// TestJudge: what an event is judged by are the weights of the features that training lists.
func TestJudge(t *testing.T) {
	weights, err := model.ReadNamed("weights.txt", weightsTable)
	if err != nil {
		t.Fatal(err)
	}
	v := vocab.New()
	f, err := New(v, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := sentence("the army and the court guard the election of a minister")
	for i := range d.Tokens {
		d.Tokens[i].POS = doc.NOUN
	}
	var words vocab.Text
	words.Number(v, d)
	var c Counter
	c.Reset(f, d, &words)
	e := Event{Token: 5, Type: "MOBILIZE", Contexts: []string{"legal"}}
	view := c.view(e)
	sums := f.judge.sums(&view)
	for i, b := range c.Ballots(e) {
		want := float32(0)
		for _, name := range b.Features {
			want += weights.At(model.NameOf(name))
		}
		if diff := want - sums[i]; diff > 1e-4 || diff < -1e-4 {
			t.Errorf("%s: %f, want %f of %q", b.Context, sums[i], want, b.Features)
		}
	}
}
