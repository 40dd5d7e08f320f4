// games/nucleolus.c - least core and nucleolus, each step with its proof
//
// The nucleolus makes the coalition that is treated worst as content as can be, then the next, and
// so on. After each program those coalitions are settled that have a positive weight in its proof:
// they get the same in every optimal division. Coalitions whose share follows from settled ones
// leave the next program, which is where shorter methods go wrong (Guajardo and Jörnsten 2015). At
// the end every proof is checked once more at the nucleolus itself (Kohlberg 1971). Where gains are
// divided by the number of members it is the per-capita nucleolus (Grotte 1970), by the value the
// proportional one (Young, Okada and Hashimoto 1982).
#include "games/excess_int.h"

static void scale_back(const Coalitions *c, Rat *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        mpz_mul(mpq_denref(&values[i]), mpq_denref(&values[i]), c->scale);
        mpq_canonicalize(&values[i]);
        if (c->is_cost) mpq_neg(&values[i], &values[i]);
    }
}

static int64_t count_alike(const Coalitions *c, uint64_t members) {
    (void)c, (void)members;
    return 1;
}

static int64_t count_members(const Coalitions *c, uint64_t members) {
    (void)c;
    return __builtin_popcountll(members);
}

static int64_t count_value(const Coalitions *c, uint64_t members) {
    int64_t worth = coalition_worth(c, members);
    return worth < 0 ? -worth : worth;
}

static Measure *const measures[] = {[NUCLEOLUS_PLAIN] = count_alike,
                                    [NUCLEOLUS_PER_CAPITA] = count_members,
                                    [NUCLEOLUS_PROPORTIONAL] = count_value};

// Nothing can be in proportion to gains on both sides of 0.
static bool is_one_sided(const Coalitions *c) {
    for (uint64_t members = 1; members < UINT64_C(1) << c->count; members++)
        if (c->is_cost ? c->values[members] > 0 : c->values[members] < 0) return false;
    return true;
}

static Span *span_of_all(Arena *a, const Coalitions *c) {
    Span *s = span_new(a, c->count);
    uint64_t grand = (UINT64_C(1) << c->count) - 1;
    Rat *worth = rats_new(a, 1);
    rat_from_int(worth, coalition_worth(c, grand), 1);
    span_add(a, s, grand, worth);
    return s;
}

const LeastCore *least_core(Arena *a, const Coalitions *c) {
    if (c->count < 2 || c->count > NUCLEOLUS_PLAYERS_MAX) return NULL;
    Span *settled = span_of_all(a, c);
    const Stage *stage = excess_solve(a, c, settled, false, count_alike);
    if (!stage || !excess_verify(a, c, settled, stage, stage->shares, count_alike)) return NULL;
    LeastCore *core = ARENA_NEW(a, LeastCore);
    *core = (LeastCore){rats_new(a, 1), rats_new(a, c->count)};
    for (size_t i = 0; i < c->count; i++) mpq_set(&core->shares[i], &stage->shares[i]);
    mpq_neg(core->epsilon, stage->epsilon);
    scale_back(c, core->shares, c->count);
    scale_back(c, core->epsilon, 1);
    if (c->is_cost) mpq_neg(core->epsilon, core->epsilon);
    return core;
}

static bool has_imputations(const Coalitions *c) {
    Wide alone = 0;
    for (size_t i = 0; i < c->count; i++) alone += c->values[UINT64_C(1) << i];
    return alone <= c->values[(UINT64_C(1) << c->count) - 1];
}

static void settle(Arena *a, const Stage *stage, Span *settled) {
    Rat *share = rats_new(a, 1);
    for (size_t k = 0; k < stage->weight_count; k++) {
        uint64_t members = stage->weights[k].members;
        mpq_set_ui(share, 0, 1);
        for (size_t i = 0; i < settled->players; i++)
            if (members >> i & 1) mpq_add(share, share, &stage->shares[i]);
        span_add(a, settled, members, share);
    }
}

// Every stage's proof at the final shares, with what was settled before it.
static bool certify(Arena *a, const Coalitions *c, const Stage *const *stages, size_t count,
                    const Rat *shares, Measure *measure) {
    Span *settled = span_of_all(a, c);
    for (size_t k = 0; k < count; k++) {
        if (!excess_verify(a, c, settled, stages[k], shares, measure)) return false;
        settle(a, stages[k], settled);
    }
    return settled->count == c->count;
}

const Nucleolus *nucleolus_of(Arena *a, const Coalitions *c, NucleolusKind kind) {
    if (c->count > NUCLEOLUS_PLAYERS_MAX) return NULL;
    if (kind == NUCLEOLUS_PROPORTIONAL && !is_one_sided(c)) return NULL;
    Nucleolus *n = ARENA_NEW(a, Nucleolus);
    n->has_imputations = has_imputations(c);
    if (!n->has_imputations) return n;
    const Stage *stages[NUCLEOLUS_PLAYERS_MAX];
    Span *settled = span_of_all(a, c);
    n->shares = rats_new(a, c->count);
    rat_from_int(&n->shares[0], coalition_worth(c, 1), 1); // of one player alone
    while (settled->count < c->count) {
        const Stage *stage = excess_solve(a, c, settled, true, measures[kind]);
        if (!stage) return NULL;
        stages[n->stages++] = stage;
        settle(a, stage, settled);
        for (size_t i = 0; i < c->count; i++) mpq_set(&n->shares[i], &stage->shares[i]);
    }
    n->is_certified = certify(a, c, stages, n->stages, n->shares, measures[kind]);
    scale_back(c, n->shares, c->count);
    return n;
}
