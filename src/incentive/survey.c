// incentive/survey.c - what a scenario's plays need: what was left unsaid, and how to compute it
//
// From payments and earnings all items are followed that they read. A quantity among them that is
// neither variable nor fact is asked for by name. Where all are single numbers of a period they can
// go through in columns of doubles; where something is carried from one period to the next, whole
// worlds go through the evaluator.
#include "incentive/plays_int.h"

typedef struct Surveyor {
    Arena *arena;
    Plays *plays;
    Findings *findings;
    const PlayBook *book;
    uint32_t root;
    uint8_t *is_seen; // 1: as something that varies, 2: as something fixed
    bool *is_asked;
    bool *is_given; // variables and parameters
    bool is_fixed;  // what is followed depends on none of them
} Surveyor;

static void not_fast(Surveyor *v, Message why) {
    if (v->is_fixed) return;
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
    finding_add(v->findings, SEVERITY_ERROR, "scenario", v->plays->scenario->facts.place,
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
            cannot_run(
                v,
                MSG("who belongs to \"{1}\" is not known before there are facts; the scenario can "
                    "name the members",
                    set->id));
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

// Of an agreement without end there is no last period up to which it could be followed.
static void carry(Surveyor *v, const Rule *rule) {
    Message why = MSG("\"{1}\" carries over what was in earlier periods", rule->item->id);
    v->plays->is_carried = true;
    if (v->plays->is_fast) v->plays->why_exact = why;
    v->plays->is_fast = false;
    if (v->plays->scenario->is_renewed)
        cannot_run(v, MSG("\"{1}\" carries over what was in earlier periods, and the agreement is "
                          "renewed without end",
                          rule->item->id));
}

static void check_reads(Surveyor *v, const Rule *rule) {
    for (size_t k = 0; k < rule->slot_count; k++) {
        const Read *read = &v->book->rules->reads[rule->slots[k]];
        if (read->kind == READ_PREVIOUS || read->kind == READ_EARLIER) carry(v, rule);
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

// ---- what depends on nothing uncertain ----------------------------------------------------------

// 1: on nothing; 2: on a variable or parameter.
static bool varies(const Surveyor *v, const PlayBook *book, uint32_t item, uint8_t *known) {
    const Rule *rule = &book->rules->rules[item];
    if (known[item]) return known[item] == 2;
    known[item] = 1;
    bool is = v->is_given[item];
    for (size_t k = 0; k < rule->slot_count && !is; k++) {
        const Read *read = &book->rules->reads[rule->slots[k]];
        is = read->kind <= READ_EARLIER && varies(v, book, read->item, known);
    }
    known[item] = is ? 2 : 1;
    return is;
}

static bool payment_varies(Surveyor *v, uint32_t payment) {
    const Plays *p = v->plays;
    bool is = false;
    for (size_t b = 0; b < p->book_count && !is; b++) {
        memset(v->is_seen, 0, p->item_count);
        is = varies(v, &p->books[b], payment, v->is_seen);
    }
    return is;
}

static void part_payments(Surveyor *v) {
    Plays *p = v->plays;
    uint32_t *fixed = ARENA_ARRAY(v->arena, uint32_t, p->payment_count);
    size_t fixed_count = 0;
    for (size_t i = 0; i < p->payment_count; i++)
        if (payment_varies(v, p->payments[i]))
            p->payments[p->tape_payment_count++] = p->payments[i];
        else
            fixed[fixed_count++] = p->payments[i];
    for (size_t i = 0; i < fixed_count; i++) p->payments[p->tape_payment_count + i] = fixed[i];
}

// ---- following ----------------------------------------------------------------------------------

static void visit(Surveyor *v, uint32_t item) {
    const Rule *rule = &v->book->rules->rules[item];
    if (v->is_seen[item] & (1 + v->is_fixed)) return;
    v->is_seen[item] |= (uint8_t)(1 + v->is_fixed);
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
    memset(v->is_seen, 0, p->item_count);
    for (size_t i = 0; i < p->payment_count; i++) {
        v->is_fixed = i >= p->tape_payment_count;
        visit_root(v, p->payments[i]);
        check_currency(v, p->payments[i]);
    }
    v->is_fixed = false;
    for (uint32_t i = 0; i < plays_money(p); i++) visit_root(v, p->earns + i);
}

// Are earnings for columns where the payments are not?
static bool earnings_are_fast(Surveyor v) {
    Plays earned = *v.plays;
    Arena *scratch = arena_new();
    earned.is_fast = true;
    earned.tape_payment_count = 0;
    v.plays = &earned;
    for (size_t i = 0; i < earned.book_count; i++) {
        v.book = &earned.books[i];
        memset(v.is_seen, 0, earned.item_count);
        for (uint32_t k = 0; k < 2 * earned.parties; k++) visit_root(&v, earned.earns + k);
    }
    bool is = earned.is_fast && tape_new(scratch, &earned, NULL);
    arena_free(scratch);
    return is;
}

static void blend(Arena *a, Surveyor v) {
    Plays *p = v.plays;
    p->is_blended = earnings_are_fast(v);
    p->memory = play_memory_new(a);
    if (!p->is_blended) return;
    for (size_t i = 0; i < p->scenario->variable_count; i++)
        v.is_given[p->scenario->variables[i].item] = false;
    for (size_t i = 0; i < p->tape_payment_count && !p->pays_by_parameters; i++)
        p->pays_by_parameters = payment_varies(&v, p->payments[i]);
}

void plays_survey(Arena *a, Plays *p, Findings *f) {
    const Scenario *s = p->scenario;
    Surveyor v = {.arena = a, .plays = p, .findings = f};
    v.is_seen = ARENA_ARRAY(a, uint8_t, p->item_count);
    v.is_asked = ARENA_ARRAY(a, bool, p->item_count);
    v.is_given = ARENA_ARRAY(a, bool, p->item_count);
    for (size_t i = 0; i < s->variable_count; i++) v.is_given[s->variables[i].item] = true;
    for (size_t i = 0; i < s->parameter_count; i++) v.is_given[s->parameters[i].item] = true;
    part_payments(&v);
    for (size_t i = 0; i < p->book_count; i++) visit_book(&v, &p->books[i]);
    if (p->can_run && p->is_carried) p->history = history_book(a, p, &p->why_not);
    p->can_run = p->can_run && (!p->is_carried || p->history);
    // Blended are ways that are alike in all periods and in the time after the end.
    if (!p->is_fast && p->can_run && !p->is_carried && !p->has_after) blend(a, v);
    if (!p->is_fast || !p->can_run) return;
    Arena *scratch = arena_new();
    if (!tape_new(scratch, p, NULL))
        not_fast(&v, MSG("some formula does more than numbers and conditions"));
    arena_free(scratch);
}
