// incentive/patience.c - who is nearest to breaking it, and what breaking gains and loses as a
// party thinks more of the future
//
// With a discount factor of 0 nothing that comes later counts: what is left then is what breaking
// gains, and what is less of it with another factor is what it loses later.
#include "incentive/incentive.h"

#include <math.h>

enum { PILOT = 1024, WORLDS_EXACT = 32 };
static const double DISCOUNTS[] = {0,   0.1,  0.2, 0.3,  0.4,  0.5,  0.6,  0.7,
                                   0.8, 0.85, 0.9, 0.94, 0.97, 0.99, 0.999};

static bool can_break(const Scenario *s, size_t party) {
    for (size_t i = 0; i < s->action_count; i++)
        if (s->actions[i].party == party) return true;
    return false;
}

size_t incentive_nearest(const Incentive *i) {
    const Scenario *s = i->setup->scenario;
    size_t nearest = s->terms->party_count;
    if (i->count.broke[i->breaker]) return i->breaker;
    for (size_t p = 0; p < s->terms->party_count; p++)
        if (can_break(s, p) &&
            (nearest == s->terms->party_count || i->count.gain[p] > i->count.gain[nearest]))
            nearest = p;
    return nearest < s->terms->party_count ? nearest : 0;
}

size_t incentive_decisive(const Incentive *i) {
    const Scenario *s = i->setup->scenario;
    size_t best = incentive_nearest(i);
    double least = INFINITY;
    if (i->count.broke[best]) return best;
    for (size_t p = 0; p < s->terms->party_count; p++) {
        const CriticalDiscount *c = &i->parties[p].critical;
        double spare = s->parties[p].discount - c->value;
        if (!c->is_known || c->value <= 0 || spare >= least) continue;
        least = spare;
        best = p;
    }
    return best;
}

// In the middle, or the last in which the party has something to break.
static size_t period_of(const Scenario *s, size_t party) {
    size_t last = 0;
    for (size_t i = 0; i < s->action_count; i++) {
        size_t until = s->actions[i].until ? s->actions[i].until : s->periods;
        if (s->actions[i].party == party && until > last) last = until;
    }
    return last && last - 1 < s->periods / 2 ? last - 1 : s->periods / 2;
}

static double temptation_of(const Patience *p, const PlayResult *r) {
    if (!p->is_of_period) return play_worst(r, p->party);
    return play_temptation(r, p->party)[p->period].at[PLAY_QUANTILES - 1];
}

const Patience *incentive_patience(Arena *a, const Incentive *i, size_t party, Err *err) {
    enum { COUNT = sizeof DISCOUNTS / sizeof *DISCOUNTS };
    Patience *p = ARENA_NEW(a, Patience);
    IncentiveCase c = incentive_case(a, i->setup->scenario);
    uint64_t most = i->setup->is_exact ? WORLDS_EXACT : PILOT;
    bool is_played = true;
    Arena *work = arena_new();
    *p = (Patience){.party = party,
                    .is_of_period = !c.is_renewed,
                    .period = period_of(i->setup->scenario, party),
                    .points = ARENA_ARRAY(a, PatiencePoint, COUNT)};
    c.pilot = i->options.worlds < most ? i->options.worlds : most;
    c.worlds = 1;
    c.tempted = 1 + party;
    c.share = i->options.share;
    for (; p->count < COUNT && is_played; p->count++, arena_reset(work)) {
        PatiencePoint *at = &p->points[p->count];
        ((double *)c.discounts)[party] = at->discount = DISCOUNTS[p->count];
        const PlayResult *r = incentive_play(work, i->setup, &c, err);
        is_played = r != NULL;
        if (!r) break;
        p->worlds = play_pilots(r);
        at->gain = p->count ? p->points[0].gain : temptation_of(p, r);
        at->loss = at->gain - temptation_of(p, r);
    }
    arena_free(work);
    return is_played ? p : NULL;
}
