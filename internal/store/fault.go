package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Fault is an error of the database with its name and advice for people.
type Fault struct {
	Store  string // file or URL without password
	Op     string // what was tried
	Err    error
	Advice string // "" when there is none
}

func (f *Fault) Error() string { return fmt.Sprintf("%s: %s: %v", f.Store, f.Op, f.Err) }

// Unwrap gives the reason.
func (f *Fault) Unwrap() error { return f.Err }

var (
	errBadURL = errors.New("is no URL of a database")
	errFolder = errors.New("is a folder")
)

// fault names the store and what was tried, and finds advice.
func (s *Store) fault(op string, err error) error {
	var known *Fault
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, ErrNotFound) {
		return err
	}
	return &Fault{Store: s.name, Op: op, Err: plain(err), Advice: advice(err)}
}

// advice tells what to do about an error, "" when nothing is known.
func advice(err error) string {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return liteAdvice[lite.Code()&0xff]
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pgAdvice[pg.Code]
	}
	var connect *pgconn.ConnectError
	switch {
	case errors.As(err, &connect):
		return "is the server running, and do host, port and name in the URL fit?"
	case errors.Is(err, errReadOnly):
		return "open it for writing"
	case errors.Is(err, errNewer):
		return "use the newer herodotus, or another file with --db"
	case errors.Is(err, ErrOlder):
		return "open it once for writing, for example with herodotus add, to bring it up to date"
	case errors.Is(err, errForeign), errors.Is(err, errBadURL), errors.Is(err, errFolder):
		return "--db names a file (herodotus.db) or a URL (postgres://user@host/database)"
	case errors.Is(err, fs.ErrNotExist):
		return "herodotus add makes one; --db or HERODOTUS_DB names it"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "you may not write there: give yourself the right, or another place with --db"
	}
	return ""
}

// busy tells that SQLite's file is locked at the moment.
func busy(err error) bool {
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_BUSY
}

// liteAdvice is by primary result code, https://www.sqlite.org/rescode.html.
var liteAdvice = map[int]string{
	sqlite3.SQLITE_FULL:     "the disk is full: free some space and run the same command again; all that was stored before is safe",
	sqlite3.SQLITE_IOERR:    "the disk refused to read or write: look at its free space and its health; all that was stored before is safe",
	sqlite3.SQLITE_READONLY: "the file or its folder may not be written: give yourself the right, or another file with --db",
	sqlite3.SQLITE_CANTOPEN: "is it a file, and may you write in its folder?",
	sqlite3.SQLITE_PERM:     "you may not open it: give yourself the right, or another file with --db",
	sqlite3.SQLITE_NOTADB:   "--db names a file that is no SQLite database: name another",
	sqlite3.SQLITE_CORRUPT:  "the file is damaged: restore a copy, or code the articles again into a new file",
	sqlite3.SQLITE_BUSY:     "another program has been writing for long: run the command again when it is done",
	sqlite3.SQLITE_LOCKED:   "another program has been writing for long: run the command again when it is done",
}

// pgAdvice is by SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html.
var pgAdvice = map[string]string{
	"3D000": "make the database first: createdb NAME",
	"28P01": "user or password is wrong",
	"28000": "the server does not let this user in",
	"42501": "the user needs the right to make tables and to write",
	"53100": "the server's disk is full: free some space and run the same command again; all that was stored before is safe",
	"53300": "the server has no connection left",
	"25006": "the server takes no writes: it is a standby or set read-only",
}

// plain shortens what drivers say in many words.
func plain(err error) error {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		if text, ok := liteText[lite.Code()&0xff]; ok {
			return fmt.Errorf("%s (%w)", text, err)
		}
	}
	return err
}

// liteText says in plain words what happened.
var liteText = map[int]string{
	sqlite3.SQLITE_FULL:     "the disk is full",
	sqlite3.SQLITE_READONLY: "it is read-only",
	sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
	sqlite3.SQLITE_NOTADB:   "it is not an SQLite database",
	sqlite3.SQLITE_CORRUPT:  "it is damaged",
	sqlite3.SQLITE_BUSY:     "it is locked",
}
