// Command herodotus reads news and writes down who did what to whom, when,
// where, according to whom, and how certain. Each subcommand has a file.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/alecthomas/kong"
	mangokong "github.com/alecthomas/mango-kong"
	kongcompletion "github.com/jotaen/kong-completion"
	"github.com/posener/complete"
	"golang.org/x/term"

	"herodotus"
)

// Exit codes, as the help shows them.
const (
	exitOK    = 0
	exitSome  = 1 // one input or more could not be used; the others were
	exitUsage = 2
	exitStop  = 130 // interrupted
)

const description = `Reads news and writes down who did what to whom, when, where, according to whom, and how certain.

Examples:
  herodotus code report.txt                          a readable account on a terminal, JSON Lines in a pipe
  herodotus code --published 2023-09-14 report.txt   tell the date, so that "Wednesday" can be resolved
  herodotus code archive.jsonl > records.jsonl       one {"id","text","published",…} a line, on all cores
  herodotus explain report.txt v3                    why the third event was coded as it was
  herodotus code --claims report.txt                 only who says what
  herodotus parse report.txt                         tags, trees and names as CoNLL-U
  herodotus add --db news.db archive/*.warc.gz       keep what was found in an archive, one file
  herodotus watch --db news.db feeds.opml            poll feeds and keep what is new
  herodotus stats --db news.db                       documents, events, claims, stories, what was left out and why
  herodotus serve --db news.db                       pages to look and ask at http://127.0.0.1:8080/
  herodotus report report.txt -o report.html         one file to mail or print
  herodotus query --db news.db 'RUS>UKR type:ASSAULT after:2023-09 corroborated:>=2'
  herodotus timeline --db news.db RUS-UKR            cooperation and conflict over time
  herodotus export -f polecat --db news.db 'after:2023-09' -o events.tsv

Exit codes: 0 all went well; 1 some input could not be used (each is named on standard error, the others are done);
2 the command line is wrong; 130 interrupted.`

// cli is the whole command line; help, completion and man page come from it.
type cli struct {
	Code    codeCmd                   `cmd:"" help:"Code reports: events, claims, entities, times and places."`
	Explain explainCmd                `cmd:"" help:"Tell which rule, model and words made an event."`
	Parse   parseCmd                  `cmd:"" help:"Write tags, lemmas, trees and names as CoNLL-U."`
	Add     addCmd                    `cmd:"" help:"Code reports and keep them in an archive."`
	Watch   watchCmd                  `cmd:"" help:"Poll news feeds and keep what is new in an archive."`
	Stats   statsCmd                  `cmd:"" help:"Count what an archive holds."`
	Serve   serveCmd                  `cmd:"" help:"Serve pages to look and ask, the API and MCP."`
	Report  reportCmd                 `cmd:"" help:"Make a report to mail or print: HTML, Markdown, SVG, PNG."`
	MCP     mcpCmd                    `cmd:"" name:"mcp" help:"Serve assistants over the Model Context Protocol, on standard input and output."`
	User    userCmd                   `cmd:"" help:"Keep the users and tokens that may use a server."`
	Query   queryCmd                  `cmd:"" help:"Ask an archive for events, claims, documents or counts."`
	Line    timelineCmd               `cmd:"" name:"timeline" help:"Show what happened over time: of an entity, a dyad or a story."`
	Ledger  ledgerCmd                 `cmd:"" help:"List accounts that contradict each other, with both texts."`
	Export  exportCmd                 `cmd:"" help:"Write what was found in the layouts that other programs read."`
	Verify  verifyCmd                 `cmd:"" help:"Prove that an archive is sound: every quote, digest and reference."`
	Diff    diffCmd                   `cmd:"" help:"Compare what two runs found in the same documents."`
	KB      kbCmd                     `cmd:"" name:"kb" help:"Ask the knowledge base."`
	Lexicon lexiconCmd                `cmd:"" help:"Check your own event lexicon."`
	Train   trainCmd                  `cmd:"" help:"Make the model files again from annotated data."`
	Eval    evalCmd                   `cmd:"" help:"Measure quality on annotated data and write docs/quality.md."`
	Version versionCmd                `cmd:"" help:"Print the version and the digests of models and tables."`
	Shell   kongcompletion.Completion `cmd:"" name:"completion" help:"Print the shell code that turns on tab completion."`
	Man     mangokong.ManFlag         `help:"Print the man page." hidden:""`
}

