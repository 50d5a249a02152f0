//go:build !slow

package storetest

// mustPostgres: the quick tests may go without a server.
const mustPostgres = false
