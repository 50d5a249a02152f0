package syntax

import "herodotus/internal/model"

// Atoms of a parsing decision: words (w), tags (t) and relations (l) of the
// stack's top three, the buffer's first three, and their outer dependents.
const (
	s0w = iota + 1
	s0t
	s1w
	s1t
	s2w
	s2t
	b0w
	b0t
	b1w
	b1t
	b2w
	b2t
	s0l1w
	s0l1t
	s0l1l
	s0l2t
	s0l2l
	s0r1w
	s0r1t
	s0r1l
	s0r2t
	s0r2l
	s1l1w
	s1l1t
	s1l1l
	s1l2l
	s1r1w
	s1r1t
	s1r1l
	s1r2l
	s1r2t
	b0l1w
	b0l1t
	b0l1l
	b0l2t
	b0l2l
	s0v  // dependents of the stack's top on either side
	s1v  //
	b0v  //
	dsb  // distance from the stack's top to the buffer
	dss  // distance between the stack's top two
	bpt  // tag of the word before the buffer
	spt  // tag of the word after the stack's top
	s0mt // tag of the word before the stack's top
	s0c  // what case the top is in: the word of its leftmost dependent if that is a case marker
	depth
	b3t
)

// moveTemplates are the features of the choice of a move, after Zhang and Nivre (2011).
var moveTemplates = []model.Template{
	// single words
	{s0w}, {s0t}, {s0w, s0t}, {s1w}, {s1t}, {s1w, s1t}, {s2w, s2t}, {s2t}, {b0w}, {b0t}, {b0w, b0t},
	{b1w}, {b1t}, {b1w, b1t}, {b2t}, {b2w, b2t},
	// pairs
	{s0w, b0w}, {s0w, s0t, b0t}, {s0t, b0w, b0t}, {s0w, b0t}, {s0t, b0w}, {s0t, b0t},
	{s1w, s0w}, {s1w, s1t, s0t}, {s1t, s0w, s0t}, {s1t, s0t}, {s1w, b0w}, {s1w, b0t}, {s1t, b0w}, {s1t, b0t},
	{b0t, b1t}, {b0w, b1t}, {b0t, b1w}, {s0w, b1w}, {s0w, b0t, b1t},
	// triples of tags
	{s0t, b0t, b1t}, {s1t, s0t, b0t}, {s2t, s1t, s0t}, {b0t, b1t, b2t}, {s1t, s0w, b0t}, {s1w, s0t, b0t}, {s1t, s0t, b0w},
	{s2t, s1t, s0t, b0t}, {s1t, s0t, b0t, b1t}, {s0t, b0t, b1t, b2t}, {s1w, s0w, b0t}, {s1t, s0w, b0w},
	// dependents
	{s0t, s0l1t, b0t}, {s0t, s0r1t, b0t}, {s0t, b0t, b0l1t}, {s0t, b0t, b0l2t}, {s1t, s0t, s0l1t}, {s1t, s0t, s0r1t},
	{s1t, s1r1t, s0t}, {s1t, s1l1t, s0t}, {s1t, s1r1t, s0t, b0t}, {s1t, s0t, s0l1w}, {s1w, s0t, s0l1w}, {s1t, s0l1w, b0t},
	{s0t, s0l1l, s0r1l}, {s0t, s0l1l, s0l2l}, {s0t, s0r1l, s0r2l}, {b0t, b0l1l, b0l2l}, {s1t, s1l1l, s1r1l}, {s1t, s1r1l, s1r2l},
	{s0w, s0l1l}, {s0w, s0r1l}, {b0w, b0l1l}, {s1w, s1r1l}, {s1w, s1l1l}, {s0t, s0r1w}, {s0t, s0l1w}, {s1t, s1r1w}, {b0t, b0l1w},
	{s0t, s0l1l, b0t}, {s0t, s0r1l, b0t}, {s1t, s0t, s0l1l, s0r1l}, {s1w, s1r1l, s0t},
	// valency and distance
	{s0w, s0v}, {s0t, s0v}, {s1w, s1v}, {s1t, s1v}, {b0w, b0v}, {b0t, b0v},
	{s0w, dsb}, {s0t, dsb}, {b0w, dsb}, {b0t, dsb}, {s0t, b0t, dsb}, {s1t, s0t, dss}, {s1w, dss}, {s0w, dss}, {s0w, b0w, dsb},
	// between and beside
	{s0t, spt, b0t}, {s0t, bpt, b0t}, {s0mt, s0t, b0t}, {depth, b0t}, {b0t, b1t, b2t, b3t}, {s0c, s1w}, {s0c, s1t, b0t},
}

