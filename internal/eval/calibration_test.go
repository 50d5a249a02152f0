package eval

import (
	"math"
	"testing"
)

func TestCalibration(t *testing.T) {
	var c Calibration
	if c.Error() != 0 || c.String() != "none" {
		t.Errorf("nothing counted: %v, %q", c.Error(), c.String())
	}
	for i := range 4 {
		c.Add(0.95, i > 0) // three of four
	}
	c.Add(0.55, true)
	c.Add(1, true)
	// 0.9: confidences 4.8, right 4; 0.5: 0.55 against 1; of 6 items.
	if want := (0.8 + 0.45) / 6; math.Abs(c.Error()-want) > 1e-9 {
		t.Errorf("error %v, want %v", c.Error(), want)
	}
	if want := "0.5: 1 of 1, 0.9: 4 of 5"; c.String() != want {
		t.Errorf("%q, want %q", c.String(), want)
	}
}
