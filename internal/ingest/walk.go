package ingest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Stdin is the name of standard input.
const Stdin = "-"

// files gives the files that paths mean, in the order of paths, folders and
// globs sorted by name; what these find is given once, and not again when it
// was named before. A path that is nothing comes with a fault. Hidden files and
// folders count only when they are named.
func files(paths []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		w := walker{seen: map[string]bool{}, yield: yield}
		for _, p := range paths {
			if !w.path(p) {
				return
			}
		}
	}
}

// Count tells how many files paths mean, for showing progress.
func Count(paths []string) int {
	n := 0
	for range files(paths) {
		n++
	}
	return n
}

// Size gives the bytes of the files that paths mean, for showing progress;
// standard input and pipes count as none.
func Size(paths []string) int64 {
	var n int64
	for name := range files(paths) {
		if st, err := os.Stat(name); err == nil && st.Mode().IsRegular() {
			n += st.Size()
		}
	}
	return n
}

type walker struct {
	seen  map[string]bool
	yield func(string, error) bool
}

// path gives one path of the command line; false means that no more is wanted.
func (w *walker) path(p string) bool {
	if p == Stdin {
		return w.yield(p, nil)
	}
	st, err := os.Stat(p)
	switch {
	case err == nil && st.IsDir():
		return w.folder(p)
	case err == nil:
		w.seen[filepath.Clean(p)] = true
		return w.yield(p, nil)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(p, "*?["):
		return w.glob(p)
	case errors.Is(err, fs.ErrNotExist):
		return w.yield("", newFault(p, because(Unreadable, "no such file or folder")))
	}
	return w.yield("", newFault(p, unwrapPath(err)))
}

func (w *walker) glob(p string) bool {
	found, err := filepath.Glob(p) // sorted
	if err == nil && len(found) == 0 {
		err = errors.New("no file matches")
	}
	if err != nil {
		return w.yield("", newFault(p, reasoned{Unreadable, err}))
	}
	for _, name := range found {
		more := w.file
		if st, err := os.Stat(name); err == nil && st.IsDir() {
			more = w.folder
		}
		if !more(name) {
			return false
		}
	}
	return true
}

// folder gives all files below a folder. WalkDir goes in lexical order and does
// not follow links to folders, so that it cannot run in a circle.
func (w *walker) folder(root string) bool {
	more := true
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			more = w.yield("", newFault(path, unwrapPath(err)))
			if d != nil && d.IsDir() && more {
				return fs.SkipDir
			}
		} else if hidden := path != root && strings.HasPrefix(d.Name(), "."); hidden && d.IsDir() {
			return fs.SkipDir
		} else if !hidden && !d.IsDir() {
			more = w.file(path)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil && more {
		more = w.yield("", newFault(root, unwrapPath(err)))
	}
	return more
}

// file gives a file that was found, unless it came before. A device or socket found in a
// folder would never end, so it is a fault; pipes are read.
func (w *walker) file(name string) bool {
	key := filepath.Clean(name)
	if w.seen[key] || ownArchive(name) {
		return true
	}
	w.seen[key] = true
	st, err := os.Stat(name)
	if err == nil && !st.Mode().IsRegular() && st.Mode()&(fs.ModeNamedPipe|fs.ModeCharDevice) == 0 {
		err = fmt.Errorf("is no file but %s", st.Mode().Type())
	}
	if err != nil {
		return w.yield("", newFault(name, unwrapPath(err)))
	}
	return w.yield(name, nil)
}

// ownArchive tells an archive of ours and the logs beside it, which often lies in
// the folder that is read: SQLite with our application id at byte 68
// (https://www.sqlite.org/fileformat.html#application_id), or, while it is new and
// its first pages still lie in the log beside it, without one.
func ownArchive(name string) bool {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "-wal"), "-shm")
	switch filepath.Ext(name) {
	case ".db", ".sqlite", ".sqlite3":
	default:
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 72)
	_, err = io.ReadFull(f, head)
	if err != nil || string(head[:16]) != "SQLite format 3\x00" {
		return false
	}
	_, err = os.Stat(name + "-wal")
	return string(head[68:]) == "HERO" || err == nil && string(head[68:]) == "\x00\x00\x00\x00"
}
