package syntax

import (
	"strconv"
	"strings"
	"testing"

	"herodotus/internal/doc"
)

// fataler is what testing.TB and rapid.T share.
type fataler interface {
	Helper()
	Fatal(...any)
}

// spaced makes a document of words written with spaces between them, one sentence.
func spaced(t fataler, text string) *doc.Doc {
	t.Helper()
	d, err := doc.New(text)
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, f := range strings.Fields(text) {
		at += strings.Index(text[at:], f)
		d.Tokens = append(d.Tokens, doc.Token{Start: int32(at), End: int32(at + len(f)), Flags: doc.SpaceBefore})
		at += len(f)
	}
	d.Sentences = []doc.Sentence{{Range: doc.Range{End: int32(len(d.Tokens))}}}
	return d
}

func newParser(t testing.TB) *Parser {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTagAndParse(t *testing.T) {
	tests := []struct {
		text, tags, lemmas, tree string
	}{
		{
			"Rebels attacked two villages near the border .",
			"NNS VBD CD NNS IN DT NN .",
			"rebel attack two village near the border .",
			"2:nsubj 0:root 4:nummod 2:obj 7:case 7:det 4:nmod 2:punct",
		},
		{
			"Norwegian envoy Ann Lee resigned , saying that the talks would fail .",
			"JJ NN NNP NNP VBD , VBG IN DT NNS MD VB .",
			"norwegian envoy Ann Lee resign , say that the talk would fail .",
			"2:amod 3:nmod:desc 5:nsubj 3:flat 0:root 7:punct 5:advcl 12:mark 10:det 12:nsubj 12:aux 7:ccomp 5:punct",
		},
		{
			"“ We were invited , ” she said .",
			"`` PRP VBD VBN , '' PRP VBD .",
			"\" we be invite , \" she say .",
			"4:punct 4:nsubj:pass 4:aux:pass 8:ccomp 4:punct 4:punct 8:nsubj 0:root 8:punct",
		},
	}
	p := newParser(t)
	for _, tt := range tests {
		d := spaced(t, tt.text)
		p.Tag(d)
		p.Parse(d)
		var tags, tree []string
		for _, tok := range d.Tokens {
			tags = append(tags, tok.Tag.String())
			tree = append(tree, strconv.Itoa(int(tok.Head)+1)+":"+tok.Rel.String())
		}
		if got := strings.Join(tags, " "); got != tt.tags {
			t.Errorf("%s\ntags   %s\nwant   %s", tt.text, got, tt.tags)
		}
		if got := strings.Join(d.Lemmas, " "); got != tt.lemmas {
			t.Errorf("%s\nlemmas %s\nwant   %s", tt.text, got, tt.lemmas)
		}
		if got := strings.Join(tree, " "); got != tt.tree {
			t.Errorf("%s\ntree   %s\nwant   %s", tt.text, got, tt.tree)
		}
	}
}
