package tokenize

// address gives the length of the internet address, file name or handle that
// begins at p, or 0.
func (s *splitter) address(p, end int) int {
	text := s.text[p:end]
	for _, scheme := range [...]string{"http://", "https://", "ftp://", "mailto:", "www."} {
		if len(text) > len(scheme) && equalFold(scheme, text[:len(scheme)]) {
			return trimAddress(text)
		}
	}
	n, at, stop := 0, -1, -1 // the length of the plain run, its last @, its last stop
	for ; n < len(text); n++ {
		switch c := text[n]; {
		case c == '@':
			at = n
		case c == '.':
			stop = n
		case c == '-' || c == '+' || c == '%':
		case c < 128 && asciiKind[c]&word != 0:
		default:
			goto done
		}
	}
done:
	run := trimAddress(text[:n])
	if at > 0 && at < run-1 {
		return run
	}
	if stop < 1 {
		return 0
	}
	return s.named(text, run)
}

// named gives the length of the domain or file name within text[:run] and the
// path after it, or 0.
func (s *splitter) named(text string, run int) int {
	label := run
	for label > 0 && text[label-1] != '.' {
		label--
	}
	if label < 2 || label == run || s.endings.get(text[label:run]) == 0 || asciiDigit(text[label-2]) && run-label < 3 {
		return 0
	}
	if c := text[label]; 'A' <= c && c <= 'Z' && run-label > 1 && text[label+1] > 'Z' {
		return 0 // "home.In"
	}
	if lettersAndStops(text[:run]) {
		return 0
	}
	if run < len(text) && text[run] == '/' {
		return trimAddress(text)
	}
	return run
}

// trimAddress gives the length of an address without the marks that follow it in running text.
func trimAddress(text string) int {
	n := len(text)
	for n > 0 {
		switch c := text[n-1]; {
		case indexByte(".,;:!?'\">]}*-", c):
			n--
		case c == ')' && !indexByte(text[:n], '('):
			n--
		case n >= 3 && (text[n-3:n] == "’" || text[n-3:n] == "”"):
			n -= 3
		default:
			return n
		}
	}
	return n
}
