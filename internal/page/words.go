package page

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// wordsTable tells what each PLOVER type means in plain words.
//
//go:embed words.txt
var wordsTable string

type typeWords struct{ does, noun string }

var words = sync.OnceValue(func() map[string]typeWords {
	m := map[string]typeWords{}
	for line := range strings.Lines(wordsTable) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 && f[0][0] != '#' {
			m[f[0]] = typeWords{f[1], f[2]}
		}
	}
	return m
})

// Does says in plain words what someone does in an event of the type.
func Does(typ string) string { return words()[typ].does }

// Noun names an event of the type in plain words.
func Noun(typ string) string {
	if w, ok := words()[typ]; ok {
		return w.noun
	}
	return strings.ToLower(typ)
}

// verdicts are FactBank's values (Saurí and Pustejovsky 2009) as people say them.
var verdicts = map[string]string{"CT+": "says it is so", "CT-": "says it is not so", "PR+": "holds it probable", "PR-": "holds it improbable",
	"PS+": "holds it possible", "PS-": "holds it hardly possible", "Uu": "does not say whether it is so"}

// Status tells how an event is told as a whole.
type Status string

// The statuses, as the charts show them.
const (
	Fact   Status = "fact"   // the writer says so: filled
	Claim  Status = "claim"  // someone in the text says so, or it is possible, or to come: hollow
	Denied Status = "denied" // it is said not to be so: crossed
)

// StatusOf reads the status from the writer's value and from whether the event stands in a claim.
func StatusOf(author string, inner ...string) Status {
	switch author {
	case "CT+":
		return Fact
	case "CT-", "PR-", "PS-":
		return Denied
	}
	for _, v := range inner {
		if v == "CT-" {
			return Denied
		}
	}
	return Claim
}

// Glyph is the mark of an event: the triangle points up for cooperation and down
// for conflict, and is filled, hollow or replaced by a cross as the status is.
func Glyph(coop bool, s Status) string {
	switch {
	case s == Denied:
		return "✕"
	case coop && s == Fact:
		return "▲"
	case coop:
		return "△"
	case s == Fact:
		return "▼"
	}
	return "▽"
}

// Plural gives "1 event", "2 events".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// span of days as people say it.
func days(from, to string) string {
	switch {
	case from != "" && from == to:
		return from
	case from != "" && to != "":
		return from + " to " + to
	case from != "":
		return "since " + from
	case to != "":
		return "until " + to
	}
	return ""
}
