package doc

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAdmit: new mentions stand in the order of the text, and what pointed at old ones still does.
func TestAdmit(t *testing.T) {
	var d Doc
	at := func(i, e int32) Mention { return Mention{Range: Range{i, i + 1}, Head: i, Entity: e} }
	d.Mentions.Set([]Mention{at(1, 0), at(5, 1), at(9, 0)})
	d.Entities.Set([]Entity{{Name: "a", Mentions: []int32{0, 2}}, {Name: "b", Mentions: []int32{1}}})
	d.Places.Set([]Place{{Mention: 2}, {Mention: None}})
	moved, fresh := d.Admit([]Mention{at(3, None), at(7, None)}, []Entity{{Name: "c"}, {Name: "d"}})
	for _, x := range []struct {
		what       string
		have, want any
	}{
		{"moved", moved, []int32{0, 2, 4}},
		{"new", fresh, []int32{1, 3}},
		{"mentions", d.Mentions.All(), []Mention{at(1, 0), at(3, 2), at(5, 1), at(7, 3), at(9, 0)}},
		{"first entity", d.Entities.At(0).Mentions, []int32{0, 4}},
		{"second entity", d.Entities.At(1).Mentions, []int32{2}},
		{"third entity", d.Entities.At(2).Mentions, []int32{1}},
		{"fourth entity", d.Entities.At(3).Mentions, []int32{3}},
		{"place", d.Places.At(0).Mention, int32(4)},
		{"place without a mention", d.Places.At(1).Mention, None},
	} {
		if diff := cmp.Diff(x.want, x.have); diff != "" {
			t.Errorf("%s: (-want +have)\n%s", x.what, diff)
		}
	}
}

// TestAdmitThings: a thing becomes an entity behind the others; one that a stage knows already joins what it made.
func TestAdmitThings(t *testing.T) {
	var d Doc
	at := func(i, e int32) Mention { return Mention{Range: Range{i, i + 1}, Head: i, Entity: e} }
	d.Mentions.Set([]Mention{at(1, 0), at(5, 1)})
	d.Entities.Set([]Entity{{Name: "a", Mentions: []int32{0}}, {Name: "poll", Mentions: []int32{1}}})
	d.Things.Set([]Thing{
		{Name: "storm", Entity: None, Mentions: []Mention{at(2, None), at(8, None)}},
		{Name: "poll", Entity: None, Mentions: []Mention{at(5, None), at(9, None)}},
	})
	d.AdmitThings()
	for _, x := range []struct {
		what       string
		have, want any
	}{
		{"mentions", d.Mentions.All(), []Mention{at(1, 0), at(5, 1), at(2, 2), at(8, 2), at(9, 1)}},
		{"known entity", d.Entities.At(1).Mentions, []int32{1, 4}},
		{"new entity", *d.Entities.At(2), Entity{Name: "storm", Type: MISC, Mentions: []int32{2, 3}}},
	} {
		if diff := cmp.Diff(x.want, x.have); diff != "" {
			t.Errorf("%s: (-want +have)\n%s", x.what, diff)
		}
	}
}
