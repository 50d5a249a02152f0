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
// the item as document id; again tells that the store has that document, from
// another run or with another text.
type Linker func(m *Memory, id int64, again bool, it *Item) error

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
	textSHA string
	story   *int64
	copyOf  *int64
	added   bool // by this transaction
	seen    map[[2]string]bool
}

// put stores one item.
func (t *tx) put(ctx context.Context, run int64, it *Item, p prepared, link Linker) (Outcome, error) {
	d, err := t.document(ctx, it.Record.Document.ID)
	if err != nil {
		return Outcome{}, err
	}
	again := d != nil
	if again {
		known, err := t.known(ctx, d, run, p.article)
		if err != nil || known {
			return Outcome{Document: d.id, Known: known}, err
		}
	} else {
		d = &docState{added: true}
		if d.id, err = t.id(ctx, "documents"); err != nil {
			return Outcome{}, err
		}
		t.docs[it.Record.Document.ID] = d
	}
	if link != nil {
		if err := link(&Memory{ctx, t}, d.id, again, it); err != nil {
			return Outcome{}, fmt.Errorf("link: %w", err)
		}
	}
	if again {
		err = t.supersede(ctx, d, run, it, p)
	} else {
		t.addDocument(d, run, it, p)
	}
	if err != nil {
		return Outcome{}, err
	}
	t.findings.add(d.id, run, p.article, p.key, p.textSHA256, now(), p.record)
	if d.seen == nil {
		d.seen = map[[2]string]bool{}
	}
	d.seen[[2]string{fmt.Sprint(run), p.article}] = true
	d.run, d.textSHA = run, p.textSHA256
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
	err := t.row(ctx, "SELECT id, run, text_sha256, story, copy_of FROM documents WHERE doc_id = ?", docID).
		Scan(&d.id, &d.run, &d.textSHA, &d.story, &d.copyOf)
	if errors.Is(err, errNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t.docs[docID] = d
	return d, nil
}

// known tells whether the run has coded this version of the document.
func (t *tx) known(ctx context.Context, d *docState, run int64, article string) (bool, error) {
	if d.seen[[2]string{fmt.Sprint(run), article}] {
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
func (t *tx) addDocument(d *docState, run int64, it *Item, p prepared) {
	r := it.Record
	t.documents.add(append([]any{d.id, r.Document.ID}, append(t.describe(run, it, p), r.Document.Text)...)...)
	t.words.add(d.id, p.words)
	if r.Document.Title != nil {
		t.titles.add(d.id, p.titleWords)
	}
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

// supersede makes the new finding the one that is shown. The text that it
// replaces is kept for the findings that were made of it.
func (t *tx) supersede(ctx context.Context, d *docState, run int64, it *Item, p prepared) error {
	if err := t.flush(ctx); err != nil { // the older rows may be of this transaction
		return err
	}
	if d.textSHA != p.textSHA256 {
		err := t.exec(ctx, `INSERT INTO old_texts (document, text_sha256, text) SELECT id, text_sha256, text FROM documents
			WHERE id = ? ON CONFLICT DO NOTHING`, d.id)
		if err != nil {
			return err
		}
		if err := t.exec(ctx, "DELETE FROM document_words WHERE "+t.s.dialect.wordsKey()+" = ?", d.id); err != nil {
			return err
		}
		t.words.add(d.id, p.words)
	}
	for _, table := range []string{"events", "claims"} {
		if err := t.exec(ctx, "UPDATE "+table+" SET current = 0 WHERE document = ? AND current = 1", d.id); err != nil {
			return err
		}
	}
	args := append(t.describe(run, it, p), it.Record.Document.Text, d.id)
	return t.exec(ctx, `UPDATE documents SET run = ?, day = ?, story = coalesce(?, story), copy_of = coalesce(?, copy_of),
		similarity = coalesce(?, similarity), agency = coalesce(?, agency), url = ?, title = ?, publisher = ?, language = ?,
		published = ?, input = ?, raw_sha256 = ?, text_sha256 = ?, article = ?, added_at = ?, events = ?, claims = ?, text = ?
		WHERE id = ?`, args...)
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
