// incentive/exact.c - all ways to play a period, by the evaluator that settles agreements
//
// The facts are the values of the variables, and the term is cut to what is asked for. Where
// nothing looks at the calendar, the worlds of a block stand as periods one after the other and are
// evaluated at once; else one world and one period at a time. Right for whatever an agreement can
// say, and slow.
#include "incentive/plays_int.h"

#include <math.h>

struct Exact {
    const Plays *plays;
    const double *parameters;
    Arena *work; // of one evaluation
    const double *variables;
    size_t count; // of the block
    size_t world; // the first that is evaluated now
    int64_t first_index;
    Days days;
    bool is_one_by_one;
};

// ---- facts --------------------------------------------------------------------------------------

// Sets whose members only facts would name are refused beforehand (survey.c).
static size_t member_count(void *self, uint32_t set) {
    const Exact *e = self;
    return e->plays->scenario->terms->sets[set].member_count;
}

static Str member_id(void *self, uint32_t set, uint32_t member) {
    const Exact *e = self;
    return e->plays->scenario->terms->sets[set].members[member];
}

static bool span(void *self, int64_t *ret_first_day, int64_t *ret_last_day) {
    const Exact *e = self;
    *ret_first_day = e->days.first;
    *ret_last_day = e->days.last;
    return true;
}

static bool value_of(const Exact *e, uint32_t item, size_t world, double *ret) {
    const Scenario *s = e->plays->scenario;
    for (size_t i = 0; i < s->variable_count; i++)
        if (s->variables[i].item == item) {
            *ret = e->variables[i * e->count + world];
            return true;
        }
    for (size_t i = 0; i < s->parameter_count; i++)
        if (s->parameters[i].item == item) {
            *ret = e->parameters ? e->parameters[i] : s->parameters[i].value;
            return true;
        }
    return false;
}

static size_t world_of(const Exact *e, Period period) {
    return period.grain == GRAIN_ONCE ? e->world
                                      : e->world + (size_t)(period.index - e->first_index);
}

static size_t fill(void *self, uint32_t item, size_t along, const uint32_t *members, uint32_t first,
                   size_t count, Period period, FeelValue *ret) {
    double value;
    bool is_there = value_of(self, item, world_of(self, period), &value);
    (void)along;
    (void)members;
    (void)first;
    for (size_t i = 0; i < count; i++)
        ret[i] = is_there ? feel_number(dec_from_double(value)) : feel_null();
    return is_there ? count : 0;
}

// ---- some worlds --------------------------------------------------------------------------------

static double earned(const Exact *e, const Outcome *o, uint32_t item, size_t k) {
    static const uint32_t members[LIMIT_SET_DIMENSIONS];
    Period period = {e->plays->scenario->terms->period, e->first_index + (int64_t)k};
    FeelValue v = outcome_value(o, item, members, period);
    return v.kind == FEEL_NUMBER ? dec_to_double(v.number) : (double)NAN;
}

static const Outcome *evaluate(Exact *e, size_t book, Findings *f) {
    Facts facts = {e, member_count, member_id, fill, NULL, ask_no_source, span};
    return ask_evaluator(e->work, e->plays->books[book].rules, e->days, facts, f);
}

// What the parties earn by items from `first` on, in `count` worlds.
static void add_earned(const Exact *e, const Outcome *o, uint32_t first, size_t count,
                       double *ret) {
    for (uint32_t i = 0; i < e->plays->parties; i++)
        for (size_t k = 0; k < count; k++)
            ret[i * e->count + k] = o ? earned(e, o, first + i, k) : (double)NAN;
}

// Where a payment could not be computed, nobody knows what anyone earns.
static void run_book(Exact *e, size_t book, size_t count, double *ret) {
    const Plays *p = e->plays;
    size_t width = p->parties * e->count;
    arena_reset(e->work);
    Findings findings = {.arena = e->work};
    const Outcome *o = evaluate(e, book, &findings);
    double *to = ret + book * width + e->world, *over = ret + p->book_count * width + e->world;
    if (findings.error_count) o = NULL;
    add_earned(e, o, p->earns, count, to);
    if (book == 0) add_earned(e, o, p->without, count, over);
    if (book == 0 && p->has_after)
        add_earned(e, o, p->without + (uint32_t)p->parties, count, over + width);
    for (size_t i = 0; o && i < outcome_payment_count(o); i++) {
        Payment payment = outcome_payment(o, i);
        size_t k = world_of(e, payment.period) - e->world;
        ask_add_payment(p->scenario->terms, &payment, e->count, to + k);
    }
}

