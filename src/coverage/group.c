// coverage/group.c - agreements between the same regions, and what they cover together
//
// A region is known by its names in all languages; names that some agreement gives to one party
// become one region (union of sets).
#include "coverage/coverage_int.h"

#include <stdlib.h>

typedef struct Regions {
    Arena *arena;
    Map names; // name -> index into parents
    struct {
        uint32_t *items;
        size_t count, capacity;
    } parents;
} Regions;

// The regions of one agreement, ascending and each once.
typedef struct RegionSet {
    uint32_t *items;
    size_t count;
} RegionSet;

static uint32_t root_of(Regions *r, uint32_t region) {
    while (r->parents.items[region] != region) {
        r->parents.items[region] = r->parents.items[r->parents.items[region]];
        region = r->parents.items[region];
    }
    return region;
}

static uint32_t region_named(Regions *r, Str name) {
    uint32_t region = (uint32_t)r->parents.count;
    if (map_get(&r->names, name, &region)) return region;
    map_add(&r->names, name, region);
    return *VEC_ADD(r->arena, &r->parents) = region;
}

static uint32_t region_of(Regions *r, const Party *p) {
    if (!p->label.count) return region_named(r, p->id);
    uint32_t first = region_named(r, p->label.texts[0]);
    for (size_t i = 1; i < p->label.count; i++) {
        uint32_t other = root_of(r, region_named(r, p->label.texts[i]));
        r->parents.items[other] = root_of(r, first);
    }
    return first;
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static RegionSet regions_of(Regions *r, const Terms *t) {
    RegionSet s = {.items = ARENA_ARRAY(r->arena, uint32_t, t->party_count)};
    for (size_t i = 0; i < t->party_count; i++)
        s.items[i] = root_of(r, region_of(r, &t->parties[i]));
    if (t->party_count) qsort(s.items, t->party_count, sizeof *s.items, by_number);
    for (size_t i = 0; i < t->party_count; i++)
        if (!i || s.items[i] != s.items[i - 1]) s.items[s.count++] = s.items[i];
    return s;
}

static bool has_all(const RegionSet *s, const RegionSet *wanted) {
    size_t k = 0;
    for (size_t i = 0; i < wanted->count; i++) {
        while (k < s->count && s->items[k] < wanted->items[i]) k++;
        if (k == s->count || s->items[k] != wanted->items[i]) return false;
    }
    return true;
}

static void add_coverage(CoverageGroup *g, const Coverage *v, size_t index) {
    g->agreements[g->agreement_count++] = index;
    for (size_t i = 0; i <= CHAIN_STAGES; i++)
        for (size_t k = 0; k <= LIFE_STAGES; k++) {
            g->declared[i][k] |= v->declared[i][k];
            g->spoken[i][k] += v->spoken[i][k];
        }
    for (size_t i = 0; i < COVERAGE_FIELDS; i++) g->fields[i] += v->fields[i];
}

static size_t count_bound(const RegionSet *sets, size_t count, const RegionSet *regions) {
    size_t bound = 0;
    for (size_t i = 0; i < count; i++) bound += has_all(&sets[i], regions);
    return bound;
}

// The first agreement between just these regions?
static bool is_first(const RegionSet *sets, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (sets[i].count == sets[index].count && has_all(&sets[i], &sets[index])) return false;
    return sets[index].count > 0;
}

CoverageGroup *coverage_groups(Arena *a, const Coverage *const *all, size_t count,
                               size_t *ret_count) {
    Regions r = {.arena = a, .names = {.arena = a}};
    RegionSet *sets = ARENA_ARRAY(a, RegionSet, count);
    CoverageGroup *groups = ARENA_ARRAY(a, CoverageGroup, count);
    // Once to learn which names are one region, once to use it.
    for (size_t i = 0; i < count; i++) regions_of(&r, all[i]->terms);
    for (size_t i = 0; i < count; i++) sets[i] = regions_of(&r, all[i]->terms);
    *ret_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_first(sets, i)) continue;
        CoverageGroup *g = &groups[(*ret_count)++];
        g->terms = all[i]->terms;
        g->agreements = ARENA_ARRAY(a, size_t, count_bound(sets, count, &sets[i]));
        for (size_t k = 0; k < count; k++)
            if (has_all(&sets[k], &sets[i])) add_coverage(g, all[k], k);
    }
    return groups;
}
