package train

import (
	"bufio"
	"compress/gzip"
	_ "embed" // the list of titles
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"herodotus/internal/doc"
)

// titleList has titles that stand before names.
//
//go:embed lists/titles.txt
var titleList string

// worldNames are names to put into sentences.
type worldNames struct {
	people, places, demonyms []string
	titles                   [][]piece
}

// piece is a token to insert; head is its head among the pieces, or -1 for that
// which takes the place of what it replaces.
type piece struct {
	form string
	tag  doc.Tag
	pos  doc.POS
	rel  doc.Rel
	head int
	join bool // no space before it
}

// readWorldNames reads heads of state and ministers from actors/, the larger
// towns and what the people of countries are called from gazetteer/. Files that are not there leave their names out.
func readWorldNames(dir string) (*worldNames, error) {
	titles, err := readTitles(titleList)
	if err != nil {
		return nil, err
	}
	w := &worldNames{titles: titles}
	err = eachLine(filepath.Join(dir, "actors", "factbook-leaders.jsonl.gz"), func(line string) error {
		var l struct{ Name string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			return err
		}
		if n := len(strings.Fields(l.Name)); n > 1 && n < 4 && !strings.ContainsAny(l.Name, ",()\"") {
			w.people = append(w.people, l.Name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(filepath.Join(dir, "gazetteer", "cities5000.tsv.gz"), func(line string) error {
		f := strings.Split(line, "\t")
		if len(f) > 6 && len(f[6]) > 5 && len(strings.Fields(f[1])) < 3 && !strings.ContainsAny(f[1], ",()'’") {
			w.places = append(w.places, f[1])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(filepath.Join(dir, "gazetteer", "countries.jsonl.gz"), func(line string) error {
		var c struct {
			Adjective string `json:"demonym_adj"`
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			return err
		}
		if c.Adjective != "" && !strings.ContainsAny(c.Adjective, " ,;()-") {
			w.demonyms = append(w.demonyms, c.Adjective)
		}
		return nil
	})
	return w, err
}

// readTitles reads lists/titles.txt.
func readTitles(list string) ([][]piece, error) {
	var titles [][]piece
	n := 0
	for line := range strings.Lines(list) {
		n++
		if line[0] == '#' {
			continue
		}
		words := strings.Fields(line)
		var title []piece
		for _, w := range words {
			f := strings.Split(w, "/")
			if len(f) != 4 {
				return nil, fmt.Errorf("lists/titles.txt, line %d: %q", n, w)
			}
			tag, ok1 := doc.ParseTag(f[1])
			pos, ok2 := doc.ParsePOS(f[2])
			rel, ok3 := doc.ParseRel(f[3])
			if !ok1 || !ok2 || !ok3 {
				return nil, fmt.Errorf("lists/titles.txt, line %d: %q", n, w)
			}
			title = append(title, piece{form: f[0], tag: tag, pos: pos, rel: rel, head: len(words) - 1})
		}
		title[len(title)-1].head = len(title)
		titles = append(titles, title)
	}
	return titles, nil
}

func eachLine(path string, do func(string) error) error {
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	in := bufio.NewScanner(z)
	in.Buffer(make([]byte, 1<<16), 1<<20)
	for n := 1; in.Scan(); n++ {
		if err := do(in.Text()); err != nil {
			return fmt.Errorf("%s, line %d: %w", path, n, err)
		}
	}
	return in.Err()
}

// personPieces writes a name as the treebanks do: the first part heads flat ones.
func personPieces(name string) []piece {
	list := nameParts(name)
	for i := range list {
		list[i].head = max(list[i].head, -1)
		if i > 0 && list[i].rel != doc.Punct {
			list[i].rel, list[i].head = doc.Flat, 0
		}
	}
	return list
}

// placePieces writes a place's name: the last part heads compounds.
func placePieces(name string) []piece {
	list := nameParts(name)
	last := len(list) - 1
	for i := range last {
		if list[i].rel != doc.Punct {
			list[i].rel, list[i].head = doc.Compound, last
		}
	}
	return list
}

// nameParts splits a name as the treebanks do: at spaces and hyphens. Heads are
// still missing but for hyphens, which depend on what follows them.
func nameParts(name string) []piece {
	var list []piece
	for w := range strings.FieldsSeq(name) {
		for k, p := range strings.Split(strings.Trim(w, "-"), "-") {
			if k > 0 {
				list = append(list, piece{form: "-", tag: doc.TagHYPH, pos: doc.PUNCT, rel: doc.Punct, head: len(list) + 1, join: true})
			}
			list = append(list, piece{form: p, tag: doc.TagNNP, pos: doc.PROPN, head: -1, join: k > 0})
		}
	}
	return list
}
