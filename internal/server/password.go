package server

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// Cost of argon2id: OWASP's recommendation for interactive sign-in (19 MiB, two passes).
const (
	argonTime   = 2
	argonMemory = 19 << 10 // KiB
	argonKey    = 32
	argonSalt   = 16
)

// hashing bounds the memory that sign-ins take at once.
var hashing sync.Mutex

// HashPassword makes the PHC string of a password that is long enough.
func HashPassword(password string) (string, error) {
	if n := utf8.RuneCountInString(password); n < 10 {
		return "", fmt.Errorf("the password has %d characters; at least 10 are needed", n)
	}
	if len(password) > 512 {
		return "", errors.New("the password is longer than 512 bytes")
	}
	salt := make([]byte, argonSalt)
	rand.Read(salt) // never fails
	enc := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, argonMemory, argonTime, enc(salt), enc(derive(password, salt))), nil
}

func derive(password string, salt []byte) []byte {
	hashing.Lock()
	defer hashing.Unlock()
	return argon2.IDKey([]byte(password), salt, argonTime, argonMemory, 1, argonKey)
}

// nobody is a hash that no password has; checking against it takes as long as against another.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// checkPassword compares in constant time. Hashes of another cost are refused:
// we have only ever written this one.
func checkPassword(hash, password string) bool {
	part := strings.Split(hash, "$")
	if len(part) != 6 || part[1] != "argon2id" || part[3] != fmt.Sprintf("m=%d,t=%d,p=1", argonMemory, argonTime) || len(password) > 512 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(part[4])
	if err != nil {
		return false
	}
	want, err := base64.RawStdEncoding.DecodeString(part[5])
	return err == nil && subtle.ConstantTimeCompare(derive(password, salt), want) == 1
}
