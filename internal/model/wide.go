package model

// wideRow is the row length of a slot that leads to a wide row; no row of cells is as long.
const wideRow = 255

// maxLanes is the length of a wide row of 256 classes.
const maxLanes = 256 / 4

// widen stores rows again that are faster to add whole than cell by cell: every
// class has 16 bits, which hold its weight and half the range of weights, so
// that lanes stay positive and one addition serves four classes. Append must
// not be called after.
func (t *Sparse) widen() {
	t.lanes = (t.classes + 3) / 4
	half := uint64(1) << (t.bits - 1)
	for i, s := range t.slots {
		row := t.cells[s>>32 : s>>32+s&255]
		if len(row) < max(t.lanes/2, 4) {
			continue
		}
		at := len(t.wide)
		for range t.lanes {
			t.wide = append(t.wide, half*0x0001_0001_0001_0001)
		}
		for _, c := range row {
			class, weight := int(c>>t.bits), uint64(int64(int16(c<<(16-t.bits))>>(16-t.bits)))
			t.wide[at+class/4] += weight << (16 * (class % 4))
		}
		t.slots[i] = uint64(at)<<32 | s&(1<<32-1<<8) | wideRow
	}
}

// addWide adds the wide rows to the scores and gives the other rows.
func (t *Sparse) addWide(rows []uint64, scores []int32) []uint64 {
	var lanes [maxLanes]uint64
	sum := lanes[:min(t.lanes, maxLanes)]
	most := int32(1<<16-1) / (1<<t.bits - 1) // rows until a lane might overflow
	n, added := 0, int32(0)
	for _, s := range rows {
		if s&255 != wideRow {
			rows[n] = s
			n++
			continue
		}
		if added == most {
			t.flush(sum, scores, added)
			added = 0
		}
		added++
		row := t.wide[s>>32:][:len(sum)]
		for i, w := range row {
			sum[i] += w
		}
	}
	t.flush(sum, scores, added)
	return rows[:n]
}

// flush moves the sums of a number of wide rows to the scores.
func (t *Sparse) flush(sum []uint64, scores []int32, rows int32) {
	half := rows << (t.bits - 1)
	for i := range scores[:t.classes] {
		scores[i] += int32(uint16(sum[i/4]>>(16*(i%4)))) - half
	}
	clear(sum)
}
