package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// maxNest bounds files within files within files.
const maxNest = 3

// container gives the reader of a file that holds other files: ZIP and tar; nil
// for one that holds articles itself. It is known by its content alone.
func (in *input) container() func(yield emit) {
	head, _ := in.Peek(512)
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")): // the latter is an empty one
		return in.readZip
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return in.readTar
	}
	return nil
}

// member reads one file within the input; false means that no more is wanted.
func (in *input) member(name string, r io.Reader, yield emit) bool {
	inner := *in.o
	inner.Taken = nil // its bytes were counted with the file's
	inner.nest++
	name = in.name + "/" + strings.ToValidUTF8(name, "\ufffd")
	if inner.nest > maxNest {
		return yield(draft{}, newFault(name, because(TooLarge, "is packed into files more than %d deep", maxNest)))
	}
	return inner.read(name, r, yield)
}

// hiddenMember tells what systems add to archives unasked: .DS_Store, __MACOSX.
func hiddenMember(name string) bool {
	return slices.ContainsFunc(strings.Split(path.Clean(name), "/"), func(part string) bool {
		return strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX"
	})
}

// readTar reads the files of a tar archive in their order.
func (in *input) readTar(yield emit) {
	t := tar.NewReader(in.Reader)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			yield(draft{}, in.fault("", fmt.Errorf("broken tar archive: %w", err)))
			return
		}
		if h.Typeflag == tar.TypeReg && !hiddenMember(h.Name) && !in.member(h.Name, t, yield) {
			return
		}
	}
}

// readZip reads the files of a ZIP archive in their order.
func (in *input) readZip(yield emit) {
	at, size, err := in.whole(maxParquet)
	var z *zip.Reader
	if err == nil {
		z, err = zip.NewReader(at, size)
	}
	if err != nil {
		yield(draft{}, in.fault("", fmt.Errorf("broken ZIP archive: %w", err)))
		return
	}
	if kind := officeFile(z); kind != "" {
		yield(draft{}, in.fault("", because(Binary, "is %s, which is not read", kind)))
		return
	}
	for _, f := range z.File {
		if !f.FileInfo().IsDir() && !hiddenMember(f.Name) && !in.zipMember(f, yield) {
			return
		}
	}
}

func (in *input) zipMember(f *zip.File, yield emit) bool {
	const encrypted = 1 // bit 0 of the flags, APPNOTE 4.4.4
	part := "/" + strings.ToValidUTF8(f.Name, "\ufffd")
	if f.Flags&encrypted != 0 {
		return yield(draft{}, in.fault(part, because(Unreadable, "is encrypted")))
	}
	r, err := f.Open()
	if err != nil {
		return yield(draft{}, in.fault(part, fmt.Errorf("broken ZIP archive: %w", err)))
	}
	defer r.Close()
	packed := &counter{n: int64(min(f.CompressedSize64, 1<<62))}
	return in.member(f.Name, &bounded{r: r, packed: packed, kind: "ZIP"}, yield)
}

// officeFile names the kind of document that a ZIP archive is.
func officeFile(z *zip.Reader) string {
	for _, f := range z.File[:min(len(z.File), 20)] {
		switch {
		case f.Name == "[Content_Types].xml":
			return "an office file"
		case f.Name == "mimetype":
			return "an office file or a book"
		case f.Name == "AndroidManifest.xml", f.Name == "META-INF/MANIFEST.MF":
			return "a program"
		}
	}
	return ""
}
