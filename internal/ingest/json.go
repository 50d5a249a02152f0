package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"herodotus/internal/doc"
)

// maxLine bounds one line of JSON: escapes may make an article six times as long.
const maxLine = 6*doc.MaxText + 64<<10

// readJSON reads one object a line, or one list or object over several lines.
func readJSON(in *input, yield emit) {
	if isLines(in) {
		readLines(in, yield)
		return
	}
	readValues(in, yield)
}

// isLines: the name says so, or the first line is an object.
func isLines(in *input) bool {
	name := strings.ToLower(in.name)
	for _, p := range packed {
		name = strings.TrimSuffix(name, p)
	}
	if ext := filepath.Ext(name); ext == ".jsonl" || ext == ".ndjson" {
		return true
	}
	head, err := in.Peek(in.Size())
	line, rest, whole := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("\n"))
	if line = bytes.TrimSpace(line); len(line) == 0 || line[0] != '{' {
		return false
	}
	rest = bytes.TrimSpace(rest)
	switch {
	case !whole && err == nil: // a first line longer than the buffer
		return true
	case json.Valid(line):
		return len(rest) > 0 || !wrapper(line)
	}
	// A broken first line still is one when the next begins an object.
	return len(line) > 1 && len(rest) > 0 && rest[0] == '{'
}

// wrapper tells an answer that wraps a list of articles, all in one line.
func wrapper(line []byte) bool {
	var o object
	return json.Unmarshal(line, &o) == nil && o.list() != nil
}

// readLines reads JSON Lines; a broken line does not end it.
func readLines(in *input, yield emit) {
	var buf []byte
	for n := 1; ; n++ {
		raw, err, end := nextLine(in.Reader, buf[:0])
		buf = raw
		part := fmt.Sprintf(":%d", n)
		more := true
		raw = bytes.TrimSpace(raw)
		cutOff := end != nil && end != io.EOF && !json.Valid(raw)
		if err != nil {
			more = yield(draft{}, in.fault(part, err))
		} else if len(raw) > 0 && !cutOff {
			more = in.object(raw, part, yield)
		}
		if end != nil && end != io.EOF && more {
			yield(draft{}, in.fault(part, end))
		}
		if end != nil || !more {
			return
		}
	}
}

// nextLine reads one line into buf. A line over the limit is passed over and
// gives tooLong, so that the lines behind it are still read; end is io.EOF or
// what else ended the input.
func nextLine(in *bufio.Reader, buf []byte) (line []byte, tooLong, end error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(buf)+len(part) > maxLine {
			tooLong, buf = errLong, buf[:0]
		}
		if tooLong == nil {
			buf = append(buf, part...)
		}
		if err != bufio.ErrBufferFull {
			return buf, tooLong, err
		}
	}
}

// object reads one article from the bytes of a JSON object.
func (in *input) object(raw []byte, part string, yield emit) bool {
	var o object
	dec := json.NewDecoder(strings.NewReader(toUTF8(raw)))
	dec.UseNumber()
	err := dec.Decode(&o)
	if _, more := dec.Token(); err == nil && more != io.EOF {
		err = errors.New("more stands behind the object")
	}
	if err == nil && o == nil {
		err = errors.New("is null, not an object")
	}
	if err != nil {
		return yield(draft{}, in.fault(part, fmt.Errorf("broken JSON: %w", err)))
	}
	d, err := o.article(in.o.Map)
	d.Input, d.RawSHA256 = in.name+part, sum(raw)
	if err != nil {
		return yield(d, in.fault(part, err))
	}
	return yield(d, nil)
}

// article knows the objects that are no plain rows.
func (o object) article(m Map) (draft, error) {
	if len(m) == 0 && o.isNinjs() {
		return o.ninjs()
	}
	if inner, ok := o["document"].(map[string]any); ok && o["schema"] != nil {
		o = inner // a record of this program
	}
	return o.draft(m)
}

// readValues reads a list of objects, or objects one behind the other, over
// several lines. What is broken ends it: nothing tells where the next begins.
func readValues(in *input, yield emit) {
	c := &capped{r: in, left: maxObject}
	dec := json.NewDecoder(c)
	head, _ := in.Peek(1)
	list := len(head) == 1 && head[0] == '['
	if list {
		dec.Token()
	}
	for n := 1; !list || dec.More(); n++ {
		c.left = maxObject
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if err == io.EOF && !list {
			return
		}
		part := fmt.Sprintf(" item %d", n)
		if err != nil {
			yield(draft{}, in.fault(part, fmt.Errorf("broken JSON: %w", err)))
			return
		}
		if !in.value(raw, part, yield) {
			return
		}
	}
	if _, err := dec.Token(); err != nil {
		yield(draft{}, in.fault("", fmt.Errorf("broken JSON: the list does not end: %w", err)))
	}
}

// value reads an article, or the list of them that an object wraps.
func (in *input) value(raw json.RawMessage, part string, yield emit) bool {
	var o object
	if json.Unmarshal(raw, &o) == nil {
		if strings.Contains(words(o["version"]), "jsonfeed.org") {
			return in.feed(raw, yield)
		}
		for i, inner := range o.list() {
			if !in.object(inner, fmt.Sprintf("%s.%d", part, i+1), yield) {
				return false
			}
		}
		if o.list() != nil {
			return true
		}
	}
	return in.object(raw, part, yield)
}

// wrappers are the keys under which answers of news services hold their articles.
var wrappers = [][]string{{"articles"}, {"results"}, {"items"}, {"data"}, {"docs"}, {"documents"}, {"posts"}, {"hits"}, {"stories"},
	{"response", "docs"}, {"response", "results"}, {"_items"}}

// list gives the objects that an object wraps, or nil.
func (o object) list() []json.RawMessage {
	if o.get("text", nil) != "" {
		return nil
	}
	for _, path := range wrappers {
		inner, ok := o.path(path, strings.ToLower).([]any)
		if !ok || len(inner) == 0 {
			continue
		}
		var out []json.RawMessage
		for _, x := range inner {
			raw, err := json.Marshal(x)
			if _, isObject := x.(map[string]any); !isObject || err != nil {
				out = nil
				break
			}
			out = append(out, raw)
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// maxObject bounds one value of a list: several hundred articles in one answer.
const maxObject = 256 << 20

// capped is a reader that fails when one value takes more than what is left.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, because(TooLarge, "one value is longer than %d MB", maxObject>>20)
	}
	n, err := c.r.Read(p)
	c.left -= int64(n)
	return n, err
}
