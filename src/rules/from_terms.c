// rules/from_terms.c - things start here: Terms become a Rulebook
//
// Formulas are compiled twice. The first time the types of derived items are not known yet; what it
// finds is thrown away, but it shows which items each formula reads. From that follow the plan, and
// the order in which the second pass compiles, against the types of what they read, all formulas
// that the first one could not settle.
#include "rules/rules_int.h"

static void free_machine(void *machine) {
    feel_machine_free(machine);
}

static Builder builder_of(Arena *a, const Terms *t) {
    Builder b = {.arena = a, .terms = t, .empty = feel_scope_new(a)};
    b.rules = ARENA_ARRAY(a, Rule, t->item_count);
    b.types = ARENA_ARRAY(a, FeelType, t->item_count);
    b.list_types = ARENA_ARRAY(a, FeelType, t->item_count);
    b.settled = ARENA_ARRAY(a, bool, t->item_count);
    for (size_t i = 0; i < t->item_count; i++) {
        b.types[i] = *feel_type(FEEL_ANY);
        b.list_types[i] = (FeelType){.kind = FEEL_LIST, .item = &b.types[i]};
        b.rules[i] = (Rule){.item = &t->items[i],
                            .type = &b.types[i],
                            .unit = unit_any(),
                            .factor = {dec_from_int(1), dec_from_int(1), true},
                            .from_slot = NO_SLOT,
                            .to_slot = NO_SLOT,
                            .due_slot = NO_SLOT};
    }
    return b;
}

// Every view declares every name: refuse agreements where that would be too much.
static bool is_too_large(const Terms *t, Findings *f) {
    enum { NAMES_MAX = 1 << 20, VIEWS_PER_KIND = 2 };
    size_t views = 0;
    for (size_t i = 0; i < t->item_count; i++) {
        size_t k = 0;
        while (k < i && (t->items[k].grain != t->items[i].grain ||
                         t->items[k].set_count != t->items[i].set_count ||
                         memcmp(t->items[k].sets, t->items[i].sets,
                                t->items[i].set_count * sizeof *t->items[i].sets) != 0))
            k++;
        if (k == i) views++;
    }
    size_t names = t->item_count + 2 * t->set_count + VIEWS_PER_KIND;
    if (views * VIEWS_PER_KIND * names <= NAMES_MAX) return false;
    finding_add(f, SEVERITY_ERROR, "limit", (Place){.file = t->document->file},
                MSG("the agreement has too many items over too many different sets and periods"),
                MSG("let items share the same `per`, or part the agreement"));
    return true;
}

static void compile_leaves(Builder *b) {
    for (uint32_t i = 0; i < b->terms->item_count; i++) {
        if (item_is_derived(&b->terms->items[i])) continue;
        rule_compile(b, i);
        b->settled[i] = true;
    }
}

static size_t fault_count(const Builder *b) {
    return b->findings->count + b->findings->dropped_count;
}

// The first pass.
static void compile_derived(Builder *b) {
    for (uint32_t i = 0; i < b->terms->item_count; i++) {
        size_t before = fault_count(b);
        if (!item_is_derived(&b->terms->items[i])) continue;
        rule_compile(b, i);
        b->settled[i] = fault_count(b) == before && rule_is_settled(b, i);
    }
}

static void compile_unsettled(Builder *b, uint32_t item) {
    if (!b->settled[item]) rule_compile(b, item);
}

// The second pass, without an order to follow.
static void compile_all_unsettled(Builder *b) {
    for (uint32_t i = 0; i < b->terms->item_count; i++) compile_unsettled(b, i);
}

// Largest remainders and lists are taken over the members of a set.
static void check_division(Builder *b, uint32_t item) {
    const Item *i = &b->terms->items[item];
    const Rounding *r = &i->rounding;
    if (i->set_count > 0 || (!r->is_largest_remainder && !i->is_spread)) return;
    finding_add(b->findings, SEVERITY_ERROR, "wrong-type", i->place,
                MSG("\"{1}\" is divided among members, but its `per` names no set", i->id),
                MSG("add `per:` with the set among whose members it is divided"));
}

const Rulebook *rules_from_terms(Arena *a, const Terms *t, Findings *f) {
    Rulebook *book = ARENA_NEW(a, Rulebook);
    Builder b = builder_of(a, t);
    Arena *scratch = arena_new();
    arena_defer(scratch, free_machine, b.machine = feel_machine_new((FeelLimits){0}));
    Findings unwanted = {.arena = scratch};
    *book = (Rulebook){.terms = t, .rules = b.rules, .rule_count = t->item_count};
    if (!is_too_large(t, f)) {
        b.findings = f;
        compile_leaves(&b);
        b.findings = &unwanted;
        compile_derived(&b);
        needs_collect(&b);
        b.findings = f;
        b.plan = plan_make(&b);
        if (b.plan)
            plan_visit(b.plan, compile_unsettled, &b);
        else
            compile_all_unsettled(&b);
        for (uint32_t i = 0; i < t->item_count; i++) {
            rule_collect_slots(&b, i);
            if (item_is_derived(&t->items[i])) rule_collect_guards(&b, i);
            rule_check_aggregates(&b, i);
            check_division(&b, i);
        }
        if (b.plan && f->error_count == 0) rules_check_units(&b);
    }
    book->plan = b.plan;
    book->reads = b.reads.items;
    book->slot_count = b.reads.count;
    arena_free(scratch);
    return book;
}
