package timex

// Days are counted from 1970-01-01 in the proleptic Gregorian calendar. The arithmetic is Howard Hinnant's
// ("chrono-compatible low-level date algorithms", 2013): it allocates nothing and takes any year.

// dayNumber counts the days from 1970-01-01 to a date; months and days out of range overflow into their neighbours.
func dayNumber(y, m, d int) int {
	y, m = y+floorDiv(m-1, 12), floorMod(m-1, 12)+1
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// civil is the inverse of dayNumber.
func civil(n int) (y, m, d int) {
	n += 719468
	era := floorDiv(n, 146097)
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = (mp+2)%12 + 1
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, d
}

// weekday gives the ISO number, Monday 1 to Sunday 7.
func weekday(n int) int { return floorMod(n+3, 7) + 1 }

// isoWeek gives the ISO 8601 week that a day lies in.
func isoWeek(n int) (year, week int) {
	thursday := n - weekday(n) + 4
	y, _, _ := civil(thursday)
	return y, (thursday-dayNumber(y, 1, 1))/7 + 1
}

// daysIn gives the length of a month.
func daysIn(y, m int) int { return dayNumber(y, m+1, 1) - dayNumber(y, m, 1) }

// validDay tells whether the calendar has the date.
func validDay(y, m, d int) bool {
	return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int) int { return a - b*floorDiv(a, b) }
