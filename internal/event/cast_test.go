package event

import (
	"testing"

	"herodotus/internal/model"
)

// TestBallotNames: what training lists is what the table is asked for.
func TestBallotNames(t *testing.T) {
	v, err := model.ReadNamed("t", "0.5\tbias actor\n-1\tbias recipient\n0.25\tfound obj recipient\n")
	if err != nil {
		t.Fatal(err)
	}
	sum, list := ballot{weights: &v}, ballot{}
	for _, b := range [2]*ballot{&sum, &list} {
		b.add("bias")
		b.addTo(1, "found", "obj")
	}
	if sum.sums != [2]float32{0.5, -0.75} {
		t.Errorf("the weights add up to %v", sum.sums)
	}
	if len(list.names[0]) != 1 || len(list.names[1]) != 2 || list.names[1][1] != "found obj recipient" {
		t.Errorf("features %q", list.names)
	}
}

// TestFillIn: a role that nobody has goes to the likeliest of those who have none.
func TestFillIn(t *testing.T) {
	parties := []party{{actor: 0.9, cast: actorSide}, {actor: 0.1, recipient: 0.6}, {actor: 0.2, recipient: 0.7}, {actor: 0.9, recipient: 0.8}}
	fillIn(parties, recipientSide, 0.5)
	if parties[2].cast != recipientSide || has(parties, recipientSide) != 1 {
		t.Errorf("cast %v", parties)
	}
	fillIn(parties[:2], recipientSide, 0.65)
	if parties[1].cast != noSide {
		t.Error("an unlikely party was given a role")
	}
}
