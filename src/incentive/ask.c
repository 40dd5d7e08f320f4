// incentive/ask.c - the evaluator, asked what follows from facts that are made up
#include "incentive/plays_int.h"

bool ask_no_source(void *self, uint32_t item, const uint32_t *members, Period period,
                   FactSource *ret) {
    (void)self;
    (void)item;
    (void)members;
    (void)period;
    (void)ret;
    return false;
}

const Outcome *ask_evaluator(Arena *work, const Rulebook *rules, Days days, Facts facts,
                             Findings *f) {
    Rulebook *cut = arena_copy(work, rules, sizeof *rules);
    Terms *t = arena_copy(work, rules->terms, sizeof *rules->terms);
    Err err = {.code = ERR_NONE};
    t->from_day = days.first;
    t->to_day = days.last;
    cut->terms = t;
    EvalOptions options = {.through_day = days.last, .is_through_given = true, .threads = 1};
    return eval_run(work, cut, facts, options, f, &err);
}

static void add_to(const Terms *t, const PayActor *actor, double amount, size_t step, double *ret) {
    uint32_t party;
    if (actor->kind != ACTOR_POOL && map_get(&t->party_index, actor->id, &party))
        ret[party * step] += amount;
}

void ask_add_payment(const Terms *t, const Payment *p, size_t step, double *ret) {
    double amount = dec_to_double(p->amount);
    add_to(t, &p->from, -amount, step, ret);
    add_to(t, &p->to, amount, step, ret);
}
