// worlds/remedies.c - the remedies of an agreement as a finite automaton, without uncertainty
#include "worlds/remedies.h"

#include <assert.h>
#include <math.h>

typedef struct Check {
    const Remedies *r;
    size_t periods;
    double *values;
    Deviation *deviations;
    size_t count;
} Check;

// What party i earns in a state, if party `who` takes another action there.
static double earned(const Remedies *r, size_t state, size_t who, size_t action, size_t party) {
    size_t profile = 0;
    for (size_t i = 0; i < r->parties; i++) {
        size_t plays = i == who ? action : r->plays[state * r->parties + i];
        profile = profile * r->action_counts[i] + plays;
    }
    return r->payoffs[profile * r->parties + party];
}

static double earned_calm(const Remedies *r, size_t state, size_t party) {
    return earned(r, state, party, r->plays[state * r->parties + party], party);
}

static double *value_at(const Check *c, size_t period, size_t state, size_t party) {
    return &c->values[(period * c->r->states + state) * c->r->parties + party];
}

// ---- values -------------------------------------------------------------------------------------

// Backwards; after the last period nothing follows.
static void find_values_to_the_end(const Check *c) {
    const Remedies *r = c->r;
    for (size_t t = c->periods; t-- > 0;)
        for (size_t s = 0; s < r->states; s++)
            for (size_t i = 0; i < r->parties; i++) {
                double next = t + 1 < c->periods ? *value_at(c, t + 1, r->calm[s], i) : 0;
                *value_at(c, t, s, i) = earned_calm(r, s, i) + r->discount[i] * next;
            }
}

// Where nobody deviates a state comes back after as many steps as there are states, at most. What a
// round earns then comes back without end.
static double value_of_round(const Remedies *r, size_t state, size_t party) {
    double sum = 0, power = 1;
    size_t at = state;
    do {
        sum += power * earned_calm(r, at, party);
        power *= r->discount[party];
        at = r->calm[at];
    } while (at != state);
    return sum / (1 - power);
}

static double value_without_end(const Remedies *r, size_t state, size_t party) {
    double sum = 0, power = 1;
    size_t at = state, in_round = state;
    for (size_t k = 0; k < r->states; k++) in_round = r->calm[in_round];
    for (size_t round = 0; at != in_round && round < r->states; round++) {
        sum += power * earned_calm(r, at, party);
        power *= r->discount[party];
        at = r->calm[at];
    }
    return sum + power * value_of_round(r, at, party);
}

static void find_values(const Check *c) {
    const Remedies *r = c->r;
    if (r->periods) {
        find_values_to_the_end(c);
        return;
    }
    for (size_t s = 0; s < r->states; s++)
        for (size_t i = 0; i < r->parties; i++) *value_at(c, 0, s, i) = value_without_end(r, s, i);
}

// ---- deviations ---------------------------------------------------------------------------------

static double slack_of(const Check *c, size_t period, size_t state, size_t party, size_t action) {
    const Remedies *r = c->r;
    size_t next = r->breached[state * r->parties + party], then = r->periods ? period + 1 : 0;
    double follows = then < c->periods ? *value_at(c, then, next, party) : 0;
    double fine = r->fines ? r->fines[state * r->parties + party] : 0;
    double deviates = earned(r, state, party, action, party) - fine + r->discount[party] * follows;
    return *value_at(c, period, state, party) - deviates;
}

static void add_deviations(Check *c, size_t period, size_t state, size_t party) {
    const Remedies *r = c->r;
    for (size_t action = 0; action < r->action_counts[party]; action++) {
        if (action == r->plays[state * r->parties + party]) continue;
        double slack = slack_of(c, period, state, party, action);
        c->deviations[c->count++] = (Deviation){period, state, party, action, slack};
    }
}

static size_t deviations_of_state(const Remedies *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->parties; i++) count += r->action_counts[i] - 1;
    return count;
}

static Deviation least_of(const Check *c) {
    Deviation least = c->deviations[0];
    for (size_t k = 1; k < c->count; k++)
        if (c->deviations[k].slack < least.slack) least = c->deviations[k];
    return least;
}

static void must_be_closed(const Remedies *r) {
    assert(r->parties > 0 && r->parties <= REMEDIES_PARTIES_MAX && r->states > 0);
    for (size_t i = 0; i < r->parties; i++) assert(r->periods || r->discount[i] < 1);
    for (size_t s = 0; s < r->states; s++) {
        assert(r->calm[s] < r->states);
        for (size_t i = 0; i < r->parties; i++)
            assert(r->breached[s * r->parties + i] < r->states &&
                   r->plays[s * r->parties + i] < r->action_counts[i]);
    }
}

RemediesCheck remedies_check(Arena *a, const Remedies *r) {
    must_be_closed(r);
    Check c = {.r = r, .periods = r->periods ? r->periods : 1};
    size_t places = c.periods * r->states, of_state = deviations_of_state(r);
    assert(of_state > 0);
    c.values = ARENA_ARRAY(a, double, places * r->parties);
    c.deviations = ARENA_ARRAY(a, Deviation, places * of_state);
    find_values(&c);
    for (size_t t = 0; t < c.periods; t++)
        for (size_t s = 0; s < r->states; s++)
            for (size_t i = 0; i < r->parties; i++) add_deviations(&c, t, s, i);
    return (RemediesCheck){c.periods, c.values, c.deviations, c.count, least_of(&c)};
}
