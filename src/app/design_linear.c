// app/design_linear.c - the least bonds, the least payments between parties, by linear programs
//
// Who trusts that all perform is tempted in each world by an amount that falls by what each unit of
// its bond and of what it receives is worth to it. So a play in which all trust each other, and two
// more with a little more of each, say what a party needs: a row of a linear program, at that
// quantile of its temptations beyond which as many worlds may lie as may be broken. The answer is
// rounded to numbers of three digits and measured in its turn, which adds rows where the worst
// moment is now another one. Whether it is enough is decided by playing it without trust; where it
// is not, fewer worlds may lie beyond, then more than the temptation is asked for. In the end each
// number is made smaller as long as it is still enough.
#include "app/design_linear_int.h"

#include <math.h>

// What is asked beyond, where a party was not as well off as without; a part of the largest
// temptation.
static const double LOST = 2e-3;

// ---- trying -------------------------------------------------------------------------------------

static double surplus_of(const DesignTrial *t, size_t party) {
    return t->count.value[party] - t->count.without[party];
}

static bool are_well_off(const Linear *l, const DesignTrial *t) {
    for (size_t i = 0; l->view->asked.transfers && i < l->parties; i++)
        if (surplus_of(t, i) < -linear_nothing(l)) return false;
    return true;
}

// On all random numbers on which it must hold; *ret is the trial on the last of them, or on the
// first on which it does not.
static bool try_it(Linear *l, Arena *a, DesignTrial *ret, bool *ret_holds) {
    DesignView *v = l->view;
    DesignTexts texts;
    v->trial_count++;
    *ret_holds = true;
    if (!design_amend(v, a, v->values, &texts)) return false;
    for (size_t k = 0; k < v->seed_count && *ret_holds; k++) {
        if (!design_play(v, a, &texts, v->options.seed + k, ret)) return false;
        *ret_holds = design_is_enough(v, ret) && are_well_off(l, ret);
    }
    return true;
}

static bool is_enough(Linear *l, bool *ret) {
    DesignTrial trial;
    Arena *a = arena_new();
    bool is_done = try_it(l, a, &trial, ret);
    arena_free(a);
    return is_done;
}

// So many numbers of three digits less; 0 where there are no more.
static Dec less_by(Dec value, size_t steps) {
    Grid g;
    double top = pow(10, floor(log10(dec_to_double(value))) + 1);
    grid_new(DEC_ZERO, dec_from_double(top), DEC_ZERO, &g);
    size_t at = grid_index(&g, dec_to_double(value));
    return grid_value(&g, at > steps ? at - steps : 0);
}

// Twice as far as long as it is enough, then half as far.
static bool shorten(Linear *l, size_t lever) {
    Dec *value = &l->view->values[lever];
    bool is_growing = true;
    for (size_t steps = 1; steps && !dec_is_zero(*value);) {
        Dec before = *value;
        bool holds = false;
        *value = less_by(before, steps);
        if (!is_enough(l, &holds)) return false;
        if (!holds) *value = before;
        is_growing = is_growing && holds;
        steps = is_growing ? 2 * steps : steps / 2;
    }
    return true;
}

static bool shorten_all(Linear *l) {
    for (size_t i = 0; i < l->view->lever_count; i++)
        if (!shorten(l, i)) return false;
    return true;
}

// ---- the rounds ---------------------------------------------------------------------------------

// Do those who trust resist, and is each as well off?
static bool satisfies(const Linear *l, const Cut *cut, size_t level) {
    double nothing = linear_nothing(l);
    for (size_t i = 0; i < l->parties; i++) {
        if (cut->tempted[level][i] + linear_levels[level].margin * l->scale > nothing) return false;
        if (l->view->asked.transfers && cut->surplus[i] < l->lost[i] - nothing) return false;
    }
    return true;
}

// In which part of the worlds it may be broken so that the lower end of the interval still reaches
// the share.
static double allowance(const DesignView *v) {
    uint64_t worlds = v->options.worlds, kept = 0, all = worlds;
    while (kept < all) {
        uint64_t middle = kept + (all - kept) / 2;
        if (wilson(middle, worlds).low >= v->options.share)
            all = middle;
        else
            kept = middle + 1;
    }
    return (double)(worlds - kept) / (double)worlds;
}

static Linear *linear_new(DesignView *v) {
    Linear *l = ARENA_NEW(v->app->arena, Linear);
    *l = (Linear){.view = v, .parties = v->agreement->terms->party_count, .bonds = v->bond_count};
    l->may_break = allowance(v);
    v->round_count = 0;
    return l;
}

static bool is_same(const Sums *a, const Sums *b) {
    return memcmp(a, b, sizeof *a) == 0;
}

typedef enum Answer { IS_ENOUGH, IS_UNFAIR, IS_BROKEN } Answer;

// Where a party is not as well off, that much more is asked for it from now on.
static void ask_for_more(Linear *l, const DesignTrial *t) {
    const Cut *cut = &l->cuts[l->cut_count - 1];
    for (size_t i = 0; i < l->parties; i++) {
        double surplus = surplus_of(t, i);
        if (surplus < 0) l->lost[i] = fmax(l->lost[i], cut->surplus[i] - surplus) + LOST * l->scale;
    }
}

static bool judge(Linear *l, Answer *ret) {
    DesignTrial trial;
    bool holds = false;
    Arena *a = arena_new();
    bool is_done = try_it(l, a, &trial, &holds);
    if (is_done) {
        bool is_fair = are_well_off(l, &trial);
        *ret = holds ? IS_ENOUGH : is_fair ? IS_BROKEN : IS_UNFAIR;
        if (!is_fair) ask_for_more(l, &trial);
    }
    arena_free(a);
    return is_done;
}

// From round to round; *ret_holds: found.
static bool go(Linear *l, bool *ret_holds) {
    DesignView *v = l->view;
    size_t level = 0;
    while (l->cut_count <= LINEAR_ROUNDS && level < LINEAR_LEVELS) {
        v->round_count++;
        if (!linear_program(l, level)) return true;
        Sums now = linear_sums(l);
        Answer answer = IS_BROKEN;
        bool has_moved = !is_same(&now, &l->cuts[l->cut_count - 1].at);
        if (!linear_cut(l)) return false;
        if (has_moved && !satisfies(l, &l->cuts[l->cut_count - 1], level)) continue;
        if (!judge(l, &answer)) return false;
        *ret_holds = answer == IS_ENOUGH;
        if (*ret_holds) return true;
        level += answer == IS_BROKEN;
    }
    return true;
}

static bool begin(Linear *l, bool is_wary, bool *ret_holds) {
    l->is_wary = is_wary;
    l->cut_count = 0;
    l->view->lever_count = l->bonds;
    for (size_t i = 0; i < l->bonds; i++) l->view->values[i] = l->view->levers[i].present;
    memset(l->lost, 0, sizeof l->lost);
    return linear_cut(l) && go(l, ret_holds);
}

bool linear_search(DesignView *v) {
    Linear *l = linear_new(v);
    bool holds = false;
    if (!begin(l, false, &holds) || (!holds && !begin(l, true, &holds))) return false;
    v->is_found = holds;
    return !holds || shorten_all(l);
}
