package timex

// kept is what settle needs to know of an expression already written.
type kept struct {
	moment moment
	clock  bool // a time of day without its day
	quoted bool // stands inside quotation marks
	speech bool // "today" in somebody's mouth
}

// settle finishes a sentence: times of day get the day that the sentence tells, and a speaker's "today" counts from
// the day of the speech.
func (f *finder) settle() {
	for i := f.first; i < len(f.out); i++ {
		switch k := &f.moments[i]; {
		case k.clock:
			f.settleClock(i)
		case k.speech:
			f.settleSpeech(i)
		}
	}
}

// settleClock gives the time of day its day: the nearest told before it in the sentence, else after it, else the day
// spoken of.
func (f *finder) settleClock(i int) {
	at, ok := f.dayBeside(i)
	if !ok {
		if at, ok = f.reference(nearSame); !ok {
			return
		}
	}
	m := f.moments[i].moment
	m.unit, m.at = day, at
	t := &f.out[i]
	t.Value, t.From, t.To = m.value(), dayText(at), dayText(at)
}

// maxLook is how many expressions are looked through for a day.
const maxLook = 32

func (f *finder) dayBeside(i int) (int, bool) {
	for k := i - 1; k >= f.first && i-k < maxLook; k-- {
		if f.isDay(k) {
			return f.moments[k].moment.at, true
		}
	}
	for k := i + 1; k < len(f.out) && k-i < maxLook; k++ {
		if f.isDay(k) {
			return f.moments[k].moment.at, true
		}
	}
	return 0, false
}

func (f *finder) isDay(k int) bool {
	m := &f.moments[k]
	return m.moment.unit == day && !m.clock && m.moment.days == 0
}

// settleSpeech moves "today" inside a quotation to the day on which it was spoken: one told outside of it in the sentence,
// else the last told before it in the paragraph, not after the day of writing.
func (f *finder) settleSpeech(i int) {
	for k := max(f.first, i-maxLook); k < len(f.out) && k-i < maxLook; k++ {
		if k != i && f.speechDay(k) {
			f.moveTo(i, f.moments[k].moment.at)
			return
		}
	}
	para := f.d.Sentences[f.sent].Para
	for k := f.first - 1; k >= 0 && i-k < maxLook && f.d.SentenceOf(f.out[k].Start).Para == para; k-- {
		if f.speechDay(k) {
			f.moveTo(i, f.moments[k].moment.at)
			return
		}
	}
}

// speechDay tells whether expression k may be the day of a speech.
func (f *finder) speechDay(k int) bool {
	at := f.moments[k].moment.at
	return f.isDay(k) && !f.moments[k].speech && at <= f.written && f.written-at <= maxDelay && !f.moments[k].quoted
}

// moveTo counts expression i from another day than that of writing.
func (f *finder) moveTo(i, at int) {
	m := &f.moments[i].moment
	m.at += at - f.written
	t := &f.out[i]
	t.Value, t.From, t.To, t.Why = m.value(), dayText(m.at), dayText(m.last()), t.Why+", of the speech"
}

// maxDelay is how many days after a speech a report may quote its "today".
const maxDelay = 31

// quotes counts quotation marks on the way through a document.
type quotes struct {
	next   int32 // token
	para   int32
	inside bool
}

// quoted tells whether a token stands inside quotation marks, counted from the beginning of its paragraph. It must be asked in
// text order.
func (f *finder) quoted(tok int32) bool {
	q := &f.quotes
	for ; q.next < tok; q.next++ {
		t := &f.d.Tokens[q.next]
		if p := f.d.Sentences[t.Sent].Para; p != q.para {
			q.para, q.inside = p, false
		}
		switch f.d.Text[t.Start:t.End] {
		case `"`, "“", "”", "``", "''":
			q.inside = !q.inside
		}
	}
	return q.inside && f.d.SentenceOf(tok).Para == q.para
}

// maxCity is how many tokens a dateline has before its date ("WASHINGTON, D.C., (Reuters) ").
const maxCity = 8

// dateline tells whether a match dates the report: a date that fills its line, or one behind the place that begins
// one of the first paragraphs.
func (f *finder) dateline(m *match) bool {
	switch m.rule.kind {
	case "date", "iso", "numeric":
	default:
		return false
	}
	s := f.d.SentenceOf(m.words[m.start].first)
	first, last := m.words[m.start].first, m.words[m.end-1].last
	if first == s.Start && last+1 >= s.End-1 && m.has(cYear) {
		return true
	}
	if s.Para > 4 || first == s.Start || first-s.Start > maxCity || last+1 >= s.End {
		return false
	}
	switch f.d.Form(last + 1) {
	case "(", "-", "–", "—", "--", ":", "-LRB-":
		return f.capitals(s.Start)
	}
	return false
}

// capitals tells whether a token is written in capitals, as a dateline's place is, or begins one with a capital.
func (f *finder) capitals(tok int32) bool {
	c := f.d.Form(tok)[0]
	return c >= 'A' && c <= 'Z'
}
