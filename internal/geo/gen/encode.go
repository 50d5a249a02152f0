package main

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"herodotus/internal/geo"
)

// blockLen and the record layouts are those that package geo's index.go describes.
const blockLen = 16

var le = binary.LittleEndian

func encode(list []*town, byCode map[string]*division) []byte {
	var divisions []*division
	for _, d := range byCode {
		if d.people > 0 {
			divisions = append(divisions, d)
		}
	}
	slices.SortFunc(divisions, func(a, b *division) int { return strings.Compare(a.code, b.code) })
	numbers := map[string]int{}
	var names []string
	for i, d := range divisions {
		numbers[d.code] = i
		names = append(names, d.name)
	}
	countries, records := countryRecords(list)
	var body []byte
	body = append(body, records...)
	for _, d := range divisions {
		body = append(body, byte(countries[d.code[:2]]), class(d.people))
		body = append(degrees(degrees(body, d.lat), d.lon), 0, 0)
	}
	var display []string
	for _, t := range list {
		display = append(display, t.Name)
		body = le.AppendUint32(body, uint32(t.ID))
		body = append(degrees(degrees(body, t.Lat), t.Lon), byte(countries[t.Country]), class(float64(t.People)))
		n, ok := numbers[t.Country+"."+t.Admin1]
		if !ok {
			n = 0xffff
		}
		body = le.AppendUint16(body, uint16(n))
	}
	keys, postings := nameTable(list, divisions)
	const header = 8 + 7*4
	a, b, c := frontCode(names, nil), frontCode(display, nil), frontCode(keys, postings)
	out := []byte("HGEO0001")
	at := header + len(body)
	for _, v := range []int{len(records) / 10, len(divisions), len(list), len(keys), at, at + len(a), at + len(a) + len(b)} {
		out = le.AppendUint32(out, uint32(v))
	}
	out = append(append(out, body...), a...)
	return append(append(out, b...), c...)
}

func degrees(b []byte, v float64) []byte {
	return le.AppendUint16(b, uint16(int16(math.Round(v*100))))
}

// countryRecords numbers the countries and writes where their towns lie.
func countryRecords(list []*town) (map[string]int, []byte) {
	type sum struct{ n, lat, lon, lat2, lon2 float64 }
	sums := map[string]*sum{}
	for _, t := range list {
		s := sums[t.Country]
		if s == nil {
			s = &sum{}
			sums[t.Country] = s
		}
		s.n, s.lat, s.lon = s.n+1, s.lat+t.Lat, s.lon+t.Lon
		s.lat2, s.lon2 = s.lat2+t.Lat*t.Lat, s.lon2+t.Lon*t.Lon
	}
	var codes []string
	for c := range sums {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	numbers := map[string]int{}
	var b []byte
	for i, c := range codes {
		numbers[c] = i
		s := sums[c]
		lat, lon := s.lat/s.n, s.lon/s.n
		b = degrees(degrees(append(b, c...), lat), lon)
		b = degrees(degrees(b, math.Sqrt(max(0, s.lat2/s.n-lat*lat))), math.Sqrt(max(0, s.lon2/s.n-lon*lon)))
	}
	return numbers, b
}

// nameTable gives the sorted folded names and the encoded records of each.
func nameTable(list []*town, divisions []*division) (keys []string, postings [][]byte) {
	refs := map[string][]uint32{}
	add := func(name string, ref uint32) {
		if k := geo.Fold(name); k != "" && len(k) < 60 && !slices.Contains(refs[k], ref) && !slices.Contains(refs[k], ref&^1) {
			refs[k] = append(refs[k], ref)
		}
	}
	for i, d := range divisions {
		add(d.name, uint32(i)<<2|2)
		add(bare(d.name), uint32(i)<<2|2)
		for _, a := range d.alternates {
			add(a, uint32(i)<<2|2)
		}
	}
	for i, t := range list {
		add(t.Name, uint32(i)<<2)
	}
	for i, t := range list {
		for _, a := range t.Alternates {
			if usable(a) {
				add(a, uint32(i)<<2|1)
			}
		}
	}
	for k := range refs {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		r := refs[k]
		if len(r) > 255 {
			r = r[:255]
		}
		b := []byte{byte(len(r))}
		for _, v := range r {
			b = binary.AppendUvarint(b, uint64(v))
		}
		postings = append(postings, b)
	}
	return keys, postings
}

// bare drops the word for the kind of division: "Tatarstan Republic".
func bare(name string) string {
	for _, kind := range []string{" Republic", " Oblast", " oblast", " Oblast'", " Krai", " Kray", " Province", " State", " Region", " Governorate",
		" County", " Prefecture", " District", " Department", " Voivodeship", " City", " Governate", " Municipality", " Canton"} {
		if b, ok := strings.CutSuffix(name, kind); ok {
			return b
		}
	}
	return name
}

// usable keeps alternate names that a report in English may have: no airport codes, nothing short, nothing that
// folding leaves outside ASCII.
func usable(a string) bool {
	k := geo.Fold(a)
	if len(k) < 4 || a == strings.ToUpper(a) {
		return false
	}
	for _, c := range []byte(k) {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// frontCode writes a list of names, each followed by its postings if there are any.
func frontCode(names []string, postings [][]byte) []byte {
	var offsets, data []byte
	last := ""
	for i, n := range names {
		if len(n) > 255 {
			n = n[:255]
		}
		if i%blockLen == 0 {
			offsets = le.AppendUint32(offsets, uint32(len(data)))
			last = ""
		}
		shared := 0
		for shared < len(n) && shared < len(last) && n[shared] == last[shared] {
			shared++
		}
		data = append(data, byte(shared), byte(len(n)-shared))
		data = append(data, n[shared:]...)
		if postings != nil {
			data = append(data, postings[i]...)
		}
		last = n
	}
	return append(offsets, data...)
}
