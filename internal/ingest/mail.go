package ingest

import (
	"bytes"
	"fmt"
	"io"
	"net/mail"
	"regexp"
	"strings"

	"github.com/jhillyerd/enmime/v2"
	"golang.org/x/text/unicode/norm"

	"herodotus/internal/doc"
)

// maxMail bounds one message with its attachments.
const maxMail = 64 << 20

// readEML reads one message (RFC 5322).
func readEML(in *input, yield emit) {
	raw, err := in.all(maxMail)
	if err != nil {
		yield(draft{}, in.fault("", err))
		return
	}
	in.message(raw, "", in.sum(raw), yield)
}

// readMbox reads a mailbox (RFC 4155): each message begins with a line "From ".
func readMbox(in *input, yield emit) {
	box := mailbox{in: in, yield: yield}
	var line []byte
	blank := true
	for {
		part, tooLong, end := nextLine(in.Reader, line[:0])
		line = part
		if blank && bytes.HasPrefix(part, []byte("From ")) {
			if !box.flush() {
				return
			}
			box.n++
		} else {
			box.add(part, tooLong)
		}
		blank = len(bytes.TrimSpace(part)) == 0
		if end == nil {
			continue
		}
		if box.flush() && end != io.EOF {
			yield(draft{}, in.fault(fmt.Sprintf(" message %d", box.n), end))
		}
		return
	}
}

// mailbox gathers the lines of one message.
type mailbox struct {
	in    *input
	yield emit
	n     int // messages begun
	msg   []byte
	err   error
}

func (b *mailbox) add(line []byte, tooLong error) {
	switch {
	case b.err != nil:
	case tooLong != nil || len(b.msg)+len(line) > maxMail:
		b.err, b.msg = because(TooLarge, "the message is longer than %d MB", maxMail>>20), nil
	default:
		b.msg = append(b.msg, unquoteFrom(line)...)
	}
}

// flush gives the message that was gathered; false means that no more is wanted.
func (b *mailbox) flush() bool {
	msg, err, part := b.msg, b.err, fmt.Sprintf(" message %d", b.n)
	b.msg, b.err = nil, nil
	switch {
	case b.n == 0: // nothing stands before the first message
		return true
	case err != nil:
		return b.yield(draft{}, b.in.fault(part, err))
	}
	return b.in.message(msg, part, sum(msg), b.yield)
}

// unquoteFrom undoes ">From ", which keeps a line of text from opening a message.
func unquoteFrom(line []byte) []byte {
	if rest := bytes.TrimLeft(line, ">"); len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From ")) {
		return line[1:]
	}
	return line
}

func (in *input) message(raw []byte, part, hash string, yield emit) bool {
	d, err := messageDraft(raw)
	d.Input, d.RawSHA256 = in.name+part, hash
	if err != nil {
		return yield(d, in.fault(part, err))
	}
	return yield(d, nil)
}

// mailParser keeps what can be read of a message with broken parts.
var mailParser = enmime.NewParser(enmime.SkipMalformedParts(true), enmime.DisableTextConversion(true), enmime.MultipartWOBoundaryAsSinglePart(true))

func messageDraft(raw []byte) (d draft, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("broken message: the parser gave up: %v", p)
		}
	}()
	env, err := mailParser.ReadEnvelope(bytes.NewReader(raw))
	if err != nil {
		return d, fmt.Errorf("broken message: %w", err)
	}
	if address := env.GetHeader("Snapshot-Content-Location"); address != "" && env.HTML != "" { // MHTML: a page as a browser saved it
		d.URL, d.page, d.charset = address, []byte(env.HTML), "text/html; charset=utf-8"
		return d, nil
	}
	d.Article = Article{ID: strings.Trim(env.GetHeader("Message-Id"), "<> "), Title: env.GetHeader("Subject"),
		Published: env.GetHeader("Date"), Publisher: sender(env.GetHeader("From")), URL: strings.Trim(env.GetHeader("Archived-At"), "<> "),
		Language: env.GetHeader("Content-Language")}
	switch {
	case strings.TrimSpace(env.Text) != "":
		d.Text = norm.NFC.String(toUTF8([]byte(strings.TrimSpace(strings.ReplaceAll(env.Text, "\r\n", "\n")))))
		d.Skip = quoted(d.Text)
	case strings.TrimSpace(env.HTML) != "":
		d.Text, d.markup = env.HTML, true
	case strings.HasPrefix(env.Root.ContentType, "multipart/") && len(env.Root.Content) > 0: // parts that nothing divides
		d.Text = toUTF8(env.Root.Content)
	case len(env.Errors) > 0:
		return d, fmt.Errorf("broken message: %s", env.Errors[0].Detail)
	default:
		return d, because(NoArticle, "is a message without text")
	}
	return d, nil
}

// quoted finds what a message quotes of others, and the signature behind "-- "
// (RFC 3676, 4.3).
func quoted(text string) []doc.Span {
	var spans []doc.Span
	at := 0
	for line := range strings.Lines(text) {
		if strings.TrimRight(line, "\n") == "-- " {
			return append(spans, doc.Span{Start: int32(at), End: int32(len(text))})
		}
		if strings.HasPrefix(line, ">") {
			spans = append(spans, doc.Span{Start: int32(at), End: int32(at + len(line))})
		}
		at += len(line)
	}
	return spans
}

// sender gives the name, or else the domain, of who sent a message.
func sender(from string) string {
	a, err := mail.ParseAddress(from)
	if err != nil {
		return ""
	}
	_, domain, _ := strings.Cut(a.Address, "@")
	return first(a.Name, domain)
}

var (
	mailField = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*:`)
	mailKnown = regexp.MustCompile(`(?mi)^(from|subject|date|message-id|received|return-path|mime-version):`)
)

// sniffEML: the input begins with fields of a header, three of which every message has.
func sniffEML(head []byte) bool {
	end := headerEnd(head)
	if end < 0 {
		end = len(head)
	}
	head = head[:end]
	if !mailField.Match(head) {
		return false
	}
	known := map[string]bool{}
	for _, m := range mailKnown.FindAll(head, -1) {
		known[strings.ToLower(string(m))] = true
	}
	return len(known) >= 3
}

func sniffMbox(head []byte) bool {
	_, rest, ok := bytes.Cut(head, []byte("\n"))
	return ok && bytes.HasPrefix(head, []byte("From ")) && mailField.Match(rest)
}
