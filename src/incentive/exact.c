// incentive/exact.c - all ways to play a period, by the evaluator that settles agreements
//
// One world and one period at a time: the term is cut down to that period, and the facts are the
// values of the variables. Right for whatever an agreement can say, and slow.
#include "eval/eval.h"
#include "incentive/plays_int.h"

#include <math.h>

struct Exact {
    const Plays *plays;
    const double *parameters;
    Arena *work; // of one evaluation
    const double *variables;
    size_t count, world;
    int64_t first_day, last_day;
};

// ---- facts --------------------------------------------------------------------------------------

static size_t no_members(void *self, uint32_t set) {
    (void)self;
    (void)set;
    return 0;
}

static Str no_id(void *self, uint32_t set, uint32_t member) {
    (void)self;
    (void)set;
    (void)member;
    return STR("");
}

static bool no_source(void *self, uint32_t item, const uint32_t *members, Period period,
                      FactSource *ret) {
    (void)self;
    (void)item;
    (void)members;
    (void)period;
    (void)ret;
    return false;
}

static bool span(void *self, int64_t *ret_first_day, int64_t *ret_last_day) {
    const Exact *e = self;
    *ret_first_day = e->first_day;
    *ret_last_day = e->last_day;
    return true;
}

static bool value_of(const Exact *e, uint32_t item, double *ret) {
    const Scenario *s = e->plays->scenario;
    for (size_t i = 0; i < s->variable_count; i++)
        if (s->variables[i].item == item) {
            *ret = e->variables[i * e->count + e->world];
            return true;
        }
    for (size_t i = 0; i < s->parameter_count; i++)
        if (s->parameters[i].item == item) {
            *ret = e->parameters ? e->parameters[i] : s->parameters[i].value;
            return true;
        }
    return false;
}

static size_t fill(void *self, uint32_t item, size_t along, const uint32_t *members, uint32_t first,
                   size_t count, Period period, FeelValue *ret) {
    double value;
    bool is_there = value_of(self, item, &value);
    (void)along;
    (void)members;
    (void)first;
    (void)period;
    for (size_t i = 0; i < count; i++)
        ret[i] = is_there ? feel_number(dec_from_double(value)) : feel_null();
    return is_there ? count : 0;
}

// ---- one world ----------------------------------------------------------------------------------

static uint32_t party_of(const Terms *t, const PayActor *actor) {
    uint32_t party = UINT32_MAX;
    if (actor->kind != ACTOR_POOL) map_get(&t->party_index, actor->id, &party);
    return party;
}

static void add_payment(const Exact *e, const Terms *t, const Payment *p, double *ret) {
    uint32_t from = party_of(t, &p->from), to = party_of(t, &p->to);
    double amount = dec_to_double(p->amount);
    if (from != UINT32_MAX) ret[from * e->count] -= amount;
    if (to != UINT32_MAX) ret[to * e->count] += amount;
}

static double earned(const Exact *e, const Outcome *o, uint32_t item) {
    const Terms *t = e->plays->scenario->terms;
    static const uint32_t members[LIMIT_SET_DIMENSIONS];
    Period period = period_of_day(t->period_rule, t->period, e->first_day);
    FeelValue v = outcome_value(o, item, members, period);
    return v.kind == FEEL_NUMBER ? dec_to_double(v.number) : (double)NAN;
}

static const Outcome *evaluate(Exact *e, size_t book, Findings *f) {
    Rulebook rules = *e->plays->books[book].rules;
    Terms *t = ARENA_NEW(e->work, Terms);
    Err err = {.code = ERR_NONE};
    *t = *rules.terms;
    t->from_day = e->first_day;
    t->to_day = e->last_day;
    rules.terms = t;
    Rulebook *kept = arena_copy(e->work, &rules, sizeof rules);
    Facts facts = {e, no_members, no_id, fill, NULL, no_source, span};
    EvalOptions options = {.through_day = e->last_day, .is_through_given = true, .threads = 1};
    return eval_run(e->work, kept, facts, options, f, &err);
}

