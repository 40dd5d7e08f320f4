// incentive/survey.c - what a scenario's plays need: what was left unsaid, and how to compute it
//
// From payments and earnings all items are followed that they read. A quantity among them that is
// neither variable nor fact is asked for by name. Where all are single numbers of a period they can
// go through in columns of doubles; what is carried from one period to the next cannot be judged
// one period at a time.
#include "incentive/plays_int.h"

typedef struct Surveyor {
    Arena *arena;
    Plays *plays;
    Findings *findings;
    const PlayBook *book;
    uint32_t root;
    bool *is_seen, *is_asked;
    bool *is_given; // variables and parameters
} Surveyor;

static void not_fast(Surveyor *v, Message why) {
    if (v->plays->is_fast) v->plays->why_exact = why;
    v->plays->is_fast = false;
}

static void cannot_run(Surveyor *v, Message why) {
    if (v->plays->can_run) v->plays->why_not = why;
    v->plays->can_run = false;
}

// ---- what is missing ----------------------------------------------------------------------------

static void ask_for(Surveyor *v, uint32_t item) {
    const Rulebook *rules = v->book->rules;
    const Item *i = &rules->terms->items[item];
    if (v->is_given[item] || rules->rules[item].has_missing || v->is_asked[item]) return;
    v->is_asked[item] = true;
    finding_add(v->findings, SEVERITY_ERROR, "scenario",
                (Place){.file = v->plays->scenario->file, .line = 1, .column = 1},
                MSG("the scenario says nothing of the quantity \"{1}\", which \"{2}\" needs", i->id,
                    rules->terms->items[v->root].id),
                MSG("add it to the facts, or make it a variable"));
    finding_also(v->findings, i->place);
}

static void check_members(Surveyor *v, const Item *i) {
    const Terms *t = v->book->rules->terms;
    for (size_t k = 0; k < i->set_count; k++) {
        const Set *set = &t->sets[i->sets[k]];
        if (set->kind == MEMBERS_FACTS)
            cannot_run(v,
                       MSG("who belongs to \"{1}\" is not known before there are facts", set->id));
    }
}

// ---- how it can be computed ---------------------------------------------------------------------

static void check_grain(Surveyor *v, const Item *i) {
    Grain period = v->book->rules->terms->period;
    bool is_payment = i->kind == ITEM_PAYMENT;
    if (i->kind == ITEM_PARAMETER) return;
    if (i->grain != period && (is_payment || i->grain != GRAIN_ONCE))
        cannot_run(
            v, MSG("\"{1}\" is reckoned for another period than the agreement is settled", i->id));
}

static void check_reads(Surveyor *v, const Rule *rule) {
    for (size_t k = 0; k < rule->slot_count; k++) {
        const Read *read = &v->book->rules->reads[rule->slots[k]];
        if (read->kind == READ_PREVIOUS || read->kind == READ_EARLIER)
            cannot_run(v, MSG("\"{1}\" carries over what was in earlier periods", rule->item->id));
        if (read->kind != READ_ITEM || read->is_list)
            not_fast(v, MSG("\"{1}\" reads more than single numbers", rule->item->id));
    }
}

static bool is_plain_payment(const Item *i) {
    return i->from.kind <= ACTOR_POOL && i->to.kind <= ACTOR_POOL;
}

static void check_item(Surveyor *v, const Rule *rule) {
    const Item *i = rule->item;
    check_grain(v, i);
    check_members(v, i);
    check_reads(v, rule);
    if (i->kind == ITEM_TABLE)
        not_fast(v, MSG("\"{1}\" is a decision table", i->id));
    else if (i->set_count)
        not_fast(v, MSG("\"{1}\" has several values in a period", i->id));
    else if (rule->is_dated)
        not_fast(v, MSG("\"{1}\" changes at a date", i->id));
    else if (i->kind == ITEM_PAYMENT && !is_plain_payment(i))
        not_fast(v, MSG("who pays or is paid by \"{1}\" is computed", i->id));
    else if (rule->type->kind != FEEL_NUMBER && rule->type->kind != FEEL_BOOLEAN)
        not_fast(v, MSG("\"{1}\" is no number", i->id));
}

static void check_currency(Surveyor *v, uint32_t payment) {
    const Terms *t = v->book->rules->terms;
    const Item *i = &t->items[payment];
    if (!str_is(i->currency, t->currency))
        cannot_run(v, MSG("\"{1}\" is paid in another currency", i->id));
}

// ---- following ----------------------------------------------------------------------------------

static void visit(Surveyor *v, uint32_t item) {
    const Rule *rule = &v->book->rules->rules[item];
    if (v->is_seen[item]) return;
    v->is_seen[item] = true;
    check_item(v, rule);
    if (rule->item->kind == ITEM_QUANTITY) ask_for(v, item);
    for (size_t k = 0; k < rule->slot_count; k++) {
        const Read *read = &v->book->rules->reads[rule->slots[k]];
        if (read->kind <= READ_EARLIER) visit(v, read->item);
    }
}

static void visit_root(Surveyor *v, uint32_t item) {
    v->root = item;
    visit(v, item);
}

static void visit_book(Surveyor *v, const PlayBook *book) {
    const Plays *p = v->plays;
    v->book = book;
    memset(v->is_seen, 0, p->item_count * sizeof *v->is_seen);
    for (size_t i = 0; i < p->payment_count; i++) {
        visit_root(v, p->payments[i]);
        check_currency(v, p->payments[i]);
    }
    for (uint32_t i = 0; i < 2 * p->parties; i++) visit_root(v, p->earns + i);
}

void plays_survey(Arena *a, Plays *p, Findings *f) {
    const Scenario *s = p->scenario;
    Surveyor v = {.arena = a, .plays = p, .findings = f};
    v.is_seen = ARENA_ARRAY(a, bool, p->item_count);
    v.is_asked = ARENA_ARRAY(a, bool, p->item_count);
    v.is_given = ARENA_ARRAY(a, bool, p->item_count);
    for (size_t i = 0; i < s->variable_count; i++) v.is_given[s->variables[i].item] = true;
    for (size_t i = 0; i < s->parameter_count; i++) v.is_given[s->parameters[i].item] = true;
    for (size_t i = 0; i < p->book_count; i++) visit_book(&v, &p->books[i]);
    if (!p->is_fast || !p->can_run) return;
    Arena *scratch = arena_new();
    if (!tape_new(scratch, p, NULL))
        not_fast(&v, MSG("some formula does more than numbers and conditions"));
    arena_free(scratch);
}
