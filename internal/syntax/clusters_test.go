package syntax

import "testing"

func TestClustersGroupWords(t *testing.T) {
	c, err := LoadClusters()
	if err != nil {
		t.Fatal(err)
	}
	group := func(w string) uint16 { return c.Of(WordHash(w)) >> 8 }
	for _, pair := range [][2]string{{"Pyongyang", "Tehran"}, {"colonel", "lieutenant"}, {"Tuesday", "Thursday"}, {"MINISTER", "minister"}} {
		if a, b := group(pair[0]), group(pair[1]); a == 0 || a != b {
			t.Errorf("%s is in group %d, %s in %d", pair[0], a, pair[1], b)
		}
	}
	if got := c.Of(WordHash("qwrtzpx")); got != 0 {
		t.Errorf("no word, but in class %d", got)
	}
}
