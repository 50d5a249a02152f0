package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"herodotus/internal/store"
	"herodotus/record"
)

// slots are the parts of an event that a correction may speak of.
var slots = []string{"whole", "type", "mode", "actor", "recipient", "when", "where", "factuality", "claim", "evidence", "same_as"}

// correct stores that someone found an event, or one slot of it, right or wrong.
func (s *Server) correct(w http.ResponseWriter, r *http.Request) {
	c := store.Correction{At: time.Now().UTC(), By: asking(r).Name, Document: r.PathValue("id"), Event: r.PostFormValue("event"), Slot: r.PostFormValue("slot"),
		Verdict: r.PostFormValue("verdict"), Value: clean(r.PostFormValue("value"), 500), Note: clean(r.PostFormValue("note"), 2000)}
	rec, err := s.cfg.Store.Record(r.Context(), c.Document)
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	known := slices.ContainsFunc(rec.Events, func(e record.Event) bool { return e.ID == c.Event }) ||
		slices.ContainsFunc(rec.Claims, func(x record.Claim) bool { return x.ID == c.Event })
	if !known || !slices.Contains(slots, c.Slot) || c.Verdict != "right" && c.Verdict != "wrong" {
		s.fail(w, r, http.StatusUnprocessableEntity, "This correction names no event of the document, no known slot or no verdict.")
		return
	}
	if _, err := s.cfg.Store.AddCorrection(r.Context(), c); err != nil {
		s.trouble(w, r, err)
		return
	}
	http.Redirect(w, r, addressOf("/article/"+c.Document, "event", c.Event)+"#side", http.StatusSeeOther)
}

// clean trims what a person typed and bounds it.
func clean(s string, most int) string {
	s = strings.TrimSpace(s)
	for len(s) > most {
		s = strings.ToValidUTF8(s[:most], "")
	}
	return s
}

const perExport = 500

func (s *Server) corrections(w http.ResponseWriter, r *http.Request) {
	after, _ := strconv.ParseInt(r.FormValue("after"), 10, 64) // anything else begins at the beginning
	list, err := s.cfg.Store.AllCorrections(r.Context(), after, perExport)
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	next := ""
	if len(list) == perExport {
		next = fmt.Sprintf("/corrections?after=%d", list[len(list)-1].ID)
	}
	s.show(w, r, http.StatusOK, "corrections", "Corrections", struct {
		Corrections []store.Correction
		Next        string
	}{list, next})
}

// trainingLine is one correction with the event or claim that it speaks of, as
// the record has it, and the words around it.
type trainingLine struct {
	store.Correction
	Text  string        `json:"text"` // the document's
	Coded *record.Event `json:"coded,omitempty"`
	Claim *record.Claim `json:"claim,omitempty"`
}

// correctionsExport streams all corrections as JSON Lines to train on.
func (s *Server) correctionsExport(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/jsonl")
	w.Header().Set("Content-Disposition", `attachment; filename="corrections.jsonl"`)
	enc := json.NewEncoder(w)
	for after := int64(0); ; {
		list, err := s.cfg.Store.AllCorrections(r.Context(), after, perExport)
		if err != nil {
			s.cfg.Log.Error("export corrections", "error", err)
			panic(http.ErrAbortHandler) // the stream is cut, so that it does not look whole
		}
		for _, c := range list {
			line, err := s.trainingLine(r, c)
			if err == nil {
				err = enc.Encode(line)
			}
			if err != nil {
				s.cfg.Log.Error("export corrections", "document", c.Document, "error", err)
				panic(http.ErrAbortHandler)
			}
			after = c.ID
		}
		if len(list) < perExport {
			return
		}
	}
}

func (s *Server) trainingLine(r *http.Request, c store.Correction) (trainingLine, error) {
	line := trainingLine{Correction: c}
	rec, err := s.cfg.Store.Record(r.Context(), c.Document)
	if err != nil {
		return line, err
	}
	line.Text = rec.Document.Text
	for i := range rec.Events {
		if rec.Events[i].ID == c.Event {
			line.Coded = &rec.Events[i]
		}
	}
	for i := range rec.Claims {
		if rec.Claims[i].ID == c.Event {
			line.Claim = &rec.Claims[i]
		}
	}
	return line, nil
}
