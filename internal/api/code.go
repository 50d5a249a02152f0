package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"herodotus/internal/ingest"
	"herodotus/record"
)

type codeInput struct {
	Body codeBody
}

type codeBody struct {
	Text      string `json:"text" minLength:"1" maxLength:"4000000" doc:"The report: plain text, or the HTML of its page."`
	ID        string `json:"id,omitempty" maxLength:"300" doc:"Your own id of the document; else one is made from the content."`
	Title     string `json:"title,omitempty" maxLength:"2000"`
	Published string `json:"published,omitempty" maxLength:"40" doc:"RFC 3339 date or date-time; without it \"Wednesday\" stays unresolved." example:"2023-09-14"`
	URL       string `json:"url,omitempty" maxLength:"4000" doc:"Where it stands. It is kept in the record and never fetched."`
	Publisher string `json:"publisher,omitempty" maxLength:"300"`
	Explain   bool   `json:"explain,omitempty" doc:"Add to each event and claim which rule, model and words made it."`
}

type recordOutput struct {
	Body *record.Record
}

func (s *service) registerCode(a huma.API) {
	huma.Register(a, operation(http.MethodPost, "/v1/code", "code", "Code one text", "code", http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge), s.code)
}

// code reads the text as a file would be read and codes it; nothing is stored.
func (s *service) code(_ context.Context, in *codeInput) (*recordOutput, error) {
	b := in.Body
	if _, err := ingest.ParseDate(b.Published); err != nil {
		return nil, huma.Error422UnprocessableEntity(err.Error(), &huma.ErrorDetail{Message: "write it as 2023-09-14", Location: "body.published", Value: b.Published})
	}
	for art, err := range ingest.Read("text", strings.NewReader(b.Text)) {
		if err != nil {
			return nil, notCoded(err)
		}
		for _, set := range []struct {
			to   *string
			from string
		}{{&art.ID, b.ID}, {&art.Title, b.Title}, {&art.Published, b.Published}, {&art.URL, b.URL}, {&art.Publisher, b.Publisher}} {
			if set.from != "" {
				*set.to = set.from
			}
		}
		rec, err := s.Coder.Code(art)
		if err != nil {
			return nil, notCoded(err)
		}
		if !b.Explain {
			rec = plain(rec)
		}
		return &recordOutput{rec}, nil
	}
	return nil, huma.Error422UnprocessableEntity("the text holds no article")
}

func notCoded(err error) error {
	return huma.Error422UnprocessableEntity("the text cannot be coded: "+strings.TrimPrefix(err.Error(), "text: "), &huma.ErrorDetail{Message: "see docs/formats.md for what is read", Location: "body.text"})
}

// plain leaves the reasons out.
func plain(r *record.Record) *record.Record {
	c := *r
	c.Events, c.Claims = append([]record.Event{}, r.Events...), append([]record.Claim{}, r.Claims...)
	for i := range c.Events {
		c.Events[i].Why = nil
	}
	for i := range c.Claims {
		c.Claims[i].Why = nil
	}
	return &c
}
