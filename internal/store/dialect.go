package store

import "strconv"

// Dialect is the kind of SQL that a database speaks.
type Dialect int

// The databases.
const (
	SQLite Dialect = iota
	Postgres
)

func (d Dialect) String() string {
	if d == Postgres {
		return "postgres"
	}
	return "sqlite"
}

// Placeholder gives the mark of the n-th argument, from 1.
func (d Dialect) Placeholder(n int) string {
	if d == Postgres {
		return "$" + strconv.Itoa(n)
	}
	return "?" + strconv.Itoa(n)
}

// TextMatch is a condition on documents: column holds documents.id, the n-th
// argument is what TextQuery gave.
func (d Dialect) TextMatch(column string, n int) string { return d.match("document_words", column, n) }

// TitleMatch is TextMatch for titles alone.
func (d Dialect) TitleMatch(column string, n int) string { return d.match("title_words", column, n) }

func (d Dialect) match(table, column string, n int) string {
	if d == Postgres {
		return column + " IN (SELECT document FROM " + table + " WHERE words @@ CAST(" + d.Placeholder(n) + " AS tsquery))"
	}
	return column + " IN (SELECT rowid FROM " + table + " WHERE " + table + " MATCH " + d.Placeholder(n) + ")"
}

// TextQuery turns what a person typed into the argument of TextMatch: its words
// in a row, the last one open at its end when it stops with an asterisk.
// It is "" when there is no word in it; nothing matches then.
func (d Dialect) TextQuery(phrase string) string {
	words, open := foldWords(phrase)
	if len(words) == 0 {
		return ""
	}
	var q []byte
	for i, w := range words {
		switch { // words are letters and digits only, so that quotes cannot be broken out of
		case d == Postgres && i > 0:
			q = append(q, " <-> "...)
		case d == SQLite && i > 0:
			q = append(q, " + "...)
		}
		quote := byte('"')
		if d == Postgres {
			quote = '\''
		}
		q = append(q, quote)
		q = append(q, w...)
		q = append(q, quote)
	}
	switch {
	case open && d == Postgres:
		q = append(q, ":*"...)
	case open:
		q = append(q, " *"...)
	}
	return string(q)
}

// wordsKey is the column of document_words that holds documents.id.
func (d Dialect) wordsKey() string {
	if d == Postgres {
		return "document"
	}
	return "rowid"
}

// slice is the text between two byte offsets.
func (d Dialect) slice(text, start, end string) string {
	if d == Postgres {
		return "convert_from(substring(convert_to(" + text + ", 'UTF8') FROM CAST(" + start + " AS int) + 1 FOR CAST(" + end + " - " + start + " AS int)), 'UTF8')"
	}
	return "CAST(substr(CAST(" + text + " AS BLOB), " + start + " + 1, " + end + " - " + start + ") AS TEXT)"
}

// insert is the verb for rows whose failure ends the transaction anyway: told
// so, SQLite keeps no journal of each statement.
func (d Dialect) insert() string {
	if d == Postgres {
		return "INSERT"
	}
	return "INSERT OR ROLLBACK"
}
