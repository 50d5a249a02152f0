package tokenize

import (
	"slices"
	"testing"

	"herodotus/internal/doc"

	"pgregory.net/rapid"
)

func TestSkip(t *testing.T) {
	tests := []struct{ name, text, skip, want string }{
		{"a line", "By Ann Lee\nKenya recalled its envoy.", "By Ann Lee", "Kenya recalled its envoy ."},
		{"the end of a line", "Kenya recalled its envoy. (Reporting by Ann Lee)\nSudan protested.", "(Reporting by Ann Lee)",
			"Kenya recalled its envoy . || Sudan protested ."},
		{"the middle", "Kenya recalled READ MORE its envoy.", "READ MORE", "# Kenya recalled || its envoy ."},
		{"all", "Read more", "Read more", ""},
		{"several lines", "Kenya left.\nRelated:\nOne thing\nSudan stayed.", "Related:\nOne thing", "Kenya left . || Sudan stayed ."},
	}
	for _, c := range tests {
		d := &doc.Doc{Text: c.text}
		for i := range c.text {
			if len(c.text)-i >= len(c.skip) && c.text[i:i+len(c.skip)] == c.skip {
				d.Skip = []doc.Span{{Start: int32(i), End: int32(i + len(c.skip))}}
				break
			}
		}
		if Split(d); show(d) != c.want {
			t.Errorf("%s: got %q, want %q", c.name, show(d), c.want)
		}
	}
}

// TestSkipHoldsNoToken: wherever the stretches lie, no token lies in them, and
// the document stays sound.
func TestSkipHoldsNoToken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab. \n\"(I's—é")), 0, 60, -1).Draw(t, "text")
		cuts := []int32{0}
		for i := range text {
			if rapid.Bool().Draw(t, "cut") {
				cuts = append(cuts, int32(i))
			}
		}
		d := &doc.Doc{Text: text}
		for pair := range slices.Chunk(cuts, 2) {
			if len(pair) == 2 && pair[0] < pair[1] {
				d.Skip = append(d.Skip, doc.Span{Start: pair[0], End: pair[1]})
			}
		}
		Split(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for _, tok := range d.Tokens {
			for _, s := range d.Skip {
				if s.Overlaps(doc.Span{Start: tok.Start, End: tok.End}) {
					t.Fatalf("token %q lies in %v", text[tok.Start:tok.End], s)
				}
			}
		}
	})
}
