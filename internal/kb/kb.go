// Package kb is the knowledge base: states, organisations, persons with their
// offices by date, and the nouns that name roles and bodies.
//
// In: a tokenised and tagged doc.Doc. Out: its Known layer, every stretch of
// text that the knowledge base recognises, with what it knows. Later stages
// ask Country, Holder and OfficeOf; a person asks Find.
//
// What is known lies in the tables under data, tab-separated text with
// comments. A user's own tables of the same names extend them.
package kb

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"sync"

	"herodotus/internal/doc"
	"herodotus/internal/petrarch"
)

//go:embed data/*.tsv
var data embed.FS

// Base is a loaded knowledge base. It does not change and may be used by
// several goroutines.
type Base struct {
	entries  map[string]*doc.Entry
	capitals map[string]*doc.Entry // by state
	held     map[string][]holding  // by country or organisation, in order of the tables
	regimes  map[string][]regime   // by state
	offices  map[string]string     // sector of each office
	sole     map[string]string     // the only state or body that has an office
	canon    map[string]string     // canonical office of every word for one
	meanings []doc.Known           // what the patterns of trie mean; their Range is empty
	trie     *trie
	the      uint64              // hash of "the"
	spelled  map[uint64]uint64   // the hash that another spelling of a word is read as
	modifier map[uint64]modifier // what a word beside a name or role does, by its hash
	sums     map[string]string
	warnings []string // about lines of PETRARCH dictionaries
	scratch  sync.Pool
}

// Sums gives the SHA-256 of the tables that were read, in hexadecimal: "kb" for
// the embedded ones, "user/persons.tsv" and the like for the user's.
func (b *Base) Sums() map[string]string { return maps.Clone(b.sums) }

// holding is an office in the hands of a person.
type holding struct {
	office *doc.Office
	entry  *doc.Entry
}

// Option adjusts Open.
type Option func(*options)

type options struct {
	dirs           []fs.FS
	actors, agents []petrarch.File
}

// WithDir adds a directory of the user's tables, named as those in data. A row
// with a new key adds an entry; one with a known key adds names and offices to
// it, and replaces each column that it fills. PETRARCH dictionaries that lie there,
// *.actors.txt and *.agents.txt, are read as well.
func WithDir(dir string) Option {
	return func(o *options) { o.dirs = append(o.dirs, os.DirFS(dir)) }
}

// Open loads the embedded tables and then the user's.
func Open(opts ...Option) (*Base, error) {
	var o options
	for _, set := range opts {
		set(&o)
	}
	l := newLoader()
	built, err := fs.Sub(data, "data")
	if err != nil {
		return nil, fmt.Errorf("knowledge base: %w", err)
	}
	if err := l.load(built, false); err != nil {
		return nil, fmt.Errorf("knowledge base: %w", err)
	}
	for _, dir := range o.dirs {
		if err := l.load(dir, true); err != nil {
			return nil, fmt.Errorf("user dictionary: %w", err)
		}
		if err := l.petrarchFiles(dir, &o); err != nil {
			return nil, fmt.Errorf("user dictionary: %w", err)
		}
	}
	if err := l.petrarch(&o); err != nil {
		return nil, fmt.Errorf("user dictionary: %w", err)
	}
	return l.finish(), nil
}

// tables lists the files in the order in which they are read, with their
// number of columns: a row may only refer to entries of earlier tables.
var tables = []struct {
	file    string
	columns int
	read    func(*loader, *row) error
}{
	{"spellings.tsv", 2, (*loader).spelling},
	{"states.tsv", 12, (*loader).state},
	{"regions.tsv", 4, (*loader).region},
	{"peoples.tsv", 2, (*loader).people},
	{"organisations.tsv", 8, (*loader).organisation},
	{"parties.tsv", 8, (*loader).organisation},
	{"seats.tsv", 3, (*loader).seat},
	{"offices.tsv", 3, (*loader).office},
	{"portfolios.tsv", 5, (*loader).portfolio},
	{"regimes.tsv", 5, (*loader).regime},
	{"persons.tsv", 8, (*loader).person},
	{"officials.tsv", 8, (*loader).person},
	{"leaders.tsv", 8, (*loader).person},
	{"congress.tsv", 8, (*loader).person},
	{"modifiers.tsv", 2, (*loader).modifier},
	{"roles.tsv", 5, (*loader).role},
	{"bodies.tsv", 4, (*loader).body},
}

// load reads the tables of a directory; a user's need not all be there.
func (l *loader) load(dir fs.FS, user bool) error {
	l.user = user
	built := sha256.New()
	for _, t := range tables {
		text, err := fs.ReadFile(dir, t.file)
		if user && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		built.Write(text)
		if user {
			sum := sha256.Sum256(text)
			l.b.sums["user/"+t.file] = hex.EncodeToString(sum[:])
		}
		err = eachRow(t.file, string(text), t.columns, func(r *row) error { return t.read(l, r) })
		if err != nil {
			return err
		}
	}
	if !user {
		l.b.sums["kb"] = hex.EncodeToString(built.Sum(nil))
	}
	return nil
}
