// evolve/reputation.c - members help one another by reputation: who stands well is helped
//
// Each member now meets another and complies or not; everybody sees it and judges the one who acted
// by a norm that may look at both their reputations (third order). Judgements err now and then.
// After Ohtsuki and Iwasa, "How should we define goodness?" (2004) and "The leading eight" (2006):
// a population is infinite, a mutant's reputation comes to its own equilibrium among residents.
#include "evolve/evolve_int.h"

#include <math.h>

enum { BISECTIONS = 200 };

#define GOOD 1
#define BAD 0

// Rows: own and the other's reputation, good-good, good-bad, bad-good, bad-bad; how complying and
// not complying are judged; what is done.
#define ROW(norm_name, cgg, cgb, cbg, cbb, dgg, dgb, dbg, dbb, agg, agb, abg, abb)                 \
    {                                                                                              \
        norm_name, {                                                                               \
            .good = {{{dbb, cbb}, {dbg, cbg}}, {{dgb, cgb}, {dgg, cgg}}}, .complies = {            \
                {abb, abg},                                                                        \
                {agb, agg}                                                                         \
            }                                                                                      \
        }                                                                                          \
    }

static const struct {
    const char *name;
    EvolveNorm norm;
} norms[] = {
    ROW("standing", 1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1),
    ROW("consistent standing", 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1),
    ROW("simple standing", 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0),
    ROW("stern judging", 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0),
    ROW("staying", 1, 1, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0),
    ROW("judging", 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0),
    ROW("image scoring", 1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0),
    ROW("shunning", 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0),
};

size_t evolve_norm_count(void) {
    return sizeof norms / sizeof norms[0];
}

const char *evolve_norm_name(size_t index) {
    return norms[index].name;
}

EvolveNorm evolve_norm(size_t index) {
    return norms[index].norm;
}

// The chance to be held good after acting, by whether one complied.
static double judged(const EvolveReputation *r, bool own, bool other, bool complies) {
    return r->norm.good[own][other][complies] ? 1 - r->error : r->error;
}

// The chance that a member of reputation `own` who acts by `rule` is held good next.
static double next_good(const EvolveReputation *r, const bool rule[2][2], double good, bool own) {
    return good * judged(r, own, GOOD, rule[own][GOOD]) +
           (1 - good) * judged(r, own, BAD, rule[own][BAD]);
}

// The share of good members is where it stays: next(x) - x falls from above 0 at x = 0 to below 0
// at x = 1, for judgements err, and being quadratic it has one root between.
static double residents_good(const EvolveReputation *r) {
    double low = 0, high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
        double x = (low + high) / 2;
        double next = x * next_good(r, r->norm.complies, x, GOOD) +
                      (1 - x) * next_good(r, r->norm.complies, x, BAD);
        *(next > x ? &low : &high) = x;
    }
    return (low + high) / 2;
}

static double share_that(const bool rule[2][2], double own_good, double other_good) {
    double sum = 0;
    for (int own = 0; own < 2; own++)
        for (int other = 0; other < 2; other++)
            if (rule[own][other])
                sum += (own ? own_good : 1 - own_good) * (other ? other_good : 1 - other_good);
    return sum;
}

double evolve_norm_payoff(const EvolveReputation *r, const bool rule[2][2]) {
    double good = residents_good(r);
    double stay = next_good(r, rule, good, GOOD), rise = next_good(r, rule, good, BAD);
    double own_good = rise / (1 - stay + rise);
    return r->benefit * share_that(r->norm.complies, good, own_good) -
           r->cost * share_that(rule, own_good, good);
}

// What a good name is worth, as value = benefit * ret[0] - cost * ret[1]: the difference of what is
// earned now, and of the good names that follow.
static void worth_of_name(const EvolveReputation *r, double good, double ret[2]) {
    const bool(*p)[2] = r->norm.complies;
    double lasts = next_good(r, p, good, GOOD) - next_good(r, p, good, BAD);
    double received =
        good * (p[GOOD][GOOD] - p[GOOD][BAD]) + (1 - good) * (p[BAD][GOOD] - p[BAD][BAD]);
    double given =
        good * (p[GOOD][GOOD] - p[BAD][GOOD]) + (1 - good) * (p[GOOD][BAD] - p[BAD][BAD]);
    ret[0] = received / (1 - lasts);
    ret[1] = given / (1 - lasts);
}

// Complying must pay where the norm wants it, and must not where it does not: in each situation a
// bound on the ratio of benefit to cost.
static void bound_ratio(EvolveRange *ratio, double name_for_complying, const double worth[2],
                        bool complies) {
    double factor = name_for_complying * worth[0], rest = 1 + name_for_complying * worth[1];
    if (!complies) {
        factor = -factor;
        rest = -rest;
    }
    if (factor > 0 && rest / factor > ratio->low) ratio->low = rest / factor;
    if (factor < 0 && rest / factor < ratio->high) ratio->high = rest / factor;
    if (factor == 0 && rest >= 0) ratio->high = -INFINITY;
}

EvolveNormState evolve_norm_state(const EvolveReputation *r) {
    EvolveNormState s = {.good = residents_good(r), .ratio = {0, INFINITY}};
    double worth[2];
    worth_of_name(r, s.good, worth);
    s.complied = share_that(r->norm.complies, s.good, s.good);
    s.worth = r->benefit * worth[0] - r->cost * worth[1];
    for (int own = 0; own < 2; own++)
        for (int other = 0; other < 2; other++)
            bound_ratio(&s.ratio, judged(r, own, other, true) - judged(r, own, other, false), worth,
                        r->norm.complies[own][other]);
    double ratio = r->benefit / r->cost;
    s.is_stable = s.ratio.low < ratio && ratio < s.ratio.high;
    return s;
}
