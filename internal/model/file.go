// Package model holds the model file and the primitives of inference over it.
//
// In: the bytes of a model file, as a trainer wrote them. Out: named sections,
// and tables of weights that score hashed features without allocating. A file
// that is cut, changed or of another version gives an error, never a panic.
package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// Version is the version of the model file.
//
//	1  magic, version, CRC-32C of what follows, kind, sections
const Version = 1

// magic opens each model file; its last byte breaks transfers in text mode.
const magic = "HERODOT\x1a"

// header is the length of magic, version and checksum.
const header = len(magic) + 4 + 4

// maxSections bounds what a damaged count can make the reader try.
const maxSections = 1 << 10

// Section is a named part of a model file.
type Section struct {
	Name string
	Data []byte
}

// File is a model file in memory. Its sections alias the bytes it was read from.
type File struct {
	Kind     string // what the model does: "tagger"
	Sections []Section
}

// Append writes the file to the end of b.
func (f *File) Append(b []byte) []byte {
	start := len(b)
	b = append(b, magic...)
	b = binary.LittleEndian.AppendUint32(b, Version)
	b = binary.LittleEndian.AppendUint32(b, 0)
	b = appendBytes(b, []byte(f.Kind))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(f.Sections)))
	for _, s := range f.Sections {
		b = appendBytes(b, []byte(s.Name))
		b = appendBytes(b, s.Data)
	}
	sum := crc32.Checksum(b[start+header:], crc32.MakeTable(crc32.Castagnoli))
	binary.LittleEndian.PutUint32(b[start+header-4:], sum)
	return b
}

// Read checks the bytes of a model file of the given kind and finds its sections.
func Read(b []byte, kind string) (*File, error) {
	if len(b) < header || !bytes.HasPrefix(b, []byte(magic)) {
		return nil, errors.New("not a model file")
	}
	if v := binary.LittleEndian.Uint32(b[len(magic):]); v != Version {
		return nil, fmt.Errorf("model file has version %d, this program reads %d", v, Version)
	}
	sum := binary.LittleEndian.Uint32(b[header-4:])
	if crc32.Checksum(b[header:], crc32.MakeTable(crc32.Castagnoli)) != sum {
		return nil, errors.New("model file is damaged: its checksum does not fit")
	}
	f, err := readSections(b[header:])
	if err != nil {
		return nil, fmt.Errorf("model file is damaged: %w", err)
	}
	if f.Kind != kind {
		return nil, fmt.Errorf("model file is of kind %q, not %q", f.Kind, kind)
	}
	return f, nil
}

func readSections(b []byte) (*File, error) {
	kind, b, err := cutBytes(b)
	if err != nil {
		return nil, err
	}
	if len(b) < 4 {
		return nil, errShort
	}
	n := binary.LittleEndian.Uint32(b)
	if b = b[4:]; n > maxSections {
		return nil, fmt.Errorf("%d sections", n)
	}
	f := &File{Kind: string(kind), Sections: make([]Section, n)}
	for i := range f.Sections {
		var name, data []byte
		if name, b, err = cutBytes(b); err != nil {
			return nil, err
		}
		if data, b, err = cutBytes(b); err != nil {
			return nil, err
		}
		f.Sections[i] = Section{string(name), data}
	}
	if len(b) > 0 {
		return nil, fmt.Errorf("%d bytes too many", len(b))
	}
	return f, nil
}

// Section gives the bytes of a named section.
func (f *File) Section(name string) ([]byte, error) {
	for i := range f.Sections {
		if f.Sections[i].Name == name {
			return f.Sections[i].Data, nil
		}
	}
	return nil, fmt.Errorf("%s model has no section %q", f.Kind, name)
}

// Sparse reads the named section as a table of sparse rows.
func (f *File) Sparse(name string) (*Sparse, error) {
	b, err := f.Section(name)
	if err != nil {
		return nil, err
	}
	t, err := ReadSparse(b)
	if err != nil {
		return nil, fmt.Errorf("section %q of the %s model: %w", name, f.Kind, err)
	}
	t.widen()
	return t, nil
}

// Triples reads the named section as a table of three weights a feature.
func (f *File) Triples(name string) (*Triples, error) {
	b, err := f.Section(name)
	if err != nil {
		return nil, err
	}
	t, err := ReadTriples(b)
	if err != nil {
		return nil, fmt.Errorf("section %q of the %s model: %w", name, f.Kind, err)
	}
	return t, nil
}

// Lookup reads the named section as a table of numbers.
func (f *File) Lookup(name string) (*Lookup, error) {
	b, err := f.Section(name)
	if err != nil {
		return nil, err
	}
	t, err := ReadLookup(b)
	if err != nil {
		return nil, fmt.Errorf("section %q of the %s model: %w", name, f.Kind, err)
	}
	return t, nil
}

// Strings reads the named section as a list of strings.
func (f *File) Strings(name string) ([]string, error) {
	b, err := f.Section(name)
	if err != nil {
		return nil, err
	}
	var list []string
	for len(b) > 0 {
		var s []byte
		if s, b, err = cutBytes(b); err != nil {
			return nil, fmt.Errorf("section %q of the %s model: %w", name, f.Kind, err)
		}
		list = append(list, string(s))
	}
	return list, nil
}

// AppendStrings writes a list of strings as Strings reads it.
func AppendStrings(b []byte, list []string) []byte {
	for _, s := range list {
		b = appendBytes(b, []byte(s))
	}
	return b
}

var errShort = errors.New("it ends too early")

func appendBytes(b, data []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	return append(b, data...)
}

func cutBytes(b []byte) (data, rest []byte, err error) {
	if len(b) < 4 {
		return nil, nil, errShort
	}
	n := binary.LittleEndian.Uint32(b)
	if b = b[4:]; uint64(n) > uint64(len(b)) {
		return nil, nil, errShort
	}
	return b[:n:n], b[n:], nil
}
