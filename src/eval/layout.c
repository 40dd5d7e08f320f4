// eval/layout.c - cells: the combinations of members that an item varies over
#include "eval/eval_int.h"

#include <assert.h>

enum { CELLS_MAX = 1 << 30 };

bool layout_make(const Engine *e, const uint32_t *sets, size_t set_count, Layout *ret) {
    Layout l = {.set_count = set_count, .large = -1, .cells = 1};
    for (size_t i = 0; i < set_count; i++) {
        l.sets[i] = sets[i];
        l.sizes[i] = (uint32_t)e->facts.member_count(e->facts.self, sets[i]);
        if (sets[i] == e->large && l.large < 0) l.large = (int)i;
    }
    for (size_t i = set_count; i-- > 0;) {
        if ((int)i == l.large) continue;
        l.strides[i] = l.cells;
        l.cells *= l.sizes[i];
        if (l.cells > CELLS_MAX) return false;
    }
    l.inner = l.cells;
    if (l.large >= 0) {
        l.strides[l.large] = l.inner;
        l.cells *= l.sizes[l.large];
    }
    *ret = l;
    return l.cells <= CELLS_MAX;
}

void layout_members(const Layout *l, size_t cell, uint32_t *ret_members) {
    if (l->set_count == 1) {
        ret_members[0] = (uint32_t)cell;
        return;
    }
    for (size_t i = 0; i < l->set_count; i++)
        ret_members[i] = (uint32_t)(cell / l->strides[i] % l->sizes[i]);
}

size_t layout_cell(const Layout *l, const uint32_t *members) {
    size_t cell = 0;
    for (size_t i = 0; i < l->set_count; i++) cell += members[i] * l->strides[i];
    return cell;
}

void layout_next(const Layout *l, uint32_t *members) {
    for (size_t i = l->set_count; i-- > 0;) {
        if ((int)i == l->large) continue;
        if (++members[i] < l->sizes[i]) return;
        members[i] = 0;
    }
    if (l->large >= 0) members[l->large]++;
}
