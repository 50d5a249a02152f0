package pipeline

import (
	"strings"
	"testing"

	"herodotus/internal/ingest"
)

// TestFaultIsAnError: a fault in a stage ends the article that met it, not the run.
func TestFaultIsAnError(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	c.events = nil // a stage that cannot but fail
	_, err = c.Code(ingest.Article{ID: "report-1", Text: "Kim met Putin."})
	if err == nil || !strings.Contains(err.Error(), "document report-1: fault of the program") {
		t.Fatalf("got %v", err)
	}
}
