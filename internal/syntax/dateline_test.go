package syntax

import (
	"strconv"
	"strings"
	"testing"
)

func TestDatelines(t *testing.T) {
	tests := []struct{ text, tree string }{
		{"NEW DELHI , March 3 — Rebels attacked two villages .", "8:parataxis 1:flat 1:punct 1:nmod:unmarked 4:nummod 1:punct 8:nsubj 0:root 10:nummod 8:obj 8:punct"},
		{"CAIRO — Rebels attacked two villages .", "4:parataxis 1:punct 4:nsubj 0:root 6:nummod 4:obj 4:punct"},
	}
	p := newParser(t)
	for _, tt := range tests {
		d := spaced(t, tt.text)
		p.Tag(d)
		p.Parse(d)
		var tree []string
		for _, tok := range d.Tokens {
			tree = append(tree, strconv.Itoa(int(tok.Head)+1)+":"+tok.Rel.String())
		}
		if got := strings.Join(tree, " "); got != tt.tree {
			t.Errorf("%s\ntree %s\nwant %s", tt.text, got, tt.tree)
		}
	}
	for _, text := range []string{
		"NATO — the alliance — said no .",
		"Cairo — that is where they met .",
		"ONE - way tickets are cheap .",
		"KABUL has fallen — they said so .",
	} {
		d := spaced(t, text)
		p.Tag(d)
		if r := dateline(d, d.Sentences[0].Range); r.Len() > 0 {
			t.Errorf("%s: a dateline of %d tokens", text, r.Len())
		}
	}
}
