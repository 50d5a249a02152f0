package chart

// Steps are the zooms of a timeline, the finest first.
func Steps() []string { return []string{"day", "week", "month", "year"} }

// StepFor chooses a zoom that shows so many days in a readable number of columns.
func StepFor(days int) string {
	switch {
	case days <= 62:
		return "day"
	case days <= 430:
		return "week"
	case days <= 12*366:
		return "month"
	}
	return "year"
}

// Bulk gives the part of days, which stand in order with their counts, that a
// timeline is about: reports of a week tell of a war forty years ago and of
// plans for the year after next, and drawn at the scale of those the week
// itself would be one column. It is days[from:to].
//
// The shortest stretch with four fifths of the counts is its core. Neighbours
// belong to it as long as the gap to them is no longer than what there is
// already, or two months.
func Bulk(days, counts []int) (from, to int) {
	if len(days) == 0 {
		return 0, 0
	}
	from, to = core(days, counts)
	for {
		gap := max(62, days[to-1]-days[from]+1)
		switch {
		case from > 0 && days[from]-days[from-1] <= gap:
			from--
		case to < len(days) && days[to]-days[to-1] <= gap:
			to++
		default:
			return from, to
		}
	}
}

// core is the shortest stretch that holds four fifths of the counts, the latest
// of several.
func core(days, counts []int) (from, to int) {
	all := 0
	for _, n := range counts {
		all += n
	}
	to = len(days)
	shortest := days[to-1] - days[0]
	held, left := 0, 0
	for right, n := range counts {
		held += n
		for 5*(held-counts[left]) >= 4*all && left < right {
			held -= counts[left]
			left++
		}
		if 5*held >= 4*all && days[right]-days[left] <= shortest {
			from, to, shortest = left, right+1, days[right]-days[left]
		}
	}
	return from, to
}
