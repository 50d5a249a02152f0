package link

import (
	"encoding/binary"
	"errors"
)

// blobVersion stands first in every blob.
//
// History: 1 is the first; 2 keeps day and words of each way by which an account
// came, not of the first alone. Both are read.
const blobVersion = 2

var errBlob = errors.New("link: a remembered blob is damaged or of another version")

// codec writes values to a blob or reads them from one: each kind of blob lists
// its fields once, for both directions. What is read shares the blob's memory.
type codec struct {
	out     []byte
	in      string
	reading bool
	version byte // of what is read or written
	failed  bool
}

// coded is a value that lists its fields.
type coded interface{ fields(*codec) }

func encode(v coded) []byte {
	c := codec{out: make([]byte, 1, 512), version: blobVersion}
	c.out[0] = blobVersion
	v.fields(&c)
	return c.out
}

func decode(b []byte, v coded) error {
	if !readable(b) {
		return errBlob
	}
	c := codec{in: string(b[1:]), reading: true, version: b[0]}
	v.fields(&c)
	if c.failed {
		return errBlob
	}
	return nil
}

func readable(b []byte) bool { return len(b) > 0 && b[0] >= 1 && b[0] <= blobVersion }

func (c *codec) fail() { c.failed, c.in = true, "" }

// uint is written seven bits a byte, the lowest first.
func (c *codec) uint(p *uint64) {
	if !c.reading {
		c.out = binary.AppendUvarint(c.out, *p)
		return
	}
	x, shift := uint64(0), 0
	for i := range len(c.in) {
		b := c.in[i]
		x |= uint64(b&0x7f) << shift
		if shift += 7; b < 0x80 && shift <= 70 {
			*p, c.in = x, c.in[i+1:]
			return
		}
	}
	c.fail()
}

func (c *codec) int(p *int) {
	u := uint64(*p)
	c.uint(&u)
	*p = int(u)
}

// day takes five bytes for NoDay and three for other days.
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

// fixed32 takes four bytes: hashes would take more in sevens.
func (c *codec) fixed32(p *uint32) {
	switch {
	case !c.reading:
		c.out = binary.LittleEndian.AppendUint32(c.out, *p)
	case len(c.in) < 4:
		c.fail()
	default:
		*p = uint32(c.in[0]) | uint32(c.in[1])<<8 | uint32(c.in[2])<<16 | uint32(c.in[3])<<24
		c.in = c.in[4:]
	}
}

// float keeps numbers from 0 on to a thousandth.
func (c *codec) float(p *float32) {
	u := uint64(*p*1000 + 0.5)
	c.uint(&u)
	*p = float32(u) / 1000
}

// coordinate keeps degrees to a thousandth.
func (c *codec) coordinate(p *float32) {
	shifted := *p + 360
	c.float(&shifted)
	*p = shifted - 360
}

func (c *codec) str(p *string) {
	n := uint64(len(*p))
	c.uint(&n)
	switch {
	case !c.reading:
		c.out = append(c.out, *p...)
	case n > uint64(len(c.in)):
		c.fail()
	default:
		*p, c.in = c.in[:n], c.in[n:]
	}
}

// list writes or reads a list, element by element.
func list[T any](c *codec, p *[]T, element func(*T)) {
	n := uint64(len(*p))
	c.uint(&n)
	if c.reading {
		if n > uint64(len(c.in)) { // each element takes a byte or more
			c.fail()
			return
		}
		*p = nil
		if n > 0 {
			*p = make([]T, n)
		}
	}
	for i := range *p {
		element(&(*p)[i])
	}
}
