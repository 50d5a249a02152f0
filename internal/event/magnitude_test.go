package event_test

import (
	"fmt"
	"strings"
	"testing"

	"herodotus/internal/doc"
)

func TestMagnitudes(t *testing.T) {
	s := loaded(t)
	for _, c := range []struct{ text, want string }{
		{"Gunmen killed at least 22 people in Burkina Faso.", "dead 22-? at least 22"},
		{"The bombing killed five soldiers and wounded more than 40 others.", "dead 5-5 five, injured 41-? more than 40"},
		{"Rebels attacked a post, killing eleven officers.", "dead 11-11 eleven"},
		{"Dozens of villagers were killed in the raid.", "dead 24-99 Dozens"},
		{"Militants murdered up to 300 villagers.", "dead ?-300 up to 300"},
		{"Soldiers killed between 20 and 30 rebels.", "dead 20-30 20 and 30"},
		{"Three US servicemen were killed near Basra.", "dead 3-3 Three"},
		{"A suicide bomber struck a bus, leaving 14 dead and dozens wounded.", "dead 14-14 14, injured 24-99 dozens"},
		{"Nobody was hurt when rebels shelled the town.", "injured 0-0 Nobody"},
		{"The rally drew 10,000 people to the square.", "crowd 10000-10000 10,000"},
		{"Gunmen killed a judge.", "dead 1-1 a judge"},
		{"Gunmen killed two guards and a driver.", "dead 3-3 two guards and a driver"},
		{"Tens of thousands of students marched in Jakarta.", "crowd 10000-99000 Tens of thousands"},
		{"Some 5,000 farmers protested in Warsaw.", "crowd 5000-5000 Some 5,000"},
		{"Police arrested 168 protesters.", "size 168-168 168"},
		{"Norway expelled two Russian diplomats.", "size 2-2 two"},
		{"The death toll climbed to at least 22 after the bombing.", "dead 22-? at least 22"},
		{"The toll from the attack on Syrian soldiers rose to 31.", "dead 31-31 31"},
		{"The death toll from Israel's bombing of the port stands at 19.", "dead 19-19 19"},
		{"The number of dead from the Taliban attack has reached 55.", "dead 55-55 55"},
		{"Gunmen killed 12 soldiers, bringing the death toll to 40.", "dead 12-12 12"},
		{"The blast killed 20-30 people.", "dead 20-30 20-30"},
		{"The raid killed two to three dozen fighters.", "dead 24-36 two to three dozen"},
		{"There were no casualties in the attack on the Syrian convoy.", "dead 0-0 no casualties, injured 0-0 no casualties"},
		{"The bombing left no casualties.", "dead 0-0 no casualties, injured 0-0 no casualties"},
		{"Neither of the guards was killed in the attack.", "dead 0-0 Neither"},
		{"Four were killed and 10 others wounded in the explosion.", "dead 4-4 Four, injured 10-10 10"},
		{"Dozens of people were wounded, three of them seriously, in the bombing.", "injured 24-99 Dozens"},
		{"The shooting injured a dozen students.", "injured 12-12 a dozen"},
		{"Half a million people rallied in Cairo.", "crowd 500000-500000 Half a million"},
		{"A few hundred activists gathered outside parliament to protest.", "crowd 300-? A few hundred"},
		{"The crowd, estimated at 20,000, protested outside the palace.", "crowd 20000-20000 20,000"},
		{"A crowd of some 5,000 marched in Bergen.", "crowd 5000-5000 some 5,000"},
		{"More than 100 people were arrested during the demonstrations.", "size 101-? More than 100"},
		{"The mayor met the governor.", ""},
	} {
		d := s.read(t, c.text)
		s.events.Extract(d)
		var got []string
		seen := map[string]bool{}
		for _, e := range d.Events.All() {
			for _, m := range e.Magnitudes {
				if x := magnitudeText(d, m); !seen[x] {
					seen[x] = true
					got = append(got, x)
				}
			}
		}
		if g := strings.Join(got, ", "); g != c.want {
			t.Errorf("%s\n  got  %s\n  want %s", c.text, g, c.want)
		}
	}
}

func magnitudeText(d *doc.Doc, m doc.Magnitude) string {
	side := func(n int) string {
		if n < 0 {
			return "?"
		}
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s %s-%s %s", [...]string{"dead", "injured", "crowd", "size"}[m.Kind], side(m.Min), side(m.Max), d.Words(m.Words))
}
