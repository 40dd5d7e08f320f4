// games/subset.c - how the equilibria of a degenerate game lie together
//
// Two mixed strategies are exchangeable where every pair of them is an equilibrium. A largest set
// of exchangeable extreme strategies spans a maximal Nash subset (Winkels 1979): the closed pairs
// of the relation "is an equilibrium", found by intersecting its rows until nothing new comes.
#include "games/equilibria_int.h"

enum { EQUILIBRIA_MAX = 512, SUBSETS_MAX = 2048, WORDS = EQUILIBRIA_MAX / 64 };

typedef struct Row {
    uint64_t bits[WORDS];
} Row;

typedef struct Relation {
    const Game *game;
    EquilibriumSet *set;
    size_t first[EQUILIBRIA_MAX], second[EQUILIBRIA_MAX]; // number of each one's two strategies
    size_t first_count;
    Row *rows; // by first strategy: which second ones
    struct RowList {
        Row *items;
        size_t count, capacity;
    } closed;
} Relation;

static bool is_same(const Rat *one, const Rat *other, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!mpq_equal(&one[i], &other[i])) return false;
    return true;
}

// Number the different strategies of a player, in order of appearance.
static size_t number(const Relation *r, size_t player, size_t *ret) {
    size_t at = game_share_at(r->game, player), known = 0;
    size_t count = r->game->players[player].strategy_count;
    const Equilibrium *items = r->set->items;
    for (size_t i = 0; i < r->set->count; i++) {
        size_t same = 0;
        while (same < i && !is_same(&items[same].shares[at], &items[i].shares[at], count)) same++;
        ret[i] = same < i ? ret[same] : known++;
    }
    return known;
}

static bool has(const Row *row, size_t bit) {
    return row->bits[bit / 64] >> bit % 64 & 1;
}

static bool meets(const Row *one, const Row *other, Row *ret) {
    uint64_t any = 0;
    for (size_t i = 0; i < WORDS; i++) any |= ret->bits[i] = one->bits[i] & other->bits[i];
    return any != 0;
}

static bool is_known(const Relation *r, const Row *row) {
    for (size_t i = 0; i < r->closed.count; i++)
        if (!memcmp(&r->closed.items[i], row, sizeof *row)) return true;
    return false;
}

// Every meeting of rows; false where there are too many.
static bool close_rows(Arena *a, Relation *r) {
    for (size_t i = 0; i < r->first_count; i++)
        if (!is_known(r, &r->rows[i])) *VEC_ADD(a, &r->closed) = r->rows[i];
    for (size_t i = 0; i < r->closed.count; i++) {
        for (size_t j = 0; j < r->first_count; j++) {
            Row met;
            if (!meets(&r->closed.items[i], &r->rows[j], &met) || is_known(r, &met)) continue;
            *VEC_ADD(a, &r->closed) = met;
        }
        if (r->closed.count > SUBSETS_MAX) return false;
    }
    return true;
}

static bool contains(const Row *row, const Row *part) {
    Row met;
    meets(row, part, &met);
    return !memcmp(&met, part, sizeof met);
}

static NashSubset subset_of(Arena *a, const Relation *r, const Row *seconds) {
    NashSubset s = {.items = ARENA_ARRAY(a, size_t, r->set->count)};
    for (size_t i = 0; i < r->set->count; i++)
        if (has(seconds, r->second[i]) && contains(&r->rows[r->first[i]], seconds))
            s.items[s.count++] = i;
    return s;
}

// Those that share a strategy are connected.
static void spread(const Relation *r, size_t from, size_t component, size_t *ret) {
    ret[from] = component;
    for (size_t i = 0; i < r->set->count; i++)
        if (!ret[i] && (r->first[i] == r->first[from] || r->second[i] == r->second[from]))
            spread(r, i, component, ret);
}

void equilibria_subsets(Arena *a, const Game *g, EquilibriumSet *set) {
    if (set->count > EQUILIBRIA_MAX) return;
    Relation *r = ARENA_NEW(a, Relation);
    *r = (Relation){.game = g, .set = set, .rows = ARENA_ARRAY(a, Row, set->count)};
    size_t *components = ARENA_ARRAY(a, size_t, set->count);
    r->first_count = number(r, 0, r->first);
    number(r, 1, r->second);
    for (size_t i = 0; i < set->count; i++)
        r->rows[r->first[i]].bits[r->second[i] / 64] |= UINT64_C(1) << r->second[i] % 64;
    for (size_t i = 0; i < set->count; i++)
        if (!components[i]) spread(r, i, ++set->component_count, components);
    if (!close_rows(a, r)) return;
    set->has_subsets = true;
    set->subsets = ARENA_ARRAY(a, NashSubset, r->closed.count);
    for (size_t i = 0; i < r->closed.count; i++) {
        NashSubset s = subset_of(a, r, &r->closed.items[i]);
        s.component = components[s.items[0]];
        set->subsets[set->subset_count++] = s;
    }
}