static bool is_fixed(const Plays *p, uint32_t item) {
    for (size_t i = p->tape_payment_count; i < p->payment_count; i++)
        if (p->payments[i] == item) return true;
    return false;
}

// The same of payments that vary, and nothing else.
static void run_varying(Exact *e, size_t book, size_t count, double *ret) {
    const Plays *p = e->plays;
    arena_reset(e->work);
    Findings findings = {.arena = e->work};
    const Outcome *o = evaluate(e, book, &findings);
    double *to = ret + book * p->parties * e->count + e->world;
    if (findings.error_count) o = NULL;
    for (size_t i = 0; i < p->parties; i++)
        for (size_t k = 0; k < count; k++) to[i * e->count + k] = o ? 0 : (double)NAN;
    for (size_t i = 0; o && i < outcome_payment_count(o); i++) {
        Payment payment = outcome_payment(o, i);
        size_t k = world_of(e, payment.period) - e->world;
        if (!is_fixed(p, payment.item))
            ask_add_payment(p->scenario->terms, &payment, e->count, to + k);
    }
}

static void find_days(Exact *e, size_t period, size_t count) {
    const Terms *t = e->plays->scenario->terms;
    bool is_once = t->period == GRAIN_ONCE;
    Period first = period_of_day(t->period_rule, t->period, t->from_day), last = first;
    first.index += is_once ? 0 : (int64_t)period;
    last.index = first.index + (int64_t)count - 1;
    e->first_index = first.index;
    e->days.first = is_once ? t->from_day : period_first_day(t->period_rule, first);
    e->days.last = is_once ? t->to_day : period_last_day(t->period_rule, last);
}

typedef void RunBook(Exact *e, size_t book, size_t count, double *ret);

static void run_books(Exact *e, RunBook *run, size_t period, const double *variables, size_t count,
                      double *ret) {
    size_t chunk = e->is_one_by_one ? 1 : count;
    e->variables = variables;
    e->count = count;
    find_days(e, e->is_one_by_one ? period : 0, chunk);
    for (e->world = 0; e->world < count; e->world += chunk)
        for (size_t b = 0; b < e->plays->book_count; b++) run(e, b, chunk, ret);
}

void exact_run(Exact *e, size_t period, const double *variables, size_t count, double *ret) {
    run_books(e, run_book, period, variables, count, ret);
}

void exact_run_varying(Exact *e, size_t period, const double *variables, size_t count,
                       double *ret) {
    run_books(e, run_varying, period, variables, count, ret);
}

bool exact_tells_periods(const Exact *e) {
    return e->is_one_by_one;
}

// ---- what is fixed ------------------------------------------------------------------------------

static void run_fixed(Exact *e, size_t book, double *ret) {
    const Plays *p = e->plays;
    arena_reset(e->work);
    Findings findings = {.arena = e->work};
    const Outcome *o = evaluate(e, book, &findings);
    for (size_t i = 0; o && i < outcome_payment_count(o); i++) {
        Payment payment = outcome_payment(o, i);
        if (is_fixed(p, payment.item)) ask_add_payment(p->scenario->terms, &payment, e->count, ret);
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
    find_days(e, period, 1);
    for (size_t b = 0; b < e->plays->book_count; b++) run_fixed(e, b, ret + b * e->plays->parties);
}

static void free_arena(void *arena) {
    arena_free(arena);
}

Exact *exact_new(Arena *a, const Plays *p, const double *parameters) {
    Exact *e = ARENA_NEW(a, Exact);
    *e = (Exact){.plays = p, .parameters = parameters, .work = arena_new()};
    e->is_one_by_one = p->scenario->terms->period == GRAIN_ONCE || plays_look_at_dates(p, 0);
    for (size_t i = 0; i < p->scenario->variable_count; i++) {
        uint32_t item = p->scenario->variables[i].item;
        e->is_one_by_one |= p->books[0].rules->rules[item].item->grain == GRAIN_ONCE;
    }
    arena_defer(a, free_arena, e->work);
    return e;
}
