package query

import (
	"strings"
)

// A query asks for rows of one table: events e, claims c or documents d. A
// condition on another of the three is lifted: it holds of a row when a row of
// the other table that belongs to it fulfils it.

// mixed is the table of a node whose parts speak of several.
const mixed table = "mixed"

// base gives the rows that a kind asks for.
func (k Kind) base() table {
	switch k {
	case KindClaims:
		return claimRows
	case KindDocuments:
		return documentRows
	}
	return eventRows
}

// tableOf gives the table that all of a node speaks of, or mixed.
func (q *Query) tableOf(n node) table {
	var parts []node
	switch n := n.(type) {
	case *term:
		return n.of(q.kind())
	case not:
		return q.tableOf(n.of)
	case all:
		parts = n
	case some:
		parts = n
	}
	t := q.tableOf(parts[0])
	for _, p := range parts[1:] {
		if q.tableOf(p) != t {
			return mixed
		}
	}
	return t
}

// condition gives the condition of the whole query, "" when there is none.
func (q *Query) condition(b *builder) (string, error) {
	if q.root == nil {
		return "", nil
	}
	return q.compile(b, q.root)
}

// compile gives the condition of a node on the rows asked for.
func (q *Query) compile(b *builder, n node) (string, error) {
	if t := q.tableOf(n); t != mixed {
		return q.group(b, []node{n}, t)
	}
	switch n := n.(type) {
	case all:
		return q.compileAll(b, n)
	case some:
		return q.join(b, n, " OR ", q.compile)
	case not:
		s, err := q.compile(b, n.of)
		return untrue(s), err
	}
	return "1 = 1", nil
}

// compileAll puts the conditions on one foreign table together, so that they
// hold of the same row: kind:documents type:ASSAULT actor:RUS wants one event that is both.
func (q *Query) compileAll(b *builder, n all) (string, error) {
	var out []string
	for _, t := range []table{eventRows, claimRows, documentRows, mixed} {
		var group []node
		for _, child := range n {
			if q.tableOf(child) == t {
				group = append(group, child)
			}
		}
		if len(group) == 0 {
			continue
		}
		s, err := q.group(b, group, t)
		if err != nil {
			return "", err
		}
		out = append(out, s)
	}
	return "(" + strings.Join(out, " AND ") + ")", nil
}

// group joins conditions on one table and lifts them to the rows asked for.
// Where all are ruled out, none of them may hold of any row; beside others they
// narrow the row down.
func (q *Query) group(b *builder, nodes []node, t table) (string, error) {
	if t == mixed {
		return q.join(b, nodes, " AND ", q.compile)
	}
	base := q.kind().base()
	if t == base {
		return q.join(b, nodes, " AND ", q.plain)
	}
	if inner, ok := nodes[0].(all); ok && len(nodes) == 1 {
		nodes = inner // the whole condition, all on one table
	}
	denied := true
	for _, n := range nodes {
		_, is := n.(not)
		denied = denied && is
	}
	if !denied {
		s, err := q.join(b, nodes, " AND ", q.plain)
		return lift(s, t, base), err
	}
	return q.join(b, nodes, " AND ", func(b *builder, n node) (string, error) {
		s, err := q.plain(b, n.(not).of)
		return untrue(lift(s, t, base)), err
	})
}

// plain gives the condition of a node on its own table.
func (q *Query) plain(b *builder, n node) (string, error) {
	switch n := n.(type) {
	case *term:
		return b.where(n, q.tableOf(n))
	case all:
		return q.join(b, n, " AND ", q.plain)
	case some:
		return q.join(b, n, " OR ", q.plain)
	case not:
		s, err := q.plain(b, n.of)
		return untrue(s), err
	}
	return "1 = 1", nil
}

func (q *Query) join(b *builder, nodes []node, op string, each func(*builder, node) (string, error)) (string, error) {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		var err error
		if parts[i], err = each(b, n); err != nil {
			return "", err
		}
	}
	return "(" + strings.Join(parts, op) + ")", nil
}

// untrue denies a condition; what is unknown (an event without a place) does not fulfil it.
func untrue(s string) string { return "((" + s + ") IS NOT TRUE)" }

// lift turns a condition on rows of one table into one on rows of another.
func lift(s string, from, to table) string {
	switch {
	case from == documentRows:
		return "EXISTS (SELECT 1 FROM documents d WHERE d.id = " + string(to) + ".document AND " + s + ")"
	case from == claimRows && to == eventRows:
		return "e.claim IS NOT NULL AND EXISTS (SELECT 1 FROM claims c WHERE c.document = e.document AND c.current = 1 AND c.local = e.claim AND " + s + ")"
	case from == claimRows:
		return "EXISTS (SELECT 1 FROM claims c WHERE c.document = d.id AND c.current = 1 AND " + s + ")"
	case to == claimRows:
		return "EXISTS (SELECT 1 FROM events e WHERE e.document = c.document AND e.current = 1 AND e.claim = c.local AND " + s + ")"
	}
	return "EXISTS (SELECT 1 FROM events e WHERE e.document = d.id AND e.current = 1 AND " + s + ")"
}
