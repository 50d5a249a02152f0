package geo

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// The index is one file of towns and first-order divisions that is read where it lies: nothing is decoded when it
// is opened. All numbers are little-endian; gen writes it.
//
//	header    magic "HGEO0001", then 7 × uint32: counts of countries, divisions, places, names; offsets of the
//	          sections that are not of fixed length: division names, place names, the name list
//	countries 10 bytes: ISO 3166-1 alpha-2, mean latitude and longitude, spread in latitude and longitude of its places
//	divisions 8 bytes: country, population class, latitude, longitude, zero
//	places    12 bytes: GeoNames id, latitude, longitude, country, population class, division (0xffff none)
//	division names, place names (in the order of the records), name list (sorted): see nameList
//
// Latitudes, longitudes and spreads are int16 in hundredths of a degree; a population class is 12·log10(people).
// Names come in blocks of 16. A list of names begins with the uint32 offset of each block from the end of these offsets.
// An entry is: bytes shared with the entry before (0 at the head of a block), bytes of its own, these bytes. Entries of
// the sorted list go on with a count and so many uvarints: record number × 4 + 2 for a division + 1 for an alternate name.
const (
	magic       = "HGEO0001"
	headerLen   = len(magic) + 7*4
	countryLen  = 10
	divisionLen = 8
	placeLen    = 12
	blockLen    = 16
	noDivision  = 0xffff
)

var errIndex = errors.New("not a place index of this version")

// index is an opened index file.
type index struct {
	countries, divisions, places string // records
	divisionNames, placeNames    nameList
	names                        nameList
}

// nameList is a front-coded list of names.
type nameList struct {
	n       int
	offsets string
	data    string
}

// openIndex checks the header and cuts the sections.
func openIndex(s string) (*index, error) {
	if len(s) < headerLen || s[:len(magic)] != magic {
		return nil, errIndex
	}
	var h [7]int
	for i := range h {
		h[i] = int(u32(s[len(magic)+4*i:]))
	}
	x := &index{}
	at := headerLen
	var err error
	cut := func(n, size int) string {
		if err != nil || n > (len(s)-at)/size {
			err = errIndex
			return ""
		}
		part := s[at : at+n*size]
		at += n * size
		return part
	}
	x.countries, x.divisions, x.places = cut(h[0], countryLen), cut(h[1], divisionLen), cut(h[2], placeLen)
	if err != nil || at != h[4] || h[4] > h[5] || h[5] > h[6] || h[6] > len(s) {
		return nil, errIndex
	}
	for _, l := range []struct {
		list *nameList
		n    int
		part string
	}{{&x.divisionNames, h[1], s[h[4]:h[5]]}, {&x.placeNames, h[2], s[h[5]:h[6]]}, {&x.names, h[3], s[h[6]:]}} {
		if *l.list, err = cutList(l.part, l.n); err != nil {
			return nil, err
		}
	}
	return x, nil
}

func cutList(s string, n int) (nameList, error) {
	blocks := (n + blockLen - 1) / blockLen
	if blocks > len(s)/4 {
		return nameList{}, fmt.Errorf("%d names in %d bytes: %w", n, len(s), errIndex)
	}
	return nameList{n, s[:4*blocks], s[4*blocks:]}, nil
}

