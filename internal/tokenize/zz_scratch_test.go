package tokenize

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"herodotus/internal/doc"
)

func TestScratch(t *testing.T) {
	in := os.Getenv("SCRATCH_IN")
	if in == "" {
		t.Skip()
	}
	tk, err := New()
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Open(in)
	o, _ := os.Create(os.Getenv("SCRATCH_OUT"))
	w := bufio.NewWriter(o)
	dec := json.NewDecoder(f)
	for {
		var x struct{ Text string }
		if dec.Decode(&x) != nil {
			break
		}
		d, _ := doc.New(x.Text)
		tk.Split(d)
		for _, s := range d.Sentences {
			fmt.Fprintf(w, "# heading=%v para=%d\n", s.Heading, s.Para)
			n := int32(1)
			for i := s.Start; i < s.End; i++ {
				if d.Tokens[i].Flags&doc.WordStart != 0 {
					j := i + 1
					for j < s.End && d.Tokens[j].Flags&doc.WordInside != 0 {
						j++
					}
					fmt.Fprintf(w, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n", n, n+j-i-1, d.Words(doc.Range{Start: i, End: j}))
				}
				sp := "SpaceAfter=No"
				if i+1 == s.End || d.Tokens[i+1].Flags&doc.SpaceBefore != 0 {
					sp = "_"
				}
				fmt.Fprintf(w, "%d\t%s\t_\t_\t_\t_\t0\troot\t_\t%s\n", n, strings.Join(strings.Fields(d.Form(i)), ""), sp)
				n++
			}
			fmt.Fprintln(w)
		}
	}
	w.Flush()
}
