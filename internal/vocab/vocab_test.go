package vocab

import (
	"fmt"
	"testing"

	"herodotus/internal/doc"
)

func TestWords(t *testing.T) {
	v := New()
	a := v.Add("attack")
	if v.Add("attack") != a || v.Find("Attack") != a || v.String(a) != "attack" {
		t.Error("a word has more than one number")
	}
	if v.Find("summit") != 0 || v.Add("") != 0 {
		t.Error("a word that was not added has a number")
	}
	for i := range 5000 { // grows several times
		v.Add(fmt.Sprint("w", i))
	}
	if v.Find("attack") != a || v.Len() != 5002 {
		t.Errorf("after growing: attack %d of %d", v.Find("attack"), v.Len())
	}
}

func TestPreceded(t *testing.T) {
	d := &doc.Doc{Text: "cease - fire", Lemmas: []string{"cease", "-", "fire"},
		Tokens: []doc.Token{{Start: 0, End: 5}, {Start: 6, End: 7, Tag: doc.TagHYPH}, {Start: 8, End: 12}}}
	v := New()
	cease := v.Add("cease")
	var x Text
	x.Number(v, d)
	if !x.Preceded(2, []Word{cease}) || x.Preceded(0, []Word{cease}) || x.Preceded(2, []Word{cease, cease}) || !x.Preceded(0, nil) {
		t.Error("what precedes is not seen")
	}
}

func BenchmarkFind(b *testing.B) {
	v := New()
	for i := range 5000 {
		v.Add(fmt.Sprint("word", i))
	}
	b.ReportAllocs()
	for b.Loop() {
		v.Find("Word4711")
		v.Find("elsewhere")
	}
}
