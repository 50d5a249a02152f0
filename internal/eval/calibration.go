package eval

import (
	"fmt"
	"math"
)

// calibrationBins is the number of classes of confidence.
const calibrationBins = 10

// Calibration compares stated confidences with how often what they are stated of is right.
type Calibration struct {
	n, right [calibrationBins]int
	sum      [calibrationBins]float64 // of the confidences
}

// Add counts one item.
func (c *Calibration) Add(confidence float64, right bool) {
	b := min(max(int(confidence*calibrationBins), 0), calibrationBins-1)
	c.n[b]++
	c.sum[b] += confidence
	if right {
		c.right[b]++
	}
}

// Error gives the expected calibration error (Naeini and others 2015): the distance between mean confidence and share
// of right items, averaged over the classes by their size.
func (c *Calibration) Error() float64 {
	e, n := 0.0, 0
	for b := range c.n {
		e += math.Abs(c.sum[b] - float64(c.right[b]))
		n += c.n[b]
	}
	if n == 0 {
		return 0
	}
	return e / float64(n)
}

// String lists right items and all items by class, from the lowest confidence.
func (c *Calibration) String() string {
	s := ""
	for b := range c.n {
		if c.n[b] > 0 {
			s += fmt.Sprintf(", %.1f: %d of %d", float64(b)/calibrationBins, c.right[b], c.n[b])
		}
	}
	if s == "" {
		return "none"
	}
	return s[2:]
}
