//go:build slow

package store

// mustPostgres: on the build server the slow tests need a PostgreSQL.
const mustPostgres = true
