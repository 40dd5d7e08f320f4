// games/span.c - which coalitions' shares follow from those that are settled
#include "games/excess_int.h"

Span *span_new(Arena *a, size_t players) {
    Span *s = ARENA_NEW(a, Span);
    *s = (Span){.players = players, .rows = rats_new(a, players * players)};
    s->pivots = ARENA_ARRAY(a, size_t, players);
    s->members = ARENA_ARRAY(a, uint64_t, players);
    s->shares = rats_new(a, players);
    return s;
}

// Take out of `vector` what the rows hold; the first column that is left, or `players`.
static size_t reduce(const Span *s, Rat *vector) {
    mpq_t factor, product;
    mpq_inits(factor, product, NULL);
    for (size_t k = 0; k < s->count; k++) {
        const Rat *row = s->rows + k * s->players;
        mpq_set(factor, &vector[s->pivots[k]]);
        for (size_t i = 0; mpq_sgn(factor) && i < s->players; i++) {
            mpq_mul(product, factor, &row[i]);
            mpq_sub(&vector[i], &vector[i], product);
        }
    }
    mpq_clears(factor, product, NULL);
    size_t left = 0;
    while (left < s->players && mpq_sgn(&vector[left]) == 0) left++;
    return left;
}

bool span_has_vector(const Span *s, const Rat *vector) {
    Arena *scratch = arena_new();
    Rat *copy = rats_new(scratch, s->players);
    for (size_t i = 0; i < s->players; i++) mpq_set(&copy[i], &vector[i]);
    bool has = reduce(s, copy) == s->players;
    arena_free(scratch);
    return has;
}

static void set_members(Rat *vector, size_t players, uint64_t members) {
    for (size_t i = 0; i < players; i++) mpq_set_ui(&vector[i], members >> i & 1, 1);
}

// Column by column: the rows whose pivots are members must sum to the members.
static bool fits_column(const Span *s, uint64_t members, size_t column, Rat *sum) {
    mpq_set_ui(sum, 0, 1);
    for (size_t k = 0; k < s->count; k++)
        if (members >> s->pivots[k] & 1) mpq_add(sum, sum, &s->rows[k * s->players + column]);
    return mpq_cmp_ui(sum, members >> column & 1, 1) == 0;
}

bool span_has(const Span *s, uint64_t members) {
    mpq_t sum;
    mpq_init(sum);
    size_t column = 0;
    while (column < s->players && fits_column(s, members, column, sum)) column++;
    mpq_clear(sum);
    return column == s->players;
}

static void clear_column(Span *s, size_t row, size_t pivot) {
    mpq_t factor, product;
    mpq_inits(factor, product, NULL);
    for (size_t k = 0; k < s->count; k++) {
        Rat *to = s->rows + k * s->players, *from = s->rows + row * s->players;
        mpq_set(factor, &to[pivot]);
        for (size_t i = 0; k != row && i < s->players; i++) {
            mpq_mul(product, factor, &from[i]);
            mpq_sub(&to[i], &to[i], product);
        }
    }
    mpq_clears(factor, product, NULL);
}

bool span_add(Arena *a, Span *s, uint64_t members, const Rat *share) {
    Rat *vector = rats_new(a, s->players);
    set_members(vector, s->players, members);
    size_t pivot = reduce(s, vector), row = s->count;
    if (pivot == s->players) return false;
    for (size_t i = 0; i < s->players; i++)
        mpq_div(&s->rows[row * s->players + i], &vector[i], &vector[pivot]);
    s->pivots[row] = pivot;
    s->members[row] = members;
    mpq_set(&s->shares[row], share);
    s->count++;
    clear_column(s, row, pivot);
    return true;
}
