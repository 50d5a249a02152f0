package query

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The language:
//
//	query  = either
//	either = both { ("or" | "|") both }
//	both   = one { ["and"] one }
//	one    = ["not" | "-"] ( "(" either ")" | KEY ":" value { "," value } | DYAD | word )
//
// Limits keep a hostile query from costing more than reading it.
const (
	maxQuery = 8 << 10 // bytes
	maxDepth = 32
	maxTerms = 256
)

type parser struct {
	src   string
	pos   int
	depth int
	terms int
	today int32
	q     *Query
}

func (p *parser) fault(at, end int, reason, hint string) error {
	return &Error{Query: p.src, At: at, End: end, Reason: reason, Hint: hint}
}

func (p *parser) parse() error {
	if len(p.src) > maxQuery {
		return p.fault(maxQuery, maxQuery, fmt.Sprintf("the query has %d bytes, and %d are the limit", len(p.src), maxQuery), "")
	}
	if !utf8.ValidString(p.src) || strings.ContainsRune(p.src, 0) {
		p.src = strings.ReplaceAll(strings.ToValidUTF8(p.src, "?"), "\x00", "?")
		return p.fault(0, len(p.src), "the query is not plain UTF-8 text", "")
	}
	n, err := p.either()
	if err != nil {
		return err
	}
	if p.space() < len(p.src) {
		return p.fault(p.pos, p.pos+1, "this parenthesis was never opened", `put words with parentheses in quotation marks`)
	}
	p.q.root = n
	return nil
}

func (p *parser) either() (node, error) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return nil, p.fault(p.pos, p.pos+1, fmt.Sprintf("parentheses nest deeper than %d", maxDepth), "")
	}
	var out some
	for {
		n, err := p.both()
		if err != nil {
			return nil, err
		}
		out = append(out, n)
		at := p.pos
		if !p.operator("or", "|", "||") {
			break
		}
		if n == nil || p.atEnd() {
			return nil, p.fault(at, p.pos, `"or" stands between two conditions`, `look for the word itself with "or" in quotation marks`)
		}
	}
	if len(out) == 1 {
		return out[0], nil
	}
	return out, nil
}

// atEnd tells whether nothing more comes before the end or the closing parenthesis.
func (p *parser) atEnd() bool {
	at := p.space()
	return at == len(p.src) || p.src[at] == ')'
}

// operator takes one of the given words if it comes next.
func (p *parser) operator(words ...string) bool {
	at := p.space()
	end := at
	for end < len(p.src) && !strings.ContainsRune(" \t\r\n()", rune(p.src[end])) {
		end++
	}
	for _, w := range words {
		if strings.EqualFold(p.src[at:end], w) {
			p.pos = end
			return true
		}
	}
	return false
}

func (p *parser) both() (node, error) {
	var out all
	for !p.atEnd() {
		at := p.pos
		if p.operator("or", "|", "||") {
			p.pos = at
			break
		}
		if p.operator("and", "&", "&&") {
			if len(out) == 0 || p.atEnd() {
				return nil, p.fault(at, p.pos, `"and" stands between two conditions`, `look for the word itself with "and" in quotation marks`)
			}
			continue
		}
		n, err := p.one()
		if err != nil {
			return nil, err
		}
		switch n := n.(type) {
		case nil:
		case all: // parentheses around what must hold anyway
			out = append(out, n...)
		default:
			out = append(out, n)
		}
	}
	switch len(out) {
	case 0:
		return nil, nil
	case 1:
		return out[0], nil
	}
	return out, nil
}

// one reads a condition; it gives nil for a directive (kind:, sort:, limit:), which is no condition.
func (p *parser) one() (node, error) {
	at := p.pos
	negated := false
	for {
		if p.operator("not") {
			negated = !negated
		} else if p.space() < len(p.src) && (p.src[p.pos] == '-' || p.src[p.pos] == '!') {
			p.pos++
			negated = !negated
		} else {
			break
		}
	}
	if p.atEnd() {
		return nil, p.fault(at, p.pos, "nothing follows that could be ruled out", "write -type:ASSAULT or not (…)")
	}
	n, err := p.primary()
	if err != nil || !negated {
		return n, err
	}
	if n == nil {
		return nil, p.fault(at, p.pos, "this cannot be ruled out", "kind, sort and limit say how to answer, and parentheses need a condition")
	}
	return not{n}, nil
}