// streams are what a command reads and writes; tests put their own in.
type streams struct {
	in       io.Reader
	out, err io.Writer
	tty      bool // out is a terminal
	ttyErr   bool // err is a terminal
	width    int  // columns of the terminal
	color    bool
}

// hinted is an error with advice.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// errSome says that faults were already printed one by one.
var errSome = errors.New("some input could not be used")

func main() {
	os.Exit(run(os.Args[1:], osStreams()))
}

func osStreams() *streams {
	s := &streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, width: 100}
	s.tty = term.IsTerminal(int(os.Stdout.Fd()))
	s.ttyErr = term.IsTerminal(int(os.Stderr.Fd()))
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 20 {
		s.width = min(w, 140)
	}
	s.color = s.tty && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// run is main without the process: it gives the exit code.
func run(args []string, s *streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exit := -1
	parser, err := kong.New(&cli{}, kong.Name("herodotus"), kong.Description(description),
		kong.Writers(s.out, s.err), kong.Exit(func(code int) { exit = code; panic(exited{}) }),
		kong.Vars(inputVars), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 110}),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(s))
	if err != nil {
		return s.report(err)
	}
	return s.guard(&exit, func() error {
		kongcompletion.Register(parser, kongcompletion.WithPredictor("file", complete.PredictFiles("*")))
		c, err := parser.Parse(args)
		if err != nil {
			return usageError(err)
		}
		return c.Run()
	})
}

// exited unwinds the stack after kong asked to exit (help, man page).
type exited struct{}

// guard runs f and gives the exit code; kong's wish to exit arrives as a panic.
func (s *streams) guard(exit *int, f func() error) (code int) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(exited); !ok {
				panic(r)
			}
			code = *exit
		}
	}()
	return s.report(f())
}

func usageError(err error) error {
	var p *kong.ParseError
	if errors.As(err, &p) {
		return usage{hinted{err, "herodotus --help shows the commands with examples"}}
	}
	return err
}

// usage marks an error of the command line.
type usage struct{ error }

func (u usage) Unwrap() error { return u.error }

// report prints an error as people read it and gives the exit code.
func (s *streams) report(err error) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errSome):
		return exitSome
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.err, "error: interrupted")
		return exitStop
	}
	s.complain(err)
	var u usage
	if errors.As(err, &u) {
		return exitUsage
	}
	return exitSome
}

// complain prints "error:" and, where there is advice, "hint:".
func (s *streams) complain(err error) {
	fmt.Fprintf(s.err, "error: %s\n", strings.TrimSpace(err.Error()))
	var h hinted
	if errors.As(err, &h) {
		fmt.Fprintf(s.err, "hint: %s\n", h.hint)
	}
}

type versionCmd struct{}

// Run prints the version and the provenance that goes into each record.
func (versionCmd) Run(s *streams) error {
	c, err := herodotus.New(herodotus.Options{})
	if err != nil {
		return err
	}
	p := c.Provenance()
	fmt.Fprintf(s.out, "herodotus %s (%s)\n", p.Version, p.Ontology)
	for _, group := range []struct {
		name string
		sums map[string]string
	}{{"model", p.Models}, {"table", p.Dictionaries}} {
		for _, k := range sortedKeys(group.sums) {
			fmt.Fprintf(s.out, "%s %-12s %s\n", group.name, k, group.sums[k])
		}
	}
	return nil
}
