// evolve/replicator.c - large populations: shares grow as they earn more than the mean
//
// Shares are carried as logarithms, log x' = payoff - mean, so that none becomes negative and those
// near zero keep their digits.
#include "evolve/evolve_int.h"

#include <math.h>

static const double FIRST_STEP = 1e-3;

static void shares_of(size_t size, const double *logs, double *ret_shares) {
    double high = -INFINITY, sum = 0;
    for (size_t s = 0; s < size; s++) high = fmax(high, logs[s]);
    for (size_t s = 0; s < size; s++) sum += ret_shares[s] = exp(logs[s] - high);
    for (size_t s = 0; s < size; s++) ret_shares[s] /= sum;
}

static void slope(const void *self, const double *logs, double *ret_slope) {
    const EvolveGame *g = self;
    double shares[EVOLVE_STRATEGIES_MAX], mean = 0;
    shares_of(g->strategy_count, logs, shares);
    for (size_t s = 0; s < g->strategy_count; s++) {
        ret_slope[s] = game_payoff_shares(g, shares, s);
        mean += shares[s] * ret_slope[s];
    }
    for (size_t s = 0; s < g->strategy_count; s++) ret_slope[s] -= mean;
}

bool evolve_replicator_path(const EvolveGame *g, const double *start, double time, size_t points,
                            double *ret_path) {
    const Flow flow = {g->strategy_count, slope, g};
    double logs[EVOLVE_STRATEGIES_MAX], step = FIRST_STEP;
    for (size_t s = 0; s < flow.size; s++) logs[s] = log(start[s]);
    shares_of(flow.size, logs, ret_path);
    for (size_t p = 1; p < points; p++) {
        if (!dopri_advance(&flow, logs, time / (double)(points - 1), &step)) return false;
        shares_of(flow.size, logs, &ret_path[p * flow.size]);
    }
    return true;
}

static EvolveVerdict verdict_of(const EvolveVertex *v) {
    size_t grow = 0, shrink = 0;
    for (size_t i = 0; i < v->count; i++) {
        grow += v->rates[i] > 0;
        shrink += v->rates[i] < 0;
    }
    if (shrink == v->count) return EVOLVE_STABLE;
    if (grow && shrink) return EVOLVE_SADDLE;
    return grow == v->count ? EVOLVE_UNSTABLE : grow ? EVOLVE_SADDLE : EVOLVE_OPEN;
}

// Where all play one strategy the Jacobian is triangular: an invader grows by what it earns there
// more than the residents.
EvolveVertex evolve_vertex(const EvolveGame *g, size_t strategy) {
    double shares[EVOLVE_STRATEGIES_MAX] = {0};
    EvolveVertex v = {.count = 0};
    shares[strategy] = 1;
    for (size_t s = 0; s < g->strategy_count; s++)
        if (s != strategy)
            v.rates[v.count++] =
                game_payoff_shares(g, shares, s) - game_payoff_shares(g, shares, strategy);
    v.verdict = verdict_of(&v);
    return v;
}

// ---- several populations of two strategies ------------------------------------------------------

// How much more the first strategy of `party` earns than its second, the others mixing by `shares`.
static double gain_of(const EvolveParties *p, const double *shares, size_t party) {
    double gain = 0;
    for (size_t profile = 0; profile < (size_t)1 << p->count; profile++) {
        bool is_first = profile >> party & 1;
        double chance = 1;
        for (size_t other = 0; other < p->count; other++)
            if (other != party) chance *= profile >> other & 1 ? shares[other] : 1 - shares[other];
        double payoff = chance * p->payoffs[profile * p->count + party];
        gain += is_first ? payoff : -payoff;
    }
    return gain;
}

static double share_of_logit(double logit) {
    return 1 / (1 + exp(-logit));
}

// x' = x (1 - x) gain is, in the logit of x, the gain itself.
static void parties_slope(const void *self, const double *logits, double *ret_slope) {
    const EvolveParties *p = self;
    double shares[EVOLVE_PARTIES_MAX];
    for (size_t i = 0; i < p->count; i++) shares[i] = share_of_logit(logits[i]);
    for (size_t i = 0; i < p->count; i++) ret_slope[i] = gain_of(p, shares, i);
}

bool evolve_parties_path(const EvolveParties *p, const double *start, double time, size_t points,
                         double *ret_path) {
    const Flow flow = {p->count, parties_slope, p};
    double logits[EVOLVE_PARTIES_MAX], step = FIRST_STEP;
    for (size_t i = 0; i < p->count; i++) {
        logits[i] = log(start[i]) - log1p(-start[i]);
        ret_path[i] = start[i];
    }
    for (size_t point = 1; point < points; point++) {
        if (!dopri_advance(&flow, logits, time / (double)(points - 1), &step)) return false;
        for (size_t i = 0; i < p->count; i++)
            ret_path[point * p->count + i] = share_of_logit(logits[i]);
    }
    return true;
}

// At a vertex the Jacobian is diagonal: (1 - 2x) gain.
EvolveVertex evolve_parties_vertex(const EvolveParties *p, size_t profile) {
    double shares[EVOLVE_PARTIES_MAX];
    EvolveVertex v = {.count = p->count};
    for (size_t i = 0; i < p->count; i++) shares[i] = profile >> i & 1 ? 1 : 0;
    for (size_t i = 0; i < p->count; i++) v.rates[i] = (1 - 2 * shares[i]) * gain_of(p, shares, i);
    v.verdict = verdict_of(&v);
    return v;
}
