package model

import (
	"crypto/sha256"
	"encoding/hex"
)

// Sum names a model file by its content: the hexadecimal SHA-256 that records carry.
func Sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// SumAll names several tables together: the digest of their digests.
func SumAll(tables ...string) string {
	h := sha256.New()
	for _, t := range tables {
		s := sha256.Sum256([]byte(t))
		h.Write(s[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}
