package ingest

import (
	"strings"
	"testing"
)

func TestReadDate(t *testing.T) {
	for in, want := range map[string]string{
		"2023-09-14T10:00:00Z": "2023-09-14T10:00:00Z", "2023-09-14T10:00:00.123+02:00": "2023-09-14T10:00:00+02:00", "2023-09-14T10:00:00+0200": "2023-09-14T10:00:00+02:00",
		"2023-09-14 10:00:00 UTC": "2023-09-14T10:00:00Z", "Thu, 14 Sep 2023 10:00:00 GMT": "2023-09-14T10:00:00Z", "Thu, 14 Sep 2023 10:00:00 -0400": "2023-09-14T10:00:00-04:00",
		"14 Sep 2023 10:00:00 +0000": "2023-09-14T10:00:00Z", "20230914T101500Z": "2023-09-14T10:15:00Z",
		// Without a zone, or with one whose name means several, only the day is certain.
		"2023-09-14 10:00:00": "2023-09-14", "2023-09-14T10:00:00": "2023-09-14", "Thu, 14 Sep 2023 10:00:00 IST": "2023-09-14", "20230914": "2023-09-14",
		"September 14, 2023": "2023-09-14", "14 September 2023": "2023-09-14", "Sep 14, 2023": "2023-09-14", "Thursday, September 14, 2023": "2023-09-14", "2023/09/14": "2023-09-14",
		"14/09/2023": "2023-09-14", "09/14/2023 10:00": "2023-09-14", "9/9/2023": "2023-09-09", "14.9.2023": "2023-09-14",
		// Not to be read without guessing, or absurd.
		"02/03/2023": "!guessing", "yesterday": "!guessing", "2023-13-45": "!guessing", "31 February 2023": "!guessing", "14/14/2023": "!guessing", "": "!guessing",
		"0001-01-01": "!absurd", "9999-12-31T00:00:00Z": "!absurd", "1970-01-01T00:00:00Z": "!never set", "1200-01-01": "!absurd",
	} {
		got, err := readDate(in)
		reason, fails := strings.CutPrefix(want, "!")
		if fails != (err != nil) || fails && !strings.Contains(err.Error(), reason) || !fails && got != want {
			t.Errorf("%q: got %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestQuotedMail(t *testing.T) {
	const text = "Kenya left.\n> Sudan stayed.\n> Chad too.\nUganda left.\n-- \nAnn Lee\nDesk"
	var left strings.Builder
	at := int32(0)
	for _, s := range quoted(text) {
		left.WriteString(text[at:s.Start])
		at = s.End
	}
	if got := left.String() + text[at:]; got != "Kenya left.\nUganda left.\n" {
		t.Errorf("left %q", got)
	}
}
