//go:build !slow

package store

// mustPostgres: the quick tests may go without a server.
const mustPostgres = false
