package link

import "testing"

func TestCredited(t *testing.T) {
	for text, want := range map[string]string{
		"NAIROBI, May 3 (Reuters) - Police fired tear gas at students.\n\nMore followed.":                    "reuters",
		"PARIS (AP) — The minister resigned.":                                                                "ap",
		"Title here\n\nBy JANE DOE, Associated Press\n\nThe minister resigned.":                              "ap",
		"The minister resigned.\n\nReporting by Ann Lee in Quito; Editing by Bo Ray":                         "reuters",
		"The minister resigned.\n\n(Reporting by Ann Lee)":                                                   "reuters",
		"The minister resigned.\n\n© 2023 AFP":                                                               "afp",
		"The minister resigned.\n\nCopyright 2023 The Associated Press. All rights reserved.":                "ap",
		"The minister resigned.\n\nSource: Xinhua":                                                           "xinhua",
		"MOSCOW, October 9. /TASS/. The minister resigned.":                                                  "tass",
		"The minister resigned.\n\nAssociated Press writer Jo Poe in Lima contributed to this report.":       "ap",
		"AFP - The minister resigned.":                                                                       "afp",
		"New Delhi, Jul 4 (PTI) The minister resigned.":                                                      "pti",
		"TOKYO -- (Kyodo) -- The minister resigned.":                                                         "kyodo",
		"BEIRUT — The minister told Reuters on Monday that he would resign.":                                 "",
		"The minister resigned, Reuters reported on Monday, citing two officials who asked not to be named.": "",
		"The AP route from Rome was closed - for good.":                                                      "",
		"Reuters":              "reuters",
		"With inputs from ANI": "ani",
		"This story was first published by Agence France-Presse.": "afp",
		"BY REUTERS": "reuters",
	} {
		if got := agencies().credited(text); got.key != want {
			t.Errorf("%q: got %q, want %q", text, got.key, want)
		}
	}
}
