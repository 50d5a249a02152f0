package main

import (
	"context"

	"herodotus/internal/train"
)

type trainCmd struct {
	Syntax trainSyntax `cmd:"" help:"Tagger, lemmatiser and parser, from data/syntax: about ten minutes."`
	Names  trainNames  `cmd:"" help:"Name recogniser, from data/names, data/gum and the wire reports: a few minutes."`
	Claims trainClaims `cmd:"" help:"Weights that judge candidate claims, from the wire reports, our own cases and data/attribution."`
	Events trainEvents `cmd:"" help:"Weights that judge candidate events, from the wire reports, the cases and PLOVER's sentences."`

	Cast       trainCast       `cmd:"" help:"Weights that tell who does what to whom, from the wire reports and the cases."`
	Contexts   trainContexts   `cmd:"" help:"Weights that tell in which contexts an event stands, from the wire reports."`
	Factuality trainFactuality `cmd:"" help:"Weights that tell how surely a predicate happens, from data/factuality."`

	Pronouns trainPronouns `cmd:"" help:"Weights that choose what pronouns mean, from data/gum and the wire reports."`
}

type trainSyntax struct {
	Data string `default:"../shared/data" type:"path" help:"Folder with syntax/*.conllu.gz."`
	Out  string `default:"internal/syntax" type:"path" help:"Where the model files go."`
}

// Run trains and writes the model files that the next build embeds.
func (c *trainSyntax) Run(ctx context.Context, s *streams) error {
	return train.Syntax(ctx, train.SyntaxOptions{Data: c.Data, Out: c.Out, Log: s.err})
}

type trainNames struct {
	Data string `default:"../shared/data" type:"path" help:"Folder with names/, gum/, syntax/ and gazetteer/."`
	Wire string `default:"../shared/train" type:"path" help:"Folder of reports with listed participants: text/ and gold/; none when empty."`
	Out  string `default:"internal/ner" type:"path" help:"Where names.model goes."`
}

// Run trains and writes the model file that the next build embeds.
func (c *trainNames) Run(ctx context.Context, s *streams) error {
	return train.Names(ctx, train.NamesOptions{Data: c.Data, Wire: c.Wire, Out: c.Out, Log: s.err})
}

type trainClaims struct {
	Gold  string `default:"../shared/train/gold" type:"path" help:"Folder of gold files."`
	Cases string `default:"internal/corpus/cases/train" type:"path" help:"Folder of case files; none when empty."`
	GUM   string `name:"gum" default:"../shared/data/attribution/gum.jsonl.gz" type:"path" help:"GUM's attributions; none when empty."`
	Out   string `default:"internal/claim/weights.txt" type:"path" help:"The table of weights that is written."`

	Attitudes    string `default:"internal/corpus/cases/attitudes/train.txt" type:"path" help:"File of cases with attitudes."`
	AttitudesOut string `default:"internal/claim/attitude_weights.txt" type:"path" help:"The table of weights for attitudes that is written; not trained when empty."`
}

// Run trains and writes the tables that the next build embeds.
func (c *trainClaims) Run(ctx context.Context, s *streams) error {
	return train.Claims(ctx, train.ClaimOptions{Gold: c.Gold, Cases: c.Cases, GUM: c.GUM, Out: c.Out,
		Attitudes: c.Attitudes, AttitudesOut: c.AttitudesOut, Log: s.err})
}

type trainEvents struct {
	Gold      string `default:"../shared/train/gold" type:"path" help:"Folder of gold files."`
	Cases     string `default:"internal/corpus/cases/train" type:"path" help:"Folder of files of cases; none when empty."`
	Sentences string `default:"../shared/data/gsr/plover-dev.jsonl" type:"path" help:"PLOVER's gold standard records; none when empty."`
	Out       string `default:"internal/event/judge.txt" type:"path" help:"The table of weights that is written."`
}

// Run trains and writes the table that the next build embeds.
func (c *trainEvents) Run(ctx context.Context, s *streams) error {
	return train.Events(ctx, train.EventOptions{Gold: c.Gold, Cases: c.Cases, Sentences: c.Sentences, Out: c.Out, Log: s.err})
}

type trainContexts struct {
	Gold string `default:"../shared/train/gold" type:"path" help:"Folder of gold files."`
	Out  string `default:"internal/topic/weights.txt" type:"path" help:"The table of weights that is written."`
}

// Run trains and writes the table that the next build embeds.
func (c *trainContexts) Run(ctx context.Context, s *streams) error {
	return train.Contexts(ctx, train.ContextOptions{Gold: c.Gold, Out: c.Out, Log: s.err})
}

type trainFactuality struct {
	Data string `default:"../shared/data/factuality/uds-ewt.jsonl.gz" type:"path" help:"Judged predicates."`
	Out  string `default:"internal/event/degrees.txt" type:"path" help:"The table of weights that is written."`
}

// Run trains and writes the table that the next build embeds.
func (c *trainFactuality) Run(ctx context.Context, s *streams) error {
	return train.Factuality(ctx, train.FactualityOptions{Data: c.Data, Out: c.Out, Log: s.err})
}

type trainPronouns struct {
	Data string `default:"../shared/data" type:"path" help:"Folder with gum/layers.jsonl.gz."`
	Gold string `default:"../shared/train/gold" type:"path" help:"Folder of gold files; none when empty."`
	Out  string `default:"internal/coref/weights.txt" type:"path" help:"The table of weights that is written."`
}

// Run trains and writes the table that the next build embeds.
func (c *trainPronouns) Run(ctx context.Context, s *streams) error {
	return train.Pronouns(ctx, train.PronounOptions{Data: c.Data, Gold: c.Gold, Out: c.Out, Log: s.err})
}
