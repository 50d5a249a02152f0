package syntax

import "herodotus/internal/model"

// Atoms of a labelling decision: head (h) and dependent (d) of the new arc.
const (
	hw = iota + 1
	ht
	dw
	dt
	dir // side and distance
	dl1w
	dl1t
	dl1l
	dl2w
	dl2l
	dr1w
	dr1t
	dr1l
	hl1t
	hl1l
	hl2l
	hr1t
	hr1l
	hr2l
	hr1w
	hl1w
	dpt // tags around the dependent
	dnt
	hpt
	hnt
	dnw
	dpw
	b0tt
	hv
	dv
)

// labelTemplates are the features of the choice of a relation.
var labelTemplates = []model.Template{
	{hw, dir}, {ht, dir}, {dw, dir}, {dt, dir}, {hw, dw}, {hw, dt}, {ht, dw}, {ht, dt, dir}, {hw, ht, dt, dir}, {ht, dw, dt},
	{dl1w, dt}, {dl1w, ht, dt}, {dl1w, hw}, {dl1t, ht, dt}, {dl1l, ht, dt, dir}, {dl1w, dl2w}, {dl1l, dl2l, dt}, {dl2w, dt}, {dl1w, dw},
	{dr1t, ht, dt}, {dr1l, dt, dir}, {dr1w, dt}, {dl1w, dr1l, dt}, {dl1l, dr1l, dt},
	{hl1l, ht, dt, dir}, {hr1l, ht, dt, dir}, {hl1l, hl2l, dt, dir}, {hr1l, hr2l, dt, dir}, {hw, hl1l, dir}, {hw, hr1l, dir}, {hl1l, hr1l, dt, dir},
	{hr1w, dt, dir}, {hl1w, dt, dir}, {hl1t, ht, dt}, {hr1t, ht, dt},
	{dpt, dt, ht}, {dnt, dt, ht}, {hpt, ht, dt}, {hnt, ht, dt}, {dpt, dt, dnt, dir}, {dpw, dt, dir}, {dnw, dt, dir}, {dpw, dw}, {dnw, dw}, {b0tt, dt, ht},
	{hv, ht, dt, dir}, {dv, dt, ht, dir},
}

// LabelKeys appends the features of the relation of a new arc.
func (s *State) LabelKeys(keys []uint64, a *[256]uint32, head, dep int32) []uint64 {
	h, d := &s.nodes[head], &s.nodes[dep]
	a[hw], a[ht], a[dw], a[dt] = h.form, uint32(h.tag), d.form, uint32(d.tag)
	a[dir] = distance(head, dep) << 1
	if head > dep {
		a[dir]++
	}
	l, l2, r := &s.nodes[d.left1], &s.nodes[d.left2], &s.nodes[d.right1]
	a[dl1w], a[dl1t], a[dl1l], a[dl2w], a[dl2l] = l.form, uint32(l.tag), uint32(l.rel)+1, l2.form, uint32(l2.rel)+1
	a[dr1w], a[dr1t], a[dr1l] = r.form, uint32(r.tag), uint32(r.rel)+1
	l, l2, r = &s.nodes[h.left1], &s.nodes[h.left2], &s.nodes[h.right1]
	a[hl1w], a[hl1t], a[hl1l], a[hl2l] = l.form, uint32(l.tag), uint32(l.rel)+1, uint32(l2.rel)+1
	a[hr1w], a[hr1t], a[hr1l], a[hr2l] = r.form, uint32(r.tag), uint32(r.rel)+1, uint32(s.nodes[h.right2].rel)+1
	a[dpt], a[dnt], a[hpt], a[hnt] = s.tagAt(dep-1), s.tagAt(dep+1), s.tagAt(head-1), s.tagAt(head+1)
	a[dpw], a[dnw] = s.formAt(dep-1), s.formAt(dep+1)
	a[b0tt] = s.tagAt(s.next)
	a[hv], a[dv] = h.valency(), d.valency()
	return model.Keys(keys, labelTemplates, a)
}
