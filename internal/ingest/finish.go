package ingest

import (
	"context"
	"iter"
	"slices"
	"sync"

	"herodotus/internal/doc"
)

// prepared runs the readers in read and finishes their drafts on several
// goroutines, since finding the article in a page takes as long as coding it.
// The order is that of the readers.
func (o Options) prepared(ctx context.Context, read func(emit)) iter.Seq2[Article, error] {
	if o.jobs() == 1 {
		return o.serial(ctx, read)
	}
	return func(yield func(Article, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		type outcome struct {
			a   Article
			err error
		}
		type task struct {
			d    draft
			err  error
			done chan outcome
		}
		queue := make(chan *task, 2*o.jobs())
		work := make(chan *task)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer cancel()
		for range o.jobs() {
			wg.Go(func() {
				for t := range work {
					a, err := o.finish(t.d, t.err)
					t.done <- outcome{a, err}
				}
			})
		}
		wg.Go(func() {
			defer close(queue)
			defer close(work)
			read(func(d draft, err error) bool {
				t := &task{d, err, make(chan outcome, 1)}
				select {
				case queue <- t:
				case <-ctx.Done():
					return false
				}
				work <- t // the workers never block: done has room
				return true
			})
		})
		for t := range queue {
			if got := <-t.done; !yield(got.a, got.err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Article{}, err)
		}
	}
}

func (o Options) serial(ctx context.Context, read func(emit)) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		more := true
		read(func(d draft, err error) bool {
			if ctx.Err() == nil {
				more = yield(o.finish(d, err))
			}
			return more && ctx.Err() == nil
		})
		if err := ctx.Err(); err != nil && more {
			yield(Article{}, err)
		}
	}
}

// finish makes an Article of a draft: it finds the text, brings it to its last
// form, and looks at what the text says about itself.
func (o *Options) finish(d draft, err error) (Article, error) {
	if err == nil {
		err = o.fill(&d)
	}
	if err != nil {
		return d.Article, newFault(d.Input, err)
	}
	return d.Article, nil
}

func (o *Options) fill(d *draft) error {
	var err error
	switch {
	case d.page != nil:
		err = d.fromPage(o)
	case d.markup:
		err = d.fromMarkup()
	}
	if err != nil {
		return err
	}
	if d.Text, d.Skip, err = cleanSpans(d.Text, d.Skip); err != nil {
		return err
	}
	d.Title, d.Publisher, d.ID, d.URL = oneLine(d.Title), oneLine(d.Publisher), oneLine(d.ID), oneLine(d.URL)
	d.setPublished(o.Published)
	if err := d.setLanguage(o.AnyLanguage); err != nil {
		return err
	}
	d.Skip = merge(append(d.Skip, boilerplate(d.Text)...))
	d.Agency = first(agency(d.Text), d.Agency, agencyName(d.Publisher))
	return nil
}

// cleanSpans cleans a text; spans are over text that clean does not change, or are given up.
func cleanSpans(text string, spans []doc.Span) (string, []doc.Span, error) {
	out, err := clean(text)
	if out != text {
		spans = nil
	}
	return out, spans, err
}

// merge sorts spans and joins those that touch.
func merge(spans []doc.Span) []doc.Span {
	slices.SortFunc(spans, func(a, b doc.Span) int { return int(a.Start - b.Start) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else if s.Len() > 0 {
			out = append(out, s)
		}
	}
	return slices.Clip(out)
}
