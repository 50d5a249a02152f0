package store

import "context"

// Version is a number that grows whenever documents are written: for caches.
func (s *Store) Version(ctx context.Context) (uint64, error) {
	var n int64
	err := s.read.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'writes'").Scan(&n)
	return uint64(n), s.fault("read the version", err)
}

// Sibling is another document of the same story.
type Sibling struct {
	DocID     string `json:"doc_id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	Agency    string `json:"agency"`
	CopyOf    bool   `json:"copy_of"` // the same text
}

// Siblings gives at most 50 documents of the same story, copies first, then by date.
func (s *Store) Siblings(ctx context.Context, docID string) ([]Sibling, error) {
	const same = `CASE WHEN o.copy_of = d.id OR o.id = d.copy_of OR o.copy_of = d.copy_of THEN 1 ELSE 0 END`
	return list(ctx, s, "list documents of the same story", func(scan func(...any) error) (x Sibling, err error) {
		var copies int
		err = scan(&x.DocID, &x.Title, &x.Publisher, &x.Published, &x.Agency, &copies)
		x.CopyOf = copies == 1
		return x, err
	}, `SELECT o.doc_id, coalesce(o.title, ''), coalesce(o.publisher, ''), coalesce(o.published, ''), coalesce(o.agency, ''), `+same+`
		FROM documents d JOIN documents o ON o.story = d.story AND o.id <> d.id WHERE d.doc_id = ?
		ORDER BY 6 DESC, o.day, o.id LIMIT 50`, docID)
}
