package event_test

import (
	"strings"
	"testing"
)

// TestDegrees: of each pair of sentences the first has its predicate happen more surely than the second.
func TestDegrees(t *testing.T) {
	s := loaded(t)
	for _, c := range []struct{ more, less string }{
		{"The clerk [signed] the form.", "The clerk did not [sign] the form."},
		{"The clerk [signed] the form.", "The clerk might [sign] the form."},
		{"She managed to [open] the door.", "She failed to [open] the door."},
		{"He [paid] the bill.", "If he [pays] the bill, call me."},
		{"They [sold] the house.", "They want to [sell] the house."},
		{"You [closed] the window.", "Please [close] the window!"},
	} {
		more, less := degreeOf(t, s, c.more), degreeOf(t, s, c.less)
		if more <= less {
			t.Errorf("%q has degree %.2f, %q %.2f", c.more, more, c.less, less)
		}
		if more > 3 || less < -3 {
			t.Errorf("%q, %q: %.2f, %.2f off the scale", c.more, c.less, more, less)
		}
	}
}

// degreeOf gives the degree of the word in brackets.
func degreeOf(t *testing.T, s *stages, text string) float32 {
	at := strings.IndexByte(text, '[')
	d := s.read(t, strings.NewReplacer("[", "", "]", "").Replace(text))
	for i := range d.Tokens {
		if int(d.Tokens[i].Start) == at {
			return s.events.Degrees(d, []int32{int32(i)})[0]
		}
	}
	t.Fatalf("%q: no token at byte %d", text, at)
	return 0
}
