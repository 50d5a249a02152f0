package frame

import (
	"fmt"
	"slices"
	"strings"

	"herodotus/internal/vocab"
)

// list is the right side of a condition.
type list struct {
	any     bool
	words   []vocab.Word
	phrases [][]vocab.Word
	refs    Refs
}

// list reads the right side of a condition; equal ones are shared.
func (l *loader) list(value string) (*list, error) {
	if ls := l.lists[value]; ls != nil {
		return ls, nil
	}
	ls := &list{}
	for item := range strings.SplitSeq(value, ",") {
		if err := l.item(ls, item); err != nil {
			return nil, err
		}
	}
	slices.Sort(ls.words)
	ls.words = slices.Compact(ls.words)
	l.lists[value] = ls
	return ls, nil
}

func (l *loader) addCond(s *Rule, a attr) error {
	at, err := l.slot(a.key)
	if err != nil {
		return err
	}
	ls, err := l.list(a.value)
	if err != nil {
		return err
	}
	s.Conds = append(s.Conds, Cond{At: at, Not: a.not, Any: ls.any, Words: ls.words, Phrases: ls.phrases, Refs: ls.refs})
	return nil
}

// item adds a word, a phrase, a %class or a @kind to a list.
func (l *loader) item(ls *list, item string) error {
	switch {
	case item == "":
		return fmt.Errorf("an empty item in the list")
	case item == "*":
		ls.any = true
	case item[0] == '@':
		r, ok := refNames[item[1:]]
		if !ok {
			return fmt.Errorf("unknown kind %q", item)
		}
		ls.refs |= r
	case item[0] == '%':
		c, err := l.class(item[1:])
		if err != nil {
			return err
		}
		ls.any = ls.any || c.any
		ls.words, ls.phrases, ls.refs = append(ls.words, c.words...), append(ls.phrases, c.phrases...), ls.refs|c.refs
	default:
		p := l.phrase(strings.ToLower(item))
		if slices.Contains(p, 0) {
			return fmt.Errorf("an empty word in %q", item)
		}
		if len(p) == 1 {
			ls.words = append(ls.words, p[0])
		} else {
			ls.phrases = append(ls.phrases, p)
		}
	}
	return nil
}

// class expands a class once.
func (l *loader) class(name string) (*list, error) {
	c := l.classes[name]
	if c == nil {
		return nil, fmt.Errorf("no class %q", name)
	}
	if c.busy {
		return nil, fmt.Errorf("class %q holds itself", name)
	}
	if c.resolved == nil {
		c.busy = true
		defer func() { c.busy = false }()
		ls := &list{}
		for _, item := range c.items {
			if err := l.item(ls, item); err != nil {
				return nil, fmt.Errorf("class %s (%s): %w", name, c.place, err)
			}
		}
		c.resolved = ls
	}
	return c.resolved, nil
}
