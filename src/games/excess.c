// games/excess.c - the linear programs of the least core and of the nucleolus, in exact rationals
//
// The dual has a row for each player and one for the sum of the weights, and a column for each
// coalition; columns are not kept but found by a pass over the table of all coalitions, which looks
// for the one that is treated worst. The basis and its inverse are small. The worst one enters;
// after some steps without progress the first one does (Bland 1977), so that there is an end.
#include "games/excess_int.h"

#include <assert.h>

enum { STALLED = 40, BITS_MAX = 110 };

typedef enum ColumnKind { COLUMN_COALITION, COLUMN_SINGLE, COLUMN_PLUS, COLUMN_MINUS } ColumnKind;

typedef struct Column {
    ColumnKind kind;
    uint64_t members;
    size_t settled; // of PLUS and MINUS
} Column;

typedef struct Program {
    Arena *arena;
    const Coalitions *game;
    const Span *settled;
    Measure *measure;
    size_t measure_bits; // of the largest
    bool is_individual;
    size_t rows;    // players + 1
    Column *basis;  // by row
    Rat *inverse;   // rows × rows
    Rat *values;    // of the basis
    Rat *prices;    // minus the shares, then epsilon
    Rat *direction; // of the entering column
    Rat *work;      // 4
    Wide *shares;   // of the prices, over one denominator
    Wide denominator, epsilon;
    size_t stalled;
} Program;

// ---- columns ------------------------------------------------------------------------------------

static void column_cost(const Program *p, const Column *c, Rat *ret) {
    if (c->kind == COLUMN_PLUS || c->kind == COLUMN_MINUS) {
        mpq_set(ret, &p->settled->shares[c->settled]);
    } else {
        rat_from_int(ret, coalition_worth(p->game, c->members), 1);
    }
    if (c->kind != COLUMN_MINUS) mpq_neg(ret, ret);
}

// The column's entry in a row.
static int64_t column_entry(const Program *p, const Column *c, size_t row) {
    if (row + 1 == p->rows)
        return c->kind == COLUMN_COALITION ? p->measure(p->game, c->members) : 0;
    int is_member = (int)(c->members >> row & 1);
    return c->kind == COLUMN_MINUS ? -is_member : is_member;
}

static void find_prices(Program *p) {
    Rat *cost = &p->work[0], *product = &p->work[1];
    for (size_t j = 0; j < p->rows; j++) mpq_set_ui(&p->prices[j], 0, 1);
    for (size_t i = 0; i < p->rows; i++) {
        column_cost(p, &p->basis[i], cost);
        for (size_t j = 0; j < p->rows; j++) {
            mpq_mul(product, cost, &p->inverse[i * p->rows + j]);
            mpq_add(&p->prices[j], &p->prices[j], product);
        }
    }
}

static Wide wide_of(const Big *big, bool *fits) {
    *fits &= mpz_sizeinbase(big, 2) <= BITS_MAX;
    Wide size = (Wide)((WideBits)mpz_getlimbn(big, 1) << 64 | mpz_getlimbn(big, 0));
    return mpz_sgn(big) < 0 ? -size : size;
}

// The prices as integers over one denominator; false where they are too large.
static bool widen(Program *p) {
    Arena *scratch = arena_new();
    Big *bigs = bigs_new(scratch, p->rows + 1);
    bool fits = true;
    rats_to_integers(p->prices, p->rows, bigs, &bigs[p->rows]);
    for (size_t i = 0; i + 1 < p->rows; i++) p->shares[i] = -wide_of(&bigs[i], &fits);
    p->epsilon = wide_of(&bigs[p->rows - 1], &fits);
    fits &= mpz_sizeinbase(&bigs[p->rows - 1], 2) + p->measure_bits <= BITS_MAX;
    p->denominator = wide_of(&bigs[p->rows], &fits);
    fits &= mpz_sizeinbase(&bigs[p->rows], 2) <= BITS_MAX / 2;
    arena_free(scratch);
    return fits;
}

