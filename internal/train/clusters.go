package train

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"herodotus/internal/model"
	"herodotus/internal/syntax"
)

// ClusterOptions say what Clusters groups and where it writes to.
type ClusterOptions struct {
	// Vectors is a file of word vectors in word2vec's text layout: a word and its
	// numbers a line, the most frequent words first. Words may share a vector.
	Vectors string
	Out     string    // folder that gets clusters.model
	Log     io.Writer // progress; nil for none
	// Classes and groups of classes; 0 for those of the program's own file.
	Classes, Groups int
}

// Clusters groups words by their vectors, and the groups once more: spherical
// k-means (Dhillon and Modha 2001), weighted by the words' frequency ranks.
func Clusters(ctx context.Context, o ClusterOptions) error {
	if o.Log == nil {
		o.Log = io.Discard
	}
	o.Classes, o.Groups = cmp.Or(o.Classes, 2000), cmp.Or(o.Groups, 150)
	f, err := os.Open(o.Vectors)
	if err != nil {
		return err
	}
	defer f.Close()
	v, err := readVectors(f)
	if err != nil {
		return fmt.Errorf("%s: %w", o.Vectors, err)
	}
	fmt.Fprintf(o.Log, "%d words, %d vectors\n", len(v.words), len(v.rows))
	classOf, centres, err := kmeans(ctx, v.rows, v.weight, o.Classes)
	if err != nil {
		return err
	}
	weight := make([]float64, len(centres))
	for i, c := range classOf {
		weight[c] += v.weight[i]
	}
	groupOf, _, err := kmeans(ctx, centres, weight, o.Groups)
	if err != nil {
		return err
	}
	b, err := clusterFile(v, classOf, groupOf)
	if err != nil {
		return err
	}
	fmt.Fprintf(o.Log, "clusters.model: %d bytes\n", len(b))
	return os.WriteFile(filepath.Join(o.Out, "clusters.model"), b, 0o644)
}

// vectors are word vectors of length one, each once.
type vectors struct {
	words  []string
	row    []int // of each word
	rows   [][]float32
	weight []float64 // of each row
}

func readVectors(r io.Reader) (*vectors, error) {
	v := &vectors{}
	rowOf := map[string]int{}
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), 1<<20)
	for in.Scan() {
		word, numbers, ok := bytes.Cut(bytes.TrimSpace(in.Bytes()), []byte(" "))
		if !ok || len(v.words) == 0 && bytes.IndexByte(numbers, ' ') < 0 {
			continue // the head line tells counts
		}
		at, known := rowOf[string(numbers)]
		if !known {
			vec, err := parseVector(numbers)
			if err != nil {
				return nil, fmt.Errorf("word %q: %w", word, err)
			}
			if len(v.rows) > 0 && len(vec) != len(v.rows[0]) {
				return nil, fmt.Errorf("word %q: %d numbers, not %d", word, len(vec), len(v.rows[0]))
			}
			at = len(v.rows)
			rowOf[string(numbers)] = at
			v.rows, v.weight = append(v.rows, vec), append(v.weight, 0)
		}
		v.weight[at] += 1 / math.Sqrt(float64(len(v.words)+3000))
		v.words, v.row = append(v.words, string(word)), append(v.row, at)
	}
	return v, in.Err()
}

func parseVector(b []byte) ([]float32, error) {
	var vec []float32
	for f := range bytes.FieldsSeq(b) {
		x, err := strconv.ParseFloat(string(f), 32)
		if err != nil {
			return nil, err
		}
		vec = append(vec, float32(x))
	}
	normalise(vec)
	return vec, nil
}

// normalise brings a vector to length one; that of length zero stays.
func normalise(v []float32) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	by := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= by
	}
}

// kmeansRounds is how often kmeans moves its centres: later rounds move few.
const kmeansRounds = 20

func kmeans(ctx context.Context, rows [][]float32, weight []float64, k int) (of []int, centres [][]float32, err error) {
	if k > len(rows) {
		return nil, nil, fmt.Errorf("%d classes of %d vectors", k, len(rows))
	}
	rng := rand.New(rand.NewPCG(1, 4))
	for _, i := range rng.Perm(len(rows))[:k] {
		centres = append(centres, slices.Clone(rows[i]))
	}
	of = make([]int, len(rows))
	for range kmeansRounds {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		for i, r := range rows {
			of[i] = nearest(r, centres)
		}
		for _, c := range centres {
			clear(c)
		}
		used := make([]bool, k)
		for i, r := range rows {
			used[of[i]] = true
			w := float32(weight[i])
			for j, x := range r {
				centres[of[i]][j] += w * x
			}
		}
		for c := range centres {
			if !used[c] {
				copy(centres[c], rows[rng.IntN(len(rows))])
			}
			normalise(centres[c])
		}
	}
	return of, centres, nil
}

// nearest gives the centre with the largest cosine.
func nearest(r []float32, centres [][]float32) int {
	best, most := 0, float32(-2)
	for c, v := range centres {
		if d := dot(r, v); d > most {
			best, most = c, d
		}
	}
	return best
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}

// clusterFile numbers the classes by group, see doc.Token.Cluster, and packs the words.
func clusterFile(v *vectors, classOf, groupOf []int) ([]byte, error) {
	inGroup := map[int]int{}
	number := make([]uint16, len(groupOf))
	for c, g := range groupOf {
		if g > 254 || inGroup[g] > 255 {
			return nil, fmt.Errorf("group %d has more than 256 classes, or is past 254", g)
		}
		number[c] = uint16(g+1)<<8 | uint16(inGroup[g])
		inGroup[g]++
	}
	var entries []model.Entry
	seen := map[uint32]bool{}
	for i, w := range v.words {
		if h := syntax.WordHash(w); !seen[h] {
			seen[h] = true
			entries = append(entries, model.Entry{Key: syntax.ClusterKey(h), Value: number[classOf[v.row[i]]]})
		}
	}
	t, err := model.NewLookup(entries)
	if err != nil {
		return nil, err
	}
	f := model.File{Kind: syntax.ClusterKind, Sections: []model.Section{{Name: "words", Data: t.Append(nil)}}}
	return f.Append(nil), nil
}
