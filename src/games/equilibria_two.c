// games/equilibria_two.c - all extreme equilibria of two players, by the vertices of two polytopes
//
// Payoffs are made positive integers A and B. A vertex x of {x >= 0, B'x <= 1} and a vertex y of
// {y >= 0, A y <= 1} are an equilibrium where each strategy is unused or a best reply: every label
// is tight in one of them (Mangasarian 1964; Avis, Rosenberg, Savani, von Stengel 2010). Strategies
// of player 1 have the labels 0 .. m-1, those of player 2 the next n.
#include "games/equilibria_int.h"
#include "games/polytope.h"

#include <assert.h>

enum { PAIRS_BY_HAND = 64 };

typedef struct Side {
    Big *matrix; // by rows: the replies of the other player
    int rows, columns;
    VertexList vertices;
} Side;

typedef struct Search {
    Arena *arena;
    const Game *game;
    Side sides[2];
    uint64_t all;
    EquilibriumSet *set;
} Search;

// ---- polytopes ----------------------------------------------------------------------------------

// Only differences count: the least becomes 1, the others as near to it as whole numbers can be.
static void make_positive(Big *m, size_t count) {
    mpz_t least, common;
    mpz_inits(least, common, NULL);
    mpz_set(least, &m[0]);
    for (size_t i = 1; i < count; i++)
        if (mpz_cmp(&m[i], least) < 0) mpz_set(least, &m[i]);
    for (size_t i = 0; i < count; i++) {
        mpz_sub(&m[i], &m[i], least);
        mpz_gcd(common, common, &m[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (mpz_sgn(common)) mpz_divexact(&m[i], &m[i], common);
        mpz_add_ui(&m[i], &m[i], 1);
    }
    mpz_clears(least, common, NULL);
}

// The payoffs of the other player: a row for each of his replies.
static void make_side(Search *s, size_t player) {
    const Game *g = s->game;
    size_t own = g->players[player].strategy_count, other = g->players[1 - player].strategy_count;
    size_t step = player == 0 ? 1 : g->players[0].strategy_count;
    size_t reply_step = player == 0 ? g->players[0].strategy_count : 1;
    Rat *payoffs = rats_new(s->arena, own * other);
    for (size_t r = 0; r < other; r++)
        for (size_t i = 0; i < own; i++)
            mpq_set(&payoffs[r * own + i], game_payoff(g, r * reply_step + i * step, 1 - player));
    Side *side = &s->sides[player];
    *side = (Side){.matrix = bigs_new(s->arena, own * other), (int)other, (int)own, {0}};
    rats_to_integers(payoffs, own * other, side->matrix, bigs_new(s->arena, 1));
    make_positive(side->matrix, own * other);
}

// Vertices of player 2 have his own strategies first: to the common labels.
static void label_second(Side *s) {
    for (size_t i = 0; i < s->vertices.count; i++) {
        uint64_t zeros = s->vertices.items[i];
        uint64_t own = zeros & ((UINT64_C(1) << s->columns) - 1);
        s->vertices.items[i] = zeros >> s->columns | own << s->rows;
    }
}

static uint64_t unused_labels(const Search *s, size_t player) {
    uint64_t first = (UINT64_C(1) << s->sides[0].columns) - 1;
    return player == 0 ? first : s->all & ~first;
}

// ---- an equilibrium of two vertices -------------------------------------------------------------

static int label_of(const Search *s, size_t player, int strategy) {
    return player == 0 ? strategy : s->sides[0].columns + strategy;
}

static bool is_tight(const Search *s, size_t player, int strategy, uint64_t tight) {
    return tight >> label_of(s, player, strategy) & 1;
}

// Fill the equations of the tight replies in the used strategies.
static void fill_equations(const Search *s, size_t player, uint64_t tight, Rat *m, size_t *rows,
                           size_t *columns) {
    const Side *side = &s->sides[player];
    *rows = *columns = 0;
    for (int i = 0; i < side->columns; i++) *columns += !is_tight(s, player, i, tight);
    for (int r = 0; r < side->rows; r++) {
        if (!is_tight(s, 1 - player, r, tight)) continue;
        for (int i = 0; i < side->columns; i++)
            if (!is_tight(s, player, i, tight))
                mpq_set_z(m++, &side->matrix[r * side->columns + i]);
        mpq_set_ui(m++, 1, 1);
        ++*rows;
    }
}

static void make_one(Rat *shares, size_t count) {
    mpq_t sum;
    mpq_init(sum);
    for (size_t i = 0; i < count; i++) mpq_add(sum, sum, &shares[i]);
    for (size_t i = 0; i < count; i++) mpq_div(&shares[i], &shares[i], sum);
    mpq_clear(sum);
}

// The shares at a vertex: the used strategies make all tight replies equally good.
static void share_out(const Search *s, size_t player, uint64_t tight, Rat *shares) {
    const Side *side = &s->sides[player];
    Arena *scratch = arena_new();
    size_t rows, columns;
    Rat *m = rats_new(scratch, (size_t)(side->rows * (side->columns + 1)));
    Rat *solution = rats_new(scratch, (size_t)side->columns);
    fill_equations(s, player, tight, m, &rows, &columns);
    bool is_vertex = rats_solve(m, rows, columns, solution);
    assert(is_vertex);
    make_one(solution, columns);
    for (int i = 0; i < side->columns; i++)
        if (!is_tight(s, player, i, tight)) mpq_set(&shares[i], solution++);
    arena_free(scratch);
}

static void add_pair(Search *s, uint64_t x, uint64_t y) {
    if ((x | y) != s->all || s->set->is_cut) return;
    s->set->is_cut = s->set->count == GAME_EQUILIBRIA_MAX;
    if (s->set->is_cut) return;
    Rat *shares = rats_new(s->arena, game_share_count(s->game));
    share_out(s, 0, x, shares);
    share_out(s, 1, y, shares + s->sides[0].columns);
    const Equilibrium *e = equilibria_add(s->arena, s->game, s->set, shares);
    assert(e->is_exact);
}

// ---- pairs that have all labels -----------------------------------------------------------------

// Those with the bit come first; how many they are.
static size_t part_by(uint64_t *items, size_t count, uint64_t bit) {
    size_t have = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(items[i] & bit)) continue;
        uint64_t item = items[i];
        items[i] = items[have];
        items[have++] = item;
    }
    return have;
}

