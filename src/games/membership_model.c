// games/membership_model.c - two models of how much is abated by how many members
//
// Of k members that lead and m outsiders, with N in all and g = cost / slope: an outsider answers
// the members' total S by (choke - S) / (g N + m), within 0 and the cap. What the members get is a
// parabola in S on each of the three stretches of that answer, so the best S is the top of one of
// them or an end of it.
#include "games/games.h"

enum { WORK = 8 };

typedef struct Leading {
    const Abatement *model;
    size_t members, outsiders;
    Rat *work; // WORK
    Rat *best, *best_total;
    bool has_best;
} Leading;

// slope (choke Q - Q^2 / 2) / N - cost q^2 / 2
static void payoff(const Abatement *m, const Rat *all, const Rat *own, Rat *ret) {
    mpq_t part;
    mpq_init(part);
    mpq_div_2exp(part, all, 1);
    mpq_sub(part, m->choke, part);
    mpq_mul(part, part, all);
    mpq_mul(ret, part, m->slope);
    mpq_set_ui(part, m->player_count, 1);
    mpq_div(ret, ret, part);
    mpq_mul(part, own, own);
    mpq_mul(part, part, m->cost);
    mpq_div_2exp(part, part, 1);
    mpq_sub(ret, ret, part);
    mpq_clear(part);
}

static void ratio(const Abatement *m, Rat *ret) {
    mpq_div(ret, m->cost, m->slope);
}

// g N + m
static void steepness(const Leading *l, Rat *ret) {
    mpq_t count;
    mpq_init(count);
    ratio(l->model, ret);
    mpq_set_ui(count, l->model->player_count, 1);
    mpq_mul(ret, ret, count);
    mpq_set_ui(count, l->outsiders, 1);
    mpq_add(ret, ret, count);
    mpq_clear(count);
}

static void answer(const Leading *l, const Rat *members, Rat *ret) {
    steepness(l, &l->work[0]);
    mpq_sub(ret, l->model->choke, members);
    mpq_div(ret, ret, &l->work[0]);
    if (mpq_sgn(ret) < 0) mpq_set_ui(ret, 0, 1);
    if (l->model->cap && mpq_cmp(ret, l->model->cap) > 0) mpq_set(ret, l->model->cap);
}

// All abatement where the members do `members` together.
static void sum_up(const Leading *l, const Rat *members, Rat *ret) {
    answer(l, members, ret);
    mpq_set_ui(&l->work[0], l->outsiders, 1);
    mpq_mul(ret, ret, &l->work[0]);
    mpq_add(ret, ret, members);
}

static void share_of(const Leading *l, const Rat *members, Rat *ret) {
    mpq_set_ui(ret, l->members, 1);
    mpq_div(ret, members, ret);
}

// Keep the total if it is possible and better than what was tried before.
static void try_total(Leading *l, const Rat *members) {
    Rat *all = &l->work[1], *own = &l->work[2], *got = &l->work[3];
    share_of(l, members, own);
    if (mpq_sgn(own) < 0 || (l->model->cap && mpq_cmp(own, l->model->cap) > 0)) return;
    sum_up(l, members, all);
    payoff(l->model, all, own, got);
    if (l->has_best && mpq_cmp(got, l->best) <= 0) return;
    l->has_best = true;
    mpq_set(l->best, got);
    mpq_set(l->best_total, members);
}

// a g N k^2 / ((g N + m)^2 + g N k^2): outsiders answer.
static void try_leading(Leading *l) {
    Rat *gnk = &l->work[4], *total = &l->work[5], *square = &l->work[6];
    ratio(l->model, gnk);
    mpq_set_ui(total, l->model->player_count, 1);
    mpq_mul(gnk, gnk, total);
    mpq_set_ui(total, l->members * l->members, 1);
    mpq_mul(gnk, gnk, total);
    steepness(l, square);
    mpq_mul(square, square, square);
    mpq_add(square, square, gnk);
    mpq_mul(total, l->model->choke, gnk);
    mpq_div(total, total, square);
    try_total(l, total);
}

