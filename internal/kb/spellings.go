package kb

import "strings"

// spelling reads a row of spellings.tsv: a word, and how else it is spelled. The words of
// patterns and of texts are read alike, so that no pattern is stored twice.
func (l *loader) spelling(r *row) error {
	if l.user {
		return r.errorf("spellings must be known before the built-in names: give a name's other spellings as further names")
	}
	read := appendWords(nil, r.f[0], 0)
	if len(read) != 1 {
		return r.errorf("%q is not one word", r.f[0])
	}
	for s := range strings.FieldsSeq(r.f[1]) {
		also := appendWords(nil, s, 0)
		if len(also) != 1 {
			return r.errorf("%q is not one word", s)
		}
		if _, twice := l.b.spelled[also[0].hash]; twice {
			return r.errorf("%q stands twice", s)
		}
		l.b.spelled[also[0].hash] = read[0].hash
	}
	return nil
}

// appendWords adds the words of one token, each as the table of spellings reads it.
func (b *Base) appendWords(ws []word, s string, token int32) []word {
	n := len(ws)
	ws = appendWords(ws, s, token)
	for i := n; i < len(ws); i++ {
		if h, ok := b.spelled[ws[i].hash]; ok {
			ws[i].hash = h
		}
	}
	return ws
}