// An x without a label needs a y that has it.
static void join(Search *s, uint64_t *xs, size_t x_count, uint64_t *ys, size_t y_count,
                 uint64_t bit) {
    if (!x_count || !y_count || s->set->is_cut) return;
    if (x_count * y_count <= PAIRS_BY_HAND || !(bit & s->all)) {
        for (size_t i = 0; i < x_count; i++)
            for (size_t j = 0; j < y_count; j++) add_pair(s, xs[i], ys[j]);
        return;
    }
    size_t x_have = part_by(xs, x_count, bit), y_have = part_by(ys, y_count, bit);
    join(s, xs + x_have, x_count - x_have, ys, y_have, bit << 1);
    join(s, xs, x_have, ys, y_count, bit << 1);
}

// The vertex 0 is no mixture.
static void take_out_origin(Search *s, size_t player) {
    VertexList *list = &s->sides[player].vertices;
    uint64_t unused = unused_labels(s, player);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if ((list->items[i] & unused) != unused) list->items[kept++] = list->items[i];
    list->count = kept;
}

static void find_vertices(Search *s, size_t player) {
    Side *side = &s->sides[player];
    make_side(s, player);
    side->vertices =
        polytope_vertices(s->arena, side->matrix, side->rows, side->columns, GAME_BASES_MAX);
    if (player == 1) label_second(side);
    take_out_origin(s, player);
    s->set->base_count += side->vertices.base_count;
    s->set->is_complete &= side->vertices.is_complete;
    s->set->is_degenerate |= side->vertices.is_degenerate;
}

void equilibria_two(Arena *a, const Game *g, EquilibriumSet *set) {
    size_t labels = game_share_count(g);
    Search s = {.arena = a, .game = g, .set = set};
    s.all = labels == 64 ? UINT64_MAX : (UINT64_C(1) << labels) - 1;
    s.sides[0].columns = (int)g->players[0].strategy_count;
    set->is_complete = true;
    for (size_t p = 0; p < 2 && set->is_complete; p++) find_vertices(&s, p);
    if (!set->is_complete) return;
    VertexList *xs = &s.sides[0].vertices, *ys = &s.sides[1].vertices;
    join(&s, xs->items, xs->count, ys->items, ys->count, 1);
    set->is_complete &= !set->is_cut;
}