// How much a coalition lacks, times the denominator: its value and its
// part of epsilon, less its shares.
static Wide lack_of(const Program *p, uint64_t members) {
    Wide lack = (Wide)coalition_worth(p->game, members) * p->denominator +
                p->epsilon * p->measure(p->game, members);
    for (uint64_t left = members; left; left &= left - 1) lack -= p->shares[__builtin_ctzll(left)];
    return lack;
}

static bool find_coalition(const Program *p, bool is_first, Column *ret) {
    Wide worst = 0;
    uint64_t grand = (UINT64_C(1) << p->game->count) - 1;
    for (uint64_t members = 1; members < grand; members++) {
        Wide lack = lack_of(p, members);
        if (lack <= worst || !p->measure(p->game, members)) continue;
        if (span_has(p->settled, members)) continue;
        worst = lack;
        *ret = (Column){COLUMN_COALITION, members, 0};
        if (is_first) return true;
    }
    return worst > 0;
}

static bool find_single(const Program *p, Column *ret) {
    for (size_t i = 0; p->is_individual && i < p->game->count; i++) {
        uint64_t members = UINT64_C(1) << i;
        Wide lack = (Wide)p->game->values[members] * p->denominator - p->shares[i];
        *ret = (Column){COLUMN_SINGLE, members, 0};
        if (lack > 0) return true;
    }
    return false;
}

// A settled coalition that does not get what was settled.
static bool find_settled(const Program *p, Column *ret) {
    Rat *sum = &p->work[0];
    for (size_t k = 0; k < p->settled->count; k++) {
        uint64_t members = p->settled->members[k];
        mpq_set(sum, &p->settled->shares[k]);
        for (size_t i = 0; i < p->game->count; i++)
            if (members >> i & 1) mpq_add(sum, sum, &p->prices[i]);
        if (mpq_sgn(sum) == 0) continue;
        *ret = (Column){mpq_sgn(sum) > 0 ? COLUMN_PLUS : COLUMN_MINUS, members, k};
        return true;
    }
    return false;
}

static bool find_entering(const Program *p, Column *ret) {
    bool is_first = p->stalled > STALLED;
    return find_settled(p, ret) || find_single(p, ret) || find_coalition(p, is_first, ret);
}

// ---- pivots -------------------------------------------------------------------------------------

static void add_times(Rat *to, const Rat *value, int64_t times, Rat *product) {
    if (times == 1) {
        mpq_add(to, to, value);
    } else if (times) {
        rat_from_int(product, times, 1);
        mpq_mul(product, product, value);
        mpq_add(to, to, product);
    }
}

static void find_direction(Program *p, const Column *entering) {
    for (size_t i = 0; i < p->rows; i++) {
        mpq_set_ui(&p->direction[i], 0, 1);
        for (size_t j = 0; j < p->rows; j++)
            add_times(&p->direction[i], &p->inverse[i * p->rows + j], column_entry(p, entering, j),
                      &p->work[0]);
    }
}

// In the order in which entering columns are looked for.
static bool comes_before(const Column *one, const Column *other) {
    static const int ranks[] = {
        [COLUMN_COALITION] = 3, [COLUMN_SINGLE] = 2, [COLUMN_PLUS] = 0, [COLUMN_MINUS] = 0};
    if (ranks[one->kind] != ranks[other->kind]) return ranks[one->kind] < ranks[other->kind];
    return one->members < other->members;
}

static size_t find_leaving(Program *p) {
    size_t best = SIZE_MAX;
    Rat *ratio = &p->work[0], *least = &p->work[1];
    for (size_t i = 0; i < p->rows; i++) {
        if (mpq_sgn(&p->direction[i]) <= 0) continue;
        mpq_div(ratio, &p->values[i], &p->direction[i]);
        int sign = best == SIZE_MAX ? -1 : mpq_cmp(ratio, least);
        if (sign > 0 || (sign == 0 && !comes_before(&p->basis[i], &p->basis[best]))) continue;
        mpq_set(least, ratio);
        best = i;
    }
    p->stalled = best != SIZE_MAX && mpq_sgn(least) == 0 ? p->stalled + 1 : 0;
    return best;
}

