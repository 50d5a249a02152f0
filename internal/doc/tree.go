package doc

// Tree gives fast access to dependents. Build it once per document, after the parse.
type Tree struct {
	d     *Doc
	first []int32 // first[i] indexes kids: where token i's dependents begin
	kids  []int32 // all dependents, grouped by head, in text order
}

// NewTree indexes the dependents of every token of a parsed document.
func NewTree(d *Doc) *Tree {
	n := len(d.Tokens)
	t := &Tree{d: d, first: make([]int32, n+1), kids: make([]int32, n)}
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h >= 0 {
			t.first[h+1]++
		}
	}
	for i := 0; i < n; i++ {
		t.first[i+1] += t.first[i]
	}
	at := make([]int32, n)
	copy(at, t.first)
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h >= 0 {
			t.kids[at[h]] = int32(i)
			at[h]++
		}
	}
	return t
}

// Kids gives the dependents of token i in text order; do not change the slice.
func (t *Tree) Kids(i int32) []int32 { return t.kids[t.first[i]:t.first[i+1]] }

// Kid gives the first dependent of i with one of the relations, or -1.
func (t *Tree) Kid(i int32, rels ...Rel) int32 {
	for _, k := range t.Kids(i) {
		for _, r := range rels {
			if t.d.Tokens[k].Rel == r {
				return k
			}
		}
	}
	return -1
}

// Subtree gives the smallest token range that covers token i and all that depends on it.
// In a non-projective or badly parsed sentence it may cover other tokens too.
func (t *Tree) Subtree(i int32) Range {
	r := Range{i, i + 1}
	for _, k := range t.Kids(i) {
		s := t.Subtree(k)
		r.Start, r.End = min(r.Start, s.Start), max(r.End, s.End)
	}
	return r
}

// Under tells whether token i is token top or depends on it, at any depth.
func (t *Tree) Under(i, top int32) bool {
	for ; i >= 0; i = t.d.Tokens[i].Head {
		if i == top {
			return true
		}
	}
	return false
}

// HeadOf gives the token of the range whose head lies outside it (the first such token).
func (t *Tree) HeadOf(r Range) int32 {
	for i := r.Start; i < r.End; i++ {
		if h := t.d.Tokens[i].Head; !r.Has(h) {
			return i
		}
	}
	return r.End - 1
}