func (p *parser) primary() (node, error) {
	at := p.pos
	if p.src[p.pos] == '(' {
		p.pos++
		n, err := p.either()
		if err != nil {
			return nil, err
		}
		if p.space() == len(p.src) {
			return nil, p.fault(at, at+1, "this parenthesis is never closed", "")
		}
		p.pos++
		return n, nil
	}
	w, err := p.word()
	if err != nil {
		return nil, err
	}
	if p.terms++; p.terms > maxTerms {
		return nil, p.fault(w.at, w.end, fmt.Sprintf("the query has more than %d conditions", maxTerms), "")
	}
	return p.term(w)
}

// term reads one word of the query.
func (p *parser) term(w word) (node, error) {
	if n, ok := p.bareDyad(w); ok {
		return n, nil
	}
	name, rest, sep := w.cut(":=<>")
	key := name.bare()
	if sep == 0 || key == "" || !isKey(key) {
		return p.free(w)
	}
	k := keyNamed(key)
	if k == nil {
		if sep != ':' || strings.HasPrefix(rest.text(), "//") {
			return p.free(w)
		}
		hint := fmt.Sprintf(`herodotus query --keys lists them; look for the text itself with "%s" in quotation marks`, w.text())
		if near := nearest(key, keyNames()); near != "" {
			hint = fmt.Sprintf("did you mean %s:? %s", near, hint)
		}
		return nil, p.fault(name.at, name.end, fmt.Sprintf("there is no key %q", key), hint)
	}
	if sep != ':' { // score>=5 is score:>=5
		rest = word{at: rest.at - 1, end: rest.end, pieces: append([]piece{{text: string(sep), at: rest.at - 1, end: rest.at}}, rest.pieces...)}
		rest = rest.joined()
	}
	if len(rest.pieces) == 0 {
		return nil, p.fault(w.at, max(w.end, w.at+1), k.Name+" has no value", "for instance "+k.Example)
	}
	return p.keyed(k, w, rest)
}

// joined makes neighbouring bare pieces one.
func (w word) joined() word {
	out := word{at: w.at, end: w.end}
	for _, q := range w.pieces {
		if n := len(out.pieces); n > 0 && !q.quoted && !out.pieces[n-1].quoted {
			out.pieces[n-1].text += q.text
			out.pieces[n-1].end = q.end
			continue
		}
		out.pieces = append(out.pieces, q)
	}
	return out
}

// isKey tells whether a word could be meant as a key.
func isKey(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' {
			return false
		}
	}
	return s != ""
}

// keyed reads the values of a key.
func (p *parser) keyed(k *Key, w, rest word) (node, error) {
	t := &term{key: k, at: w.at, end: w.end, keyed: true}
	values := rest.split(",")
	if k.whole {
		values = []word{rest}
	}
	for _, v := range values {
		if len(v.pieces) == 0 {
			return nil, p.fault(v.at, v.at+1, "a value is missing here", "values are separated by commas without blanks: "+k.Example)
		}
		x, err := k.read(p, v)
		if err != nil {
			return nil, err
		}
		t.values = append(t.values, x)
	}
	if k.directive != nil {
		return nil, k.directive(p, t)
	}
	return t, nil
}

// free is a word or a phrase to be found in the text.
func (p *parser) free(w word) (node, error) {
	t := &term{key: keyNamed("text"), at: w.at, end: w.end}
	v, err := t.key.read(p, w)
	t.values = []value{v}
	return t, err
}

// bareDyad takes RUS>UKR and RUS-UKR: capitals that are codes, without a key.
func (p *parser) bareDyad(w word) (node, bool) {
	s := w.bare()
	at := strings.IndexAny(s, ">-")
	if at < 3 || s != strings.ToUpper(s) {
		return nil, false
	}
	a, okA := codes(s[:at])
	b, okB := codes(s[at+1:])
	if !okA || !okB {
		return nil, false
	}
	return &term{key: keyNamed("dyad"), at: w.at, end: w.end, values: []value{{a: a, b: b, directed: s[at] == '>'}}}, true
}
