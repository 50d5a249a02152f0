//go:build slow

package pipeline

// cutEvery is how many cases TestCutTexts goes on by: all of them here.
const cutEvery = 1
