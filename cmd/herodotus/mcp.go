package main

import (
	"context"

	"herodotus/internal/mcp"
	"herodotus/internal/pipeline"
)

type mcpCmd struct {
	database
	dictionaries
}

// Help shows examples below the flags.
func (mcpCmd) Help() string {
	return `Examples:
  herodotus mcp                  the tool code_text
  herodotus mcp --db news.db     also search, read_document, timeline and ledger

An assistant starts this command itself. In its configuration:
  {"mcpServers": {"herodotus": {"command": "herodotus", "args": ["mcp", "--db", "/path/to/news.db"]}}}
The same tools are at /mcp of herodotus serve (streamable HTTP).`
}

// Run speaks on standard input and output until the other side hangs up.
func (c *mcpCmd) Run(ctx context.Context, s *streams) error {
	coder, err := pipeline.New(c.options())
	if err != nil {
		return err
	}
	st, err := c.openIfThere(ctx)
	if err != nil {
		return err
	}
	if st != nil {
		defer st.Close()
	}
	return mcp.Serve(ctx, mcp.New(mcp.Config{Coder: coder, Store: st, Version: coder.Provenance().Version}), s.in, s.out)
}