// Where a payment could not be computed, nobody knows what anyone earns.
static void run_book(Exact *e, size_t book, size_t width, double *ret) {
    const Plays *p = e->plays;
    arena_reset(e->work);
    Findings findings = {.arena = e->work};
    const Outcome *o = evaluate(e, book, &findings);
    bool is_known = o && !findings.error_count;
    double *to = ret + book * width + e->world, *over = ret + p->book_count * width + e->world;
    for (uint32_t i = 0; i < p->parties; i++)
        to[i * e->count] = is_known ? earned(e, o, p->earns + i) : (double)NAN;
    for (uint32_t i = 0; i < p->parties && book == 0; i++)
        over[i * e->count] = is_known ? earned(e, o, p->without + i) : (double)NAN;
    for (size_t i = 0; is_known && i < outcome_payment_count(o); i++) {
        Payment payment = outcome_payment(o, i);
        add_payment(e, p->scenario->terms, &payment, to);
    }
}

static void find_days(Exact *e, size_t period) {
    const Terms *t = e->plays->scenario->terms;
    Period first = period_of_day(t->period_rule, t->period, t->from_day);
    Period now = {t->period, first.index + (int64_t)period};
    bool is_once = t->period == GRAIN_ONCE;
    e->first_day = is_once ? t->from_day : period_first_day(t->period_rule, now);
    e->last_day = is_once ? t->to_day : period_last_day(t->period_rule, now);
}

void exact_run(Exact *e, size_t period, const double *variables, size_t count, double *ret) {
    size_t width = e->plays->parties * count;
    e->variables = variables;
    e->count = count;
    find_days(e, period);
    for (e->world = 0; e->world < count; e->world++)
        for (size_t b = 0; b < e->plays->book_count; b++) run_book(e, b, width, ret);
}

static void free_arena(void *arena) {
    arena_free(arena);
}

// ---- what is fixed ------------------------------------------------------------------------------

static bool is_fixed(const Plays *p, uint32_t item) {
    for (size_t i = p->tape_payment_count; i < p->payment_count; i++)
        if (p->payments[i] == item) return true;
    return false;
}

static void run_fixed(Exact *e, size_t book, double *ret) {
    const Plays *p = e->plays;
    arena_reset(e->work);
    Findings findings = {.arena = e->work};
    const Outcome *o = evaluate(e, book, &findings);
    for (size_t i = 0; o && i < outcome_payment_count(o); i++) {
        Payment payment = outcome_payment(o, i);
        if (is_fixed(p, payment.item)) add_payment(e, p->scenario->terms, &payment, ret);
    }
}

// Some value that the variable may have: what is fixed does not depend on it.
static double typical(const Variable *v) {
    if (v->value_count) return v->values[0];
    if (v->kind == VARIABLE_UNIFORM || v->kind == VARIABLE_TRIANGULAR) return v->low;
    return v->kind == VARIABLE_NORMAL ? v->mean : v->start;
}

void exact_run_fixed(Exact *e, size_t period, double *ret) {
    const Scenario *s = e->plays->scenario;
    double variables[INCENTIVE_VARIABLES_MAX];
    for (size_t i = 0; i < s->variable_count; i++) variables[i] = typical(&s->variables[i].draws);
    e->variables = variables;
    e->count = 1;
    e->world = 0;
    find_days(e, period);
    for (size_t b = 0; b < e->plays->book_count; b++) run_fixed(e, b, ret + b * e->plays->parties);
}

Exact *exact_new(Arena *a, const Plays *p, const double *parameters) {
    Exact *e = ARENA_NEW(a, Exact);
    *e = (Exact){.plays = p, .parameters = parameters, .work = arena_new()};
    arena_defer(a, free_arena, e->work);
    return e;
}
