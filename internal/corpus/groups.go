package corpus

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

// GroupReport is one report of a group; groups/README.md describes the format.
type GroupReport struct {
	Where     string // file:line
	Group     string
	Published string
	Publisher string
	Text      string
	Marks     []GroupMark
}

// GroupMark is a word that tells an event of the group.
type GroupMark struct {
	Event      string // group/label
	Start, End int    // bytes of the text
}

// OpenGroups reads a file of groups.
func OpenGroups(path string) ([]GroupReport, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadGroups(path, f)
}

// ReadGroups reads groups of reports; faults name file and line.
func ReadGroups(name string, r io.Reader) ([]GroupReport, error) {
	var out []GroupReport
	group := ""
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		switch {
		case strings.HasPrefix(line, "@@ "):
			group = line[3:]
		case strings.HasPrefix(line, "== "):
			day, publisher, ok := strings.Cut(line[3:], " | ")
			if !ok || group == "" {
				return nil, fmt.Errorf("%s:%d: want “== DAY | PUBLISHER” within a group", name, n)
			}
			out = append(out, GroupReport{Where: fmt.Sprintf("%s:%d", name, n), Group: group, Published: day, Publisher: publisher})
		case group == "" && (line == "" || line[0] == '#'):
		case len(out) == 0 || out[len(out)-1].Group != group:
			if line != "" {
				return nil, fmt.Errorf("%s:%d: text before the first report of a group", name, n)
			}
		default:
			if err := out[len(out)-1].add(line); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
		}
	}
	for i := range out {
		out[i].Text = strings.TrimRight(out[i].Text, "\n") + "\n"
	}
	return out, s.Err()
}

// add appends a line of text and keeps its marks.
func (r *GroupReport) add(line string) error {
	for {
		before, rest, found := strings.Cut(line, "{")
		r.Text += before
		if !found {
			r.Text += "\n"
			return nil
		}
		label, rest, ok := strings.Cut(rest, ":")
		word, rest, closed := strings.Cut(rest, "}")
		if !ok || !closed || label == "" || word == "" {
			return fmt.Errorf("a mark is written {label:word}")
		}
		r.Marks = append(r.Marks, GroupMark{r.Group + "/" + label, len(r.Text), len(r.Text) + len(word)})
		r.Text += word
		line = rest
	}
}
