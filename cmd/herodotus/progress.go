package main

import (
	"fmt"
	"sync/atomic"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress is a bar on standard error while many files are read: files done,
// documents coded, remaining time. Without a terminal, or for a single file,
// it is silent.
type progress struct {
	bars  *mpb.Progress
	bar   *mpb.Bar
	files int
	docs  atomic.Int64
}

func newProgress(s *streams, files int) *progress {
	p := &progress{files: files}
	if !s.ttyErr || files < 2 {
		return p
	}
	p.bars = mpb.New(mpb.WithOutput(s.err), mpb.WithWidth(64))
	p.bar = p.bars.AddBar(int64(files),
		mpb.PrependDecorators(decor.CountersNoUnit("%d/%d files ")),
		mpb.AppendDecorators(
			decor.Any(func(decor.Statistics) string { return fmt.Sprintf("%d documents ", p.docs.Load()) }),
			decor.AverageETA(decor.ET_STYLE_GO)),
		mpb.BarRemoveOnComplete())
	return p
}

// file says that the next file is opened: the one before is done.
func (p *progress) file(string) {
	if p.bar != nil && p.files > 0 {
		p.files--
		p.bar.Increment()
	}
}

func (p *progress) document() { p.docs.Add(1) }

// done removes the bar.
func (p *progress) done() {
	if p.bars == nil {
		return
	}
	p.bar.Abort(true)
	p.bars.Wait()
}
