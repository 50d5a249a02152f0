package claim

import (
	"strings"

	"herodotus/internal/doc"
)

// voice tells by what right a noun can make a claim: news lets persons, bodies and papers speak, hardly ever anything else.
type voice uint8

const (
	mute    voice = iota // a thing, an event, a quality, a place
	paper                // a document, a medium, what research yields
	body                 // an organisation, a state, a people
	person               // a person, by name or description
	unknown              // a name of no known kind
)

var voiceNames = [...]string{mute: "mute", paper: "paper", body: "body", person: "person", unknown: "unknown"}

// voiceOf tells by what right token h can make a claim.
func (f *finder) voiceOf(h int32) voice {
	if h < 0 || int(h) >= len(f.d.Tokens) {
		return mute
	}
	t := &f.d.Tokens[h]
	if m := f.byHead[h]; m >= 0 {
		switch f.entity(m).Type {
		case doc.PER:
			return person
		case doc.ORG, doc.GPE, doc.NORP:
			return body
		}
	}
	switch lemma := f.d.Lemma(h); {
	case t.POS == doc.PRON:
		return f.pronounVoice(lemma)
	case t.POS != doc.PROPN && f.document[lemma]:
		return paper
	case f.talker[lemma], f.endsRole(h + 1):
		return person
	case t.POS == doc.PROPN:
		return unknown
	case t.POS == doc.NOUN && f.personal(lemma):
		return person
	}
	return mute
}

// pronounVoice gives the voice of a pronoun whose referent is of no known kind.
func (f *finder) pronounVoice(lemma string) voice {
	switch lemma {
	case "it", "this", "that", "there", "which", "what":
		return mute
	}
	return person
}

// personal tells whether a noun is formed as those for persons are: "lobbyist", "clergyman", "organiser".
func (f *finder) personal(lemma string) bool {
	if f.thing[lemma] {
		return false
	}
	for ending := range f.ending {
		if stem, ok := strings.CutSuffix(lemma, ending); ok && len(stem) > 2 {
			return true
		}
	}
	return false
}

// canSpeak tells whether token h names somebody who can say something; a pronoun must go back to them.
func (f *finder) canSpeak(h int32) bool {
	if m := f.speakingAt(h); m < 0 && h >= 0 && f.d.Tokens[h].POS == doc.PRON {
		return false
	}
	return f.voiceOf(h) >= body
}

// speakingAt gives the mention of somebody who can speak that token h heads, or None.
func (f *finder) speakingAt(h int32) int32 {
	if h >= 0 && int(h) < len(f.byHead) && f.byHead[h] >= 0 && f.speaks(f.byHead[h]) {
		return f.byHead[h]
	}
	return doc.None
}

// bareParticiple tells whether verb v is a past participle without "have": a passive or a modifier ("a plan opposed by Oslo"), or
// a past that the tagger missed.
func (f *finder) bareParticiple(v int32) bool {
	return f.d.Tokens[v].Tag == doc.TagVBN && f.tree.Kid(v, doc.Aux) < 0 && !f.haveBefore(v)
}