static void subtract_row(Program *p, size_t to, size_t from) {
    Rat *factor = &p->work[2], *product = &p->work[3];
    mpq_set(factor, &p->direction[to]);
    for (size_t j = 0; j < p->rows; j++) {
        mpq_mul(product, factor, &p->inverse[from * p->rows + j]);
        mpq_sub(&p->inverse[to * p->rows + j], &p->inverse[to * p->rows + j], product);
    }
    mpq_mul(product, factor, &p->values[from]);
    mpq_sub(&p->values[to], &p->values[to], product);
}

static void enter(Program *p, size_t row, const Column *entering) {
    for (size_t j = 0; j < p->rows; j++)
        mpq_div(&p->inverse[row * p->rows + j], &p->inverse[row * p->rows + j], &p->direction[row]);
    mpq_div(&p->values[row], &p->values[row], &p->direction[row]);
    for (size_t i = 0; i < p->rows; i++)
        if (i != row && mpq_sgn(&p->direction[i])) subtract_row(p, i, row);
    p->basis[row] = *entering;
}

// ---- the first basis ----------------------------------------------------------------------------

// Row by row, each column replacing a unit vector.
static void place(Program *p, const Column *c, size_t row) {
    find_direction(p, c);
    assert(mpq_sgn(&p->direction[row]));
    enter(p, row, c);
}

// What is settled first is the grand coalition. A coalition with weight 1 against it, and the
// claims of those outside the coalition.
static bool start_individual(Program *p) {
    uint64_t members = 1, grand = (UINT64_C(1) << p->game->count) - 1;
    while (members < grand && (!p->measure(p->game, members) || span_has(p->settled, members)))
        members++;
    if (members == grand) return false;
    size_t inside = (size_t)__builtin_ctzll(members);
    place(p, &(Column){COLUMN_COALITION, members, 0}, p->rows - 1);
    place(p, &(Column){COLUMN_MINUS, p->settled->members[0], 0}, inside);
    for (size_t i = 0; i + 1 < p->rows; i++)
        if (i != inside) place(p, &(Column){COLUMN_SINGLE, UINT64_C(1) << i, 0}, i);
    return true;
}

// All single players against the grand coalition.
static bool start_free(Program *p) {
    for (size_t i = 0; i + 1 < p->rows; i++)
        place(p, &(Column){COLUMN_COALITION, UINT64_C(1) << i, 0}, i);
    place(p, &(Column){COLUMN_MINUS, p->settled->members[0], 0}, p->rows - 1);
    return true;
}

static size_t bits_of_measures(const Coalitions *c, Measure *measure) {
    uint64_t most = 1;
    for (uint64_t members = 1; members < UINT64_C(1) << c->count; members++) {
        uint64_t size = (uint64_t)measure(c, members);
        if (size > most) most = size;
    }
    return 63 - (size_t)__builtin_clzll(most);
}

static Program *program_new(Arena *a, const Coalitions *c, const Span *settled, Measure *measure) {
    Program *p = ARENA_NEW(a, Program);
    size_t rows = c->count + 1;
    *p = (Program){.arena = a, .game = c, .settled = settled, .measure = measure};
    p->measure_bits = bits_of_measures(c, measure);
    p->rows = rows;
    p->basis = ARENA_ARRAY(a, Column, rows);
    p->inverse = rats_new(a, rows * rows);
    p->values = rats_new(a, rows);
    p->prices = rats_new(a, rows);
    p->direction = rats_new(a, rows);
    p->work = rats_new(a, 4);
    p->shares = ARENA_ARRAY(a, Wide, rows);
    for (size_t i = 0; i < rows; i++) mpq_set_ui(&p->inverse[i * rows + i], 1, 1);
    mpq_set_ui(&p->values[rows - 1], 1, 1);
    return p;
}

