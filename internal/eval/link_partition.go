package eval

// Partitions compare how a system groups items with how gold does. The figures
// are those of Hubert and Arabie 1985 (adjusted Rand index) and of Bagga and
// Baldwin 1998 (B³).

// Partition scores groups: gold[i] and system[i] name the groups of item i.
func Partition(b *Board, name string, gold, system []string) {
	cells := map[[2]string]int{}
	rows, columns := map[string]int{}, map[string]int{}
	for i := range gold {
		cells[[2]string{gold[i], system[i]}]++
		rows[gold[i]]++
		columns[system[i]]++
	}
	var both, wanted, given int
	for _, n := range cells {
		both += pairs(n)
	}
	for _, n := range rows {
		wanted += pairs(n)
	}
	for _, n := range columns {
		given += pairs(n)
	}
	b.Rate(name+": pairs", rate(both, given, wanted))
	b.Rate(name+": adjusted Rand index", Rate{F1: adjustedRand(both, wanted, given, pairs(len(gold)))})

	var precision, recall float64
	for i := range gold {
		n := float64(cells[[2]string{gold[i], system[i]}])
		precision += n / float64(columns[system[i]])
		recall += n / float64(rows[gold[i]])
	}
	items := float64(max(1, len(gold)))
	b.Rate(name+": B³", harmonic(precision/items, recall/items))
}

func pairs(n int) int { return n * (n - 1) / 2 }

// rate counts nothing to find and nothing found as right.
func rate(right, found, wanted int) Rate {
	p, r := 1.0, 1.0
	if found > 0 {
		p = float64(right) / float64(found)
	}
	if wanted > 0 {
		r = float64(right) / float64(wanted)
	}
	return harmonic(p, r)
}

func harmonic(p, r float64) Rate {
	if p+r == 0 {
		return Rate{}
	}
	return Rate{Precision: p, Recall: r, F1: 2 * p * r / (p + r)}
}

// adjustedRand is 1 for equal partitions and 0 for what chance would give.
func adjustedRand(both, wanted, given, all int) float64 {
	if all == 0 {
		return 1
	}
	chance := float64(wanted) * float64(given) / float64(all)
	best := float64(wanted+given) / 2
	if best == chance {
		return 1
	}
	return (float64(both) - chance) / (best - chance)
}
