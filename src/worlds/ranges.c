// worlds/ranges.c - how many of sorted edges lie below a number, for blocks of numbers
//
// A table of evenly spaced places says how many edges lie in those before; only with the edges of
// the same place must a number be compared. Edges that crowd together are searched by halves. Both
// say the same to the last digit, as the place of a number never falls where the number rises.
#include "base/wide.h"
#include "worlds/play_int.h"

#include <math.h>

static size_t place_count(const Ranges *r) {
    return (size_t)4 << r->steps;
}

// What is no number lies in the first place.
static inline int32_t place_of(double x, double least, double scale, double last) {
    double at = (x - least) * scale;
    at = at > 0 ? at : 0;
    return (int32_t)(at < last ? at : last);
}

WIDE static void find_places(const double *restrict values, size_t count, double least,
                             double scale, double last, int32_t *restrict ret) {
    for (size_t w = 0; w < count; w++) ret[w] = place_of(values[w], least, scale, last);
}

// Counts of each place become counts of those before. The largest count.
static size_t add_up(uint16_t *guide, size_t places) {
    size_t before = 0, most = 0;
    for (size_t p = 0; p < places; p++) {
        size_t here = guide[p];
        most = here > most ? here : most;
        guide[p] = (uint16_t)before;
        before += here;
    }
    return most;
}

static void guide(Arena *a, Ranges *r, size_t count) {
    size_t places = place_count(r);
    double last = (double)(places - 1);
    r->least = count ? r->edges[0] : 0;
    r->scale = count ? last / (r->edges[count - 1] - r->least) : 0;
    if (!isfinite(r->least) || !isfinite(r->scale) || r->scale <= 0) return;
    uint16_t *counts = ARENA_ARRAY(a, uint16_t, places);
    for (size_t i = 0; i < count; i++) counts[place_of(r->edges[i], r->least, r->scale, last)]++;
    r->near = add_up(counts, places);
    r->guide = r->near <= RANGES_NEAR ? counts : NULL;
}

Ranges ranges_make(Arena *a, const double *edges, size_t count) {
    Ranges r = {.steps = 0};
    while (((size_t)1 << r.steps) <= count) r.steps++;
    size_t room = ((size_t)1 << r.steps) + RANGES_NEAR;
    double *own = ARENA_ARRAY(a, double, room);
    for (size_t i = 0; i < room; i++) own[i] = i < count ? edges[i] : INFINITY;
    r.edges = own;
    guide(a, &r, count);
    return r;
}

// Half of what is left at each step.
static void halve(const Ranges *r, const double *values, size_t count, uint16_t *ret) {
    for (size_t w = 0; w < count; w++) {
        size_t at = 0;
        for (size_t half = (size_t)1 << r->steps >> 1; half; half >>= 1)
            at += values[w] > r->edges[at + half - 1] ? half : 0;
        ret[w] = (uint16_t)at;
    }
}

void ranges_find(const Ranges *r, const double *values, size_t count, uint16_t *ret) {
    int32_t places[WORLDS_BLOCK];
    if (!r->guide) {
        halve(r, values, count, ret);
        return;
    }
    find_places(values, count, r->least, r->scale, (double)(place_count(r) - 1), places);
    for (size_t w = 0; w < count; w++) {
        size_t first = r->guide[places[w]], at = first;
        for (size_t k = 0; k < r->near; k++) at += values[w] > r->edges[first + k];
        ret[w] = (uint16_t)at;
    }
}
