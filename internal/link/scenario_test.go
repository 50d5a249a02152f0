package link_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"herodotus/internal/ingest"
	"herodotus/internal/link"
	"herodotus/internal/pipeline"
	"herodotus/record"
)

// coder is loaded once for all tests.
var coder = sync.OnceValues(func() (*pipeline.Coder, error) { return pipeline.New(pipeline.Options{}) })

// report is one document of a scenario.
type report struct{ day, outlet, text string }

// linked is what became of a scenario.
type linked struct {
	records []*record.Record
	results []link.Result
}

func run(t *testing.T, reports []report) linked {
	t.Helper()
	c, err := coder()
	if err != nil {
		t.Fatal(err)
	}
	var out linked
	l := link.New(link.NewMemory())
	for i, r := range reports {
		rec, err := c.Code(ingest.Article{Text: r.text, Published: r.day, Publisher: r.outlet})
		if err != nil {
			t.Fatal(err)
		}
		res, err := l.Add(link.Doc{ID: uint64(i + 1), Record: rec, Publisher: r.outlet})
		if err != nil {
			t.Fatal(err)
		}
		out.records, out.results = append(out.records, rec), append(out.results, res)
	}
	return out
}

// event is the merge of the event at a word of a report, which must be there.
func (l linked) event(t *testing.T, report int, word string) link.Merge {
	t.Helper()
	for i, e := range l.records[report].Events {
		if strings.Contains(e.Trigger.Text, word) {
			return l.results[report].Events[i]
		}
	}
	t.Fatalf("report %d: no event %q", report, word)
	return link.Merge{}
}

const wire = `Rebels kill twelve soldiers in eastern Congo

GOMA, Congo, March 3 (AFP) - Rebels of the M23 group killed twelve soldiers in an attack on a Congolese army post near Rutshuru on Sunday.

The fighters came at dawn from the hills above the town and fired mortars at the post for two hours before they withdrew towards the Ugandan border with captured weapons.

The United Nations mission in Congo sent helicopters to the area and called on the rebels to lay down their arms.`

var wireAgain = strings.Replace(strings.Replace(wire, "Rebels kill twelve soldiers in eastern Congo", "Twelve dead in M23 raid", 1), "for two hours ", "", 1)

func TestOneAgencyIsOneSource(t *testing.T) {
	l := run(t, []report{
		{"2024-03-04", "Harbour Gazette", wire},
		{"2024-03-04", "Plains Tribune", wireAgain},
		{"2024-03-05", "City Courier", strings.TrimSuffix(wire, "\n\nThe United Nations mission in Congo sent helicopters to the area and called on the rebels to lay down their arms.")},
		{"2024-03-05", "Coast Daily", "Twelve Congolese soldiers die in rebel raid\n\nM23 rebels killed twelve Congolese soldiers at Rutshuru on Sunday, our correspondent in Goma reports. Families fled the town on foot."},
	})
	for i, want := range []uint64{0, 1, 1, 0} {
		got := uint64(0)
		if c := l.results[i].Copy; c != nil {
			got = c.Of
		}
		if got != want {
			t.Errorf("report %d is a copy of %d, want %d", i, got, want)
		}
	}
	for i := range 3 {
		if l.results[i].Agency != "afp" {
			t.Errorf("report %d: agency %q, want afp", i, l.results[i].Agency)
		}
	}
	if s := l.results[3].Story; s.ID != l.results[0].Story.ID || s.Documents != 4 || s.Outlets != 4 {
		t.Errorf("story %+v", s)
	}
	if m := l.event(t, 2, "killed"); m.Independent != 1 || m.Status != "reported" || m.Documents != 3 {
		t.Errorf("three prints of one agency's text: %d sources, %s, %d documents", m.Independent, m.Status, m.Documents)
	}
	m := l.event(t, 3, "killed")
	if m.Independent != 2 || m.Status != "corroborated" || m.Documents != 4 {
		t.Errorf("with a report of its own: %d sources, %s, %d documents: %+v", m.Independent, m.Status, m.Documents, m.Sources)
	}
	if m.Happening != l.event(t, 0, "killed").Happening {
		t.Error("the report of its own tells of another happening")
	}
}

func TestOneMinistryIsOneSource(t *testing.T) {
	const said = "Ukrainian forces shelled an oil depot in Donetsk on Wednesday, Russia's defence ministry said."
	var reports []report
	for i, more := range []string{"Flames could be seen from the railway station.", "Grain prices rose in Chicago.", "The mayor closed two schools.", "No trains ran that morning."} {
		reports = append(reports, report{"2023-05-11", fmt.Sprintf("Outlet %d", i), "News\n\n" + said + " " + more})
	}
	l := run(t, reports)
	m := l.event(t, 3, "shelled")
	if m.Independent != 1 || m.Documents != 4 || m.Status != "claimed" {
		t.Errorf("four outlets, one ministry: %d sources, %d documents, %s: %+v", m.Independent, m.Documents, m.Status, m.Sources)
	}
	chains := 0
	for _, s := range m.Sources {
		chains += len(s.Chains)
	}
	if chains != 4 {
		t.Errorf("%d chains, want one for each outlet: %+v", chains, m.Sources)
	}
}

func TestRelayIsNoSource(t *testing.T) {
	l := run(t, []report{
		{"2024-03-04", "Reuters", "Raid in Goma\n\nGOMA (Reuters) - Rebels shelled the airport of Goma in Congo on Sunday. The runway was closed."},
		{"2024-03-05", "Coast Daily", "Congo\n\nRebels shelled the airport of Goma in Congo on Sunday, Reuters reported. Aid flights were put off for a week."},
	})
	m := l.event(t, 1, "shelled")
	if m.Happening != l.event(t, 0, "shelled").Happening || m.Independent != 1 || len(m.Sources) == 0 || m.Sources[0].Source != "agency:reuters" {
		t.Errorf("an agency and a paper that quotes it: %d sources: %+v", m.Independent, m.Sources)
	}
}

