// rules/guard.c - the conditions of a formula, compiled apart
//
// Whether a missing fact matters to a formula depends on its conditions: what stands in the branch
// that is not taken was not consulted. Evaluation decides that with the value of each condition and
// each side of `and` and `or`, so these are compiled here. A part that stands within a loop, or is
// very long, has no code: then all its branches count as consulted.
#include "rules/rules_int.h"

enum { GUARDS_MAX = 256, GUARD_BYTES_MAX = 4096 };

typedef struct Guards {
    Guard *items;
    size_t count, capacity;
} Guards;

static bool has_local(const FeelNode *n) {
    if (n->kind == FEEL_NODE_LOCAL) return true;
    for (size_t i = 0; i < n->child_count; i++)
        if (has_local(n->children[i])) return true;
    return false;
}

static void add_guard(Builder *b, const View *v, const FeelCode *code, const FeelNode *n,
                      Guards *guards) {
    if (guards->count >= GUARDS_MAX || n->size > GUARD_BYTES_MAX || has_local(n)) return;
    Str text = str_part(feel_code_text(code), n->offset, n->size);
    Findings unwanted = {.arena = b->arena};
    const FeelCode *part =
        feel_compile(b->arena, text, feel_code_place(code), v->scope, (FeelOptions){0}, &unwanted);
    if (part) *VEC_ADD(b->arena, guards) = (Guard){n, part};
}

static void walk(Builder *b, const View *v, const FeelCode *code, const FeelNode *n,
                 Guards *guards) {
    bool is_logic = n->kind == FEEL_NODE_AND || n->kind == FEEL_NODE_OR;
    size_t guarded = n->kind == FEEL_NODE_IF ? 1 : is_logic ? n->child_count : 0;
    for (size_t i = 0; i < n->child_count; i++) {
        if (i < guarded) add_guard(b, v, code, n->children[i], guards);
        walk(b, v, code, n->children[i], guards);
    }
}

static void walk_code(Builder *b, const View *v, const FeelCode *code, Guards *guards) {
    if (code) walk(b, v, code, feel_code_tree(code), guards);
}

void rule_collect_guards(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    Guards guards = {0};
    View *own = view_of_item(b, r->item, false);
    walk_code(b, view_of_item(b, r->item, r->item->is_spread), r->is, &guards);
    walk_code(b, own, r->when, &guards);
    walk_code(b, own, r->initial, &guards);
    if (r->step)
        walk_code(b, view_get(b, r->item->sets, r->item->set_count, r->item->grain, true), r->step,
                  &guards);
    r->guards = guards.items;
    r->guard_count = guards.count;
}
