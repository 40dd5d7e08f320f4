// worlds/transition.c - from which cell to which cell worlds go in one period
//
// Pairs are sorted by the cell they leave, and those of one cell are added up in a row, of which
// only what is not 0 is kept.
#include "worlds/transition.h"

#include <string.h>

enum { BITS = 64 };

typedef struct Pair {
    uint16_t from, to;
    double weight;
} Pair;

struct Transition {
    size_t cells, pair_count;
    Pair *pairs, *sorted;
    size_t *starts; // [cells + 1], of pairs
    size_t *rows;   // [cells + 1], of entries
    uint16_t *to;
    double *share;
    double *sum;       // [cells], of one row; 0 between rows
    double *all;       // [cells], of all
    uint64_t *touched; // [cells]: bits of those that are in the row
};

Transition *transition_new(Arena *a, size_t cells, size_t pairs) {
    Transition *t = ARENA_NEW(a, Transition);
    t->cells = cells;
    t->pairs = ARENA_ARRAY(a, Pair, pairs);
    t->sorted = ARENA_ARRAY(a, Pair, pairs);
    t->starts = ARENA_ARRAY(a, size_t, cells + 1);
    t->rows = ARENA_ARRAY(a, size_t, cells + 1);
    t->to = ARENA_ARRAY(a, uint16_t, pairs);
    t->share = ARENA_ARRAY(a, double, pairs);
    t->sum = ARENA_ARRAY(a, double, cells);
    t->all = ARENA_ARRAY(a, double, cells);
    t->touched = ARENA_ARRAY(a, uint64_t, cells / BITS + 1);
    return t;
}

void transition_start(Transition *t) {
    t->pair_count = 0;
}

void transition_add(Transition *t, const uint16_t *from, const uint16_t *to, const double *weights,
                    size_t count) {
    for (size_t k = 0; k < count; k++)
        t->pairs[t->pair_count++] = (Pair){from[k], to[k], weights ? weights[k] : 1};
}

static void sort_pairs(Transition *t) {
    memset(t->starts, 0, (t->cells + 1) * sizeof *t->starts);
    for (size_t k = 0; k < t->pair_count; k++) t->starts[t->pairs[k].from + 1]++;
    for (size_t c = 0; c < t->cells; c++) t->starts[c + 1] += t->starts[c];
    memcpy(t->rows, t->starts, (t->cells + 1) * sizeof *t->rows);
    for (size_t k = 0; k < t->pair_count; k++) t->sorted[t->rows[t->pairs[k].from]++] = t->pairs[k];
}

static double add_row(Transition *t, size_t cell) {
    double weight = 0;
    for (size_t k = t->starts[cell]; k < t->starts[cell + 1]; k++) {
        size_t to = t->sorted[k].to;
        t->sum[to] += t->sorted[k].weight;
        t->touched[to / BITS] |= (uint64_t)1 << to % BITS;
        weight += t->sorted[k].weight;
    }
    return weight;
}

static size_t keep_cell(Transition *t, size_t cell, double weight, size_t at) {
    double sum = t->sum[cell];
    t->sum[cell] = 0;
    if (sum == 0 || weight <= 0) return at;
    t->all[cell] += sum;
    t->to[at] = (uint16_t)cell;
    t->share[at] = sum / weight;
    return at + 1;
}

// From the lowest cell to the highest.
static size_t keep_row(Transition *t, double weight, size_t at) {
    for (size_t k = 0; k <= t->cells / BITS; k++) {
        for (uint64_t left = t->touched[k]; left; left &= left - 1)
            at = keep_cell(t, k * BITS + (size_t)__builtin_ctzll(left), weight, at);
        t->touched[k] = 0;
    }
    return at;
}

void transition_end(Transition *t) {
    size_t at = 0;
    double all = 0;
    sort_pairs(t);
    memset(t->all, 0, t->cells * sizeof *t->all);
    for (size_t c = 0; c < t->cells; c++) {
        t->rows[c] = at;
        at = keep_row(t, add_row(t, c), at);
    }
    t->rows[t->cells] = at;
    for (size_t c = 0; c < t->cells; c++) all += t->all[c];
    for (size_t c = 0; c < t->cells && all > 0; c++) t->all[c] /= all;
}

void transition_expect(const Transition *t, const double *values, double *ret) {
    double anywhere = 0;
    for (size_t c = 0; c < t->cells; c++) anywhere += t->all[c] * values[c];
    for (size_t c = 0; c < t->cells; c++) {
        double sum = 0;
        for (size_t k = t->rows[c]; k < t->rows[c + 1]; k++) sum += t->share[k] * values[t->to[k]];
        ret[c] = t->rows[c] < t->rows[c + 1] ? sum : anywhere;
    }
}
