package petrarch

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// told gathers warnings as lines.
type told []string

func (t *told) warn(file string, line int, format string, args ...any) {
	*t = append(*t, fmt.Sprintf("%s:%d: %s", file, line, fmt.Sprintf(format, args...)))
}

func TestActors(t *testing.T) {
	const text = `+LOST_
WESTMARK_ [WMK] # a state
+WEST_MARK
ODA_NYKAMPA_
[KENMIL <041231] ; until 2004
[KENGOV 20050101-091231] [KENELI >100101]
+
`
	var warnings told
	got := Actors(File{"own", text}, warnings.warn)
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	want := []Actor{
		{Line: 2, Names: []string{"WESTMARK", "WEST MARK"}, Codes: []Code{{Line: 2, Code: "WMK"}}},
		{Line: 4, Names: []string{"ODA NYKAMPA"}, Codes: []Code{{Line: 5, Code: "KENMIL", To: day(2005, 1, 1)},
			{Line: 6, Code: "KENGOV", From: day(2005, 1, 1), To: day(2010, 1, 1)}, {Line: 6, Code: "KENELI", From: day(2010, 1, 1)}}},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if s := strings.Join(warnings, "\n"); s != "own:1: no actor stands above \"+LOST_\"\nown:7: a synonym without words" {
		t.Errorf("warnings:\n%s", s)
	}
}

func TestAgents(t *testing.T) {
	const text = `!WORKER! = MAN, WOMAN
FERRY!WORKER!_ [~BUS]
BEEKEEPER_ [~AGR]
OX_ {OXEN_} [CVL]
NAVY_ {} [~MIL]
LONE_
`
	var warnings told
	got := Agents(File{"own", text}, warnings.warn)
	want := []Agent{
		{Line: 2, One: "ferryman", Code: "BUS", Suffix: true}, {Line: 2, One: "ferrywoman", Code: "BUS", Suffix: true},
		{Line: 3, One: "beekeeper", Regular: true, Code: "AGR", Suffix: true}, {Line: 4, One: "ox", Many: "oxen", Code: "CVL"},
		{Line: 5, One: "navy", Code: "MIL", Suffix: true},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if len(warnings) != 1 || !strings.HasPrefix(warnings[0], "own:6: an agent is") {
		t.Errorf("warnings %q", warnings)
	}
}

func FuzzActors(f *testing.F) {
	f.Add("WESTMARK_ [WMK]\n+WEST_MARK\n[KENMIL <041231] [X 010101-020202]\n")
	f.Add("!W! = MAN\nFERRY!W! {S} [~BUS]\n")
	f.Fuzz(func(t *testing.T, text string) {
		var warnings told
		for _, a := range Actors(File{"f", text}, warnings.warn) {
			if len(a.Names) == 0 || a.Names[0] == "" {
				t.Error("an actor without a name")
			}
		}
		for _, a := range Agents(File{"f", text}, warnings.warn) {
			if a.One == "" || a.Code == "" {
				t.Error("an agent without name or code")
			}
		}
	})
}
