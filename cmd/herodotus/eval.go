package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/eval"
	"herodotus/internal/event"
	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
	"herodotus/record"
)

type evalCmd struct {
	Data     string `default:"../shared" type:"path" help:"Folder of the annotated data." env:"HERODOTUS_SHARED"`
	Out      string `default:"docs/quality.md" help:"Where to write the figures; - for standard output."`
	Cases    string `default:"internal/corpus/cases" type:"path" help:"Folder of the project's own cases."`
	Groups   string `default:"internal/corpus/groups" type:"path" help:"Folder of the project's own groups of reports."`
	Articles string `default:"testdata/articles" type:"path" help:"Folder of the project's own articles."`
	Check    string `help:"Write nothing, but fail if FILE does not hold exactly these figures." placeholder:"FILE"`
	Verbose  bool   `help:"List on standard error what was missed, wrong or invented."`
}

// suite is one section of the quality page.
type suite struct {
	title, about string
	run          func(*evaluation, *eval.Board) error
}

var suites = []suite{
	{"Reference text", "`gold/seed.json`", goldFiles("gold/seed.json")},
	{"The seven gold texts", "`gold/*.json`: kept for measuring", goldFiles("gold/*.json")},
	{"Training reports", "`train/gold/*.json`: tables and thresholds are tuned on these", goldFiles("train/gold/*.json")},
	{"PLOVER sentences", "`data/gsr/plover-dev.jsonl`: one gold event a sentence, so precision is a lower bound. The judge and the roles learn from these sentences too: trained on one half and measured on the other, types reach 0.64 to 0.66, both countries 0.41 to 0.45", gsr("data/gsr/plover-dev.jsonl")},
	{"PETRARCH validation, dev", "`data/petrarch/validation-dev.jsonl`: CAMEO root codes of each sentence, with our own lexicon",
		rootCodes("data/petrarch/validation-dev.jsonl")},
	{"Factuality, EWT dev", "`data/factuality/uds-ewt.jsonl.gz`: the dev part; how surely each predicate happens, from -3 to 3",
		degrees("data/factuality/uds-ewt.jsonl.gz")},
	{"EWT dev, gold tokens", "`data/syntax/ewt-dev.conllu.gz`, names `data/names/uner-ewt-dev.iob2.gz`",
		treebank("data/syntax/ewt-dev.conllu.gz", "data/names/uner-ewt-dev.iob2.gz", false)},
	{"EWT dev, raw text", "the same, a text a document", treebank("data/syntax/ewt-dev.conllu.gz", "", true)},
	{"GUM dev, gold tokens", "`data/syntax/gum-dev.conllu.gz`", treebank("data/syntax/gum-dev.conllu.gz", "", false)},
	{"GUM dev, raw text", "the same, a text a document", treebank("data/syntax/gum-dev.conllu.gz", "", true)},
	{"Places, GeoVirus dev", "`data/geo/geovirus-dev.jsonl.gz`: Wikinews passages, a check only",
		passages("data/geo/geovirus-dev.jsonl.gz", func(*eval.Passage) bool { return true }, eval.Spots)},
	{"Dates, GUM dev news", "`data/time/gum.jsonl.gz`: news of the dev part",
		passages("data/time/gum.jsonl.gz", func(p *eval.Passage) bool { return p.Partition == "dev" && strings.Contains(p.ID, "_news_") }, eval.Timexes)},
	{"Attributions, GUM dev", "`data/attribution/gum.jsonl.gz`: the dev part; content Jaccard of 0.5 or more, source overlapping",
		passages("data/attribution/gum.jsonl.gz", func(p *eval.Passage) bool { return p.Split == "dev" }, eval.Attributions)},
	{"Coreference, GUM dev", "`data/gum/layers.jsonl.gz`: the dev part, predicted mentions matched by their heads, chains of two or more",
		chains("data/gum/layers.jsonl.gz")},
	{"Own cases, train", "`internal/corpus/cases/train`", ownCases("train/*.txt", eval.Case)},
	{"Own cases, dev", "`internal/corpus/cases/dev`", ownCases("dev/*.txt", eval.Case)},
	{"Attitudes, train", "`internal/corpus/cases/attitudes/train.txt`: what people think, want and feel", ownCases("attitudes/train.txt", eval.AttitudeCase)},
	{"Attitudes, dev", "`internal/corpus/cases/attitudes/dev.txt`", ownCases("attitudes/dev.txt", eval.AttitudeCase)},
	{"Copies of one text", "3,200 re-cuts of `testdata/articles` and `data/news/wikinews-dev.jsonl.gz`, made by `eval.Recuts`", copies("data/news/wikinews-dev.jsonl.gz")},
	{"One event in several reports, dev", "`internal/corpus/groups/dev`: an event that the coder missed stands alone", groups("dev")},
	{"One event in several reports, test", "`internal/corpus/groups/test`", groups("test")},
}