static const Stage *stage_of(Program *p) {
    Stage *s = ARENA_NEW(p->arena, Stage);
    size_t players = p->game->count;
    s->epsilon = rats_new(p->arena, 1);
    s->shares = rats_new(p->arena, players);
    s->weights = ARENA_ARRAY(p->arena, Weighted, p->rows);
    mpq_set(s->epsilon, &p->prices[players]);
    for (size_t i = 0; i < players; i++) mpq_neg(&s->shares[i], &p->prices[i]);
    for (size_t i = 0; i < p->rows; i++) {
        const Column *c = &p->basis[i];
        bool is_proof = c->kind == COLUMN_COALITION || c->kind == COLUMN_SINGLE;
        if (is_proof && mpq_sgn(&p->values[i]) > 0)
            s->weights[s->weight_count++] =
                (Weighted){c->members, c->kind == COLUMN_SINGLE, &p->values[i]};
    }
    return s;
}

const Stage *excess_solve(Arena *a, const Coalitions *c, const Span *settled, bool is_individual,
                          Measure *measure) {
    Program *p = program_new(a, c, settled, measure);
    Column entering;
    p->is_individual = is_individual;
    if (!(is_individual ? start_individual(p) : start_free(p))) return NULL;
    for (;;) {
        find_prices(p);
        if (!widen(p)) return NULL;
        if (!find_entering(p, &entering)) return stage_of(p);
        find_direction(p, &entering);
        size_t row = find_leaving(p);
        assert(row != SIZE_MAX);
        enter(p, row, &entering);
    }
}

// ---- the proof ----------------------------------------------------------------------------------

// What a coalition gets above its value.
static void surplus_of(const Coalitions *c, uint64_t members, const Rat *shares, Rat *ret) {
    mpq_t worth;
    mpq_init(worth);
    rat_from_int(worth, coalition_worth(c, members), 1);
    mpq_set_ui(ret, 0, 1);
    for (size_t i = 0; i < c->count; i++)
        if (members >> i & 1) mpq_add(ret, ret, &shares[i]);
    mpq_sub(ret, ret, worth);
    mpq_clear(worth);
}

static bool weights_hold(Arena *a, const Program *p, const Stage *s, const Rat *shares) {
    const Coalitions *c = p->game;
    Rat *sum = rats_new(a, c->count), *r = rats_new(a, 4), *total = &r[0], *surplus = &r[1];
    Rat *part = &r[2], *due = &r[3];
    bool holds = true;
    for (size_t k = 0; k < s->weight_count; k++) {
        const Weighted *w = &s->weights[k];
        for (size_t i = 0; i < c->count; i++)
            if (w->members >> i & 1) mpq_add(&sum[i], &sum[i], w->weight);
        surplus_of(c, w->members, shares, surplus);
        rat_from_int(part, w->is_single ? 0 : p->measure(c, w->members), 1);
        mpq_mul(due, part, s->epsilon);
        mpq_mul(part, part, w->weight);
        mpq_add(total, total, part);
        holds &= mpq_sgn(w->weight) > 0;
        holds &= mpq_equal(surplus, due) != 0;
    }
    return holds && mpq_cmp_ui(total, 1, 1) == 0 && span_has_vector(p->settled, sum);
}

bool excess_verify(Arena *a, const Coalitions *c, const Span *settled, const Stage *s,
                   const Rat *shares, Measure *measure) {
    Program p = {.game = c, .rows = c->count + 1, .prices = rats_new(a, c->count + 1)};
    p.measure = measure;
    p.measure_bits = bits_of_measures(c, measure);
    p.shares = ARENA_ARRAY(a, Wide, p.rows);
    p.settled = settled;
    for (size_t i = 0; i < c->count; i++) mpq_neg(&p.prices[i], &shares[i]);
    mpq_set(&p.prices[c->count], s->epsilon);
    Column lacking;
    return widen(&p) && !find_coalition(&p, true, &lacking) && weights_hold(a, &p, s, shares);
}
