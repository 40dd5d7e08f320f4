// rules/need.c - which items must be computed before which
#include "rules/rules_int.h"

static void add_need(Builder *b, uint32_t item, Need need) {
    Needs *needs = &b->needs[item];
    if (!item_is_derived(&b->terms->items[need.item])) return;
    for (size_t i = 0; i < needs->count; i++) {
        Need *n = &needs->items[i];
        if (n->item == need.item && n->is_lagged == need.is_lagged && n->lag == need.lag) return;
    }
    *VEC_ADD(b->arena, needs) = need;
}

// Before the first period `initial` stands in, so the reader needs what that one reads.
static void add_initial(Builder *b, uint32_t item, uint32_t read) {
    const FeelCode *initial = b->rules[read].initial;
    size_t count = 0;
    const uint32_t *slots = initial ? feel_code_slots(initial, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        const Read *r = &b->reads.items[slots[i]];
        if (r->kind == READ_ITEM) add_need(b, item, (Need){.item = r->item});
    }
}

static void add_slot(Builder *b, uint32_t item, uint32_t slot) {
    const Read *r = &b->reads.items[slot];
    const Rule *rule = &b->rules[item];
    if (r->kind == READ_ITEM) {
        add_need(b, item, (Need){.item = r->item});
    } else if (r->kind == READ_PREVIOUS || r->kind == READ_EARLIER) {
        Grain lag = grain_coarser(rule->item->grain, b->terms->items[r->item].grain);
        add_need(b, item, (Need){.item = r->item, .is_lagged = true, .lag = lag});
        add_initial(b, item, r->item);
    }
}

void needs_collect(Builder *b) {
    b->needs = ARENA_ARRAY(b->arena, Needs, b->terms->item_count);
    for (uint32_t i = 0; i < b->terms->item_count; i++) rule_collect_slots(b, i);
    for (uint32_t i = 0; i < b->terms->item_count; i++)
        for (size_t k = 0; k < b->rules[i].slot_count; k++) add_slot(b, i, b->rules[i].slots[k]);
}
