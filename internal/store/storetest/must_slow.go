//go:build slow

package storetest

// mustPostgres: on the build server the slow tests need a PostgreSQL.
const mustPostgres = true
