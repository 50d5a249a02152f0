package syntax

import (
	"testing"

	"herodotus/internal/doc"
)

func TestLemmaRule(t *testing.T) {
	tests := []struct{ form, lemma, rule string }{
		{"talks", "talk", "1+"},
		{"parties", "party", "3+y"},
		{"the", "the", "0+"},
		{"were", "be", "=be"},
		{"n't", "not", "2+ot"},
		{"naïfs", "naïf", "1+"},
	}
	for _, tt := range tests {
		if got := LemmaRule(tt.form, tt.lemma); got != tt.rule {
			t.Errorf("%s: %q, want %q", tt.form, got, tt.rule)
		}
		if _, err := parseLemmaRule(tt.rule); err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []string{"", "x", "-1+a", "a+b"} {
		if _, err := parseLemmaRule(bad); err == nil {
			t.Errorf("no error for the rule %q", bad)
		}
	}
}

func TestLemmas(t *testing.T) {
	tests := []struct {
		form  string
		tag   doc.Tag
		pos   doc.POS
		lemma string
	}{
		{"Said", doc.TagVBD, doc.VERB, "say"},
		{"ministries", doc.TagNNS, doc.NOUN, "ministry"},
		{"negotiating", doc.TagVBG, doc.VERB, "negotiate"},
		{"shelled", doc.TagVBN, doc.VERB, "shell"},
		{"women", doc.TagNNS, doc.NOUN, "woman"},
		{"has", doc.TagVBZ, doc.AUX, "have"},
		{"n’t", doc.TagRB, doc.PART, "not"},
		{"Paris", doc.TagNNP, doc.PROPN, "Paris"},
		{"I", doc.TagPRP, doc.PRON, "I"},
		{"2019", doc.TagCD, doc.NUM, "2019"},
		{"worst", doc.TagJJS, doc.ADJ, "bad"},
	}
	p := newParser(t)
	for _, tt := range tests {
		if got := string(p.lemmas.Append(nil, tt.form, tt.tag, tt.pos)); got != tt.lemma {
			t.Errorf("%s %s: %q, want %q", tt.form, tt.tag, got, tt.lemma)
		}
	}
}

func FuzzLemma(f *testing.F) {
	p := newParser(f)
	f.Add("Parties’", uint8(doc.TagNNS), uint8(doc.NOUN))
	f.Add("İ\xff", uint8(doc.TagNNP), uint8(doc.PROPN))
	f.Fuzz(func(t *testing.T, form string, tag, pos uint8) {
		p.lemmas.Append(nil, form, doc.Tag(tag%uint8(doc.NumTag)), doc.POS(pos%uint8(doc.NumPOS)))
	})
}
