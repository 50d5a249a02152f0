package syntax

import "herodotus/internal/doc"

// Move is a transition of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and
// Satta 2011). The root stands behind the last word (Ballesteros and Nivre 2013).
type Move uint8

// The three transitions.
const (
	Shift Move = iota // the next word goes on the stack
	Left              // the stack's top gets the next word as its head, and leaves
	Right             // the stack's top gets the word below as its head, and leaves
)

// State is a parse in progress. Nodes are numbered from 0 in the sentence; node
// Len() is the root. The zero value is ready for Reset.
type State struct {
	n     int32   // words in the sentence
	next  int32   // first node of the buffer
	stack []int32 //
	nodes []node  // n words, the root, and one that stands for "none"
}

// node is what is known of a word while its sentence is parsed.
type node struct {
	form           uint32
	tag, rel       uint8
	nleft, nright  uint8
	relative       bool // has a relative pronoun as its subject
	head           int32
	left1, left2   int32 // outermost and next but outermost dependents; none where absent
	right1, right2 int32
}

// Reset starts the parse of a sentence: its words by their Hash, and their tags (classes from 0).
func (s *State) Reset(words []doc.Token, tags []uint8) {
	n := int32(len(words))
	s.n, s.next, s.stack, s.nodes = n, 0, s.stack[:0], s.nodes[:0]
	none := n + 1
	for i := range words {
		s.nodes = append(s.nodes, node{form: words[i].Hash, tag: tags[i] + 3,
			head: doc.NoHead, left1: none, left2: none, right1: none, right2: none})
	}
	for k := range uint8(2) {
		s.nodes = append(s.nodes, node{form: 4 + uint32(k)*2, tag: 1 + k,
			head: doc.NoHead, left1: none, left2: none, right1: none, right2: none})
	}
}

// Len gives the number of words.
func (s *State) Len() int { return int(s.n) }

// Next gives the first node of the buffer.
func (s *State) Next() int32 { return s.next }

// Stack gives the stack, its top last; do not change it.
func (s *State) Stack() []int32 { return s.stack }

// Done tells whether the parse is complete.
func (s *State) Done() bool { return s.next == s.n && len(s.stack) == 0 }

// Legal tells which moves may be made. Only the last word on the stack may go
// to the root, so that a sentence has one root.
func (s *State) Legal(m Move) bool {
	switch m {
	case Shift:
		return s.next < s.n
	case Left:
		return len(s.stack) > 0 && (s.next < s.n || len(s.stack) == 1)
	default:
		return len(s.stack) > 1
	}
}

// Arc gives the head and dependent of the arc that Left or Right would draw.
func (s *State) Arc(m Move) (head, dep int32) {
	top := len(s.stack) - 1
	if m == Left {
		return s.next, s.stack[top]
	}
	return s.stack[top-1], s.stack[top]
}

// Do makes a legal move; rel is the class of the arc it draws.
func (s *State) Do(m Move, rel uint8) {
	if m == Shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	h, d := s.Arc(m)
	s.stack = s.stack[:len(s.stack)-1]
	s.nodes[d].head, s.nodes[d].rel = h, rel+1
	hn := &s.nodes[h]
	if m == Left {
		hn.left1, hn.left2 = d, hn.left1
		hn.nleft++
	} else {
		hn.right1, hn.right2 = d, hn.right1
		hn.nright++
	}
}

// Arcs gives the head of a word (Len() is the root) and the class of its
// relation, once it has left the stack.
func (s *State) Arcs(i int) (head int32, rel uint8) { return s.nodes[i].head, s.nodes[i].rel - 1 }

// Relative tells whether a node was marked as the verb of a relative clause.
func (s *State) Relative(i int32) bool { return s.nodes[i].relative }

// MarkRelative notes that a node has a relative pronoun as its subject.
func (s *State) MarkRelative(i int32) { s.nodes[i].relative = true }
