package pipeline

import (
	"context"
	"iter"
	"sync"

	"herodotus/internal/ingest"
	"herodotus/record"
)

// Result is what became of one article: a record, or the reason why there is none.
type Result struct {
	Record *record.Record
	Err    error
}

// Run codes articles on several workers and yields the results in the order of
// the input, whatever the number of workers. At most four articles a worker
// are under way at once, so that memory stays flat. It ends early when the
// context does, with the context's error as the last result.
func (c *Coder) Run(ctx context.Context, in iter.Seq2[ingest.Article, error], jobs int) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		// Each task has a slot of its own in the queue: the reader of the queue
		// waits for the oldest, which keeps the order.
		type task struct {
			a    ingest.Article
			err  error
			done chan Result
		}
		queue := make(chan *task, 4*jobs)
		work := make(chan *task)
		var wg sync.WaitGroup
		for range jobs {
			wg.Go(func() {
				for t := range work {
					r, err := c.Code(t.a)
					t.done <- Result{r, err}
				}
			})
		}
		wg.Go(func() {
			defer close(queue)
			defer close(work)
			for a, err := range in {
				t := &task{a: a, err: err, done: make(chan Result, 1)}
				select {
				case queue <- t:
				case <-ctx.Done():
					return
				}
				if err != nil {
					t.done <- Result{Err: err}
					continue
				}
				work <- t
			}
		})
		defer wg.Wait()
		defer cancel()
		for t := range queue {
			if !yield(<-t.done) {
				cancel()
				for t := range queue { // let the workers finish
					<-t.done
				}
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Result{Err: err})
		}
	}
}
