package link

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// story is what is remembered of a story: reports over days that share names,
// places and words. A report joins the story that it is most like (single-pass
// clustering, as in topic detection and tracking: Allan et al. 1998).
type story struct {
	title       string
	first, last int32
	documents   int
	outlets     []uint64 // hashes, for counting
	terms       vector   // not of unit length: the sum of its reports, older ones fading
}

func (s *story) fields(c *codec) {
	c.str(&s.title)
	c.day(&s.first)
	c.day(&s.last)
	c.int(&s.documents)
	list(c, &s.outlets, c.uint)
	terms := []term(s.terms)
	list(c, &terms, func(t *term) { t.fields(c) })
	s.terms = terms
}

const (
	// storyWindow is for how many days a story without news stays open.
	storyWindow = 12
	// sameStory is the cosine from which a report belongs to a story; it rises by a
	// third over the window, as old stories need better evidence.
	sameStory       = 0.24
	storyKeys       = 12
	storyPostings   = 12
	storyCandidates = 24
	storyTerms      = 96
	storyFading     = 0.9
	storyOutlets    = 500 // counted up to here
)

// findStory puts the document in the story of its copies, else in the likeliest, else in a new one.
func (x *linking) findStory() error {
	x.terms = x.termsOf()
	id, s, err := x.likeliestStory()
	if err != nil {
		return err
	}
	if s == nil {
		if id, err = x.memory.NextID(KindStory); err != nil {
			return err
		}
		s = &story{title: x.title(), first: x.day, last: x.day}
		x.result.Story = Story{New: true, Similarity: 1}
	}
	x.extend(s)
	if err := x.memory.Save(KindStory, id, x.day, x.terms.heaviest(storyKeys), encode(s)); err != nil {
		return err
	}
	r := &x.result.Story
	r.ID, r.Title, r.FirstDay, r.LastDay, r.Documents, r.Outlets = id, s.title, s.first, s.last, s.documents, len(s.outlets)
	if x.group.story == 0 {
		x.group.story = id
		return x.saveGroup()
	}
	return nil
}

func (x *linking) likeliestStory() (uint64, *story, error) {
	if id := x.group.story; id != 0 {
		var s story
		found, err := x.load(KindStory, id, &s)
		if err != nil || found {
			x.result.Story.Similarity, x.result.Story.Evidence = x.likenessTo(&s)
			return id, &s, err
		}
	}
	ids, err := x.lookupNear(KindStory, x.terms.heaviest(storyKeys), storyWindow, storyPostings, storyCandidates)
	if err != nil {
		return 0, nil, err
	}
	blobs, err := x.memory.Load(KindStory, ids)
	if err != nil {
		return 0, nil, err
	}
	var id uint64
	var best *story
	for i, b := range blobs {
		var s story
		if b == nil || decode(b, &s) != nil {
			continue
		}
		like, shared := x.likenessTo(&s)
		if like < sameStory*(1+float64(s.gap(x.day))/(3*storyWindow)) {
			continue
		}
		if r := &x.result.Story; best == nil || like > r.Similarity || like == r.Similarity && ids[i] < id {
			id, best = ids[i], &s
			r.Similarity, r.Evidence = like, shared
		}
	}
	return id, best, nil
}

func (x *linking) likenessTo(s *story) (float64, []string) {
	return x.terms.dot(slices.Clone(s.terms).unit())
}

// gap is how many days lie between a day and the story; 0 when either is unknown.
func (s *story) gap(day int32) int32 {
	if day == NoDay || s.last == NoDay {
		return 0
	}
	return max(0, day-s.last, s.first-day)
}

// extend adds the document to the story.
func (x *linking) extend(s *story) {
	s.documents++
	s.terms = s.terms.plus(x.terms, storyFading).top(storyTerms)
	if x.day != NoDay {
		if s.first == NoDay || x.day < s.first {
			s.first = x.day
		}
		s.last = max(s.last, x.day)
	}
	if h := hash(x.outlet); x.outlet != "" && !slices.Contains(s.outlets, h) && len(s.outlets) < storyOutlets {
		s.outlets = append(s.outlets, h)
	}
}

// title is the document's, else its first line.
func (x *linking) title() string {
	t := value(x.rec.Document.Title)
	if t == "" {
		t, _, _ = strings.Cut(strings.TrimSpace(x.rec.Document.Text), "\n")
	}
	const longest = 120
	if len(t) <= longest {
		return t
	}
	end := longest
	for !utf8.RuneStart(t[end]) {
		end--
	}
	if space := strings.LastIndexByte(t[:end], ' '); space > longest/2 {
		end = space
	}
	return t[:end] + "…"
}
