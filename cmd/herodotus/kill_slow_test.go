//go:build slow

package main

const kills = 200
