package ingest

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
)

func gzipped(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, file, in string
		texts          []string // one each article; "!reason" for a fault
	}{
		{"plain", "a.txt", "Kim met Putin.\n", []string{"Kim met Putin.\n"}},
		{"mark", "a.txt", "\ufeffKim met Putin.", []string{"Kim met Putin."}},
		{"composed", "a.txt", "Cafe\u0301", []string{"Café"}},
		{"windows-1252", "a.txt", "\x93Yes\x94, said Mu\xf1oz", []string{"“Yes”, said Muñoz"}},
		{"utf-16", "a.txt", "\xff\xfeK\x00i\x00m\x00", []string{"Kim"}},
		{"gzip", "a.txt.gz", gzipped(t, "Kim"), []string{"Kim"}},
		{"cut-off gzip", "a.txt.gz", gzipped(t, strings.Repeat("Kim met Putin. ", 99))[:40], []string{"!cut-off or broken gzip"}},
		{"no gzip", "a.txt.gz", "\x1f\x8b rubbish", []string{"!broken gzip"}},
		{"empty", "a.txt", " \n", []string{"!a.txt: holds no text"}},
		{"binary", "a.txt", "\x7f\x01\x02\x00\x01", []string{"!is not text"}},
		{"page", "a.html", "\n<!DOCTYPE html><p>Kim", []string{"!is a page without an article"}},
		{"lines", "a.jsonl", `{"id":"1","text":"A"}` + "\n\n" + `{"id":` + "\n" + `{"text":"B","published":"2023-09-14"}`,
			[]string{"A", "!a.jsonl:3: broken JSON", "B"}},
		{"absurd date", "a.jsonl", `{"text":"A","published":"31 February"}`, []string{"A"}},
		{"lines on standard input", "-", `{"text":"A"}`, []string{"A"}},
		{"cut-off gzip of lines", "a.jsonl.gz", gzipped(t, `{"text":"A"}`+"\n"+strings.Repeat(" ", 999))[:35], []string{"A", "!cut-off or broken gzip"}},
		{"one line too long", "a.jsonl", `{"text":"` + strings.Repeat("x", maxLine) + `"}` + "\n" + `{"text":"B"}`, []string{"!is longer than", "B"}},
		{"too long", "a.txt", strings.Repeat("long text ", 1<<21), []string{"!is longer than"}},
	}
	for _, c := range tests {
		var got []string
		for a, err := range Read(c.file, strings.NewReader(c.in)) {
			if err != nil {
				got = append(got, "!"+err.Error())
			} else {
				got = append(got, a.Text)
			}
		}
		if len(got) != len(c.texts) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.texts)
			continue
		}
		for i, want := range c.texts {
			reason, fault := strings.CutPrefix(want, "!")
			if !fault && got[i] != want || fault && !(strings.HasPrefix(got[i], "!") && strings.Contains(got[i], reason)) {
				t.Errorf("%s: article %d is %q, want %q", c.name, i, got[i], want)
			}
		}
	}
}
