package query

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// anyDay is the day that relative dates count from in tests: a Thursday.
var anyDay = time.Date(2023, 9, 14, 12, 0, 0, 0, time.UTC)

func show(n node) string {
	switch n := n.(type) {
	case nil:
		return "everything"
	case all:
		return joinNodes("and", n)
	case some:
		return joinNodes("or", n)
	case not:
		return "not(" + show(n.of) + ")"
	case *term:
		var vs []string
		for _, v := range n.values {
			vs = append(vs, showValue(v))
		}
		return n.key.Name + "[" + strings.Join(vs, "|") + "]"
	}
	return "?"
}

func joinNodes(op string, ns []node) string {
	var parts []string
	for _, n := range ns {
		parts = append(parts, show(n))
	}
	return op + "(" + strings.Join(parts, " ") + ")"
}

func showValue(v value) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	add(v.text)
	add(v.other)
	if v.yes {
		add("yes")
	}
	for i, b := range []bound{v.lo, v.hi} {
		if b.set {
			mark := []string{">=", "<="}[i]
			if b.open {
				mark = mark[:1]
			}
			add(fmt.Sprintf("%s%g", mark, b.n))
		}
	}
	add(showSide(v.a))
	if v.b != (side{}) {
		add(map[bool]string{true: ">", false: "-"}[v.directed])
		add(showSide(v.b))
	}
	if v.km > 0 {
		add(fmt.Sprintf("%g,%g/%g", v.lat, v.lon, v.km))
	}
	return strings.Join(parts, " ")
}

func showSide(s side) string {
	if s.any {
		return "*"
	}
	out := s.country
	if s.sector != "" {
		out += "." + s.sector
	}
	return out + s.wikidata + s.name
}

