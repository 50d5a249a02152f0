package doc

// Token is one syntactic word in UD's sense ("do", "n't"), 28 bytes.
type Token struct {
	Start, End int32  // bytes of Doc.Text
	Head       int32  // token index of the syntactic head; NoHead for a root
	Sent       int32  // index into Doc.Sentences
	Hash       uint32 // hash of the form, set and used by syntax
	Tag        Tag    // Penn Treebank tag
	POS        POS    // universal part of speech
	Rel        Rel    // universal dependency relation, with English subtypes
	Flags      Flags
	// Cluster is the distributional class of the form, set by syntax: the low byte tells
	// classes of one group (the high byte) apart; 0 is unknown.
	Cluster uint16
}

// NoHead is the Head of a sentence's root.
const NoHead int32 = -1

// Flags tell what the text between and inside tokens looks like.
type Flags uint8

const (
	// SpaceBefore: white space (or the start of the text) precedes the token.
	SpaceBefore Flags = 1 << iota
	// WordStart: the token begins an orthographic word of several tokens ("don't" = do + n't).
	WordStart
	// WordInside: the token continues the orthographic word of the token before.
	WordInside
	// Quoted: the token stands inside quotation marks (set by claim's quotation finder).
	Quoted
)

// Sentence is a run of tokens. Headings are sentences of their own.
type Sentence struct {
	Range
	Heading bool
	// Para counts paragraphs (blocks of text between line breaks) from 0.
	Para int32
}

// Each of the three tag sets is a table of names; 0 means "not looked".

// POS is a universal part of speech.
type POS uint8

// Universal parts of speech (universaldependencies.org/u/pos).
const (
	NoPOS POS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
	numPOS
)

var posNames = [numPOS]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
	"PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// String gives the name that CoNLL-U uses.
func (p POS) String() string { return posNames[p] }

// ParsePOS is the inverse of String.
func ParsePOS(s string) (POS, bool) { i, ok := index(posNames[:], s); return POS(i), ok }

// Tag is a Penn Treebank part of speech with EWT's additions.
type Tag uint8

// Penn Treebank tags (LDC, Penn Treebank II and English Web Treebank guidelines).
const (
	NoTag Tag = iota
	TagADD
	TagAFX
	TagCC
	TagCD
	TagDT
	TagEX
	TagFW
	TagGW
	TagHYPH
	TagIN
	TagJJ
	TagJJR
	TagJJS
	TagLRB
	TagLS
	TagMD
	TagNFP
	TagNN
	TagNNP
	TagNNPS
	TagNNS
	TagPDT
	TagPOS
	TagPRP
	TagPRPS
	TagRB
	TagRBR
	TagRBS
	TagRP
	TagRRB
	TagSYM
	TagTO
	TagUH
	TagVB
	TagVBD
	TagVBG
	TagVBN
	TagVBP
	TagVBZ
	TagWDT
	TagWP
	TagWPS
	TagWRB
	TagXX
	TagComma
	TagColon
	TagPeriod
	TagOpenQuote
	TagCloseQuote
	TagDollar
	numTag
)

var tagNames = [numTag]string{"_", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR", "JJS", "-LRB-",
	"LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "-RRB-", "SYM", "TO",
	"UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", ",", ":", ".", "``", "''", "$"}

// String gives the name that CoNLL-U uses.
func (t Tag) String() string { return tagNames[t] }

// ParseTag is the inverse of String.
func ParseTag(s string) (Tag, bool) { i, ok := index(tagNames[:], s); return Tag(i), ok }

// Finite tells whether the tag is that of a finite verb form.
func (t Tag) Finite() bool { return t == TagVBD || t == TagVBP || t == TagVBZ || t == TagMD }

// Rel is a universal dependency relation with its English subtype.
type Rel uint8

// Universal dependency relations as English EWT and GUM use them.
const (
	NoRel Rel = iota
	Root
	Acl
	AclRelcl
	Advcl
	AdvclRelcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass
	Case
	Cc
	CcPreconj
	Ccomp
	Compound
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjPass
	CsubjOuter
	Dep
	Det
	DetPredet
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodDesc
	NmodPoss
	NmodUnmarked
	Nsubj
	NsubjPass
	NsubjOuter
	Nummod
	Obj
	Obl
	OblAgent
	OblUnmarked
	Orphan
	Parataxis
	Punct
	Reparandum
	Vocative
	Xcomp
	numRel
)

var relNames = [numRel]string{"_", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass",
	"case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "csubj:outer", "dep",
	"det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
	"nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:pass", "nsubj:outer", "nummod", "obj", "obl", "obl:agent",
	"obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"}

// String gives the name that CoNLL-U uses.
func (r Rel) String() string { return relNames[r] }

// ParseRel is the inverse of String.
func ParseRel(s string) (Rel, bool) { i, ok := index(relNames[:], s); return Rel(i), ok }

// Base drops the subtype: nsubj:pass becomes nsubj.
func (r Rel) Base() Rel { return relBase[r] }

var relBase = [numRel]Rel{NoRel, Root, Acl, Acl, Advcl, Advcl, Advmod, Amod, Appos, Aux, Aux, Case, Cc, Cc, Ccomp, Compound, Compound,
	Conj, Cop, Csubj, Csubj, Csubj, Dep, Det, Det, Discourse, Dislocated, Expl, Fixed, Flat, Goeswith, Iobj, List, Mark, Nmod,
	Nmod, Nmod, Nmod, Nsubj, Nsubj, Nsubj, Nummod, Obj, Obl, Obl, Obl, Orphan, Parataxis, Punct, Reparandum, Vocative, Xcomp}

// Counts of the tag sets, 0 ("not looked") included: sizes for tables.
const (
	NumPOS = int(numPOS)
	NumTag = int(numTag)
	NumRel = int(numRel)
)

func index(names []string, s string) (int, bool) {
	for i, n := range names {
		if n == s {
			return i, true
		}
	}
	return 0, false
}
