// worlds/ladder.c - the stages of an agreement, unfolded into rungs
#include "worlds/play_int.h"

#include <assert.h>

static uint32_t next_stage(const Play *p, uint32_t stage) {
    return stage + 1 < p->stages ? stage + 1 : stage;
}

// Entering a stage because of a breach. Where stage 0 is all there is nothing is entered.
static Step enter(const Play *p, const Ladder *l, uint32_t stage, uint32_t payer) {
    if (stage == 0) return (Step){l->steady[0], NOBODY, 0};
    uint32_t rung = p->ladder[stage].is_end ? l->over : l->steady[stage];
    return (Step){rung, payer, stage};
}

static uint32_t rungs_of_stage(const Play *p, size_t periods, size_t stage) {
    uint32_t lasts = stage ? p->ladder[stage].lasts : 0;
    if (stage && p->ladder[stage].is_end) return 0;
    return lasts && (p->is_renewed || lasts < periods) ? lasts : 1;
}

static bool add(Ladder *l, uint32_t count) {
    if (count > WORLDS_RUNGS_MAX - l->count) return false;
    l->count += count;
    return true;
}

static bool is_exit(const Play *p, size_t action) {
    return p->is_exit && p->is_exit[action];
}

// Where one of them leaves, do the others go on?
static bool goes_on_without(const Play *p) {
    return p->parties > 2;
}

// First all are counted, then the steps between them are set.
static bool count_rungs(const Play *p, size_t periods, Ladder *l) {
    for (size_t s = 0; s < p->stages; s++) {
        l->steady[s] = (uint32_t)l->count;
        if (!add(l, rungs_of_stage(p, periods, s))) return false;
    }
    for (size_t s = 0; s < p->stages; s++)
        for (size_t a = 0; a < p->actions && !(s && p->ladder[s].is_end); a++) {
            l->unseen[s][a] = (uint32_t)l->count;
            if (!is_exit(p, a) && !add(l, p->detection_lag[a])) return false;
        }
    for (size_t a = 0; a < p->actions; a++) {
        l->left[a] = (uint32_t)l->count;
        if (is_exit(p, a) && !add(l, p->detection_lag[a] + goes_on_without(p))) return false;
    }
    l->over = (uint32_t)l->count;
    return add(l, 1);
}

static void set_steady(const Play *p, size_t periods, Ladder *l, uint32_t stage) {
    uint32_t count = rungs_of_stage(p, periods, stage), first = l->steady[stage];
    bool recovers = stage && count == p->ladder[stage].lasts;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t last = recovers ? l->steady[stage - 1] : first + k;
        uint32_t calm = k + 1 < count ? first + k + 1 : last;
        l->rungs[first + k] = (Rung){.stage = stage, .breaker = NOBODY, .calm = {calm, NOBODY, 0}};
    }
}

static void set_unseen(const Play *p, Ladder *l, uint32_t stage, size_t a) {
    uint32_t count = is_exit(p, a) ? 0 : p->detection_lag[a], first = l->unseen[stage][a];
    for (uint32_t k = 0; k < count; k++) {
        Step calm = k + 1 < count ? (Step){first + k + 1, NOBODY, 0}
                                  : enter(p, l, next_stage(p, stage), p->action_party[a]);
        l->rungs[first + k] = (Rung){.stage = stage, .breaker = p->action_party[a], .calm = calm};
    }
}

// Notice, in which all perform, and what comes then.
static void set_left(const Play *p, Ladder *l, size_t a) {
    uint32_t count = p->detection_lag[a], first = l->left[a];
    uint32_t gone = goes_on_without(p) ? first + count : l->over;
    for (uint32_t k = 0; k < count; k++) {
        Step calm = {k + 1 < count ? first + k + 1 : gone, NOBODY, 0};
        l->rungs[first + k] = (Rung){.is_over = true, .breaker = NOBODY, .calm = calm};
    }
    if (gone != l->over)
        l->rungs[gone] = (Rung){.is_over = true,
                                .profile = (uint32_t)(1 + a),
                                .breaker = NOBODY,
                                .calm = {gone, NOBODY, 0}};
}

bool ladder_make(const Play *p, size_t periods, Ladder *ret) {
    *ret = (Ladder){.count = 0};
    if (!count_rungs(p, periods, ret)) return false;
    for (uint32_t s = 0; s < p->stages; s++) {
        set_steady(p, periods, ret, s);
        for (size_t a = 0; a < p->actions && !(s && p->ladder[s].is_end); a++)
            set_unseen(p, ret, s, a);
    }
    for (size_t a = 0; a < p->actions; a++)
        if (is_exit(p, a)) set_left(p, ret, a);
    ret->rungs[ret->over] = (Rung){.is_over = true,
                                   .profile = (uint32_t)play_after(p),
                                   .breaker = NOBODY,
                                   .calm = {ret->over, NOBODY, 0}};
    return true;
}

Step ladder_seen(const Play *p, const Ladder *l, uint32_t rung, size_t action) {
    const Rung *r = &l->rungs[rung];
    if (is_exit(p, action))
        return (Step){p->detection_lag[action] || goes_on_without(p) ? l->left[action] : l->over,
                      NOBODY, 0};
    if (r->breaker != NOBODY) return r->calm;
    if (p->detection_lag[action]) return (Step){l->unseen[r->stage][action], NOBODY, 0};
    return enter(p, l, next_stage(p, r->stage), p->action_party[action]);
}

bool ladder_ends(const Play *p, const Ladder *l, uint32_t rung, size_t action) {
    uint32_t stage = next_stage(p, l->rungs[rung].stage);
    if (is_exit(p, action)) return true;
    return stage && p->ladder[stage].is_end;
}

double ladder_transfer(const Play *p, Step s, size_t party) {
    if (s.payer == NOBODY) return 0;
    double paid = p->ladder[s.entered].pays[s.payer];
    if (s.payer == party) return -paid;
    return paid * p->ladder[s.entered].receives / (double)(p->parties - 1);
}