func TestDenial(t *testing.T) {
	l := run(t, []report{
		{"2023-11-06", "Coast Daily", "Strike on market\n\nThe Sudanese army bombed a market in Omdurman on Sunday and killed nine people, the Rapid Support Forces said."},
		{"2023-11-07", "City Courier", "Army rejects blame\n\nThe Sudanese army denied that it had bombed a market in Omdurman on Sunday."},
	})
	c := find(l.results[1].Contradictions, "denial")
	if c == nil {
		t.Fatalf("no denial among %+v", l.results[1].Contradictions)
	}
	if c.A.Document != 1 || c.B.Document != 2 || c.Changed || !strings.Contains(c.A.Name, "Rapid Support Forces") || !strings.Contains(c.B.Name, "army") {
		t.Errorf("%+v", c)
	}
	for i, s := range []link.Side{c.A, c.B} {
		if text := l.records[i].Document.Text[s.Start:s.End]; text != s.Text {
			t.Errorf("side %d: %q stands at its place, not %q", i, text, s.Text)
		}
	}
	if m := l.event(t, 1, "bombed"); m.Status != "disputed" {
		t.Errorf("status %s", m.Status)
	}
}

func TestNumbersDiffer(t *testing.T) {
	l := run(t, []report{
		{"2022-03-05", "Coast Daily", "Bomb in Peshawar\n\nA bomb killed 30 people in a mosque in Peshawar on Friday, police in Pakistan said."},
		{"2022-03-05", "City Courier", "Peshawar\n\nA bomber killed at least 25 people in a mosque in Peshawar on Friday, officials said."},
		{"2022-03-06", "Plains Tribune", "Toll rises\n\nThe bomb that went off in a mosque in Peshawar on Friday killed 56 people, police in Pakistan said on Saturday."},
	})
	if c := find(l.results[1].Contradictions, "number"); c != nil {
		t.Errorf("at least 25 does not contradict 30: %+v", c)
	}
	c := find(l.results[2].Contradictions, "number")
	if c == nil || !c.Changed || c.A.Text != "30" || c.B.Text != "56" {
		t.Errorf("the police changed their account from 30 to 56: %+v", c)
	}
}

func TestAnniversaryAndReport(t *testing.T) {
	l := run(t, []report{
		{"2021-06-06", "Island Observer", "Massacre in Solhan\n\nArmed men killed 132 people in the village of Solhan in Burkina Faso on Friday, the government said."},
		{"2021-06-11", "Coast Daily", "Burkina Faso asks for help\n\nPresident Roch Kabore asked France for help after the attack on Solhan last Friday, in which armed men killed 132 people."},
		{"2022-06-05", "Island Observer", "Solhan remembers\n\nVillagers gathered in Solhan in Burkina Faso on Sunday, a year after armed men killed 132 people there."},
		{"2022-06-13", "Island Observer", "New attack in Burkina Faso\n\nArmed men killed 50 people in the village of Seytenga in Burkina Faso on Saturday, the government said."},
	})
	first := l.event(t, 0, "killed")
	for i, same := range []bool{true, true, true, false} {
		m := l.event(t, i, "killed")
		if (m.Happening == first.Happening) != same {
			t.Errorf("report %d: happening %d, that of the first is %d", i, m.Happening, first.Happening)
		}
		if same && m.FirstDay != first.FirstDay {
			t.Errorf("report %d moved the day from %d to %d", i, first.FirstDay, m.FirstDay)
		}
	}
}

func TestIdentities(t *testing.T) {
	l := run(t, []report{
		{"2023-05-01", "A", "Khartoum\n\nThe Coastal Liberation Front (CLF) attacked the airport in Khartoum on Sunday. Amos Tulbarek, a spokesman, praised the fighters."},
		{"2023-05-02", "B", "Sudan\n\nThe CLF attacked a hospital in Khartoum, Sudan, on Monday. Tulbarek, a spokesman in Khartoum, denied it."},
		{"2023-05-03", "C", "Elsewhere\n\nThe president of Chile, Gabriel Boric, met miners on Tuesday."},
	})
	key := func(i int, name string) string {
		for _, a := range l.results[i].Actors {
			if strings.Contains(a.Name, name) {
				return a.Key
			}
		}
		t.Fatalf("report %d names no %s: %+v", i, name, l.results[i].Actors)
		return ""
	}
	for _, n := range []string{"Coastal Liberation Front", "Tulbarek"} {
		if a, b := key(0, n), key(1, n); a != b {
			t.Errorf("%s is %s, then %s", n, a, b)
		}
	}
	if k := key(2, "Boric"); !strings.HasPrefix(k, "wikidata:") && !strings.HasPrefix(k, "name:") {
		t.Errorf("Boric is %s", k)
	}
}

// TestSameOrderSameResult: the linker has no chance in it.
func TestSameOrderSameResult(t *testing.T) {
	reports := []report{{"2024-03-04", "A", wire}, {"2024-03-04", "B", wireAgain}, {"", "C", wire}}
	a, b := run(t, reports), run(t, reports)
	if diff := cmp.Diff(a.results, b.results); diff != "" {
		t.Errorf("two runs differ: %s", diff)
	}
	if c := a.results[2].Copy; c == nil || c.Of != 1 {
		t.Errorf("an undated copy is %+v", c)
	}
}

func find(list []link.Contradiction, kind string) *link.Contradiction {
	if i := slices.IndexFunc(list, func(c link.Contradiction) bool { return c.Kind == kind }); i >= 0 {
		return &list[i]
	}
	return nil
}
