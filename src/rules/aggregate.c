// rules/aggregate.c - sums over what is one value where it is read
//
// Within a formula for each member, the value of a member is read, not the list of all of them: the
// sum of it is the value itself. The language allows that, and nobody means it.
#include "rules/rules_int.h"

static bool is_aggregate(Str name) {
    static const char *const names[] = {"sum",    "mean",    "min",  "max",    "count",
                                        "median", "product", "mode", "stddev", "sort"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_is(name, str_from(names[i]))) return true;
    return false;
}

static const FeelNode *argument_of(const FeelNode *n) {
    bool is_call = n->kind == FEEL_NODE_CALL && n->child_count == 1 && is_aggregate(n->text);
    return is_call && n->children[0]->kind == FEEL_NODE_NAME ? n->children[0] : NULL;
}

static bool is_one_value(const Builder *b, const FeelNode *name) {
    const Read *r = &b->reads.items[name->slot];
    bool is_item = r->kind == READ_ITEM || r->kind == READ_PREVIOUS;
    return is_item && name->type->kind != FEEL_LIST && name->type->kind != FEEL_ANY;
}

static void walk(Builder *b, const FeelCode *code, const FeelNode *n) {
    const FeelNode *name = argument_of(n);
    if (name && is_one_value(b, name)) {
        Str text = str_part(feel_code_text(code), name->offset, name->size);
        finding_add(b->findings, SEVERITY_WARNING, "sum-of-one", rule_place_of(code, n),
                    MSG("\"{1}\" is one value here: its {2} is the value itself", text, n->text),
                    MSG("for the {1} over all, write {1}({2}) in a formula of its own whose `per` "
                        "lacks the set or has a coarser period",
                        n->text, text));
    }
    for (size_t i = 0; i < n->child_count; i++) walk(b, code, n->children[i]);
}

void rule_check_aggregates(Builder *b, uint32_t item) {
    const Rule *r = &b->rules[item];
    if (r->is) walk(b, r->is, feel_code_tree(r->is));
    if (r->when) walk(b, r->when, feel_code_tree(r->when));
}
