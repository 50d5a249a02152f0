package ontology

import (
	"slices"
	"strings"
	"testing"
)

// TestTables proves that the tables hold together: every code, mode and context that one line names, another defines.
func TestTables(t *testing.T) {
	if got := len(Types()); got != 16 {
		t.Errorf("%d types, want 16", got)
	}
	if got := len(Contexts()); got != 37 {
		t.Errorf("%d contexts, want 37", got)
	}
	for _, typ := range Types() {
		conflict := strings.HasSuffix(typ.Quad, "conflict")
		if conflict != (typ.Score < 0) && typ.Name != "REQUEST" { // PLOVER gives REQUEST 0 to neither side
			t.Errorf("%s: score %v in %s", typ.Name, typ.Score, typ.Quad)
		}
		checkCode(t, typ.Name, typ.Cameo)
		for _, m := range typ.Modes {
			checkCode(t, typ.Name+" "+m.Name, m.Cameo)
		}
	}
	for _, c := range load().codes {
		typ := Lookup(c.Type)
		if typ == nil {
			t.Errorf("%s: no type %s", c.Cameo, c.Type)
			continue
		}
		if c.Mode != "" && typ.Mode(c.Mode) == nil {
			t.Errorf("%s: %s has no mode %s", c.Cameo, c.Type, c.Mode)
		}
		for _, ctx := range c.Contexts {
			if !IsContext(ctx) {
				t.Errorf("%s: no context %s", c.Cameo, ctx)
			}
		}
	}
}

func checkCode(t *testing.T, what, code string) {
	t.Helper()
	if _, ok := FromCameo(code); !ok {
		t.Errorf("%s: no CAMEO code %s", what, code)
	}
}

func TestScore(t *testing.T) {
	for _, test := range []struct {
		typ   string
		modes []string
		want  float64
	}{
		{"CONSULT", nil, 2.5},
		{"CONSULT", []string{"visit"}, 4},
		{"CONSULT", []string{"third-party"}, 1},
		{"ASSAULT", []string{"beat", "aerial"}, -9.5},
		{"ACCUSE", nil, -2},
		{"PROTEST", []string{"vandalize"}, -5},
		{"NONE", nil, 0},
	} {
		if got := Score(test.typ, test.modes); got != test.want {
			t.Errorf("Score(%s, %v) = %v, want %v", test.typ, test.modes, got, test.want)
		}
	}
}

func TestFromCameo(t *testing.T) {
	c, ok := FromCameo("042")
	if !ok || c.Type != "CONSULT" || c.Mode != "visit" {
		t.Errorf("FromCameo(042) = %+v, %v", c, ok)
	}
	c, _ = FromCameo("1124")
	if !slices.Equal(c.Contexts, []string{"military", "legal"}) {
		t.Errorf("FromCameo(1124) = %+v", c)
	}
	if _, ok := FromCameo("999"); ok {
		t.Error("FromCameo(999) found something")
	}
}
