package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"herodotus/internal/intake"
)

// meter shows how far an intake is: on a terminal a bar with rate and
// remaining time, else one line a minute, both on standard error.
type meter struct {
	streams *streams // errors written here do not tear the bar
	start   time.Time
	files   int
	opened  atomic.Int64
	state   atomic.Pointer[intake.Progress]

	bars *mpb.Progress
	bar  *mpb.Bar

	stop chan struct{}
	wg   sync.WaitGroup
}

// logEvery is how often a line is written where there is no terminal.
const logEvery = time.Minute

func newMeter(s *streams, files int) *meter {
	own := *s
	m := &meter{streams: &own, start: time.Now(), files: files, stop: make(chan struct{})}
	m.state.Store(&intake.Progress{})
	if s.ttyErr {
		m.bars = mpb.New(mpb.WithOutput(s.err), mpb.WithWidth(40))
		m.bar = m.bars.AddBar(int64(max(1, files)),
			mpb.PrependDecorators(decor.CountersNoUnit("%d/%d files ")),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return m.rate() }), decor.AverageETA(decor.ET_STYLE_GO)),
			mpb.BarRemoveOnComplete())
		own.err = m.bars
		return m
	}
	m.wg.Go(func() {
		tick := time.NewTicker(logEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				fmt.Fprintln(s.err, m.line())
			case <-m.stop:
				return
			}
		}
	})
	return m
}

// file says that the next file is opened: the one before is done.
func (m *meter) file(string) {
	if n := m.opened.Add(1); n > 1 && m.bar != nil {
		m.bar.Increment()
	}
}

func (m *meter) update(p intake.Progress) { m.state.Store(&p) }

// rate tells documents so far and how many are stored a second.
func (m *meter) rate() string {
	p := m.state.Load()
	n := p.Documents + p.Updated
	return fmt.Sprintf(" %s documents, %.0f/s ", thousands(int64(n)), float64(n)/time.Since(m.start).Seconds())
}

// line is one line of a log.
func (m *meter) line() string {
	p := m.state.Load()
	return fmt.Sprintf("%s%s%s known, %s left out, file %d of %d, at %s", time.Now().UTC().Format("15:04:05"), m.rate(),
		thousands(int64(p.Known)), thousands(int64(p.Skipped+p.Failed)), m.opened.Load(), m.files, p.Input)
}

// done removes the bar, or ends the log.
func (m *meter) done() {
	close(m.stop)
	m.wg.Wait()
	if m.bars != nil {
		m.bar.Abort(true)
		m.bars.Wait()
	}
}
