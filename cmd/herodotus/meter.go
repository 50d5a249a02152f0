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
	bytes   int64 // of all files; 0: not known
	opened  atomic.Int64
	read    atomic.Int64 // bytes
	state   atomic.Pointer[intake.Progress]

	bars *mpb.Progress
	bar  *mpb.Bar

	stop chan struct{}
	wg   sync.WaitGroup
}

// logEvery is how often a line is written where there is no terminal.
const logEvery = time.Minute

// newMeter shows progress over so many files and bytes; 0 bytes: nobody knows
// how many there will be.
func newMeter(s *streams, files int, bytes int64) *meter {
	own := *s
	m := &meter{streams: &own, start: time.Now(), files: files, bytes: bytes, stop: make(chan struct{})}
	m.state.Store(&intake.Progress{})
	if s.ttyErr {
		m.bars = mpb.New(mpb.WithOutput(s.err), mpb.WithWidth(40))
		count := mpb.PrependDecorators(decor.Any(func(decor.Statistics) string { return fmt.Sprintf("file %d of %d ", m.opened.Load(), m.files) }))
		rate := decor.Any(func(decor.Statistics) string { return m.rate() })
		if bytes == 0 {
			m.bar = m.bars.AddSpinner(0, count, mpb.AppendDecorators(rate), mpb.BarRemoveOnComplete())
		} else {
			m.bar = m.bars.AddBar(bytes, count, mpb.AppendDecorators(decor.Percentage(decor.WCSyncSpace), rate, decor.AverageETA(decor.ET_STYLE_GO, decor.WC{W: 9})), mpb.BarRemoveOnComplete())
		}
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

// file says that the next file is opened.
func (m *meter) file(string) { m.opened.Add(1) }

// taken says that so many bytes more were read.
func (m *meter) taken(n int) {
	read := m.read.Add(int64(n))
	if m.bar != nil && read < m.bytes { // the bar would end before the last articles are stored
		m.bar.SetCurrent(read)
	}
}

func (m *meter) update(p intake.Progress) { m.state.Store(&p) }

// rate tells documents so far and how many are stored a second.
func (m *meter) rate() string {
	p := m.state.Load()
	n := p.Documents + p.Updated
	return fmt.Sprintf(" %s documents, %.0f/s", thousands(int64(n)), float64(n)/time.Since(m.start).Seconds())
}

// line is one line of a log.
func (m *meter) line() string {
	p := m.state.Load()
	line := fmt.Sprintf("%s%s, %s known, %s left out, file %d of %d", time.Now().UTC().Format("15:04:05"), m.rate(),
		thousands(int64(p.Known)), thousands(int64(p.Skipped+p.Failed)), m.opened.Load(), m.files)
	if read := m.read.Load(); read > 0 && m.bytes > 0 {
		share := float64(read) / float64(m.bytes)
		left := time.Duration(float64(time.Since(m.start)) * (1 - share) / share)
		line += fmt.Sprintf(", %.0f%%, %s left", 100*share, left.Round(time.Second))
	}
	if p.Input != "" {
		line += ", at " + p.Input
	}
	return line
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