const qualityHead = `# Quality

Written by ` + "`herodotus eval`" + `; a golden file, so that a change that moves a figure shows it. Definitions stand in package
` + "`internal/eval`" + `. F1 with precision and recall, or the share of right answers.
`

// Run measures all suites.
func (c *evalCmd) Run(s *streams) error {
	coder, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return err
	}
	e := &evaluation{data: c.Data, cases: c.Cases, groups: c.Groups, articles: c.Articles, coder: coder}
	page := bytes.NewBufferString(qualityHead)
	for _, t := range suites {
		b := eval.NewBoard()
		if err := t.run(e, b); err != nil {
			return hinted{fmt.Errorf("%s: %w", t.title, err), "--data names the folder with gold/, train/ and data/"}
		}
		fmt.Fprintf(page, "\n## %s\n\n%s\n\n", t.title, t.about)
		if err := b.Table(page); err != nil {
			return err
		}
		if c.Verbose {
			fmt.Fprintf(s.err, "== %s\n%s\n", t.title, strings.Join(b.Notes, "\n"))
		}
	}
	return c.deliver(s, page.Bytes())
}

func (c *evalCmd) deliver(s *streams, page []byte) error {
	if c.Check != "" {
		old, err := os.ReadFile(c.Check)
		if err != nil {
			return err
		}
		if !bytes.Equal(old, page) {
			_, _ = s.out.Write(page)
			return hinted{fmt.Errorf("%s does not hold the figures measured now (printed above)", c.Check), "herodotus eval writes them; look at the difference before you commit it"}
		}
		return nil
	}
	if c.Out == "-" {
		_, err := s.out.Write(page)
		return err
	}
	return os.WriteFile(c.Out, page, 0o644)
}

// evaluation is what the suites share.
type evaluation struct {
	data     string
	cases    string
	groups   string
	articles string
	coder    *pipeline.Coder
}

func (e *evaluation) path(name string) string { return filepath.Join(e.data, filepath.FromSlash(name)) }

// goldFiles scores records against gold files; their texts are named relative
// to the folder above them.
func goldFiles(pattern string) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		files, err := filepath.Glob(e.path(pattern))
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return fmt.Errorf("%s: no such file", e.path(pattern))
		}
		for _, f := range files {
			if err := e.gold(b, f); err != nil {
				return err
			}
		}
		return nil
	}
}

func (e *evaluation) gold(b *eval.Board, file string) error {
	g, err := eval.ReadGold(file)
	if err != nil {
		return err
	}
	name := filepath.Join(filepath.Dir(file), "..", g.File)
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	for a, err := range ingest.Read(name, in) {
		if err != nil {
			return err
		}
		a.Published = g.Published
		r, err := e.coder.Code(a)
		if err != nil {
			return err
		}
		return eval.Score(b, g, r)
	}
	return errors.New(name + ": no article")
}