func TestParse(t *testing.T) {
	day := func(s string) string {
		d, _ := time.Parse(time.DateOnly, s)
		return fmt.Sprint(dayOf(d))
	}
	for _, c := range []struct{ in, want string }{
		{"", "everything"},
		{"   ", "everything"},
		{"type:ASSAULT", "type[ASSAULT]"},
		{"type:assault,coerce", "type[ASSAULT|COERCE]"},
		{"actor:RUS", "actor[RUS]"},
		{"actor:RUS.GOV", "actor[RUS.GOV]"},
		{"actor:.mil", "actor[.MIL]"},
		{"actor:GOV", "actor[.GOV]"},
		{"actor:russia", "actor[RUS]"},
		{`actor:"North Korea"`, "actor[PRK]"},
		{`actor:"Kim Jong-un"`, "actor[Kim Jong-un]"},
		{"actor:Q7747", "actor[Q7747]"},
		{"-actor:*", "not(actor[*])"},
		{"by:Putin", "actor[Putin]"},
		{"RUS>UKR", "dyad[RUS > UKR]"},
		{"RUS-UKR", "dyad[RUS - UKR]"},
		{"RUS.MIL>UKR.CVL", "dyad[RUS.MIL > UKR.CVL]"},
		{`dyad:"Kim Jong-un">"Vladimir Putin"`, "dyad[Kim Jong-un > Vladimir Putin]"},
		{"dyad:Russia-Ukraine", "dyad[RUS - UKR]"},
		{"Jong-un", "text[Jong-un]"},
		{"COVID-19", "text[COVID-19]"},
		{"grain", "text[grain]"},
		{`"grain deal"`, "text[grain deal]"},
		{`text:"a \"quoted\" word"`, `text[a "quoted" word]`},
		{"“grain deal”", "text[grain deal]"},
		{"https://example.com/x", "text[https://example.com/x]"},
		{"grain type:AID", "and(text[grain] type[AID])"},
		{"grain or wheat", "or(text[grain] text[wheat])"},
		{"grain AND wheat", "and(text[grain] text[wheat])"},
		{"type:AID (grain or wheat) not rice", "and(type[AID] or(text[grain] text[wheat]) not(text[rice]))"},
		{"a b | c", "or(and(text[a] text[b]) text[c])"},
		{"-(a b)", "not(and(text[a] text[b]))"},
		{"--a", "text[a]"},
		{"a (b (c d)) (e or f)", "and(text[a] text[b] text[c] text[d] or(text[e] text[f]))"},
		{"()", "everything"},
		{"date:2023-09-14", "date[>=" + day("2023-09-14") + " <=" + day("2023-09-14") + "]"},
		{"date:2023-09", "date[>=" + day("2023-09-01") + " <=" + day("2023-09-30") + "]"},
		{"date:2023-09..2023-10", "date[>=" + day("2023-09-01") + " <=" + day("2023-10-31") + "]"},
		{"date:2023-Q3", "date[>=" + day("2023-07-01") + " <=" + day("2023-09-30") + "]"},
		{"date:2023-W37", "date[>=" + day("2023-09-11") + " <=" + day("2023-09-17") + "]"},
		{"date:>=2024", "date[>=" + day("2024-01-01") + "]"},
		{"date:>2023", "date[>" + day("2023-12-31") + "]"},
		{"date:..2023", "date[<=" + day("2023-12-31") + "]"},
		{"date:2023..", "date[>=" + day("2023-01-01") + "]"},
		{"after:2023-09-01", "after[>=" + day("2023-09-01") + "]"},
		{"before:2023-09", "before[<" + day("2023-09-01") + "]"},
		{"after:7d", "after[>=" + day("2023-09-07") + "]"},
		{"on:yesterday", "date[>=" + day("2023-09-13") + " <=" + day("2023-09-13") + "]"},
		{"score:<=-7", "score[<=-7]"},
		{"score<=-7", "score[<=-7]"},
		{"score:-10..-5", "score[>=-10 <=-5]"},
		{"confidence:0.8", "confidence[>=0.8]"},
		{"corroborated:>=2", "corroborated[>=2]"},
		{"corroborated:2", "corroborated[>=2]"},
		{"corroborated:=2", "corroborated[>=2 <=2]"},
		{`near:"Kyiv"/50km`, "near[Kyiv 0,0/50]"},
		{"near:Kyiv", "near[Kyiv 0,0/50]"},
		{"near:50.45,30.52,20km", "near[50.45,30.52/20]"},
		{"near:50.45,30.52/10", "near[50.45,30.52/10]"},
		{"near:50.45,30.52", "near[50.45,30.52/50]"},
		{"factuality:ct+", "factuality[CT+]"},
		{"fact:possible", "factuality[PR+ PS+]"},
		{"claimed:KCNA=CT-", "claimed[CT- KCNA]"},
		{"claimed:RUS", "claimed[RUS]"},
		{"claimed:CT-", "claimed[CT- *]"},
		{"claim:no", "claim[]"},
		{"claim:yes", "claim[yes]"},
		{"quad:4", "quad[material conflict material conflict]"},
		{"quad:conflict", "quad[verbal conflict material conflict]"},
		{"cameo:19*", "cameo[19]"},
		{"country:ukraine", "country[UKR]"},
		{"story:12", "story[>=12 <=12]"},
		{"agency:yes", "agency[yes yes]"},
		{"kind:claims act:deny sort:-date limit:5", "act[deny]"},
	} {
		q, err := ParseAt(c.in, anyDay)
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if got := show(q.root); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestDirectives(t *testing.T) {
	q, err := Parse("kind:claim sort:-date limit:5 grain")
	if err != nil || q.Kind != KindClaims || q.Sort != "-date" || q.Limit != 5 {
		t.Errorf("got %+v, %v", q, err)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ in, spot, reason, hint string }{
		{"type:ASSAULT actr:RUS", "actr", `no key "actr"`, "did you mean actor:"},
		{"type:ASSALT", "ASSALT", "no event type", "did you mean ASSAULT"},
		{"type:AID,", "", "a value is missing", ""},
		{"type:", "type:", "type has no value", "for instance type:"},
		{`text:"grain`, `"`, "never closed", ""},
		{"(type:AID", "(", "never closed", ""},
		{"type:AID)", ")", "never opened", ""},
		{"or type:AID", "or", `"or" stands between`, ""},
		{"type:AID or", " or", `"or" stands between`, ""},
		{"and x", "and", `"and" stands between`, ""},
		{"x -", "-", "nothing follows", ""},
		{"-kind:claims", "-kind:claims", "cannot be ruled out", ""},
		{"date:2023-13", "2023-13", "is not a date", ""},
		{"date:2024..2023", "2024..2023", "ends before it begins", ""},
		{"after:soon", "soon", "is not a date", "write a date"},
		{"score:high", "high", "is not a number", ""},
		{"near:95,10,5km", "95,10,5km", "no coordinates", "latitude comes first"},
		{"country:Atlantis", "Atlantis", "no country", ""},
		{"actor:RUS.GVO", "RUS.GVO", "no country and sector", "sectors:"},
		{"dyad:RUS", "RUS", "two participants", "dyad:RUS-UKR"},
		{"cameo:19x", "19x", "CAMEO", ""},
		{"kind:stories", "kind:stories", "no kind", "known: events"},
		{"sort:colour", "sort:colour", "no order", ""},
		{"limit:0", "limit:0", "limit", ""},
		{"factuality:certain", "certain", "no factuality", "CT+"},
		{strings.Repeat("(", 40) + "a" + strings.Repeat(")", 40), "(", "nest deeper", ""},
		{strings.Repeat("a ", 300), "a", "more than 256", ""},
		{"a\x00b", "a?b", "not plain UTF-8", ""},
	} {
		_, err := ParseAt(c.in, anyDay)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%.60s: got %v", c.in, err)
			continue
		}
		if !strings.Contains(e.Reason, c.reason) || !strings.Contains(e.Hint, c.hint) || strings.TrimSpace(e.Query[e.At:min(e.End, len(e.Query))]) != strings.TrimSpace(c.spot) {
			t.Errorf("%.60s: %q is wrong: %s; hint: %s", c.in, e.Query[e.At:e.End], e.Reason, e.Hint)
		}
	}
}

func TestCaret(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"type:AID actr:RUS", "  type:AID actr:RUS\n           ^^^^"},
		{"“é” typ:AID", "  “é” typ:AID\n      ^^^"},
		{strings.Repeat("word ", 30) + "actr:RUS", "  …" + strings.Repeat("word ", 12) + "actr:RUS\n   " + strings.Repeat(" ", 60) + "^^^^"},
	} {
		_, err := Parse(c.in)
		var e *Error
		if !errors.As(err, &e) || e.Caret() != c.want {
			t.Errorf("%s: got\n%v\nwant\n%s", c.in, err, c.want)
		}
	}
}

