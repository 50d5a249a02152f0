package corpus

import (
	"strings"
	"testing"

	"herodotus/internal/doc"
)

// sampleConllu has what CoNLL-U files have: two documents, paragraphs, words of
// several tokens whose forms do and do not make up the surface, an empty node.
const sampleConllu = `# newdoc id = first
# newpar
# sent_id = first-1
# text = They don't.
1	They	they	PRON	PRP	_	2	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	SpaceAfter=No
2	do	do	AUX	VBP	_	0	root	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
3.1	agree	agree	VERB	VB	_	_	_	2:dep	_
4	.	.	PUNCT	.	_	2	punct	_	_

# newpar
1-2	zum	_	_	_	_	_	_	_	_
1	zu	zu	ADP	IN	_	3	case	_	_
2	dem	der	DET	DT	_	3	det	_	_
3	Haus	Haus	NOUN	NN	_	0	root	_	SpaceAfter=No
4	!	!	PUNCT	.	_	3	punct	_	_

# newdoc id = second
1	Yes	yes	INTJ	UH	_	0	root	_	_
`

func TestReadConllu(t *testing.T) {
	docs, err := ReadConllu(strings.NewReader(sampleConllu))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || docs[0].ID != "first" || docs[1].ID != "second" {
		t.Fatalf("%d documents", len(docs))
	}
	d := docs[0]
	if want := "They don't.\n\nzum Haus!"; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	var forms []string
	for i := range d.Tokens {
		forms = append(forms, d.Form(int32(i)))
	}
	if got, want := strings.Join(forms, " "), "They do n't . zu m Haus !"; got != want {
		t.Errorf("forms %q, want %q", got, want)
	}
	if got := d.Tokens[0].Head; got != 1 {
		t.Errorf("head of the first token is %d, want 1", got)
	}
	if got := d.Tokens[6].Head; got != doc.NoHead {
		t.Errorf("head of the second root is %d", got)
	}
	if d.Tokens[1].Flags != doc.SpaceBefore|doc.WordStart || d.Tokens[2].Flags != doc.WordInside {
		t.Errorf("flags %b and %b", d.Tokens[1].Flags, d.Tokens[2].Flags)
	}
	if len(d.Sentences) != 2 || d.Sentences[0].Para != 0 || d.Sentences[1].Para != 1 {
		t.Errorf("sentences %v", d.Sentences)
	}
}

func TestReadConlluTellsTheLine(t *testing.T) {
	const good = "1\tA\ta\tDET\tDT\t_\t0\troot\t_\t_\n"
	tests := []struct{ name, in, want string }{
		{"columns", "1\tA\ta\n", "line 1: 3 columns"},
		{"number", good + "3\tA\ta\tDET\tDT\t_\t1\tdet\t_\t_\n", "line 2: token"},
		{"head", strings.Replace(good, "\t0\t", "\tx\t", 1), "line 1: bad head"},
		{"head outside", strings.Replace(good, "\t0\t", "\t7\t", 1) + "\n", "line 2: token 1 has the head 7"},
		{"range", "4-5\tAB\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 1: bad range"},
		{"range open", "1-2\tAB\t_\t_\t_\t_\t_\t_\t_\t_\n" + good + "\n", "line 3: the range"},
		{"form", "1\t\ta\tDET\tDT\t_\t0\troot\t_\t_\n", "line 1: an empty form"},
	}
	for _, tt := range tests {
		if _, err := ReadConllu(strings.NewReader(tt.in)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
}

func FuzzReadConllu(f *testing.F) {
	f.Add(sampleConllu)
	f.Add("1-2\tx\t_\t_\t_\t_\t_\t_\t_\t_\n1\tlonger\t_\t_\t_\t_\t_\t_\t_\t_\n2\t\xff\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := ReadConllu(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, d := range docs {
			at := int32(0)
			for i, tok := range d.Tokens {
				if tok.Start < at || tok.End < tok.Start || int(tok.End) > len(d.Text) {
					t.Fatalf("token %d is %d..%d after %d in %d bytes", i, tok.Start, tok.End, at, len(d.Text))
				}
				at = tok.End
				s := d.SentenceOf(int32(i))
				if tok.Head != doc.NoHead && !s.Has(tok.Head) {
					t.Fatalf("token %d has its head in another sentence", i)
				}
			}
		}
	})
}
