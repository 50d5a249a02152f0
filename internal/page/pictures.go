package page

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"herodotus/internal/chart"
	"herodotus/record"
)

// Mark is one event as pictures count it.
type Mark struct {
	Day        string // 2023-09-14; "" when unknown
	Coop       bool
	Status     Status
	Actors     []string // countries, else names
	Recipients []string
	Place      string // "" when the text gives none
	Lat, Lon   *float64
}

// Marks gives the events of a record. Later tellings of an event that the text
// told before are left out, so that nothing counts twice.
func Marks(r *record.Record) []Mark {
	a := New(r, Options{})
	var out []Mark
	for _, e := range a.Events {
		if e.Record.SameAs != nil {
			continue
		}
		m := Mark{Day: cmp.Or(str(e.Record.From), str(e.Record.To), a.Published), Coop: e.Coop, Status: e.Status,
			Actors: sides(e.Who), Recipients: sides(e.Whom), Place: e.Where, Lat: e.Lat, Lon: e.Lon}
		if len(m.Day) > len(time.DateOnly) {
			m.Day = m.Day[:len(time.DateOnly)]
		}
		out = append(out, m)
	}
	return out
}

func sides(parties []Party) []string {
	var out []string
	for _, p := range parties {
		out = addOnce(out, cmp.Or(p.Country, p.Name))
	}
	return out
}

// Timeline draws when it happened. Where the text tells of other times too, the
// title says how often.
func Timeline(marks []Mark, title string) *chart.Picture {
	perDay := map[time.Time]Bin{}
	for _, m := range marks {
		d, err := time.Parse(time.DateOnly, m.Day)
		if err != nil {
			continue // without a day there is no place on the line
		}
		b := perDay[d]
		if m.Coop {
			count(&b.Coop, m.Status)
		} else {
			count(&b.Conf, m.Status)
		}
		perDay[d] = b
	}
	step := stepOf(perDay)
	bins := map[time.Time]Bin{}
	for d, b := range perDay {
		first := First(d, step)
		sum := bins[first]
		sum.Coop.Add(b.Coop)
		sum.Conf.Add(b.Conf)
		bins[first] = sum
	}
	periods, rest := Periods(bins, step, nil)
	if rest > 0 {
		title += fmt.Sprintf(" (%d of other times not drawn)", rest)
	}
	return chart.Timeline(periods, chart.TimelineOptions{Title: title, Width: 1000, Height: 280})
}

// stepOf chooses the zoom by the bulk of the days.
func stepOf(perDay map[time.Time]Bin) string {
	if len(perDay) == 0 {
		return "day"
	}
	days := bulk(slices.SortedFunc(maps.Keys(perDay), time.Time.Compare), func(d time.Time) int { b := perDay[d]; return b.sum() })
	return chart.StepFor(int(days[len(days)-1].Sub(days[0]).Hours()/24) + 1)
}

func count(t *chart.Tally, s Status) {
	switch s {
	case Fact:
		t.Facts++
	case Denied:
		t.Denied++
	default:
		t.Claims++
	}
}

// Map draws where it happened.
func Map(marks []Mark, title string) (*chart.Picture, error) {
	at := map[string]int{}
	var places []chart.Place
	for _, m := range marks {
		if m.Lat == nil || m.Lon == nil {
			continue
		}
		i, ok := at[m.Place]
		if !ok {
			i = len(places)
			at[m.Place] = i
			places = append(places, chart.Place{Name: m.Place, Lat: *m.Lat, Lon: *m.Lon})
		}
		if m.Coop {
			places[i].Coop++
		} else {
			places[i].Conf++
		}
	}
	return chart.Map(places, chart.MapOptions{Title: title, Width: 1000, Height: 460})
}

// Dyads counts who acted on whom. An event without a recipient stands in no pair.
func Dyads(marks []Mark) []chart.Dyad {
	type pair struct{ from, to string }
	at := map[pair]int{}
	var out []chart.Dyad
	for _, m := range marks {
		for _, from := range m.Actors {
			for _, to := range m.Recipients {
				i, ok := at[pair{from, to}]
				if !ok {
					i = len(out)
					at[pair{from, to}] = i
					out = append(out, chart.Dyad{From: from, To: to})
				}
				if m.Coop {
					out[i].Coop++
				} else {
					out[i].Conf++
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b chart.Dyad) int {
		return cmp.Or(cmp.Compare(b.Coop+b.Conf, a.Coop+a.Conf), strings.Compare(a.From, b.From), strings.Compare(a.To, b.To))
	})
	return out
}
