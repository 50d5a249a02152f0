package link

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed kin.txt
var kinFile string

// kinship says which event types may be told of one event.
type kinship struct {
	family map[string]string
	pairs  map[[2]string]bool
}

var kin = sync.OnceValue(func() *kinship {
	k := &kinship{map[string]string{}, map[[2]string]bool{}}
	for line := range strings.Lines(kinFile) {
		name, types, ok := strings.Cut(strings.TrimSpace(line), ": ")
		f := strings.Fields(types)
		switch {
		case !ok || strings.HasPrefix(name, "#"):
		case name == "pair" && len(f) == 2:
			k.pairs[[2]string{f[0], f[1]}] = true
			k.pairs[[2]string{f[1], f[0]}] = true
		default:
			for _, t := range f {
				k.family[t] = name
			}
		}
	}
	return k
})
