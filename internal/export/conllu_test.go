package export

import (
	"strings"
	"testing"

	"herodotus/internal/doc"
)

func TestConllu(t *testing.T) {
	d, err := doc.New("They can't go.\nParis")
	if err != nil {
		t.Fatal(err)
	}
	d.ID = "x"
	word := doc.WordStart | doc.SpaceBefore
	d.Tokens = []doc.Token{
		{Start: 0, End: 4, Flags: doc.SpaceBefore, POS: doc.PRON, Tag: doc.TagPRP, Head: 3, Rel: doc.Nsubj},
		{Start: 5, End: 7, Flags: word, POS: doc.AUX, Tag: doc.TagMD, Head: 3, Rel: doc.Aux},
		{Start: 7, End: 10, Flags: doc.WordInside, POS: doc.PART, Tag: doc.TagRB, Head: 3, Rel: doc.Advmod},
		{Start: 11, End: 13, Flags: doc.SpaceBefore, POS: doc.VERB, Tag: doc.TagVB, Head: doc.NoHead, Rel: doc.Root},
		{Start: 13, End: 14, POS: doc.PUNCT, Tag: doc.TagPeriod, Head: 3, Rel: doc.Punct},
		{Start: 15, End: 20, Flags: doc.SpaceBefore, Sent: 1, Head: doc.NoHead},
	}
	d.Lemmas = []string{"they", "can", "not", "go", ".", ""}
	d.Sentences = []doc.Sentence{{Range: doc.Range{Start: 0, End: 5}}, {Range: doc.Range{Start: 5, End: 6}, Para: 1}}
	d.Names.Set([]doc.Name{{Range: doc.Range{Start: 5, End: 6}, Type: doc.GPE}})
	const want = `# newdoc id = x
# sent_id = x-1
# text = They can't go.
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	can't	_	_	_	_	_	_	_	_
2	ca	can	AUX	MD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	go	go	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
# sent_id = x-2
# text = Paris
1	Paris	_	_	_	_	_	_	_	NER=B-GPE

`
	var b strings.Builder
	if err := Conllu(&b, d); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