// MoveKeys appends the features of the next move.
func (s *State) MoveKeys(keys []uint64, a *[256]uint32) []uint64 {
	none := s.n + 1
	i0, i1, i2 := none, none, none
	top := len(s.stack)
	if top > 0 {
		i0 = s.stack[top-1]
	}
	if top > 1 {
		i1 = s.stack[top-2]
	}
	if top > 2 {
		i2 = s.stack[top-3]
	}
	n0, n1, n2 := &s.nodes[i0], &s.nodes[i1], &s.nodes[i2]
	q0, q1, q2 := s.ahead(0), s.ahead(1), s.ahead(2)
	a[s0w], a[s0t], a[s1w], a[s1t], a[s2w], a[s2t] = n0.form, uint32(n0.tag), n1.form, uint32(n1.tag), n2.form, uint32(n2.tag)
	a[b0w], a[b0t], a[b1w], a[b1t], a[b2w], a[b2t] = q0.form, uint32(q0.tag), q1.form, uint32(q1.tag), q2.form, uint32(q2.tag)
	a[b3t] = uint32(s.ahead(3).tag)
	l, l2, r, r2 := &s.nodes[n0.left1], &s.nodes[n0.left2], &s.nodes[n0.right1], &s.nodes[n0.right2]
	a[s0l1w], a[s0l1t], a[s0l1l], a[s0l2t], a[s0l2l] = l.form, uint32(l.tag), uint32(l.rel)+1, uint32(l2.tag), uint32(l2.rel)+1
	a[s0r1w], a[s0r1t], a[s0r1l], a[s0r2t], a[s0r2l] = r.form, uint32(r.tag), uint32(r.rel)+1, uint32(r2.tag), uint32(r2.rel)+1
	l, l2, r, r2 = &s.nodes[n1.left1], &s.nodes[n1.left2], &s.nodes[n1.right1], &s.nodes[n1.right2]
	a[s1l1w], a[s1l1t], a[s1l1l], a[s1l2l] = l.form, uint32(l.tag), uint32(l.rel)+1, uint32(l2.rel)+1
	a[s1r1w], a[s1r1t], a[s1r1l], a[s1r2t], a[s1r2l] = r.form, uint32(r.tag), uint32(r.rel)+1, uint32(r2.tag), uint32(r2.rel)+1
	l, l2 = &s.nodes[q0.left1], &s.nodes[q0.left2]
	a[b0l1w], a[b0l1t], a[b0l1l], a[b0l2t], a[b0l2l] = l.form, uint32(l.tag), uint32(l.rel)+1, uint32(l2.tag), uint32(l2.rel)+1
	a[s0v], a[s1v], a[b0v] = n0.valency(), n1.valency(), q0.valency()
	a[dsb], a[dss] = distance(i0, s.next), distance(i1, i0)
	a[bpt], a[spt], a[s0mt] = s.tagAt(s.next-1), s.tagAt(i0+1), s.tagAt(i0-1)
	a[s0c] = s.caseWord(i0)
	a[depth] = uint32(min(top, 4)) + 1
	return model.Keys(keys, moveTemplates, a)
}

func (n *node) valency() uint32 { return uint32(min(n.nleft, 5))*6 + uint32(min(n.nright, 5)) + 1 }

// ahead gives node k of the buffer.
func (s *State) ahead(k int32) *node { return &s.nodes[min(s.next+k, s.n+1)] }

func (s *State) tagAt(i int32) uint32 {
	if i < 0 || i > s.n {
		return 2
	}
	return uint32(s.nodes[i].tag)
}

func (s *State) formAt(i int32) uint32 {
	if i < 0 || i > s.n {
		return 6
	}
	return s.nodes[i].form
}

// caseWord gives the word that marks the phrase of node i: its first dependent
// before it, which in a prepositional phrase or clause is the preposition.
func (s *State) caseWord(i int32) uint32 {
	return s.nodes[s.nodes[i].left1].form
}

// distance sorts the words between two nodes into 1, 2, 3, 4, 5 to 6, 7 to 10 and more.
func distance(a, b int32) uint32 {
	d := b - a
	if d < 0 {
		d = -d
	}
	switch {
	case d <= 4:
		return uint32(d) + 1
	case d <= 6:
		return 6
	case d <= 10:
		return 7
	}
	return 8
}