// TestExamples holds that every example of the manual is a query.
func TestExamples(t *testing.T) {
	for _, k := range Keys() {
		if _, err := Parse(k.Example); err != nil {
			t.Errorf("%s: %v", k.Name, err)
		}
		for _, a := range k.Aliases {
			if keyNamed(a).Name != k.Name {
				t.Errorf("%s stands for %s and %s", a, k.Name, keyNamed(a).Name)
			}
		}
	}
}

// TestQuoted holds that any text can be asked for, once it is in quotation marks.
func TestQuoted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[^\s\x00*]{1,20}( [^\s\x00*]{1,9})?`).Draw(t, "text")
		if strings.TrimSpace(s) == "" { // a regexp's \s is not all of Unicode's white space
			return
		}
		q, err := Parse(`text:"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Join(strings.Fields(s), " ")
		if got := q.root.(*term).values[0].text; got != want && want != "" {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, k := range Keys() {
		f.Add(k.Example)
	}
	for _, s := range []string{"", "(", "a or (b -c)", `"`, "RUS>UKR", "type:,", "date:..", "near:/km", "-", "a\\", "\xff", "x:\"\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, err := ParseAt(s, anyDay)
		var e *Error
		if err == nil {
			return
		}
		if !errors.As(err, &e) {
			t.Fatalf("%q: %v is no *Error", s, err)
		}
		if e.At < 0 || e.End < e.At || e.At > len(e.Query) || e.End > len(e.Query)+1 || !utf8.ValidString(e.Error()) {
			t.Fatalf("%q: the place of %+v is wrong", s, e)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := Parse(`type:ASSAULT actor:RUS recipient:UKR after:2023-09-01 factuality:CT+ corroborated:>=2 text:"grain"`); err != nil {
			b.Fatal(err)
		}
	}
}
