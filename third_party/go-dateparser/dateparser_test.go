package dateparser

import "testing"

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"14 September 2023":                 "2023-09-14",
		"Sept. 14":                          "",
		"Thursday, September 14th, 2023":    "2023-09-14",
		"Sep 14, 2023, 10:15 a.m. EDT":      "2023-09-14",
		"2023-09-14 08:00":                  "2023-09-14",
		"":                                  "",
		"the 14th of a month":               "",
		"99 January 2023":                   "",
		"1st \t May\n2020 by our reporters": "2020-05-01",
	} {
		d, err := new(Parser).Parse(nil, text)
		got := ""
		if err == nil {
			got = d.Time.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