// (choke - fixed) k^2 / (g N + k^2): outsiders do `fixed` together, whatever the members do.
static void try_fixed(Leading *l, const Rat *fixed) {
    Rat *squares = &l->work[4], *total = &l->work[5], *divisor = &l->work[6];
    mpq_set_ui(squares, l->members * l->members, 1);
    ratio(l->model, divisor);
    mpq_set_ui(total, l->model->player_count, 1);
    mpq_mul(divisor, divisor, total);
    mpq_add(divisor, divisor, squares);
    mpq_sub(total, l->model->choke, fixed);
    mpq_mul(total, total, squares);
    mpq_div(total, total, divisor);
    try_total(l, total);
}

// Where the members or the outsiders do all they can; the stretch before begins where the
// outsiders' answer is the cap.
static void try_caps(Leading *l) {
    Rat *at = &l->work[7];
    if (!l->model->cap) return;
    mpq_set_ui(at, l->outsiders, 1);
    mpq_mul(at, at, l->model->cap);
    try_fixed(l, at);
    mpq_set_ui(at, l->members, 1);
    mpq_mul(at, at, l->model->cap);
    try_total(l, at);
    steepness(l, &l->work[4]);
    mpq_mul(at, l->model->cap, &l->work[4]);
    mpq_sub(at, l->model->choke, at);
    try_total(l, at);
}

static void solve_leading(Leading *l, Rat *ret_member, Rat *ret_outsider) {
    Rat *zero = &l->work[7];
    l->has_best = false;
    mpq_set_ui(l->best_total, 0, 1);
    if (l->members) {
        mpq_set_ui(zero, 0, 1);
        try_total(l, zero);
        try_total(l, l->model->choke);
        try_leading(l);
        mpq_set_ui(zero, 0, 1);
        try_fixed(l, zero);
        try_caps(l);
        mpq_set(ret_member, l->best);
    }
    if (!l->outsiders) return;
    Rat *all = &l->work[4], *own = &l->work[5];
    sum_up(l, l->best_total, all);
    answer(l, l->best_total, own);
    payoff(l->model, all, own, ret_outsider);
}

static MembershipSizes *sizes_new(Arena *a, size_t players) {
    MembershipSizes *s = ARENA_NEW(a, MembershipSizes);
    *s = (MembershipSizes){players, rats_new(a, players + 1), rats_new(a, players + 1)};
    return s;
}

MembershipSizes *membership_barrett(Arena *a, const Abatement *m) {
    MembershipSizes *s = sizes_new(a, m->player_count);
    Rat *r = rats_new(a, WORK + 2);
    for (size_t k = 0; k <= m->player_count; k++) {
        Leading l = {m, k, m->player_count - k, r, &r[WORK], &r[WORK + 1], false};
        solve_leading(&l, &s->member[k], &s->outsider[k]);
    }
    return s;
}

// In units of slope^2 / cost: members do k, outsiders 1.
MembershipSizes *membership_linear(Arena *a, const Abatement *m) {
    MembershipSizes *s = sizes_new(a, m->player_count);
    Rat *unit = rats_new(a, 1);
    mpq_mul(unit, m->slope, m->slope);
    mpq_div(unit, unit, m->cost);
    for (size_t k = 0; k <= m->player_count; k++) {
        int64_t all = (int64_t)(k * k + m->player_count - k), own = (int64_t)(k * k);
        if (k) rat_from_int(&s->member[k], 2 * all - own, 2);
        if (k < m->player_count) rat_from_int(&s->outsider[k], 2 * all - 1, 2);
        mpq_mul(&s->member[k], &s->member[k], unit);
        mpq_mul(&s->outsider[k], &s->outsider[k], unit);
    }
    return s;
}
