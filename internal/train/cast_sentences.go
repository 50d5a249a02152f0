package train

import (
	"context"
	"fmt"
	"os"

	"herodotus/internal/doc"
	"herodotus/internal/eval"
	"herodotus/internal/ingest"
)

// sentences reads PLOVER's records, in which readers marked the words for those who act and those acted upon.
func (r *castReader) sentences(ctx context.Context, o CastOptions) error {
	if o.Sentences == "" {
		return nil
	}
	return eachSentence(ctx, o.Sentences, func(x *eval.Sentence, a ingest.Article) error {
		d, err := r.coder.Annotate(a)
		if err == nil {
			r.add(d, []castWanted{recordCast(x)})
		}
		return err
	})
}

// eachSentence reads the records of a file and gives each with its text as an article; a fault
// names the record.
func eachSentence(ctx context.Context, file string, do func(*eval.Sentence, ingest.Article) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	list, err := eval.ReadSentences(f)
	if err != nil {
		return err
	}
	for i := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := do(&list[i], ingest.Article{Text: list[i].Text, Published: "2000-01-01"}); err != nil {
			return fmt.Errorf("%s: %w", list[i].ID, err)
		}
	}
	return nil
}

// recordCast gives the one event of a record; it is found by its type, for its words are not always the trigger.
func recordCast(s *eval.Sentence) castWanted {
	w := castWanted{types: []string{s.Type}, weight: sentenceCast, fit: func(doc.Span) bool { return true }}
	for _, m := range s.Spans {
		at := doc.Span{Start: m.Start, End: m.End}
		switch m.Role {
		case "SRC", "SRC/TAR":
			w.actors.mark(at, m.Text)
		case "TAR":
			w.recipients.mark(at, m.Text)
		}
	}
	w.actors.optional, w.recipients.optional = len(w.actors.names) == 0, len(w.recipients.names) == 0
	return w
}

func (s *castSide) mark(at doc.Span, text string) {
	s.names, s.spans = append(s.names, []string{looseName(text)}), append(s.spans, at)
}
