// incentive/search.c - on which assumptions the verdict hangs: discounts and parameters at which it
// turns, by bisection on the same worlds
#include "incentive/judge_int.h"

#include <math.h>

enum {
    WORLDS_MAX = 1024,
    WORLDS_MAX_EXACT = 32,
    STEPS = 12,
    STEPS_CERTAIN = 40,
    PARAMETERS_SEARCHED = 12
};
static const double PATIENT = 0.9999;

typedef struct Search {
    Arena *arena, *work; // the work is thrown away after each play
    Incentive *incentive;
    IncentiveCase varied;
    Err *err;
    size_t steps; // of a bisection
    bool has_failed;
} Search;

// Where nothing varies one world tells all, and each step is worth its while.
static Search search_new(Arena *a, Incentive *i, Err *err) {
    Search s = {.arena = a, .work = arena_new(), .incentive = i, .err = err};
    s.varied = incentive_case(a, i->setup->scenario);
    uint64_t most = i->setup->is_exact ? WORLDS_MAX_EXACT : WORLDS_MAX;
    s.varied.worlds = i->options.worlds < most ? i->options.worlds : most;
    s.steps = STEPS;
    if (variables_never_vary(i->setup->scenario)) {
        s.varied.worlds = 1;
        s.steps = STEPS_CERTAIN;
    }
    s.varied.pilot = s.varied.worlds;
    s.varied.is_brief = true;
    s.varied.drawn = ARENA_NEW(a, IncentiveDrawn);
    s.varied.drawn->arena = a;
    i->search_worlds = s.varied.worlds;
    return s;
}

static bool end(Search *s) {
    arena_free(s->work);
    return !s->has_failed;
}

// Is it kept in enough worlds?
static bool is_kept(Search *s) {
    const Incentive *i = s->incentive;
    arena_reset(s->work);
    const PlayResult *r =
        s->has_failed ? NULL : incentive_play(s->work, i->setup, &s->varied, s->err);
    if (!r) {
        s->has_failed = true;
        return false;
    }
    PlayCount c = play_count(s->work, r);
    return (double)(c.worlds - c.kept) <= (1 - i->options.share) * (double)c.worlds;
}

// ---- discounts ----------------------------------------------------------------------------------

static bool is_kept_with(Search *s, size_t party, double discount) {
    double *discounts = (double *)s->varied.discounts;
    double before = discounts[party];
    discounts[party] = discount;
    s->varied.tempted = 1 + party;
    bool is = is_kept(s);
    s->varied.tempted = 0;
    discounts[party] = before;
    return is;
}

static CriticalDiscount critical(Search *s, size_t party) {
    double low = 0, high = PATIENT;
    if (!is_kept_with(s, party, high)) return (CriticalDiscount){.is_known = false};
    if (is_kept_with(s, party, 0)) return (CriticalDiscount){.is_known = true};
    for (size_t i = 0; i < s->steps && !s->has_failed; i++) {
        double middle = (low + high) / 2;
        if (is_kept_with(s, party, middle))
            high = middle;
        else
            low = middle;
    }
    return (CriticalDiscount){.is_known = true, .value = high};
}

static bool has_action(const Scenario *s, size_t party) {
    for (size_t i = 0; i < s->action_count; i++)
        if (s->actions[i].party == party) return true;
    return false;
}

bool search_discounts(Arena *a, Incentive *i, Err *err) {
    const Scenario *scenario = i->setup->scenario;
    Search s = search_new(a, i, err);
    for (size_t p = 0; p < scenario->terms->party_count; p++)
        if (has_action(scenario, p)) i->parties[p].critical = critical(&s, p);
    return end(&s);
}

// ---- parameters ---------------------------------------------------------------------------------

static bool holds_at(Search *s, size_t parameter, double value) {
    double *parameters = (double *)s->varied.parameters;
    double before = parameters[parameter];
    parameters[parameter] = value;
    bool is = is_kept(s);
    parameters[parameter] = before;
    return is;
}

// Between a value at which the verdict is as it is and one at which it is not.
static double turn(Search *s, size_t parameter, bool is_held, double inside, double outside) {
    for (size_t i = 0; i < s->steps && !s->has_failed; i++) {
        double middle = (inside + outside) / 2;
        if (holds_at(s, parameter, middle) == is_held)
            inside = middle;
        else
            outside = middle;
    }
    return outside;
}

static bool seek(Search *s, size_t parameter, bool is_held, const double *factors, size_t count,
                 double *ret) {
    double value = s->varied.parameters[parameter], inside = value;
    for (size_t i = 0; i < count && !s->has_failed; i++) {
        double outside = value * factors[i];
        if (holds_at(s, parameter, outside) != is_held) {
            *ret = turn(s, parameter, is_held, inside, outside);
            return true;
        }
        inside = outside;
    }
    return false;
}

bool search_break_evens(Arena *a, Incentive *i, Err *err) {
    static const double up[] = {1.1, 1.25, 1.5, 2, 4}, down[] = {0.9, 0.75, 0.5, 0.25, 0};
    const Scenario *scenario = i->setup->scenario;
    Search s = search_new(a, i, err);
    i->break_evens = ARENA_ARRAY(a, BreakEven, scenario->parameter_count);
    bool is_held = is_kept(&s);
    for (size_t p = 0; p < scenario->parameter_count && p < PARAMETERS_SEARCHED; p++) {
        BreakEven *b = &i->break_evens[i->break_even_count++];
        b->parameter = p;
        if (scenario->parameters[p].value == 0) continue;
        b->has_below = seek(&s, p, is_held, down, sizeof down / sizeof *down, &b->below);
        b->has_above = seek(&s, p, is_held, up, sizeof up / sizeof *up, &b->above);
    }
    return end(&s);
}
