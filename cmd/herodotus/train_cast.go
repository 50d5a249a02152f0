package main

import (
	"context"

	"herodotus/internal/train"
)

type trainCast struct {
	Gold      string `default:"../shared/train/gold" type:"path" help:"Folder of gold files."`
	Cases     string `default:"internal/corpus/cases/train" type:"path" help:"Folder of files of cases; none when empty."`
	Sentences string `default:"../shared/data/gsr/plover-dev.jsonl" type:"path" help:"PLOVER's gold standard records; none when empty."`
	Out       string `default:"internal/event/cast.txt" type:"path" help:"The table of weights that is written."`
}

// Run trains and writes the table that the next build embeds.
func (c *trainCast) Run(ctx context.Context, s *streams) error {
	return train.Cast(ctx, train.CastOptions{Gold: c.Gold, Cases: c.Cases, Sentences: c.Sentences, Out: c.Out, Log: s.err})
}
