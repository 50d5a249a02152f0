package event

// doubts are what speaks against a candidate by the rules of the codebook.
type doubts uint16

const (
	doubtNeeds      doubts = 1 << iota // a participant that the sense needs was not found
	doubtEaten                         // another candidate's sense rests on the word
	doubtPromised                      // it is what a promise, threat or demand is about
	doubtNobody                        // nobody takes part, and it is no news by itself
	doubtSpelled                       // the threat that it announces follows
	doubtFigurative                    // the words are those of sport, weather and the like
	doubtPrivate                       // private people among themselves
	doubtLoose                         // a condition of its sense does not hold, or another sense of the word holds
)

var doubtNames = [...]string{"needs", "eaten", "promised", "nobody", "spelled", "figurative", "private", "loose"}

// doubt notes what speaks against candidate i, and gives it the participants of the event that it repeats if it names none.
func (w *work) doubt(i int32) {
	c := &w.cands[i]
	set := func(d doubts, on bool) {
		if on {
			c.doubts |= d
		}
	}
	set(doubtNeeds, c.dropped)
	by := w.eaten[c.tok]
	set(doubtEaten, by >= 0 && by != i && !w.cands[by].dropped && !w.outlives(c, &w.cands[by]))
	set(doubtPromised, w.promised(c))
	set(doubtNobody, len(c.actors)+len(c.others) == 0 && !w.borrow(c) && !w.newsworthy(c))
	set(doubtSpelled, w.spelledOut(c))
	set(doubtFigurative, w.figurative(c))
	set(doubtPrivate, w.private(c))
}
