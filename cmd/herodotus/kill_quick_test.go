//go:build !slow

package main

// kills is how often the writer is killed; the slow suite does it 200 times.
const kills = 5
