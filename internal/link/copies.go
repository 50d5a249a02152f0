package link

import (
	"fmt"
	"slices"
)

const (
	// copyWindow is for how many days before and after an article copies of it are looked for.
	copyWindow = 45
	// copyShare is the share of the shorter text's shingles that makes a copy: typos in one word of
	// twelve leave three shingles in four whole, while two reports of one event share a quotation or two.
	copyShare = 0.38
	// bridgeShare is what it takes to make one group of two: a text that ends with a paragraph of
	// another has a third of a short cut of that one.
	bridgeShare = 0.65
	// copyEvidence is how many shingles of the sketch must be shared at least: two sentences or so.
	copyEvidence = 10
	// copyPostings and copyCandidates bound what is looked at.
	copyPostings   = 24
	copyCandidates = 32
)

// group is a document's place among the copies of one text. The first document
// is the root and keeps what is common to them; the others lead to it.
type group struct {
	parent    uint64 // 0: a root
	agency    string // key
	outlet    string // key, of the first document
	story     uint64
	documents int
}

func (g *group) fields(c *codec) {
	c.uint(&g.parent)
	c.str(&g.agency)
	c.str(&g.outlet)
	c.uint(&g.story)
	c.int(&g.documents)
}

// findCopies puts the document in the group of the texts that it is a copy of.
func (x *linking) findCopies() error {
	s := sketchOf(x.words)
	if x.first {
		if x.group.agency == "" {
			x.group.agency = x.agency.key
		}
		if err := x.saveGroup(); err != nil {
			return err
		}
		return x.memory.Save(KindCopy, x.doc.ID, x.day, s.keys, s.encode())
	}
	if len(s.hashes) < copyEvidence {
		x.group = group{agency: x.agency.key, outlet: x.outlet, documents: 1}
		x.root = x.doc.ID
		return nil
	}
	roots, err := x.copiedRoots(s)
	if err != nil {
		return err
	}
	if err := x.join(roots); err != nil {
		return err
	}
	return x.memory.Save(KindCopy, x.doc.ID, x.day, s.keys, s.encode())
}

// copiedRoots gives the first documents of all groups with a copy of the text, rising,
// and notes the nearest copy.
func (x *linking) copiedRoots(s sketch) ([]uint64, error) {
	ids, err := x.lookupNear(KindCopy, s.keys, copyWindow, copyPostings, copyCandidates)
	if err != nil {
		return nil, err
	}
	blobs, err := x.memory.Load(KindCopy, ids)
	if err != nil {
		return nil, err
	}
	nearest := map[uint64]float64{} // of each group
	for i, id := range ids {
		if id == x.doc.ID { // its former version
			continue
		}
		share, shared := s.likeness(decodeSketch(blobs[i]))
		if share < copyShare || shared < copyEvidence {
			continue
		}
		root, err := x.rootOf(id)
		if err != nil {
			return nil, err
		}
		nearest[root] = max(nearest[root], share)
		if c := x.result.Copy; c == nil || share > c.Similarity {
			x.result.Copy = &Copy{Document: x.doc.ID, Of: root, Nearest: id, Similarity: share}
		}
	}
	var roots []uint64
	for root, share := range nearest {
		if share >= bridgeShare || root == x.result.Copy.Of {
			roots = append(roots, root)
		}
	}
	slices.Sort(roots)
	return roots, nil
}

// rootOf follows the parents; the way is short, as groups join at their roots.
func (x *linking) rootOf(id uint64) (uint64, error) {
	for range 64 {
		var g group
		found, err := x.load(KindGroup, id, &g)
		if err != nil || !found || g.parent == 0 {
			return id, err
		}
		id = g.parent
	}
	return 0, fmt.Errorf("link: the copies of document %d lead in a circle", id)
}

// join makes one group of the document and all groups that it copies.
func (x *linking) join(roots []uint64) error {
	x.root = x.doc.ID
	x.group = group{agency: x.agency.key, outlet: x.outlet, documents: 1}
	if len(roots) == 0 {
		return x.saveGroup()
	}
	x.root = roots[0]
	x.result.Copy.Of = x.root
	if err := x.save(KindGroup, x.doc.ID, &group{parent: x.root}); err != nil {
		return err
	}
	for _, r := range roots {
		var g group
		if _, err := x.load(KindGroup, r, &g); err != nil {
			return err
		}
		x.group.documents += g.documents
		if x.group.agency == "" {
			x.group.agency = g.agency
		}
		if x.group.story == 0 {
			x.group.story = g.story
		}
		if r == x.root {
			x.group.outlet = g.outlet
		}
		if r != x.root {
			x.result.Rejoined = append(x.result.Rejoined, Copy{Document: r, Of: x.root, Nearest: x.doc.ID, Similarity: x.result.Copy.Similarity})
			if err := x.save(KindGroup, r, &group{parent: x.root}); err != nil {
				return err
			}
		}
	}
	return x.saveGroup()
}

func (x *linking) saveGroup() error { return x.save(KindGroup, x.root, &x.group) }
