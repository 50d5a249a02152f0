package coref

import (
	_ "embed"
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"
)

//go:embed weights.txt
var weightsText string

// feature is a fact about a pronoun and a candidate antecedent; weights.txt says how
// much each counts.
type feature uint16

const (
	sameSentence feature = iota
	oneBack
	twoBack
	threeBack
	fourBack
	withinFive   // tokens, in the same sentence
	withinTwelve // tokens, in the same sentence
	asSubject
	asObject
	asOblique
	asModifier
	asPossessor
	asAdjective // "North Korean munitions"
	bothSubjects
	clauseSubject // the candidate is the subject of a clause that holds the pronoun
	byName
	byNominal
	bySamePronoun
	byOtherPronoun
	byThing
	isIndefinite
	onceSoFar
	oftenSoFar
	acrossQuotes
	bothSpeak
	inSpeaker // the candidate stands inside the phrase of the one who says so ("the Houthi spokesman said it")
	leading   // the person, or the body, most spoken of so far
	inHeading
	firstOfSentence
	mainSubject   // of the sentence's root
	nearest       // the first candidate, going back
	passedSubject // another fitting subject stands nearer
	sameParagraph
	heSure
	heUnsure
	heByNominal
	itBody
	itState
	itPlace
	itOther
	itThing
	itDistantThing
	theyPersons
	theyPlural
	theyPair
	theyBody
	theyState
	theyThings
	thingSubject // a thing, and the pronoun a subject
	thingObject
	thingOwner
	thingSpeaks
	thingNamed
	thingDefinite
	thingIndefinite
	thingOften
	pointsBack // this, to a pronoun
	pointsOther
	standsAhead
	noneHe
	noneIt
	noneIts
	noneThey
	nonePoints
	noneSubject
	noneObject
	noneCopula // "it is …"
	numFeatures
)

var featureNames = [numFeatures]string{"same-sentence", "one-back", "two-back", "three-back", "four-back", "within-five", "within-twelve",
	"as-subject", "as-object", "as-oblique", "as-modifier", "as-possessor", "as-adjective", "both-subjects", "clause-subject", "by-name", "by-nominal",
	"by-same-pronoun", "by-other-pronoun", "by-thing", "indefinite", "once-so-far", "often-so-far", "across-quotes", "both-speak", "in-speaker", "leading",
	"in-heading", "first-of-sentence", "main-subject", "nearest", "passed-subject", "same-paragraph", "he-sure", "he-unsure", "he-by-nominal", "it-body", "it-state", "it-place", "it-other", "it-thing",
	"it-distant-thing", "they-persons", "they-plural", "they-pair", "they-body", "they-state", "they-things", "thing-subject", "thing-object", "thing-owner", "thing-speaks", "thing-named", "thing-definite", "thing-indefinite", "thing-often", "points-back", "points-other", "stands-ahead",
	"none-he", "none-it", "none-its", "none-they", "none-points", "none-subject", "none-object", "none-copula"}

// allFeatures counts the features of pronouns and, from numFeatures on, those of nouns with
// each kind of determiner.
const allFeatures = firstGroup + numGroups

// firstGroup is the feature of a noun phrase of the first group of words by use, see
// doc.Token.Cluster; some sorts of nouns are spoken of again more often than others.
const (
	firstGroup = numFeatures + feature(numDetKinds)*feature(numNoun)
	numGroups  = 256
)

// weights is the ranker's model: a log-linear choice among the candidates and none.
type weights [allFeatures]float32

// readWeights parses "name weight" lines; every feature must have one.
func readWeights(text string) (*weights, error) {
	var w weights
	names := FeatureNames()
	number := make(map[string]int, len(names))
	for i, n := range names {
		number[n] = i
	}
	seen, n := 0, 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, _ := strings.Cut(line, " ")
		f, ok := number[name]
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 32)
		if !ok || err != nil {
			return nil, fmt.Errorf("weights.txt:%d: want a feature and its weight, got %q", n, line)
		}
		w[f] = float32(v)
		seen++
	}
	if seen != int(allFeatures) {
		return nil, fmt.Errorf("weights.txt: %d of %d features", seen, allFeatures)
	}
	return &w, nil
}

// facts is a small set of features, without allocation.
type facts struct {
	at [32]feature
	n  int
}

func (f *facts) add(x feature) {
	if f.n < len(f.at) {
		f.at[f.n] = x
		f.n++
	}
}

func (f *facts) addIf(ok bool, x feature) {
	if ok {
		f.add(x)
	}
}

func (r *run) score(f *facts) float32 {
	s := float32(0)
	for _, x := range f.at[:f.n] {
		s += r.weights[x]
	}
	return s
}

// KeenThings and KeenParties are what speaks for a link of a noun phrase beyond likelihood:
// a thing's chain gains by one that is right more than it loses by one that is wrong, a
// participant's does not. Training takes them from the weights of the choice of none.
// Chosen on GUM's chains and the listed participants of wire reports.
const (
	KeenThings  = 2
	KeenParties = 0
)

// option is a candidate's entity and the odds of it.
type option struct {
	entity int32
	odds   float64
}

// choose gives the candidate that scores best, or none when the choice of none does, and
// the probability that this is right. keen is what was taken from the score of
// none.
func (r *run) choose(alone facts, candidates iter.Seq2[int32, *facts], keen float32) (int32, float32) {
	none1 := r.score(&alone)
	best, bestScore := none, none1
	r.options = r.options[:0]
	all := math.Exp(float64(none1 + keen))
	for j, f := range candidates {
		s := r.score(f)
		odds := math.Exp(float64(s))
		all += odds
		r.options = append(r.options, option{r.ms[j].Entity, odds})
		if s > bestScore {
			best, bestScore = j, s
		}
	}
	if best == none {
		return none, float32(math.Exp(float64(none1+keen)) / all)
	}
	sum := 0.0
	for _, o := range r.options {
		if o.entity == r.ms[best].Entity {
			sum += o.odds
		}
	}
	return best, float32(sum / all)
}
