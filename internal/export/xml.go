package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// xmlWriter writes XML with the text as it is: encoding/xml would turn its line
// breaks into references, which many readers of these layouts take for text.
type xmlWriter struct{ *bufio.Writer }

func newXML(w io.Writer) xmlWriter {
	x := xmlWriter{bufio.NewWriter(w)}
	x.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	return x
}

// open writes a start tag with attributes in pairs of name and value; empty values are left out.
func (x xmlWriter) open(name string, attrs ...string) { x.tag(name, ">", attrs) }

// empty writes an element without content on a line of its own.
func (x xmlWriter) empty(name string, attrs ...string) { x.tag(name, "/>\n", attrs) }

func (x xmlWriter) tag(name, end string, attrs []string) {
	x.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			fmt.Fprintf(x, ` %s="%s"`, attrs[i], xmlAttr(attrs[i+1]))
		}
	}
	x.WriteString(end)
}

func (x xmlWriter) close(name string) { x.WriteString("</" + name + ">\n") }

// element writes an element with text.
func (x xmlWriter) element(name, text string, attrs ...string) {
	x.open(name, attrs...)
	x.WriteString(xmlText(text))
	x.close(name)
}

var (
	textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	attrEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#xA;", "\r", "&#xD;", "\t", "&#x9;")
)

func xmlText(s string) string { return textEscapes.Replace(xmlChars(s)) }
func xmlAttr(s string) string { return attrEscapes.Replace(xmlChars(s)) }

// xmlChars puts U+FFFD where XML 1.0 (section 2.2) allows no character, so that offsets in code points stay.
func xmlChars(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
			return r
		}
		return '\uFFFD'
	}, s)
}
