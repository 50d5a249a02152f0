package train

import (
	"strconv"
	"strings"
	"testing"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
)

func TestAugmentRewritesNames(t *testing.T) {
	const in = `1	Then	then	ADV	RB	_	4	advmod	_	_
2	Ann	Ann	PROPN	NNP	_	4	nsubj	_	_
3	Lee	Lee	PROPN	NNP	_	2	flat	_	_
4	flew	fly	VERB	VBD	_	0	root	_	_
5	to	to	ADP	IN	_	6	case	_	_
6	Rome	Rome	PROPN	NNP	_	4	obl	_	SpaceAfter=No
7	.	.	PUNCT	.	_	4	punct	_	_
`
	docs, err := corpus.ReadConllu(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	names := &worldNames{people: []string{"Ro Mi-na Bo"}, places: []string{"Port Hill"}, demonyms: []string{"Ruritanian"}}
	names.titles, err = readTitles("Prime/NNP/ADJ/amod Minister/NNP/PROPN/nmod:desc\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for seed := range uint64(40) {
		for _, s := range augment(sentences(docs), names, seed) {
			var b strings.Builder
			b.WriteString(s.d.Text)
			for i, tok := range s.tokens() {
				b.WriteString(" " + s.d.Form(int32(i)) + ":" + strconv.Itoa(int(tok.Head)) + ":" + tok.Rel.String())
			}
			got = append(got, b.String())
		}
	}
	for _, want := range []string{
		"Then Ro Mi-na Bo flew to Port Hill. Then:6:advmod Ro:6:nsubj Mi:1:flat -:4:punct na:1:flat Bo:1:flat flew:-1:root to:9:case Port:9:compound Hill:6:obl .:6:punct",
		"Then Ruritanian Prime Minister Bo flew to Port Hill. Then:5:advmod Ruritanian:3:amod Prime:3:amod Minister:4:nmod:desc Bo:5:nsubj flew:-1:root to:8:case Port:8:compound Hill:5:obl .:5:punct",
	} {
		if !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("got\n%s\nwant among them\n%s", strings.Join(got, "\n"), want)
		}
	}
	if docs[0].Tokens[1].Tag != doc.TagNNP || docs[0].Form(1) != "Ann" {
		t.Error("the original changed")
	}
}
