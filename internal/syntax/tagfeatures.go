package syntax

import "herodotus/internal/model"

// Atoms of a tagging decision. 0 is reserved; see model.Template.
const (
	aForm = iota + 1
	aLower
	aSuf2
	aSuf3
	aSuf4
	aPre1
	aPre2
	aPre3
	aShape
	aSpace
	aFirst // whether the word opens the sentence, and whether the sentence is a headline in capitals
	aLower1L
	aForm1L
	aSuf1L
	aShape1L
	aLower2L
	aLower1R
	aForm1R
	aSuf1R
	aShape1R
	aSpace1R
	aLower2R
	aSuf2R
	aShape2R
	aTag1
	aTag2
	aLower3L
	aLower3R
	aClass
	aGroup
	aClass1L
	aClass1R
	aGroup1L
	aGroup1R
)

// tagTemplates are the features of a tagging decision.
var tagTemplates = []model.Template{
	{aForm}, {aLower}, {aSuf2}, {aSuf3}, {aSuf4}, {aPre1, aSuf3}, {aPre2}, {aPre3}, {aShape}, {aShape, aFirst},
	{aForm, aFirst}, {aForm, aSpace}, {aShape, aSpace},
	{aTag1}, {aTag1, aTag2}, {aTag1, aLower}, {aTag1, aTag2, aLower}, {aTag1, aSuf3}, {aTag1, aShape}, {aTag2, aSuf3},
	{aLower1L}, {aLower1L, aLower}, {aLower1L, aSuf3}, {aSuf1L, aSuf3}, {aShape1L, aShape},
	{aLower2L}, {aLower2L, aLower1L}, {aLower1L, aTag2},
	{aLower1R}, {aLower1R, aLower}, {aLower1R, aSuf3}, {aSuf1R, aSuf3}, {aSuf1R, aTag1, aSuf2}, {aShape1R, aShape}, {aShape1R, aSpace1R},
	{aLower2R}, {aLower1R, aLower2R}, {aSuf1R, aSuf2R}, {aSuf2R, aSuf3},
	{aTag1, aLower, aLower1R}, {aTag1, aLower1R}, {aShape1L, aShape, aShape1R}, {aLower1L, aLower1R},
	{aTag1, aShape, aShape1R}, {aShape1R, aShape2R, aShape}, {aLower3L, aLower}, {aLower3R, aLower},
	{aClass}, {aClass, aTag1}, {aClass, aSuf3}, {aClass, aShape}, {aClass1R, aTag1}, {aClass1R, aClass}, {aGroup, aGroup1R, aTag1}, {aClass1L, aClass},
}

// edge stands for the words before and after the sentence.
var edge = word{form: 2, lower: 2, suf: [3]uint32{2, 2, 2}, pre: [3]uint32{2, 2, 2}, shape: 2 << 2, space: 8, casing: 1}

func (w *Words) at(i int) *word {
	if uint(i) < uint(len(w.list)) {
		return &w.list[i]
	}
	return &edge
}

// TagKeys appends the features of word i after the two tags before it (classes
// from 1; 0 before the sentence).
func (w *Words) TagKeys(keys []uint64, atoms *[256]uint32, i int, tag1, tag2 uint8) []uint64 {
	c, l, r := &w.list[i], w.at(i-1), w.at(i+1)
	a := atoms
	a[aForm], a[aLower], a[aSuf2], a[aSuf3], a[aSuf4] = c.form, c.lower, c.suf[0], c.suf[1], c.suf[2]
	a[aPre1], a[aPre2], a[aPre3], a[aShape], a[aSpace] = c.pre[0], c.pre[1], c.pre[2], c.shape, c.space
	a[aFirst] = c.casing << 1
	if i == 0 {
		a[aFirst] |= 1
	}
	a[aLower1L], a[aForm1L], a[aSuf1L], a[aShape1L] = l.lower, l.form, l.suf[1], l.shape
	a[aLower1R], a[aForm1R], a[aSuf1R], a[aShape1R], a[aSpace1R] = r.lower, r.form, r.suf[1], r.shape, r.space
	a[aLower2L] = w.at(i - 2).lower
	r2 := w.at(i + 2)
	a[aLower2R], a[aSuf2R], a[aShape2R] = r2.lower, r2.suf[1], r2.shape
	a[aLower3L], a[aLower3R] = w.at(i-3).lower, w.at(i+3).lower
	a[aClass], a[aClass1L], a[aClass1R] = c.class, l.class, r.class
	a[aGroup], a[aGroup1L], a[aGroup1R] = c.class>>8, l.class>>8, r.class>>8
	a[aTag1], a[aTag2] = uint32(tag1)+1, uint32(tag2)+1
	return model.Keys(keys, tagTemplates, a)
}
