//go:build slow

package server

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestClients runs the example clients of docs/api.md as they stand there, each
// where its language is installed.
func TestClients(t *testing.T) {
	manual, err := os.ReadFile("../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	u := start(t, Config{Store: archive(t)}).URL
	for _, c := range []struct {
		language string
		needs    []string // programs, in this order the first runs the code
		check    []string // a command that succeeds where its libraries are there
		want     []string
	}{
		{"sh", []string{"bash", "curl", "jq"}, nil, []string{`"recalled"`, `"items"`}},
		{"python", []string{"python3"}, nil, []string{"ASSAULT ['Israel bombed the port of Beirut", "says:"}},
		{"r", []string{"Rscript"}, []string{"Rscript", "-e", "library(httr2)"}, nil},
	} {
		t.Run(c.language, func(t *testing.T) {
			for _, p := range c.needs {
				if _, err := exec.LookPath(p); err != nil {
					t.Skip("no " + p)
				}
			}
			if c.check != nil && exec.Command(c.check[0], c.check[1:]...).Run() != nil {
				t.Skip("its libraries are not installed")
			}
			for _, code := range blocks(string(manual), c.language) {
				cmd := exec.CommandContext(t.Context(), c.needs[0])
				if cmd.Args = append(cmd.Args, "-"); c.language == "sh" {
					cmd.Args = []string{"bash", "-e"}
				}
				cmd.Dir = t.TempDir() // R draws a picture, curl writes a file
				cmd.Stdin = strings.NewReader(strings.ReplaceAll(code, "http://127.0.0.1:8080", u))
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("%v\n%s\n%s", err, out, code)
				}
				for _, w := range c.want {
					if !strings.Contains(string(out), w) {
						t.Errorf("the answer lacks %q:\n%s", w, out)
					}
				}
			}
		})
	}
}

// blocks gives the code of a language in a manual.
func blocks(manual, language string) []string {
	var out []string
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```").FindAllStringSubmatch(manual, -1) {
		out = append(out, m[1])
	}
	return out
}
