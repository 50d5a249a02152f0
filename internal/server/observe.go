package server

import (
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics shows to Prometheus.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	running  prometheus.Gauge
	coded    *prometheus.CounterVec
	told     *prometheus.CounterVec
}

func newMetrics() *metrics {
	m := &metrics{registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "herodotus_http_requests_total", Help: "Requests answered."}, []string{"route", "method", "code"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "herodotus_http_request_duration_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.005, .01, .025, .05, .1, .2, .4, .8, 1.6, 5, 30}}, []string{"route"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{Name: "herodotus_http_requests_running", Help: "Requests being answered."}),
		coded:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "herodotus_coded_total", Help: "Pasted texts by outcome."}, []string{"outcome"}),
		told:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: "herodotus_webhooks_total", Help: "Webhook deliveries by outcome."}, []string{"outcome"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.running, m.coded, m.told, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// answer remembers what was answered, and who asked, as inner handlers find out.
type answer struct {
	http.ResponseWriter
	status, bytes int
	route, user   string
}

func (a *answer) WriteHeader(code int) {
	if a.status == 0 {
		a.status = code
	}
	a.ResponseWriter.WriteHeader(code)
}

func (a *answer) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// Flush is for handlers that stream.
func (a *answer) Flush() {
	if f, ok := a.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

type answerKey struct{}

// observe counts, times and logs every request. The query of the address is
// logged too: it is what users of an archive ask for help about.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		s.metrics.running.Inc()
		defer s.metrics.running.Dec()
		a := &answer{ResponseWriter: w, route: "none"}
		next.ServeHTTP(a, r.WithContext(withAnswer(r.Context(), a)))
		if a.status == 0 {
			a.status = http.StatusOK
		}
		took := time.Since(start)
		s.metrics.requests.WithLabelValues(a.route, method(r.Method), strconv.Itoa(a.status)).Inc()
		s.metrics.seconds.WithLabelValues(a.route).Observe(took.Seconds())
		level := slog.LevelInfo
		if a.status >= 500 {
			level = slog.LevelError
		}
		s.cfg.Log.Log(r.Context(), level, "request", "method", r.Method, "path", r.URL.Path, "query", r.URL.RawQuery, "status", a.status,
			"bytes", a.bytes, "ms", float64(took.Microseconds())/1000, "from", address(r), "user", a.user)
	})
}

// method keeps the label to the known ones, so that strangers cannot fill the memory with new ones.
func method(m string) string {
	switch m {
	case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH":
		return m
	}
	return "other"
}

// healthz says that the process answers.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("ok\n"))
}

// readyz says that the store answers too.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if s.cfg.Store != nil {
		if err := s.cfg.Store.DB().PingContext(r.Context()); err != nil {
			s.cfg.Log.Error("store does not answer", "error", err)
			http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
			return
		}
	}
	w.Write([]byte("ready\n"))
}
