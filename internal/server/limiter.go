package server

import (
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter lets each key do something at a rate, with bursts. Keys that were
// quiet for as long as a burst takes to refill are forgotten.
type limiter struct {
	mu    sync.Mutex
	rate  rate.Limit
	burst int
	keys  map[string]*seen
	swept time.Time
}

type seen struct {
	*rate.Limiter
	last time.Time
}

// newLimiter with a rate of 0 lets everything pass.
func newLimiter(perSecond float64, burst int) *limiter {
	return &limiter{rate: rate.Limit(perSecond), burst: max(burst, 1), keys: map[string]*seen{}, swept: time.Now()}
}

func (l *limiter) allow(key string) bool {
	if l.rate == 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.sweep(now)
	k := l.keys[key]
	if k == nil {
		k = &seen{Limiter: rate.NewLimiter(l.rate, l.burst)}
		l.keys[key] = k
	}
	k.last = now
	return k.AllowN(now, 1)
}

func (l *limiter) sweep(now time.Time) {
	full := l.refill()
	if now.Sub(l.swept) < full {
		return
	}
	l.swept = now
	for key, k := range l.keys {
		if now.Sub(k.last) > full {
			delete(l.keys, key)
		}
	}
}

// refill is how long an exhausted key needs to be like new.
func (l *limiter) refill() time.Duration {
	return max(time.Duration(float64(l.burst)/float64(l.rate)*float64(time.Second)), time.Second)
}

// limit holds every address to the rate.
func (s *Server) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.limits.allow(address(r)) {
			w.Header().Set("Retry-After", strconv.Itoa(1))
			http.Error(w, "too many requests from this address; slow down", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// address is the peer's, never what a header claims.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
