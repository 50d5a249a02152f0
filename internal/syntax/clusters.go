package syntax

import (
	"fmt"

	"herodotus/internal/model"
)

// Clusters tells the distributional class of a word: words that stand in like
// places share one, so that a rare word can lean on its frequent neighbours.
type Clusters struct{ table *model.Lookup }

// LoadClusters reads the classes that are part of the program.
func LoadClusters() (*Clusters, error) {
	f, err := model.Read(clustersModel, ClusterKind)
	if err != nil {
		return nil, fmt.Errorf("clusters: %w", err)
	}
	b, err := f.Section("words")
	if err != nil {
		return nil, err
	}
	t, err := model.ReadLookup(b)
	if err != nil {
		return nil, fmt.Errorf("clusters: %w", err)
	}
	return &Clusters{t}, nil
}

// Of gives the class of a word by its hash in lower case; 0 is unknown.
func (c *Clusters) Of(lower uint32) uint16 {
	n, _ := c.table.Find(ClusterKey(lower))
	return n
}

// ClusterKey gives the key of a word in the table.
func ClusterKey(lower uint32) uint64 { return model.Key(uint64(lower), 3) }

// WordHash gives the hash of a word's normalised form in lower case: doc.Token's Hash.
func WordHash(form string) uint32 {
	return model.Hash(lower(normalise(nil, form))) | 1
}
