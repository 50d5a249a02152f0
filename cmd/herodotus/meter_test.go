package main

import (
	"bytes"
	"regexp"
	"testing"

	"herodotus/internal/intake"
)

// Where there is no terminal, a line of a log tells how far an intake is.
func TestMeterLine(t *testing.T) {
	var out bytes.Buffer
	m := newMeter(&streams{err: &out}, 3, 1000)
	defer m.done()
	m.file("a.warc.gz")
	m.taken(250)
	m.update(intake.Progress{Documents: 1234, Known: 5, Skipped: 2, Failed: 1, Input: "a.warc.gz record 9"})
	want := `^\d\d:\d\d:\d\d 1,234 documents, \d+/s, 5 known, 3 left out, file 1 of 3, 25%, \d+s left, at a\.warc\.gz record 9$`
	if line := m.line(); !regexp.MustCompile(want).MatchString(line) {
		t.Errorf("%q does not match %s", line, want)
	}
	if out.Len() > 0 {
		t.Errorf("written at once: %s", out.String())
	}
}