// gsr scores the coder on PLOVER's sentences; their dates are dummies.
func gsr(file string) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		f, err := os.Open(e.path(file))
		if err != nil {
			return err
		}
		defer f.Close()
		list, err := eval.ReadSentences(f)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for i := range list {
			r, err := e.coder.Code(ingest.Article{ID: list[i].ID, Text: list[i].Text, Published: "2000-01-01"})
			if err != nil {
				return err
			}
			eval.GSR(b, &list[i], r)
		}
		return nil
	}
}

// rootCodes scores the coder on sentences with CAMEO events.
func rootCodes(file string) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		f, err := os.Open(e.path(file))
		if err != nil {
			return err
		}
		defer f.Close()
		list, err := eval.ReadCodedSentences(f)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for i := range list {
			r, err := e.coder.Code(ingest.Article{ID: list[i].ID, Text: list[i].Text, Published: list[i].Published()})
			if err != nil {
				return err
			}
			eval.RootCodes(b, &list[i], r)
		}
		return nil
	}
}

// degrees scores how surely predicates happen; one that is no token counts as unsaid.
func degrees(file string) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		list, err := eval.ReadJudged(e.path(file), "dev")
		if err != nil {
			return err
		}
		finder, err := event.New()
		if err != nil {
			return err
		}
		fit := b.Fit("factuality")
		for i := range list {
			d, err := e.coder.Annotate(ingest.Article{ID: list[i].ID, Text: list[i].Text})
			if err != nil {
				return err
			}
			for k, t := range list[i].Tokens(d) {
				is := float32(0)
				if t != doc.None {
					is = finder.Degrees(d, []int32{t})[0]
				}
				fit.Add(float64(is), list[i].Predicates[k].Degree)
			}
		}
		return nil
	}
}

// treebank scores tokens, tags, trees and, with gold tokens, names.
func treebank(file, names string, raw bool) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		gold, err := corpus.OpenConllu(e.path(file))
		if err != nil {
			return err
		}
		system, err := corpus.OpenConllu(e.path(file))
		if err != nil {
			return err
		}
		for i, d := range system {
			if raw {
				if d, err = e.coder.Read(ingest.Article{Text: d.Text}); err != nil {
					return err
				}
				system[i] = d
			}
			e.coder.Analyse(d)
			eval.UD(b, gold[i], d)
		}
		if names == "" {
			return nil
		}
		return e.names(b, names, system)
	}
}

// passages scores the records of an annotated set's texts.
func passages(file string, keep func(*eval.Passage) bool, score func(*eval.Board, *eval.Passage, *record.Record)) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		list, err := eval.ReadPassages(e.path(file), keep)
		if err != nil {
			return err
		}
		for i := range list {
			p := &list[i]
			r, err := e.coder.Code(p.Article())
			if err != nil {
				return err
			}
			score(b, p, r)
		}
		return nil
	}
}

// chains scores coreference over whole documents.
func chains(file string) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		list, err := eval.ReadPassages(e.path(file), func(p *eval.Passage) bool { return p.Partition == "dev" })
		if err != nil {
			return err
		}
		var c eval.Coref
		for i := range list {
			d, err := e.coder.Annotate(list[i].Article())
			if err != nil {
				return err
			}
			c.Add(eval.Chains(list[i].Chains), eval.Chains(eval.SystemChains(d)))
		}
		c.Report(b)
		return nil
	}
}

// ownCases scores the sentences of some of the case files.
func ownCases(pattern string, score func(*eval.Board, *corpus.Case, *record.Record)) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		files, err := filepath.Glob(filepath.Join(e.cases, pattern))
		if err != nil {
			return err
		}
		for _, f := range files {
			list, err := corpus.OpenCases(f)
			if err != nil {
				return err
			}
			for i := range list {
				r, err := e.coder.Code(ingest.Article{Text: list[i].Text, Published: list[i].Published})
				if err != nil {
					return fmt.Errorf("%s: %w", list[i].Where, err)
				}
				score(b, &list[i], r)
			}
		}
		return nil
	}
}

func (e *evaluation) names(b *eval.Board, file string, docs []*doc.Doc) error {
	f, err := os.Open(e.path(file))
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return eval.Names(b, io.Reader(z), docs)
}
