package main

import (
	"context"

	"herodotus/internal/train"
)

type trainCmd struct {
	Syntax trainSyntax `cmd:"" help:"Tagger, lemmatiser and parser, from data/syntax: about ten minutes."`
}

type trainSyntax struct {
	Data string `default:"../shared/data" type:"path" help:"Folder with syntax/*.conllu.gz."`
	Out  string `default:"internal/syntax" type:"path" help:"Where the model files go."`
}

// Run trains and writes the model files that the next build embeds.
func (c *trainSyntax) Run(ctx context.Context, s *streams) error {
	return train.Syntax(ctx, train.SyntaxOptions{Data: c.Data, Out: c.Out, Log: s.err})
}
