package ingest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"herodotus/internal/doc"
)

// FuzzRead reads anything as every format, and as what it looks like. The seeds
// are the hostile files and the sound ones of each format.
func FuzzRead(f *testing.F) {
	forced := append([]string{""}, Formats()...)
	add := func(name string, in []byte) {
		if len(in) > 8<<10 { // large ones take long to vary
			return
		}
		f.Add(uint8(0), name, in)
		for i, format := range forced {
			if strings.Contains(name, format) && format != "" {
				f.Add(uint8(i), "x", in)
			}
		}
	}
	for _, c := range hostile(f) {
		add(c.name, []byte(c.in))
	}
	for _, w := range writers {
		add(w.name, w.write(f, samples(f)[:1]))
	}
	f.Fuzz(func(t *testing.T, format uint8, name string, in []byte) {
		o := Options{Format: Format(forced[int(format)%len(forced)]), Jobs: 1, AnyLanguage: true}
		outcomes := 0
		for a, err := range o.Read(name, bytes.NewReader(in)) {
			outcomes++
			var fault *Fault
			if err == nil {
				checkArticle(t, name, a)
			} else if !errors.As(err, &fault) || fault.Reason == "" {
				t.Errorf("fault without reason: %v", err)
			}
		}
		if outcomes == 0 {
			t.Errorf("nothing came of %q as %q", in, o.Format)
		}
	})
}

// FuzzBoilerplate: stretches lie in the text, in order, and on characters.
func FuzzBoilerplate(f *testing.F) {
	f.Add("By Ann Lee\nKenya left. (Reporting by Ann Lee; Editing by Bob)\nRelated stories\nOne\n© 2023 AFP")
	f.Fuzz(func(t *testing.T, text string) {
		spans := boilerplate(text)
		if !slices.IsSortedFunc(spans, func(a, b doc.Span) int { return int(a.Start - b.Start) }) {
			t.Errorf("%q: %v", text, spans)
		}
		for _, s := range spans {
			if s.Start < 0 || s.End <= s.Start || int(s.End) > len(text) {
				t.Errorf("%q: %v", text, s)
			}
		}
		agency(text)
		language(text)
		readDate(text)
	})
}
