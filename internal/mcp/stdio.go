package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Serve speaks over a pair of streams, a line a message, until the other side
// hangs up. Requests that were sent before the end of the input are answered:
// a script may write them all and close.
func Serve(ctx context.Context, s *sdk.Server, in io.Reader, out io.Writer) error {
	o := &open{requests: map[string]bool{}, empty: make(chan struct{}, 1)}
	err := s.Run(ctx, &sdk.IOTransport{Reader: &requests{in: in, open: o}, Writer: &answers{out: out, open: o}})
	if ctx.Err() != nil || errors.Is(err, sdk.ErrConnectionClosed) || errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// patience is how long requests may take after the input has ended.
const patience = time.Minute

// open are the requests without an answer, by their ids.
type open struct {
	mu       sync.Mutex
	requests map[string]bool
	empty    chan struct{}
}

// message is what tells a request (id and method), an answer (id) and a notice (method) apart.
type message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
}

func (o *open) note(line []byte, answer bool) {
	var m message
	if json.Unmarshal(line, &m) != nil || m.ID == nil || answer != (m.Method == "") {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if !answer {
		o.requests[string(m.ID)] = true
		return
	}
	delete(o.requests, string(m.ID))
	if len(o.requests) == 0 {
		select {
		case o.empty <- struct{}{}:
		default:
		}
	}
}

func (o *open) wait() {
	end := time.After(patience)
	for {
		o.mu.Lock()
		n := len(o.requests)
		o.mu.Unlock()
		if n == 0 {
			return
		}
		select {
		case <-o.empty:
		case <-end:
			return
		}
	}
}

// lines gathers what passes into whole lines.
type lines struct{ rest []byte }

func (l *lines) take(p []byte, each func([]byte)) {
	l.rest = append(l.rest, p...)
	for {
		i := bytes.IndexByte(l.rest, '\n')
		if i < 0 {
			return
		}
		each(l.rest[:i])
		l.rest = l.rest[i+1:]
	}
}

// requests is the input; its end waits for the answers.
type requests struct {
	in    io.Reader
	open  *open
	lines lines
}

func (r *requests) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	r.lines.take(p[:n], func(line []byte) { r.open.note(line, false) })
	if errors.Is(err, io.EOF) && n == 0 {
		r.lines.take([]byte("\n"), func(line []byte) { r.open.note(line, false) })
		r.open.wait()
	}
	return n, err
}

// Close leaves the stream to whoever opened it.
func (r *requests) Close() error { return nil }

// answers is the output.
type answers struct {
	out   io.Writer
	open  *open
	lines lines
}

func (a *answers) Write(p []byte) (int, error) {
	n, err := a.out.Write(p)
	a.lines.take(p[:n], func(line []byte) { a.open.note(line, true) })
	return n, err
}

// Close leaves the stream to whoever opened it.
func (a *answers) Close() error { return nil }
