package query

import (
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"herodotus/internal/ontology"
)

// codes reads RUS, RUS.GOV, .GOV and GOV; ok is false for what is no code.
func codes(s string) (side, bool) {
	s = strings.ToUpper(s)
	country, sector, both := strings.Cut(s, ".")
	if !both && ontology.IsSector(s) {
		return side{sector: s}, true
	}
	if country != "" && !isCountry(country) || both && !ontology.IsSector(sector) {
		return side{}, false
	}
	return side{country: country, sector: sector}, country+sector != ""
}

// isCountry tells whether a code is of ISO 3166-1 alpha-3, Kosovo's XKX, or one of PLOVER's.
func isCountry(code string) bool {
	if ontology.NonState(code) || code == "XKX" {
		return true
	}
	if len(code) != 3 {
		return false
	}
	r, err := language.ParseRegion(code)
	return err == nil && r.IsCountry() && r.ISO3() == code
}

// otherNames are names of countries that people type and Unicode's list has otherwise.
var otherNames = map[string]string{
	"uk": "GBR", "britain": "GBR", "great britain": "GBR", "us": "USA", "u.s.": "USA", "america": "USA", "united states of america": "USA",
	"burma": "MMR", "myanmar": "MMR", "turkey": "TUR", "turkiye": "TUR", "ivory coast": "CIV", "dr congo": "COD", "drc": "COD", "congo": "COG",
	"palestine": "PSE", "uae": "ARE", "czech republic": "CZE", "macedonia": "MKD", "swaziland": "SWZ", "hong kong": "HKG", "macau": "MAC",
	"kosovo": "XKX", "east timor": "TLS", "cape verde": "CPV", "bosnia": "BIH", "un": "UNO", "united nations": "UNO", "eu": "EUR", "european union": "EUR",
	"vatican": "VAT", "holland": "NLD", "trinidad": "TTO",
}

// countryNames gives the codes of countries by their English names in lower case (Unicode CLDR).
var countryNames = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 300)
	names := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string(a) + string(b))
			if err != nil || !r.IsCountry() || len(r.ISO3()) != 3 || r.Canonicalize() != r {
				continue
			}
			m[strings.ToLower(names.Name(r))] = r.ISO3()
		}
	}
	for name, code := range otherNames {
		m[name] = code
	}
	return m
})

// countryNamed gives the code of a country by name, "" when it is none.
func countryNamed(name string) string {
	return countryNames()[strings.ToLower(strings.TrimSpace(name))]
}

func readCountry(p *parser, w word) (value, error) {
	s := strings.TrimSpace(w.text())
	if up := strings.ToUpper(s); isCountry(up) {
		return value{text: up}, nil
	}
	if code := countryNamed(s); code != "" {
		return value{text: code}, nil
	}
	return value{}, p.fault(w.at, w.end, "there is no country \""+s+"\"", "write its three-letter code (UKR) or its English name")
}

// readSide takes a country, a sector, both, a Wikidata number, a name, or * for anyone.
func readSide(p *parser, w word) (value, error) {
	s := strings.Join(strings.Fields(w.text()), " ")
	switch {
	case s == "" || strings.Trim(s, "*") == "" && s != "*":
		return value{}, p.fault(w.at, max(w.end, w.at+1), "a participant is missing here", "a country (RUS), a sector (.GOV), both (RUS.GOV) or a name (\"Kim Jong-un\")")
	case s == "*" && !w.quoted():
		return value{a: side{any: true}}, nil
	}
	if c, ok := codes(s); ok && !w.quoted() && (s == strings.ToUpper(s) || countryNamed(s) == "") {
		return value{a: c}, nil
	}
	if code := countryNamed(s); code != "" {
		return value{a: side{country: code}}, nil
	}
	if len(s) > 1 && (s[0] == 'Q' || s[0] == 'q') {
		if _, err := strconv.ParseUint(s[1:], 10, 63); err == nil {
			return value{a: side{wikidata: strings.ToUpper(s)}}, nil
		}
	}
	if country, sector, ok := strings.Cut(s, "."); ok && !w.quoted() && !strings.Contains(s, " ") && s == strings.ToUpper(s) && len(country) <= 3 && len(sector) == 3 {
		return value{}, p.fault(w.at, w.end, "\""+s+"\" is no country and sector", "sectors: "+strings.Join(ontology.Sectors(), " ")+"; a name goes in quotation marks")
	}
	return value{a: side{name: s}}, nil
}

// readDyad takes RUS>UKR (from the first to the second) and RUS-UKR (either way).
func readDyad(p *parser, w word) (value, error) {
	a, b, sep := w.cut(">")
	if sep == 0 {
		if a, b, sep = w.cut("-"); sep == 0 {
			return value{}, p.fault(w.at, w.end, "a dyad has two participants", `write dyad:RUS-UKR, dyad:RUS>UKR or dyad:"Kim Jong-un"-"Vladimir Putin"`)
		}
	}
	first, err := readSide(p, a)
	if err != nil {
		return value{}, err
	}
	second, err := readSide(p, b)
	return value{a: first.a, b: second.a, directed: sep == '>'}, err
}

// readNear takes a name or coordinates, then "/" or "," and a radius.
func readNear(p *parser, w word) (value, error) {
	const hint = `for instance near:"Kyiv"/50km or near:50.45,30.52,50km`
	parts := w.split("/,")
	v := value{km: 50}
	if n := len(parts); n > 1 {
		if km, ok := kilometres(parts[n-1].text(), n > 2); ok {
			v.km = km
			parts = parts[:n-1]
		}
	}
	switch len(parts) {
	case 1:
		v.text = strings.TrimSpace(parts[0].text())
		if v.text == "" {
			return value{}, p.fault(w.at, max(w.end, w.at+1), "the place is missing", hint)
		}
		return v, nil
	case 2:
		lat, err1 := strconv.ParseFloat(parts[0].text(), 64)
		lon, err2 := strconv.ParseFloat(parts[1].text(), 64)
		if err1 == nil && err2 == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 {
			v.lat, v.lon = lat, lon
			return v, nil
		}
		if err1 == nil && err2 == nil {
			return value{}, p.fault(w.at, w.end, "these are no coordinates of the earth", "latitude comes first, from -90 to 90; then longitude, from -180 to 180")
		}
	}
	return value{}, p.fault(w.at, w.end, "this is no place and radius", hint)
}

// kilometres reads 50km, 30mi and, where a number alone can be nothing else, 50.
func kilometres(s string, bare bool) (float64, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	factor := 1.0
	switch {
	case strings.HasSuffix(s, "km"):
		s = strings.TrimSuffix(s, "km")
	case strings.HasSuffix(s, "mi"):
		s, factor = strings.TrimSuffix(s, "mi"), 1.609344
	case !bare:
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return n * factor, err == nil && n > 0 && n*factor <= 20038
}
