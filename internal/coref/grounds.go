package coref

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed grounds.txt
var groundsText string

// grounds tells how often a link is right by what it rests on; see grounds.txt.
type grounds struct {
	whole map[string]float32
	heads []ground // grounds of which only the beginning is given
}

type ground struct {
	head  string
	share float32
}

// readGrounds parses "share ground" lines; an error names the line.
func readGrounds(text string) (*grounds, error) {
	g := &grounds{whole: make(map[string]float32, 64)}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		number, why, _ := strings.Cut(line, " ")
		share, err := strconv.ParseFloat(number, 32)
		if err != nil || share <= 0 || share > 1 || why == "" {
			return nil, fmt.Errorf("grounds.txt:%d: want a share and a ground, got %q", n, line)
		}
		if head, open := strings.CutSuffix(why, "…"); open {
			g.heads = append(g.heads, ground{head, float32(share)})
			continue
		}
		g.whole[why] = float32(share)
	}
	return g, nil
}

// share gives the share of right links on a ground; 0 when the table lacks it.
func (g *grounds) share(why string) float32 {
	if s, ok := g.whole[why]; ok {
		return s
	}
	for _, h := range g.heads {
		if strings.HasPrefix(why, h.head) {
			return h.share
		}
	}
	return 0
}
