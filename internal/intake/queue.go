package intake

import (
	"context"
	"iter"
	"sync"

	"herodotus/internal/doc"
	"herodotus/internal/ingest"
	"herodotus/internal/store"
	"herodotus/internal/tokenize"
)

// queue keeps what the coder does not pass on, in the order of the articles:
// the coder's results come in that order.
type queue struct {
	mu   sync.Mutex
	list []source
}

func (q *queue) push(s source) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.list = append(q.list, s)
}

// pop gives the source of the next result.
func (q *queue) pop() source {
	q.mu.Lock()
	defer q.mu.Unlock()
	s := q.list[0]
	q.list = q.list[1:]
	return s
}

// fresh passes on the articles that the run has not stored yet, and faults.
func (q *queue) fresh(ctx context.Context, in iter.Seq2[ingest.Article, error], w *writer) iter.Seq2[ingest.Article, error] {
	return func(yield func(ingest.Article, error) bool) {
		for a, err := range in {
			if err == nil {
				var known bool
				if known, err = w.st.Has(ctx, w.run, a.ID, store.Version(a.Title, a.Published, a.Text)); known {
					w.known(a.Input)
					continue
				}
			}
			q.push(source{a.Input, a.RawSHA256, a.Agency, count(a.Text)})
			if !yield(a, err) {
				return
			}
		}
	}
}

// count gives the number of tokens of a text; 0 for one that will not be coded.
func count(text string) int {
	d, err := doc.New(text)
	if err != nil {
		return 0
	}
	tokenize.Split(d)
	return len(d.Tokens)
}
