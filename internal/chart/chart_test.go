package chart

import (
	"bytes"
	"encoding/xml"
	"flag"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func pictures(t *testing.T) map[string]*Picture {
	t.Helper()
	m, err := Map([]Place{{Name: "Kyiv", Lat: 50.45, Lon: 30.52, Coop: 2, Conf: 6}, {Name: "Odesa", Lat: 46.48, Lon: 30.72, Conf: 3},
		{Name: "Bucha", Lat: 50.54, Lon: 30.22, Conf: 1, Href: "/search?q=x&y"}, {Name: "nowhere", Lat: math.NaN()}}, MapOptions{Title: "Places"})
	if err != nil {
		t.Fatal(err)
	}
	dyads := []Dyad{{From: "Russia", To: "Ukraine", Coop: 1, Conf: 9}, {From: "Ukraine", To: "Russia", Conf: 4}, {From: "Turkey", To: "Russia", Coop: 5, Href: "?x"}, {From: "Turkey", To: "Turkey", Conf: 1}}
	many := make([]Period, 60)
	for i := range many {
		many[i] = Period{Label: "d", Coop: Tally{i, 60 - i, 3}, Conf: Tally{Facts: 2 * i}}
	}
	return map[string]*Picture{
		"map": m, "matrix": Matrix(dyads, "Who acts on whom"), "network": Network(dyads, "Who <acts>"), "bars": Timeline(many, TimelineOptions{Title: "Many"}),
		"dots": Timeline([]Period{{Label: "2024-05-01", Coop: Tally{2, 1, 1}}, {Label: "2024-05-02"}, {Label: "2024-05-03", Coop: Tally{Facts: 1}, Conf: Tally{1, 2, 1}, Href: "?d"}}, TimelineOptions{Title: "Few"}),
		"none": Timeline(nil, TimelineOptions{Title: "Nothing"}), "nobody": Matrix(nil, "Nobody"), "alone": Network(nil, "Alone"),
	}
}

// TestPictures holds each picture against its golden SVG, and proves that it is
// well-formed, named, free of styles and scripts, and can be rasterised.
func TestPictures(t *testing.T) {
	for name, p := range pictures(t) {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := p.SVG(&b, name); err != nil {
				t.Fatal(err)
			}
			wellFormed(t, b.Bytes())
			if s := b.String(); strings.Contains(s, "style=") || strings.Contains(s, "<script") || strings.Contains(s, "NaN") || p.Desc == "" {
				t.Error("style, script, NaN, or no description")
			}
			golden := filepath.Join("testdata", name+".svg")
			if *update {
				if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if name != "map" { // its outlines would make the golden large
				want, err := os.ReadFile(golden)
				if err != nil || !bytes.Equal(want, b.Bytes()) {
					t.Errorf("differs from %s (write it anew with -update): %v", golden, err)
				}
			}
			b.Reset()
			if err := p.PNG(&b, 2); err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(&b)
			if err != nil || img.Bounds().Dx() != int(math.Ceil(2*p.Width)) {
				t.Errorf("png: %v, %v", img.Bounds(), err)
			}
		})
	}
}

func wellFormed(t *testing.T, b []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestMapMergesNeighbours(t *testing.T) {
	p := pictures(t)["map"]
	var b bytes.Buffer
	if err := p.SVG(&b, "m"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), ">Kyiv +1<") || strings.Contains(b.String(), "nowhere") || len(p.Table.Rows) != 3 {
		t.Errorf("Kyiv and Bucha are no single mark, or a place without coordinates is drawn: %v", p.Table.Rows)
	}
}

func FuzzReadWorld(f *testing.F) {
	f.Add(worldFile[:200])
	f.Fuzz(func(t *testing.T, b []byte) { readWorld(b) })
}

func BenchmarkMap(b *testing.B) {
	for b.Loop() {
		p, err := Map([]Place{{Name: "Kyiv", Lat: 50.45, Lon: 30.52, Conf: 6}, {Name: "Lima", Lat: -12, Lon: -77, Conf: 6}, {Name: "Tokyo", Lat: 35, Lon: 139, Conf: 6}}, MapOptions{})
		if err != nil {
			b.Fatal(err)
		}
		p.SVG(io.Discard, "m")
	}
}
