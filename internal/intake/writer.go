package intake

import (
	"context"
	"errors"
	"sync"
	"time"

	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
	"herodotus/internal/store"
)

// writer stores batches in a goroutine of its own while the next is coded.
type writer struct {
	st       *store.Store
	run      int64
	o        Options
	progress func(Progress)
	fail     func(error) // ends the run

	ready   batch // being filled
	since   time.Time
	batches chan batch
	done    chan error

	mu      sync.Mutex
	state   Progress // of what is stored
	reasons map[string]int
}

// batch is what one transaction stores.
type batch struct {
	items []store.Item
	skips []store.Skip
	state Progress // added by the batch
}

func newWriter(ctx context.Context, st *store.Store, run int64, o Options, progress func(Progress)) *writer {
	w := &writer{st: st, run: run, o: o, progress: progress, batches: make(chan batch, 1), done: make(chan error, 1), reasons: map[string]int{}}
	// A batch that was begun is stored even when the run is interrupted.
	go func() { w.done <- w.write(context.WithoutCancel(ctx)) }()
	return w
}

// known counts an article that the run stored before.
func (w *writer) known(input string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.Known++
	w.state.Input = input
	w.progress(w.state)
}

// take puts one result into the batch.
func (w *writer) take(s source, r pipeline.Result) {
	b := &w.ready
	b.state.Input = s.input
	if r.Err != nil {
		w.refuse(s, r.Err)
	} else {
		b.items = append(b.items, item(r.Record, s))
		b.state.Events += len(r.Record.Events)
		b.state.Claims += len(r.Record.Claims)
		b.state.Tokens += s.tokens
	}
	w.send(false)
}

// refuse notes why an article gave no document.
func (w *writer) refuse(s source, err error) {
	k := store.Skip{Input: s.input, Reason: reasonNotCoded, Detail: err.Error()}
	var f *ingest.Fault
	skipped := false
	if errors.As(err, &f) {
		k = store.Skip{Input: f.Input, Reason: string(f.Reason), Detail: f.Err.Error()}
		skipped = f.Skipped()
	}
	if skipped {
		w.ready.state.Skipped++
	} else {
		w.ready.state.Failed++
		if w.o.Complain != nil {
			w.o.Complain(err)
		}
	}
	w.ready.skips = append(w.ready.skips, k)
}

// send hands the batch to the storing goroutine when it is full, old, or the last.
func (w *writer) send(last bool) {
	if w.since.IsZero() {
		w.since = time.Now()
	}
	size := len(w.ready.items) + len(w.ready.skips)
	if !last && size < w.o.Batch && time.Since(w.since) < w.o.Delay {
		return
	}
	w.batches <- w.ready
	w.ready, w.since = batch{}, time.Time{}
}

// close stores what is left and gives the store's error.
func (w *writer) close() error {
	w.send(true)
	close(w.batches)
	return <-w.done
}

// write stores batch after batch; after an error it only empties the channel.
func (w *writer) write(ctx context.Context) error {
	var first error
	for b := range w.batches {
		if first != nil {
			continue
		}
		if first = w.store(ctx, b); first != nil {
			w.fail(first)
		}
	}
	return first
}

func (w *writer) store(ctx context.Context, b batch) error {
	var outcomes []store.Outcome
	if len(b.items) > 0 {
		var err error
		if outcomes, err = w.st.PutLinked(ctx, w.run, b.items, linked); err != nil {
			return err
		}
	}
	if err := w.st.SkipAll(ctx, b.skips); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.count(b, outcomes)
	w.progress(w.state)
	return nil
}

// count adds what a stored batch brought.
func (w *writer) count(b batch, outcomes []store.Outcome) {
	s := &w.state
	for i, o := range outcomes {
		switch {
		case o.Known:
			s.Known++
			b.state.Events -= len(b.items[i].Record.Events)
			b.state.Claims -= len(b.items[i].Record.Claims)
		case o.Added:
			s.Documents++
		default:
			s.Updated++
		}
	}
	for _, k := range b.skips {
		w.reasons[k.Reason]++
	}
	s.Skipped += b.state.Skipped
	s.Failed += b.state.Failed
	s.Events += b.state.Events
	s.Claims += b.state.Claims
	s.Tokens += b.state.Tokens
	if b.state.Input != "" {
		s.Input = b.state.Input
	}
}
