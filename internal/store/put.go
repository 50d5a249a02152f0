package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"herodotus/record"
)

// Item is one coded document on its way into the store.
type Item struct {
	Record    *record.Record
	Input     string // file, or file and member, that it came from
	RawSHA256 string // of the bytes as they came in, in hex
	Agency    string // the wire that supplied it, when the reader of the file knows
	Links     Links
}

// Outcome tells what became of an item.
type Outcome struct {
	Document int64 // documents.id
	Added    bool  // a document that the store did not have
	Known    bool  // this run had coded this version already: nothing was written
}

// Linker fills in an item's links. It runs within the transaction that stores
// the item as document id; was tells what it belonged to when the store has that
// document from another run or with another text, and is nil for a new one.
type Linker func(m *Memory, id int64, was *Former, it *Item) error

// Put stores items in one transaction, in their order: all of them or, when it
// fails, none.
func (s *Store) Put(ctx context.Context, run int64, items []Item) ([]Outcome, error) {
	return s.PutLinked(ctx, run, items, nil)
}

// PutLinked is Put with a linker that sees what earlier documents left.
func (s *Store) PutLinked(ctx context.Context, run int64, items []Item, link Linker) ([]Outcome, error) {
	ready, err := s.prepare(items)
	if err != nil {
		return nil, s.fault("store", err)
	}
	outcomes := make([]Outcome, 0, len(items))
	err = s.update(ctx, "store", func(t *tx) error {
		for i := range items {
			o, err := t.put(ctx, run, &items[i], ready[i], link)
			if err != nil {
				return fmt.Errorf("document %s: %w", items[i].Record.Document.ID, err)
			}
			outcomes = append(outcomes, o)
		}
		return t.exec(ctx, "UPDATE meta SET value = value + 1 WHERE key = 'writes'")
	})
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

// prepared is what can be computed of an item before the database is asked.
type prepared struct {
	record                   []byte
	key, article, textSHA256 string
	words, titleWords        string
}

// prepare packs records on all cores.
func (s *Store) prepare(items []Item) ([]prepared, error) {
	out := make([]prepared, len(items))
	errs := make([]error, len(items))
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(items))
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(items); i += workers {
				out[i], errs[i] = s.prepareOne(items[i].Record)
			}
		})
	}
	wg.Wait()
	return out, errors.Join(errs...)
}

func (s *Store) prepareOne(r *record.Record) (p prepared, err error) {
	if r.Document.ID == "" {
		return p, errors.New("a document without id")
	}
	if strings.ContainsRune(r.Document.Text, 0) {
		return p, fmt.Errorf("document %s: its text holds a NUL", r.Document.ID)
	}
	if p.record, p.key, err = s.packer.pack(r); err != nil {
		return p, fmt.Errorf("document %s: %w", r.Document.ID, err)
	}
	d := &r.Document
	p.textSHA256 = digest([]byte(d.Text))
	p.article = Version(str(d.Title), str(d.Published), d.Text)
	p.words = s.searched(str(d.Title) + "\n" + d.Text)
	p.titleWords = s.searched(str(d.Title))
	return p, nil
}

// searched is text as the database keeps it for search.
func (s *Store) searched(text string) string {
	if s.dialect == Postgres {
		return vector(Fold(text))
	}
	return Fold(text)
}

