package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"herodotus/internal/store"
	"herodotus/record"
)

type documentInput struct {
	ID string `path:"id" maxLength:"300" doc:"document.id of the record."`
}

func (s *service) registerDocuments(a huma.API) {
	op := func(method, path, id, summary string, errors ...int) huma.Operation {
		return operation(method, path, id, summary, "documents", append(errors, http.StatusNotFound)...)
	}
	huma.Register(a, op(http.MethodGet, "/v1/documents/{id}", "get-document", "The whole record of a document, its text included"), s.document)
	huma.Register(a, op(http.MethodGet, "/v1/documents/{id}/siblings", "list-siblings", "Other documents of the same story, copies first"), func(ctx context.Context, in *documentInput) (*items[sibling], error) {
		found, err := s.Store.Siblings(ctx, in.ID)
		out := make([]sibling, len(found))
		for i, x := range found {
			out[i] = sibling(x)
		}
		return all[sibling](s)(out, err)
	})
	huma.Register(a, op(http.MethodGet, "/v1/documents/{id}/corrections", "list-corrections", "What people marked right or wrong in a document"), func(ctx context.Context, in *documentInput) (*items[store.Correction], error) {
		return all[store.Correction](s)(s.Store.Corrections(ctx, in.ID))
	})
	add := op(http.MethodPost, "/v1/documents/{id}/corrections", "add-correction", "Mark an event or claim, or one slot of it, right or wrong", http.StatusUnprocessableEntity)
	add.DefaultStatus = http.StatusCreated
	huma.Register(a, add, s.correct)
}

// sibling is a document of the same story.
type sibling struct {
	DocID     string `json:"document"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	Agency    string `json:"agency"`
	CopyOf    bool   `json:"copy"`
}

func (s *service) document(ctx context.Context, in *documentInput) (*recordOutput, error) {
	rec, err := s.Store.Record(ctx, in.ID)
	if err != nil {
		return nil, s.trouble(err)
	}
	return &recordOutput{rec}, nil
}

type correctInput struct {
	ID   string `path:"id" maxLength:"300"`
	User string `header:"X-Herodotus-User" hidden:"true"`
	Body struct {
		Event   string `json:"event" maxLength:"20" doc:"Id of the event (v3) or claim (c2) in the record."`
		Slot    string `json:"slot,omitempty" enum:"whole,type,mode,actor,recipient,when,where,factuality,claim,evidence,same_as" doc:"Left out, the whole is meant."`
		Verdict string `json:"verdict" enum:"right,wrong"`
		Value   string `json:"value,omitempty" maxLength:"500" doc:"What it should be."`
		Note    string `json:"note,omitempty" maxLength:"2000"`
	}
}

type correctOutput struct{ Body store.Correction }

// correct keeps a correction beside the record, which never changes.
func (s *service) correct(ctx context.Context, in *correctInput) (*correctOutput, error) {
	rec, err := s.Store.Record(ctx, in.ID)
	if err != nil {
		return nil, s.trouble(err)
	}
	b := in.Body
	if !slices.ContainsFunc(rec.Events, func(e record.Event) bool { return e.ID == b.Event }) &&
		!slices.ContainsFunc(rec.Claims, func(c record.Claim) bool { return c.ID == b.Event }) {
		return nil, huma.Error422UnprocessableEntity("the document has no such event or claim", &huma.ErrorDetail{Location: "body.event", Value: b.Event})
	}
	c := store.Correction{By: in.User, Document: in.ID, Event: b.Event, Slot: b.Slot, Verdict: b.Verdict, Value: b.Value, Note: b.Note}
	id, err := s.Store.AddCorrection(ctx, c)
	if err != nil {
		return nil, s.trouble(err)
	}
	list, err := s.Store.AllCorrections(ctx, id-1, 1)
	if err != nil || len(list) == 0 {
		return nil, s.trouble(err)
	}
	return &correctOutput{list[0]}, nil
}
