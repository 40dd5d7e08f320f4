// eval/remainder.c - largest remainder: whole steps for each member, so that the sum fits
//
// Every amount is cut down to a whole number of steps; the steps that are then missing from the
// rounded sum go, one each, to the largest remainders. Where remainders tie for the last step the
// instrument must name who comes first, else the group is not rounded and the tie is reported.
#include "eval/eval_int.h"

#include <stdlib.h>

typedef struct Share {
    size_t at;     // in the values
    size_t member; // of the last set
    Dec exact, rounded, remainder;
    RoundingTies ties;
} Share;

// Before b in order of claim: larger remainder first, then as the rule for ties says.
static int tie_order(const Share *a, const Share *b) {
    int by_exact = dec_compare(a->exact, b->exact);
    int by_member = a->member < b->member ? -1 : 1;
    switch (a->ties) {
    case TIES_LARGEST: return by_exact ? -by_exact : by_member;
    case TIES_SMALLEST: return by_exact ? by_exact : by_member;
    case TIES_LAST: return -by_member;
    case TIES_UNNAMED:
    case TIES_FIRST: break;
    }
    return by_member;
}

static int claim_order(const void *x, const void *y) {
    const Share *a = x, *b = y;
    int by_remainder = dec_compare(a->remainder, b->remainder);
    return by_remainder ? -by_remainder : tie_order(a, b);
}

// Shares that are equal in remainder, and under `largest` and `smallest` in amount too.
static bool is_tie(const Share *a, const Share *b) {
    if (dec_compare(a->remainder, b->remainder) != 0) return false;
    return a->ties == TIES_UNNAMED || ((a->ties == TIES_LARGEST || a->ties == TIES_SMALLEST) &&
                                       dec_compare(a->exact, b->exact) == 0);
}

static bool cut_shares(Share *shares, size_t count, Dec step, Dec *ret_missing) {
    Dec exact = DEC_ZERO, cut = DEC_ZERO, target;
    for (size_t i = 0; i < count; i++) {
        Share *s = &shares[i];
        if (!dec_round_to(s->exact, step, DEC_FLOOR, &s->rounded) ||
            !dec_sub(s->exact, s->rounded, &s->remainder) || !dec_add(exact, s->exact, &exact) ||
            !dec_add(cut, s->rounded, &cut))
            return false;
    }
    return dec_round_to(exact, step, DEC_HALF_EVEN, &target) && dec_sub(target, cut, ret_missing);
}

static bool give_steps(Share *shares, size_t count, Dec step, Dec missing, bool *ret_tie) {
    Dec steps;
    int64_t given;
    *ret_tie = false;
    if (!dec_div(missing, step, &steps) || !dec_to_int(steps, &given)) return false;
    if (given < 0 || (size_t)given > count) return false;
    qsort(shares, count, sizeof *shares, claim_order);
    size_t last = (size_t)given;
    *ret_tie = last > 0 && last < count && is_tie(&shares[last - 1], &shares[last]);
    for (size_t i = 0; i < last; i++)
        if (!dec_add(shares[i].rounded, step, &shares[i].rounded)) return false;
    return true;
}

static bool sum_of(const Share *shares, size_t count, Dec *ret) {
    *ret = DEC_ZERO;
    for (size_t i = 0; i < count; i++)
        if (!dec_add(*ret, shares[i].exact, ret)) return false;
    return true;
}

static void round_group(Engine *e, ItemState *s, Period period, size_t cell, Share *shares,
                        size_t count, FeelValue *values) {
    Dec step, missing, sum;
    bool is_tied = false;
    bool is_good = sum_of(shares, count, &sum) && rounding_step(e, s, period, cell, sum, &step);
    if (is_good) {
        is_good = cut_shares(shares, count, step, &missing) &&
                  give_steps(shares, count, step, missing, &is_tied);
        if (is_tied)
            report_at(e, s, REPORT_TIE, cell, period, NULL);
        else if (!is_good)
            report_at(e, s, REPORT_RANGE, cell, period, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        bool has_value = is_good && !is_tied;
        values[shares[i].at] = has_value ? feel_number(shares[i].rounded) : marked_null(MARK_FAULT);
    }
}

// One group is the cells that differ in the last set only. A share without a value leaves the
// whole group without.
void remainder_round(Engine *e, ItemState *s, Period period, size_t first, size_t count,
                     FeelValue *values) {
    const Layout *l = &s->layout;
    size_t last = l->set_count - 1, size = l->sizes[last], step = l->strides[last];
    Share *shares = ARENA_ARRAY(e->batch, Share, size);
    for (size_t i = 0; i < count; i++) {
        if ((first + i) / step % size != 0) continue;
        bool has_all = true;
        for (size_t k = 0; k < size; k++) {
            size_t at = i + k * step;
            has_all = has_all && values[at].kind == FEEL_NUMBER;
            shares[k] = (Share){.at = at, .member = k, .ties = s->item->rounding.ties};
            if (has_all) shares[k].exact = values[at].number;
        }
        if (has_all) round_group(e, s, period, first + i, shares, size, values);
        for (size_t k = 0; k < size && !has_all; k++)
            values[shares[k].at] = marked_null(MARK_FAULT);
    }
}
