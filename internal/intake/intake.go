// Package intake takes articles into a store. In: articles from ingest, a
// coder, an open store. Out: documents with their events and claims, linked to
// those that came before; the reason for each article that gave none; and a
// Summary.
//
// Articles are coded on all cores and stored by one writer in the order of the
// input, in batches of one transaction each. An article that this run stored
// before is not coded again, so that a run that was interrupted goes on where
// it stopped.
package intake

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"time"

	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
	"herodotus/internal/store"
	"herodotus/record"
)

// Options of Run; the zero value is useful.
type Options struct {
	Jobs  int           // articles coded at once; 0: as many as there are cores
	Batch int           // documents stored in one transaction; 0: 128
	Delay time.Duration // after which a batch is stored though not full; 0: two seconds
	// Complain is called with the fault of each article that could not be used.
	Complain func(error)
}

// Progress is how far a run is.
type Progress struct {
	Documents int // stored for the first time
	Updated   int // stored before, by another version or with another text
	Known     int // stored before, the same in everything
	Skipped   int // sound, but nothing that is coded
	Failed    int // could not be used
	Events    int
	Claims    int
	Tokens    int
	Input     string // the last one stored
}

// Summary is what a run did.
type Summary struct {
	Progress
	Run     int64          // runs.id
	Reasons map[string]int // why articles were skipped or failed
	Elapsed time.Duration
}

// reasonNotCoded is the key for articles that the coder refused.
const reasonNotCoded = "not coded"

// Run codes and stores all articles. It ends with the context's error when
// that is cancelled; what was coded until then is stored. Faults of single
// articles do not end it; those of the store do.
func Run(ctx context.Context, coder *pipeline.Coder, in iter.Seq2[ingest.Article, error], st *store.Store, o Options, progress func(Progress)) (Summary, error) {
	start := time.Now()
	run, err := st.Run(ctx, coder.Provenance())
	if err != nil {
		return Summary{}, err
	}
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if o.Batch <= 0 {
		o.Batch = 128
	}
	if o.Delay <= 0 {
		o.Delay = 2 * time.Second
	}
	if progress == nil {
		progress = func(Progress) {}
	}
	w := newWriter(ctx, st, run, o, progress)
	q := &queue{}
	failed, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	w.fail = stop
	for r := range coder.Run(failed, q.fresh(failed, in, w), o.Jobs) {
		if r.Err != nil && errors.Is(r.Err, context.Canceled) && failed.Err() != nil {
			break
		}
		w.take(q.pop(), r)
	}
	err = w.close()
	if err == nil {
		err = ctx.Err()
	}
	sum := Summary{Progress: w.state, Run: run, Reasons: w.reasons, Elapsed: time.Since(start)}
	return sum, err
}

// source is what an article brings that is not in its record.
type source struct {
	input, sha, agency string
	tokens             int
}

// item is a coded article with what it brings besides, ready to be stored.
func item(r *record.Record, s source) store.Item {
	return store.Item{Record: r, Input: s.input, RawSHA256: s.sha, Agency: s.agency}
}