// Version tells versions of one document apart: what coding depends on.
func Version(title, published, text string) string {
	return digest([]byte(title + "\x00" + published + "\x00" + text))
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// docState is what the store knows of a document.
type docState struct {
	id      int64
	run     int64
	article string // the version that is shown
	textSHA string
	story   int64
	added   bool // by this transaction
	seen    map[finding]bool
}

// finding names what a run found in a version of a document.
type finding struct {
	run     int64
	article string
}

// put stores one item.
func (t *tx) put(ctx context.Context, run int64, it *Item, p prepared, link Linker) (Outcome, error) {
	d, err := t.document(ctx, it.Record.Document.ID)
	if err != nil {
		return Outcome{}, err
	}
	again, found := d != nil, false
	if again {
		if found, err = t.found(ctx, d, run, p.article); err != nil {
			return Outcome{}, err
		}
		if found && d.article == p.article && d.run == run {
			return Outcome{Document: d.id, Known: true}, nil
		}
	} else {
		d = &docState{added: true}
		if d.id, err = t.id(ctx, "documents"); err != nil {
			return Outcome{}, err
		}
		t.docs[it.Record.Document.ID] = d
	}
	if again {
		err = t.supersede(ctx, d, run, it, p, link)
	} else {
		err = t.addDocument(ctx, d, run, it, p, link)
	}
	if err != nil {
		return Outcome{}, err
	}
	if !found { // else an article came back to what it said before
		t.findings.add(d.id, run, p.article, p.key, p.textSHA256, now(), p.record)
	}
	if d.seen == nil {
		d.seen = map[finding]bool{}
	}
	d.seen[finding{run, p.article}] = true
	d.run, d.article, d.textSHA = run, p.article, p.textSHA256
	if err := t.index(ctx, d.id, run, it); err != nil {
		return Outcome{}, err
	}
	if err := t.unskip(ctx, it.Input); err != nil {
		return Outcome{}, err
	}
	return Outcome{Document: d.id, Added: !again}, t.saveLinks(ctx, it)
}

func now() string { return time.Now().UTC().Format(time.RFC3339) }

// document gives what is known of a document, nil when it is new.
func (t *tx) document(ctx context.Context, docID string) (*docState, error) {
	if d, ok := t.docs[docID]; ok {
		return d, nil
	}
	d := new(docState)
	err := t.row(ctx, "SELECT id, run, article, text_sha256, coalesce(story, 0) FROM documents WHERE doc_id = ?", docID).
		Scan(&d.id, &d.run, &d.article, &d.textSHA, &d.story)
	if errors.Is(err, errNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t.docs[docID] = d
	return d, nil
}

// found tells whether the store has what the run found in this version of the document.
func (t *tx) found(ctx context.Context, d *docState, run int64, article string) (bool, error) {
	if d.seen[finding{run, article}] {
		return true, nil
	}
	if d.added {
		return false, nil
	}
	var n int
	err := t.row(ctx, "SELECT count(*) FROM findings WHERE document = ? AND run = ? AND article = ?", d.id, run, article).Scan(&n)
	return n > 0, err
}

// addDocument gathers the row of a new document.
func (t *tx) addDocument(ctx context.Context, d *docState, run int64, it *Item, p prepared, link Linker) error {
	if link != nil {
		if err := link(&Memory{ctx, t}, d.id, nil, it); err != nil {
			return fmt.Errorf("link: %w", err)
		}
	}
	r := it.Record
	t.documents.add(append([]any{d.id, r.Document.ID}, append(t.describe(run, it, p), r.Document.Text)...)...)
	t.words.add(d.id, p.words)
	if r.Document.Title != nil {
		t.titles.add(d.id, p.titleWords)
	}
	d.story = it.Links.Story.ID
	return nil
}

// describe gives the columns of documents from run to claims.
func (t *tx) describe(run int64, it *Item, p prepared) []any {
	d := &it.Record.Document
	agency := it.Links.Agency
	if agency == "" {
		agency = it.Agency
	}
	var similarity any
	if it.Links.CopyOf != 0 {
		similarity = it.Links.Similarity
	}
	t.name(opt(d.Publisher), text(agency))
	return []any{run, parseDay(d.Published), some(it.Links.Story.ID), some(it.Links.CopyOf), similarity, text(agency),
		opt(d.URL), opt(d.Title), opt(d.Publisher), clean(d.Language), opt(d.Published), text(it.Input), text(it.RawSHA256),
		p.textSHA256, p.article, now(), len(it.Record.Events), len(it.Record.Claims)}
}

// some gives null for 0.
func some(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// text gives null for "".
func text(s string) any {
	if s == "" {
		return nil
	}
	return clean(s)
}

func opt(s *string) any { return text(str(s)) }

// clean drops what PostgreSQL refuses in a text.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
}
