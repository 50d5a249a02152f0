package ingest

import (
	_ "embed"
	"os"
	"strings"
	"testing"
)

// TestBoilerplate reads testdata/boilerplate.txt: in each text the stretches
// between «» are not coded, everything else is.
func TestBoilerplate(t *testing.T) {
	raw, err := os.ReadFile("testdata/boilerplate.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range strings.Split(string(raw), "\n====\n") {
		want = strings.TrimSpace(want)
		text := strings.NewReplacer("«", "", "»", "").Replace(want)
		var got strings.Builder
		at := 0
		for _, s := range merge(boilerplate(text)) {
			got.WriteString(text[at:s.Start] + "«" + text[s.Start:s.End] + "»")
			at = int(s.End)
		}
		got.WriteString(text[at:])
		if got.String() != want {
			g, w := strings.Split(got.String(), "\n"), strings.Split(want, "\n")
			for i := range g {
				if g[i] != w[i] {
					t.Errorf("got  %s\nwant %s", g[i], w[i])
				}
			}
		}
	}
}

func TestAgency(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"Reuters", "MOSCOW (Reuters) - Russia said on Thursday that it would leave the pact."},
		{"Reuters", "By Ann Lee\n\nMOSCOW, Sept 14 (Reuters) - Russia said it would leave."},
		{"AP", "SEOUL, South Korea (AP) — North Korea fired a missile."},
		{"AP", "By ANN LEE, Associated Press\n\nNorth Korea fired a missile."},
		{"AFP", "Police arrested ten people in Lagos.\n\n© 2023 AFP"},
		{"Xinhua", "BEIJING, Sept. 14 (Xinhua) -- China will send an envoy to Cairo."},
		{"TASS", "MOSCOW, September 14. /TASS/. Russia will send an envoy to Cairo."},
		{"PTI", "Police arrested ten people in Pune.\n\n(With inputs from PTI)"},
		{"Bernama", "The minister resigned on Monday. - Bernama"},
		{"", "The Associated Press (AP) reported that the minister had resigned, citing two officials."},
		{"", "The Progressive Alliance (PA) won the election in Ghana, the commission said."},
		{"", "The AP (Amway Products) company was fined."},
		{"", "Kenya recalled its ambassador from Sudan."},
	} {
		if got := agency(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
