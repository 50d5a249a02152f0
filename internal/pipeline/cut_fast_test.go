//go:build !slow

package pipeline

// cutEvery is how many cases TestCutTexts goes on by: the slow suites take them all.
const cutEvery = 20
