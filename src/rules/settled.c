// rules/settled.c - which items need not be compiled a second time
//
// The first pass does not know the types of derived items that stand further down. An item that
// reads only what was known when its turn came, and in which nothing was found, comes out of the
// second pass as it came out of the first.
#include "rules/rules_int.h"

static bool is_read_settled(const Builder *b, uint32_t slot) {
    const Read *r = &b->reads.items[slot];
    bool is_item = r->kind == READ_ITEM || r->kind == READ_PREVIOUS || r->kind == READ_EARLIER;
    return !is_item || b->settled[r->item];
}

static bool is_tree_settled(const Builder *b, const FeelNode *n) {
    if (n->kind == FEEL_NODE_NAME && !is_read_settled(b, n->slot)) return false;
    for (size_t i = 0; i < n->child_count; i++)
        if (!is_tree_settled(b, n->children[i])) return false;
    return true;
}

// A formula that is not there, or one that became code.
static bool is_code_settled(const Builder *b, Formula f, const FeelCode *code) {
    if (!f.text.at) return true;
    return code && is_tree_settled(b, feel_code_tree(code));
}

bool rule_is_settled(const Builder *b, uint32_t item) {
    const Rule *r = &b->rules[item];
    const Item *i = r->item;
    bool has_step = i->rounding.is_given && !i->rounding.is_none;
    return i->kind != ITEM_TABLE && is_code_settled(b, i->is, r->is) &&
           is_code_settled(b, i->initial, r->initial) && is_code_settled(b, i->when, r->when) &&
           (!has_step || is_code_settled(b, i->rounding.step, r->step)) &&
           (r->due_slot == NO_SLOT || is_read_settled(b, r->due_slot));
}
