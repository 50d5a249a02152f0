package link

import (
	"encoding/binary"
	"errors"
	"math"
)

// blobVersion stands first in every blob.
//
// History: 1 is the first.
const blobVersion = 1

var errBlob = errors.New("link: a remembered blob is damaged or of another version")

// codec writes values to a blob or reads them from one: each kind of blob lists
// its fields once, for both directions.
type codec struct {
	buf     []byte
	reading bool
	failed  bool
}

// coded is a value that lists its fields.
type coded interface{ fields(*codec) }

func encode(v coded) []byte {
	c := codec{buf: []byte{blobVersion}}
	v.fields(&c)
	return c.buf
}

func decode(b []byte, v coded) error {
	if len(b) == 0 || b[0] != blobVersion {
		return errBlob
	}
	c := codec{buf: b[1:], reading: true}
	v.fields(&c)
	if c.failed {
		return errBlob
	}
	return nil
}

func (c *codec) uint(p *uint64) {
	if !c.reading {
		c.buf = binary.AppendUvarint(c.buf, *p)
		return
	}
	x, n := binary.Uvarint(c.buf)
	if n <= 0 {
		c.failed, c.buf = true, nil
		return
	}
	*p, c.buf = x, c.buf[n:]
}

func (c *codec) int(p *int) {
	u := uint64(*p)
	c.uint(&u)
	*p = int(u)
}

// day writes NoDay in five bytes and other days in three.
func (c *codec) day(p *int32) {
	u := uint64(uint32(*p<<1) ^ uint32(*p>>31))
	c.uint(&u)
	*p = int32(uint32(u)>>1) ^ -int32(u&1)
}

func (c *codec) bool(p *bool) {
	u := uint64(0)
	if *p {
		u = 1
	}
	c.uint(&u)
	*p = u == 1
}

func (c *codec) float(p *float32) {
	u := uint64(math.Float32bits(*p))
	c.uint(&u)
	*p = math.Float32frombits(uint32(u))
}

func (c *codec) str(p *string) {
	n := uint64(len(*p))
	c.uint(&n)
	if !c.reading {
		c.buf = append(c.buf, *p...)
		return
	}
	if n > uint64(len(c.buf)) {
		c.failed, c.buf = true, nil
		return
	}
	*p, c.buf = string(c.buf[:n]), c.buf[n:]
}

// list writes or reads a list, element by element.
func list[T any](c *codec, p *[]T, element func(*T)) {
	n := uint64(len(*p))
	c.uint(&n)
	if c.reading {
		if n > uint64(len(c.buf)) { // each element takes a byte or more
			c.failed, c.buf = true, nil
			return
		}
		*p = make([]T, n)
	}
	for i := range *p {
		element(&(*p)[i])
	}
}
