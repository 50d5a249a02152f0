package store

// outlet is a name that stands in documents.publisher or documents.agency.
type outlet struct{ role, name string }

// name gathers the names that a document brings, so that a question for a part
// of one need not read all documents.
func (t *tx) name(publisher, agency any) {
	for _, n := range []struct {
		role string
		name any
	}{{"publisher", publisher}, {"agency", agency}} {
		name, ok := n.name.(string)
		o := outlet{n.role, name}
		if !ok || t.s.outlets[o] || t.named[o] {
			continue
		}
		t.named[o] = true
		t.outlets.add(o.role, o.name)
	}
}
