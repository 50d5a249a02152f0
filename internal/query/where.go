package query

import (
	"fmt"
	"math"
	"strings"

	"herodotus/internal/store"
)

// builder collects the arguments of one statement. What a person typed goes
// into the database by placeholder only.
type builder struct {
	d       store.Dialect
	args    []any
	drawing bool // the index of the condition is wanted, see column
	page    bool // few rows are wanted, see text
}

func (b *builder) arg(x any) string {
	b.args = append(b.args, x)
	return b.d.Placeholder(len(b.args))
}

// column gives a column of events that has an index. When events are walked in
// the order of days and tested, the index must not be taken: SQLite would fetch
// all that it holds and sort them.
func (b *builder) column(name string) string {
	if b.drawing {
		return name
	}
	return name + " + 0"
}

// in gives "column IN (?, ?, …)".
func (b *builder) in(column string, values []string) string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = b.arg(v)
	}
	return column + " IN (" + strings.Join(marks, ", ") + ")"
}

// lower brings a column's ASCII letters to lower case on both databases alike.
func (b *builder) lower(column string) string {
	if b.d == store.Postgres {
		return `lower(` + column + ` COLLATE "C")`
	}
	return "lower(" + column + ")"
}

// has gives a condition that a column contains a text, ASCII case aside.
func (b *builder) has(column, text string) string {
	pattern := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(asciiLower(text)) + "%"
	return "(" + column + " IS NOT NULL AND " + b.lower(column) + " LIKE " + b.arg(pattern) + ` ESCAPE '\')`
}

func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// between gives the conditions of a range on a column.
func (b *builder) between(column string, v value) string {
	var out []string
	for _, x := range []struct {
		bound
		strict, weak string
	}{{v.lo, ">", ">="}, {v.hi, "<", "<="}} {
		if !x.set {
			continue
		}
		op := x.weak
		if x.open {
			op = x.strict
		}
		out = append(out, column+" "+op+" "+b.number(x.n))
	}
	if len(out) == 0 {
		return "1 = 1"
	}
	return strings.Join(out, " AND ")
}

// number is an argument: whole numbers as such, since days and counts are integers.
func (b *builder) number(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1<<53 {
		return b.arg(int64(n))
	}
	return b.arg(n)
}

// tables are the rows that a condition speaks of, by the alias that it uses for them.
type table string

const (
	eventRows    table = "e"
	claimRows    table = "c"
	documentRows table = "d"
)

// of gives the table of a key in an answer of some kind.
func (t *term) of(kind Kind) table {
	switch t.key.Name {
	case "date", "after", "before", "text": // of whatever is asked for
		return kind.base()
	case "source":
		if kind == KindEvents {
			return eventRows
		}
		return claimRows
	}
	switch t.key.Of {
	case "claim":
		return claimRows
	case "document":
		return documentRows
	}
	return eventRows
}

// where gives the condition of a term on its own table, whose alias is own.
func (b *builder) where(t *term, own table) (string, error) {
	var out []string
	for _, v := range t.values {
		s, err := b.one(t.key.Name, v, string(own))
		if err != nil {
			return "", err
		}
		out = append(out, s)
	}
	if len(out) == 1 {
		return "(" + out[0] + ")", nil
	}
	return "(" + strings.Join(out, " OR ") + ")", nil
}

// one gives the condition of one value; a is the alias of the rows.
func (b *builder) one(key string, v value, a string) (string, error) {
	switch key {
	case "date", "after", "before", "published":
		return b.between(a+".day", v), nil
	case "score", "confidence":
		return b.between(a+"."+key, v), nil
	case "corroborated":
		return b.between(b.column("e.independent"), v), nil
	case "dead", "injured", "crowd", "size":
		return b.quantity("e."+key, v), nil
	case "attitude":
		return a + ".attitude = " + b.arg(map[bool]int{true: 1}[v.yes]), nil
	case "type", "language", "act", "quote", "source_kind":
		return a + "." + key + " = " + b.arg(v.text), nil
	case "document":
		return "d.doc_id = " + b.arg(v.text), nil
	case "happening":
		return "e.happening = " + b.number(v.lo.n), nil
	case "cameo":
		return "e.cameo LIKE " + b.arg(v.text+"%"), nil
	case "quad":
		return b.in("e.quad", []string{v.text, v.other}), nil
	case "factuality":
		return b.in("e.author_value", strings.Fields(v.text)), nil
	case "country":
		return "e.place_country = " + b.arg(v.text), nil
	case "mode":
		return "EXISTS (SELECT 1 FROM event_modes m WHERE m.event = e.id AND m.mode = " + b.arg(v.text) + ")", nil
	case "context":
		return "EXISTS (SELECT 1 FROM event_contexts x WHERE x.event = e.id AND x.context = " + b.arg(v.text) + ")", nil
	case "evidence", "content", "url":
		return b.has(a+"."+key, v.text), nil
	case "title":
		q := b.d.TextQuery(v.text)
		if q == "" {
			return "1 = 0", nil
		}
		b.arg(q)
		return b.d.TitleMatch("d.id", len(b.args)), nil
	case "publisher":
		return b.outlet(key, v.text), nil
	case "agency":
		if v.other != "" {
			return yes("d.agency IS NOT NULL", v.other == "yes"), nil
		}
		return b.outlet(key, v.text), nil
	case "text":
		if a == string(documentRows) {
			return b.text("d.id", v.words), nil
		}
		return b.text(a+".document", v.words), nil
	}
	return b.rest(key, v, a)
}

