package ingest

import "herodotus/internal/doc"

func boilerplate(text string) []doc.Span { return nil }
func agency(text string) string          { return "" }
