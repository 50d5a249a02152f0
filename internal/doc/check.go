package doc

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// Check proves that the document's layers are sound: tokens are ordered and
// lie in the text, sentences partition them, every tree has one root and no
// cycle, and all ranges and indexes of the later layers hold. Layers that were
// not looked at are skipped. It gives all faults, joined.
func (d *Doc) Check() error {
	var faults []error
	add := func(err error) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	add(d.checkTokens())
	add(d.checkSentences())
	if len(faults) == 0 {
		add(d.checkLayers())
	}
	return errors.Join(faults...)
}

func (d *Doc) checkTokens() error {
	at := int32(0)
	for i, t := range d.Tokens {
		if t.Start < at || t.End <= t.Start || int(t.End) > len(d.Text) {
			return fmt.Errorf("token %d: [%d,%d) after byte %d of %d", i, t.Start, t.End, at, len(d.Text))
		}
		if !utf8.RuneStart(d.Text[t.Start]) || int(t.End) < len(d.Text) && !utf8.RuneStart(d.Text[t.End]) {
			return fmt.Errorf("token %d: [%d,%d) splits a character", i, t.Start, t.End)
		}
		at = t.End
	}
	return nil
}

func (d *Doc) checkSentences() error {
	at := int32(0)
	for i, s := range d.Sentences {
		if s.Start != at || s.End <= s.Start || int(s.End) > len(d.Tokens) {
			return fmt.Errorf("sentence %d: tokens [%d,%d), want them to begin at %d", i, s.Start, s.End, at)
		}
		at = s.End
		if err := d.checkTree(i, s.Range); err != nil {
			return err
		}
	}
	if int(at) != len(d.Tokens) {
		return fmt.Errorf("sentences end at token %d of %d", at, len(d.Tokens))
	}
	return nil
}

// checkTree looks at one sentence's heads; an unparsed sentence (no relation set) passes.
func (d *Doc) checkTree(n int, s Range) error {
	if d.Tokens[s.Start].Rel == NoRel {
		return nil
	}
	roots := 0
	for i := s.Start; i < s.End; i++ {
		h := d.Tokens[i].Head
		if h == NoHead {
			roots++
		} else if !s.Has(h) {
			return fmt.Errorf("sentence %d: head %d of token %d lies outside it", n, h, i)
		}
	}
	if roots != 1 {
		return fmt.Errorf("sentence %d has %d roots", n, roots)
	}
	return d.checkCycles(n, s)
}

// checkCycles follows each token's heads up to the root, each token once:
// round[i] is the walk (from 1) that first came through token i.
func (d *Doc) checkCycles(n int, s Range) error {
	round := make([]int32, s.Len())
	for i := s.Start; i < s.End; i++ {
		walk := i - s.Start + 1
		for h := i; h != NoHead && round[h-s.Start] == 0; h = d.Tokens[h].Head {
			round[h-s.Start] = walk
			if up := d.Tokens[h].Head; up != NoHead && round[up-s.Start] == walk {
				return fmt.Errorf("sentence %d: heads of token %d form a cycle", n, i)
			}
		}
	}
	return nil
}

func (d *Doc) checkLayers() error {
	c := layerCheck{d: d}
	for i, x := range d.Known.All() {
		c.within("known", i, x.Range)
	}
	for i, x := range d.Names.All() {
		c.within("name", i, x.Range)
	}
	for i, x := range d.Times.All() {
		c.within("time", i, x.Range)
	}
	for i, x := range d.Places.All() {
		c.within("place", i, x.Range)
		c.index("place", i, x.Mention, d.Mentions.Len(), !d.Mentions.Looked())
	}
	for i, x := range d.Mentions.All() {
		c.within("mention", i, x.Range)
		c.index("mention", i, x.Entity, d.Entities.Len(), false)
	}
	for i, x := range d.Entities.All() {
		for _, m := range x.Members {
			c.index("entity", i, m, d.Entities.Len(), false)
		}
		for _, m := range x.Mentions {
			c.index("entity", i, m, d.Mentions.Len(), false)
		}
	}
	for i, x := range d.Things.All() {
		c.index("thing", i, x.Entity, d.Entities.Len(), true)
		for _, m := range x.Mentions {
			c.within("thing", i, m.Range)
		}
	}
	c.claims()
	c.events()
	return errors.Join(c.faults...)
}

type layerCheck struct {
	d      *Doc
	faults []error
}

func (c *layerCheck) within(what string, i int, r Range) {
	if r.Start < 0 || r.Len() <= 0 || int(r.End) > len(c.d.Tokens) {
		c.faults = append(c.faults, fmt.Errorf("%s %d: tokens [%d,%d) of %d", what, i, r.Start, r.End, len(c.d.Tokens)))
	}
}

func (c *layerCheck) index(what string, i int, x int32, n int, none bool) {
	if x == None && none {
		return
	}
	if x < 0 || int(x) >= n {
		c.faults = append(c.faults, fmt.Errorf("%s %d: index %d of %d", what, i, x, n))
	}
}

func (c *layerCheck) claims() {
	c.attributions(c.d.Claims.All())
	c.attributions(c.d.Attitudes.All())
}

func (c *layerCheck) attributions(list []Claim) {
	d := c.d
	for i, x := range list {
		c.within("claim", i, x.Cue)
		for _, r := range x.Content {
			c.within("claim", i, r)
		}
		c.index("claim", i, x.Source, d.Mentions.Len(), true)
		c.index("claim", i, x.Addressee, d.Mentions.Len(), true)
		for _, m := range x.Also {
			c.index("claim", i, m, d.Mentions.Len(), false)
		}
		c.index("claim", i, x.Parent, d.Claims.Len(), true)
		c.index("claim", i, x.Time, d.Times.Len(), true)
	}
}

func (c *layerCheck) events() {
	d := c.d
	for i, x := range d.Events.All() {
		c.within("event", i, x.Trigger)
		for _, r := range x.Evidence {
			c.within("event", i, r)
		}
		for _, args := range [][]Arg{x.Actors, x.Recipients} {
			for _, a := range args {
				c.index("event", i, a.Mention, d.Mentions.Len(), true)
				c.index("event", i, a.Entity, d.Entities.Len(), false)
			}
		}
		for _, f := range x.Facts {
			c.index("event", i, f.Claim, d.Claims.Len(), true)
		}
		c.index("event", i, x.Place, d.Places.Len(), true)
		c.index("event", i, x.Time, d.Times.Len(), true)
		c.index("event", i, x.Claim, d.Claims.Len(), true)
		c.index("event", i, x.SameAs, d.Events.Len(), true)
	}
}