func u32(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func i16(s string) int { return int(int16(uint16(s[0]) | uint16(s[1])<<8)) }

// block gives the bytes from block b on.
func (l *nameList) block(b int) string {
	if b < 0 || 4*b+4 > len(l.offsets) {
		return ""
	}
	at := int(u32(l.offsets[4*b:]))
	if at > len(l.data) {
		return ""
	}
	return l.data[at:]
}

// next reads one entry from s: name keeps the bytes that it shares with the entry before. It gives the rest of s.
func next(s string, name []byte) ([]byte, string, bool) {
	if len(s) < 2 || int(s[0]) > len(name) || len(s) < 2+int(s[1]) {
		return name, "", false
	}
	n := 2 + int(s[1])
	return append(name[:s[0]], s[2:n]...), s[n:], true
}

// at gives name i of an unsorted list.
func (l *nameList) at(i int) string {
	s := l.block(i / blockLen)
	var buf [64]byte
	name := buf[:0]
	for k := 0; k <= i%blockLen; k++ {
		var ok bool
		if name, s, ok = next(s, name); !ok {
			return ""
		}
	}
	return string(name)
}

// head gives the first name of block b, which shares nothing.
func (l *nameList) head(b int) string {
	s := l.block(b)
	if len(s) < 2 || len(s) < 2+int(s[1]) {
		return ""
	}
	return s[2 : 2+int(s[1])]
}

// posting is a record that has a name.
type posting struct {
	record    int
	division  bool
	alternate bool
}

// lookup appends the records that have the folded name.
func (x *index) lookup(key []byte, out []posting) []posting {
	l := &x.names
	lo, hi := 0, len(l.offsets)/4 // the last block whose head is not behind the key
	for lo < hi {
		mid := (lo + hi) / 2
		if l.head(mid) <= string(key) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return out
	}
	s := l.block(lo - 1)
	var buf [64]byte
	name := buf[:0]
	for range blockLen {
		var ok bool
		if name, s, ok = next(s, name); !ok || len(s) == 0 || string(name) > string(key) {
			return out
		}
		n, found := int(s[0]), string(name) == string(key)
		s = s[1:]
		for range n {
			v, w := uvarint(s)
			if w <= 0 {
				return out
			}
			s = s[w:]
			if p := (posting{int(v >> 2), v&2 != 0, v&1 != 0}); found && x.has(p) {
				out = append(out, p)
			}
		}
	}
	return out
}

func (x *index) has(p posting) bool {
	if p.division {
		return p.record < len(x.divisions)/divisionLen
	}
	return p.record < len(x.places)/placeLen
}

func uvarint(s string) (uint64, int) {
	var buf [binary.MaxVarintLen32]byte
	return binary.Uvarint(buf[:copy(buf[:], s)])
}

// place is one record of the index.
type place struct {
	lat, lon float32
	id       int32
	country  int // number in the index's own list
	division int // noDivision when unknown
	people   float32
}

func (x *index) place(i int) place {
	r := x.places[i*placeLen:]
	return place{float32(i16(r[4:])) / 100, float32(i16(r[6:])) / 100, int32(u32(r)), int(r[8]),
		int(uint16(i16(r[10:]))), people(r[9])}
}

func (x *index) division(i int) place {
	r := x.divisions[i*divisionLen:]
	return place{float32(i16(r[2:])) / 100, float32(i16(r[4:])) / 100, 0, int(r[0]), i, people(r[1])}
}

// people gives the decimal logarithm of a population.
func people(class byte) float32 { return float32(class) / 12 }

// iso2 gives the code of a country of the index.
func (x *index) iso2(i int) string {
	if i*countryLen+2 > len(x.countries) {
		return ""
	}
	return x.countries[i*countryLen : i*countryLen+2]
}

// spread gives the middle of a country's places and their standard deviation, in degrees.
func (x *index) spread(i int) (lat, lon, sdLat, sdLon float64) {
	r := x.countries[i*countryLen:]
	return float64(i16(r[2:])) / 100, float64(i16(r[4:])) / 100, float64(i16(r[6:])) / 100, float64(i16(r[8:])) / 100
}

// kilometres gives the great-circle distance of two points in degrees.
func kilometres(lat1, lon1, lat2, lon2 float32) float64 {
	const rad = math.Pi / 180
	a, b := float64(lat1)*rad, float64(lat2)*rad
	s, t := math.Sin((b-a)/2), math.Sin(float64(lon2-lon1)*rad/2)
	return 12742 * math.Asin(math.Min(1, math.Sqrt(s*s+math.Cos(a)*math.Cos(b)*t*t)))
}