// rest are the keys whose condition takes more than a line.
func (b *builder) rest(key string, v value, a string) (string, error) {
	switch key {
	case "actor", "recipient":
		return b.hasArg(key, v.a), nil
	case "party":
		return "(" + b.hasArg("actor", v.a) + " OR " + b.hasArg("recipient", v.a) + ")", nil
	case "dyad":
		there := b.hasArg("actor", v.a) + " AND " + b.hasArg("recipient", v.b)
		if v.directed {
			return there, nil
		}
		return "(" + there + " OR " + b.hasArg("actor", v.b) + " AND " + b.hasArg("recipient", v.a) + ")", nil
	case "claim":
		return yes("e.claim IS NOT NULL", v.yes), nil
	case "copy":
		return yes("d.copy_of IS NOT NULL", v.yes), nil
	case "claimed":
		return b.claimed(v), nil
	case "source":
		if a == string(eventRows) {
			return b.identity(b.column("e.source"), v.a), nil
		}
		return b.identity(a+".source", v.a), nil
	case "status":
		return "e.happening IN (SELECT id FROM happenings WHERE status = " + b.arg(v.text) + ")", nil
	case "story":
		if v.lo.set {
			return "d.story = " + b.number(v.lo.n), nil
		}
		return "d.story IN (SELECT s.id FROM stories s WHERE " + b.has("s.title", v.text) + ")", nil
	case "place":
		if v.lo.set {
			return "e.geonames = " + b.number(v.lo.n), nil
		}
		return "e.place_name IS NOT NULL AND " + b.lower("e.place_name") + " = " + b.arg(asciiLower(v.text)), nil
	case "near":
		return b.near(v)
	}
	return "", fmt.Errorf("query: the key %s has no meaning", key)
}

func yes(condition string, holds bool) string {
	if holds {
		return condition
	}
	return "NOT (" + condition + ")"
}

// outlet gives a condition that a part of a publisher's or agency's name is a
// text: the names are few, the documents many.
func (b *builder) outlet(role, text string) string {
	return "d." + role + " IN (SELECT name FROM outlets WHERE role = '" + role + "' AND " + b.has("name", text) + ")"
}

// quantity gives the condition of a number of people whose least and most the
// text gives: the least must reach the lower bound, the most stay below the upper.
func (b *builder) quantity(column string, v value) string {
	least, most := v, v
	least.hi, most.lo = bound{}, bound{}
	return b.between(b.column(column+"_min"), least) + " AND " + b.between(column+"_max", most)
}

// text gives a condition on a column of documents.id: that all the phrases
// stand in the document. SQLite first lists all documents that have them;
// where they are many and a page is wanted, one document is tested at a time.
func (b *builder) text(column string, phrases []string) string {
	q := b.phrases(phrases)
	if q == "" {
		return "1 = 0"
	}
	if b.page && b.d == store.SQLite {
		return "EXISTS (SELECT 1 FROM document_words WHERE document_words MATCH " + b.arg(q) + " AND rowid = " + column + ")"
	}
	b.arg(q)
	return b.d.TextMatch(column, len(b.args))
}

// phrases joins the phrases to one question of text search, "" when one has no word.
func (b *builder) phrases(list []string) string {
	and := " AND "
	if b.d == store.Postgres {
		and = " & "
	}
	var parts []string
	for _, p := range list {
		q := b.d.TextQuery(p)
		if q == "" {
			return ""
		}
		parts = append(parts, "("+q+")")
	}
	return strings.Join(parts, and)
}
