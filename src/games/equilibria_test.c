// games/equilibria_test.c - known equilibria, and random games beside a plain support enumeration
//
// N1 to N15 are the games of the research notes with their sources: Gambit's collection of games
// (contrib/games), its tests, and lrsnash. The notes print N5's mixed equilibrium with the shares
// of the column player at the third and sixth strategy; in Gambit's file they belong to the second
// and fifth, as is found here: at the others player 1 could gain 1754879/446337.
#include "games/games_test.h"

#include <stdlib.h>

static void must_have(const char *name, const char *sizes, const char *payoffs, size_t count,
                      const char *const *shares) {
    Arena *a = arena_new();
    const Game *g = game_of(a, sizes, payoffs);
    const EquilibriumSet *e = equilibria_all(a, g);
    if (e->count != count) fail_msg("%s: %zu equilibria", name, e->count);
    for (; *shares; shares++)
        if (!has_equilibrium(a, g, e, *shares)) fail_msg("%s: lacks %s", name, *shares);
    for (size_t i = 0; i < e->count; i++) assert_true(e->items[i].is_exact);
    arena_free(a);
}

// Gambit's tests: create_efg_corresponding_to_bimatrix_game, "6x6 Long Lemke-Howson Paths".
static const char n4[] =
    "-180 72 -30 -180 -81 297 90 -333 20 270 270 -153 72 36 17 -81 36 126 -36 -126 -3 90 -153 -36 "
    "-333 17 -33 -30 -126 42 126 -33 42 20 297 -3 297 -3 42 20 126 -33 -126 42 -33 -30 -333 17 "
    "-153 -36 -3 90 -36 -126 36 126 17 -81 72 36 270 -153 20 270 90 -333 -81 297 -30 -180 -180 72";

static void finds_the_known_equilibria_of_two_players(void **state) {
    (void)state;
    static const struct {
        const char *name, *sizes, *payoffs;
        size_t count;
        const char *shares[8];
    } rows[] = {
        {"N1 prisoner's dilemma", "2 2", "9 9 10 0 0 10 1 1", 1, {"0 1 ; 0 1"}},
        {"N2 coord3",
         "3 3",
         "3 2 0 0 0 0 0 0 2 2 0 0 0 0 0 0 1 4",
         7,
         {"1/2 1/2 0 ; 2/5 3/5 0", "2/3 0 1/3 ; 1/4 0 3/4", "0 2/3 1/3 ; 0 1/3 2/3",
          "2/5 2/5 1/5 ; 2/11 3/11 6/11", "1 0 0 ; 1 0 0", "0 1 0 ; 0 1 0", "0 0 1 ; 0 0 1"}},
        {"N3 identity, n = 3",
         "3 3",
         "1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0 1 1",
         7,
         {"1/3 1/3 1/3 ; 1/3 1/3 1/3"}},
        {"N3 identity, n = 4",
         "4 4",
         "1 1 0 0 0 0 0 0 0 0 1 1 0 0 0 0 0 0 0 0 1 1 0 0 0 0 0 0 0 0 1 1",
         15,
         {"1/4 1/4 1/4 1/4 ; 1/4 1/4 1/4 1/4"}},
        {"N4 six strategies, long paths of Lemke and Howson",
         "6 6",
         n4,
         1,
         {"1/30 1/6 3/10 3/10 1/6 1/30 ; 1/6 1/30 3/10 3/10 1/30 1/6"}},
        {"N5 8x8.nfg",
         "8 8",
         "1131 1210 2426 2429 2326 2422 3222 3024 1223 1358 2234 2238 5255 5334 2643 2873 "
         "4452 4549 1655 1347 2747 2243 3518 3062 4564 4326 1762 1576 5634 5675 2455 6523 "
         "4225 5277 4837 5645 1478 2544 1973 7486 4483 5764 4995 5754 4383 1436 4864 5267 "
         "7566 4655 7076 4423 1759 2705 1735 4043 7247 4943 7362 4382 4642 1897 4042 3830 "
         "1335 1734 4434 4271 4120 4976 7324 7723 1428 1521 4248 4533 5231 5458 4486 4882 "
         "2537 2417 1427 1624 4542 4572 7577 7969 2675 2238 1132 1985 5369 5395 4669 4274 "
         "2164 5349 2243 5056 1473 4580 1740 4192 2236 5174 2355 5347 2798 1403 2832 1380 "
         "3803 2685 3464 2678 1323 4792 1214 4462 3974 2793 3575 2269 2778 1646 2342 1640",
         5,
         {"0 0 0 217/4878 0 0 4661/4878 0 ; 0 91/183 0 0 92/183 0 0 0"}},
        {"N6 winkels.nfg",
         "6 2",
         "1 1 1 0 3 -2 3 4 5/2 -1 5/2 6 3 2 3 -1 1 2 1 -1 5/2 6 5/2 -1",
         12,
         {NULL}},
        {"N7 oneill.nfg",
         "4 4",
         "1 -1 -1 1 -1 1 -1 1 -1 1 -1 1 1 -1 1 -1 -1 1 1 -1 -1 1 1 -1 -1 1 1 -1 1 -1 -1 1",
         1,
         {"2/5 1/5 1/5 1/5 ; 2/5 1/5 1/5 1/5"}},
        {"N8 sh3.nfg", "3 3", "0 0 2 3 3 0 3 2 2 2 0 0 0 3 0 0 1 1", 3, {NULL}},
        {"N14 numpy seed 0",
         "4 4",
         "44 39 67 81 36 72 88 69 47 87 9 37 87 9 12 79 64 46 83 25 70 20 58 47 67 88 21 77 88 80 "
         "65 64",
         3,
         {"0 0 1 0 ; 0 0 0 1", "0 0 5/13 8/13 ; 23/75 0 0 52/75",
          "0 0 10/73 63/73 ; 75/127 52/127 0 0"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        must_have(rows[i].name, rows[i].sizes, rows[i].payoffs, rows[i].count, rows[i].shares);
}

// N9: McKelvey and McLennan's example has the most regular equilibria that two strategies of three
// players can. The counts of N10 stand in the titles of Gambit's files.
static void finds_the_known_equilibria_of_more_players(void **state) {
    (void)state;
    static const struct {
        const char *name, *sizes, *payoffs;
        size_t count, pure, irrational;
        const char *shares[4];
    } rows[] = {
        {"N9 2x2x2.nfg",
         "2 2 2",
         "9 8 12 0 0 0 0 0 0 9 8 2 0 0 0 3 4 6 3 4 6 0 0 0",
         9,
         4,
         0,
         {"1/2 1/2 ; 2/5 3/5 ; 1/4 3/4", "2/5 3/5 ; 1/2 1/2 ; 1/3 2/3"}},
        {"N10 3x3x3.nfg",
         "3 3 3",
         "1131 1210 2426 1358 2234 2238 1655 1347 2747 1576 5634 5675 1478 2544 1973 1436 4864 "
         "5267 1735 4043 7247 3830 1335 1734 1428 1521 4248 2429 2326 2422 5255 5334 2643 2243 "
         "3518 3062 2455 6523 4225 7486 4483 5764 7566 4655 7076 4943 7362 4382 4434 4271 4120 "
         "4533 5231 5458 3222 3024 1223 2873 4452 4549 4564 4326 1762 5277 4837 5645 4995 5754 "
         "4383 4423 1759 2705 4642 1897 4042 4976 7324 7723 4486 4882 2537",
         5,
         2,
         1,
         {"1381/2801 1420/2801 0 ; 0 1 0 ; 0 94/1771 1677/1771",
          "157/451 294/451 0 ; 0 167/308 141/308 ; 0 0 1"}},
        {"N10 2x2x2x2.nfg",
         "2 2 2 2",
         "1131 1210 2426 2429 4225 5277 4837 5645 4452 4549 1655 1347 7566 4655 7076 4423 1223 "
         "1358 2234 2238 4483 5764 4995 5754 4564 4326 1762 1576 7247 4943 7362 4382 2326 2422 "
         "3222 3024 1478 2544 1973 7486 2747 2243 3518 3062 1759 2705 1735 4043 5255 5334 2643 "
         "2873 4383 1436 4864 5267 5634 5675 2455 6523 4642 1897 4042 3830",
         3,
         2,
         0,
         {NULL}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        const Game *g = game_of(a, rows[i].sizes, rows[i].payoffs);
        const EquilibriumSet *e = equilibria_all(a, g);
        size_t pure = 0, irrational = 0;
        for (size_t k = 0; k < e->count; k++) {
            pure += e->items[k].is_pure;
            irrational += !e->items[k].is_exact;
        }
        if (e->count != rows[i].count || pure != rows[i].pure || irrational != rows[i].irrational)
            fail_msg("%s: %zu equilibria, %zu pure, %zu irrational", rows[i].name, e->count, pure,
                     irrational);
        if (!e->is_complete)
            fail_msg("%s: %zu of %zu supports open", rows[i].name, e->undecided_count,
                     e->support_count);
        for (size_t k = 0; rows[i].shares[k]; k++)
            assert_true(has_equilibrium(a, g, e, rows[i].shares[k]));
        arena_free(a);
    }
}

// A third player without a choice leaves a game of two, which the other search knows.
static void the_search_by_supports_agrees_with_that_by_vertices(void **state) {
    (void)state;
    uint64_t seed = 11;
    for (int i = 0; i < 60; i++) {
        Arena *a = arena_new();
        Buf two = {.arena = a}, three = {.arena = a};
        for (int k = 0; k < 9; k++) {
            unsigned one = (unsigned)(draw(&seed) % 1000000),
                     other = (unsigned)(draw(&seed) % 1000000);
            buf_add_fmt(&two, "%u %u ", one, other);
            buf_add_fmt(&three, "%u %u 0 ", one, other);
        }
        const Game *g = game_of(a, "3 3", str_c(a, buf_str(&two)));
        const Game *h = game_of(a, "3 3 1", str_c(a, buf_str(&three)));
        const EquilibriumSet *e = equilibria_all(a, g), *f = equilibria_all(a, h);
        assert_true(e->is_complete && f->is_complete);
        assert_int_equal(e->count, f->count);
        for (size_t k = 0; k < e->count; k++)
            for (size_t s = 0; s < 6; s++)
                assert_true(mpq_equal(&e->items[k].shares[s], &f->items[k].shares[s]));
        arena_free(a);
    }
}

// Wilson 1971: almost every game has an odd number of equilibria.
static void random_games_of_three_have_an_odd_number_of_equilibria(void **state) {
    (void)state;
    uint64_t seed = 2;
    size_t irrational = 0;
    for (int i = 0; i < 40; i++) {
        Arena *a = arena_new();
        Buf b = {.arena = a};
        for (int k = 0; k < 24; k++) buf_add_fmt(&b, "%u ", (unsigned)(draw(&seed) % 1000000));
        const Game *g = game_of(a, "2 2 2", str_c(a, buf_str(&b)));
        const EquilibriumSet *e = equilibria_all(a, g);
        assert_true(e->is_complete);
        assert_int_equal(e->count % 2, 1);
        for (size_t k = 0; k < e->count; k++) {
            irrational += !e->items[k].is_exact;
            assert_true(mpq_get_d(e->items[k].regret) < 1e-40);
        }
        arena_free(a);
    }
    assert_true(irrational > 0);
}

// Payoffs are equal at neighbouring profiles, so that whole edges of the cube are equilibria.
static void what_cannot_be_decided_is_said(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Game *g = game_of(a, "2 2 2", "0 0 0 0 0 1 0 1 0 1 0 0 1 0 0 0 1 0 0 0 1 0 0 0");
    const EquilibriumSet *e = equilibria_all(a, g);
    assert_false(e->is_complete);
    assert_true(e->is_mixed_sought && e->undecided_count > 0 && e->is_degenerate);
    arena_free(a);
}

static void a_list_of_equilibria_has_an_end(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    for (int i = 0; i < 15 << 15; i++) buf_add_c(&b, "0 ");
    const EquilibriumSet *e =
        equilibria_all(a, game_of(a, "2 2 2 2 2 2 2 2 2 2 2 2 2 2 2", str_c(a, buf_str(&b))));
    assert_true(e->is_cut && !e->is_complete);
    assert_int_equal(e->count, GAME_EQUILIBRIA_MAX);
    arena_free(a);
}

// ---- N15: Python's random.Random(1).randint(0, 99) ----------------------------------------------

enum { TWISTER = 624 };

typedef struct Twister {
    uint32_t words[TWISTER];
    size_t at;
} Twister;

// init_by_array with the key {1}, as Python seeds with the number 1.
static void twister_seed(Twister *t) {
    t->words[0] = 19650218;
    for (uint32_t i = 1; i < TWISTER; i++)
        t->words[i] = 1812433253 * (t->words[i - 1] ^ t->words[i - 1] >> 30) + i;
    uint32_t i = 1;
    for (int k = 0; k < TWISTER; k++) {
        t->words[i] = (t->words[i] ^ (t->words[i - 1] ^ t->words[i - 1] >> 30) * 1664525) + 1;
        if (++i == TWISTER) t->words[0] = t->words[TWISTER - 1], i = 1;
    }
    for (int k = 0; k < TWISTER - 1; k++) {
        t->words[i] = (t->words[i] ^ (t->words[i - 1] ^ t->words[i - 1] >> 30) * 1566083941) - i;
        if (++i == TWISTER) t->words[0] = t->words[TWISTER - 1], i = 1;
    }
    t->words[0] = 0x80000000;
    t->at = TWISTER;
}

static uint32_t twister_next(Twister *t) {
    if (t->at == TWISTER) {
        for (size_t i = 0; i < TWISTER; i++) {
            uint32_t y = (t->words[i] & 0x80000000) | (t->words[(i + 1) % TWISTER] & 0x7FFFFFFF);
            t->words[i] = t->words[(i + 397) % TWISTER] ^ y >> 1 ^ (y & 1 ? 0x9908B0DF : 0);
        }
        t->at = 0;
    }
    uint32_t y = t->words[t->at++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9D2C5680;
    y ^= y << 15 & 0xEFC60000;
    return y ^ y >> 18;
}

// randint(0, 99): seven bits until they are below 100.
static unsigned twister_percent(Twister *t) {
    unsigned drawn = twister_next(t) >> 25;
    while (drawn >= 100) drawn = twister_next(t) >> 25;
    return drawn;
}

static void finds_all_of_random_games_that_lrsnash_counted(void **state) {
    (void)state;
    static const struct {
        int size;
        size_t count;
    } rows[] = {{4, 5}, {6, 3}, {8, 3}, {10, 21}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Buf b = {.arena = a};
        Twister t;
        twister_seed(&t);
        for (int k = 0; k < 2 * rows[i].size * rows[i].size; k++)
            buf_add_fmt(&b, "%u ", twister_percent(&t));
        Str sizes = str_fmt(a, "%d %d", rows[i].size, rows[i].size);
        Buf file = {.arena = a};
        buf_add_fmt(&file, "NFG 1 R \"N15\" { \"1\" \"2\" } { %.*s } ", STR_ARG(sizes));
        buf_add(&file, buf_str(&b));
        const Game *g = nfg_parse(a, STR("N15"), buf_str(&file), NULL);
        assert_non_null(g);
        const EquilibriumSet *e = equilibria_all(a, g);
        assert_true(e->is_complete);
        assert_int_equal(e->count, rows[i].count);
        arena_free(a);
    }
}

// ---- degenerate games ---------------------------------------------------------------------------

// Player 1 is indifferent; player 2 answers left where the top has half or more, right where it has
// half or less, so three sets hang together at one half.
static void names_the_convex_sets_of_a_degenerate_game(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Game *g = game_of(a, "2 2", "1 1 1 0 0 0 0 1");
    const EquilibriumSet *e = equilibria_all(a, g);
    assert_true(e->is_degenerate && e->is_complete && e->has_subsets);
    assert_int_equal(e->count, 4);
    assert_true(has_equilibrium(a, g, e, "1 0 ; 1 0"));
    assert_true(has_equilibrium(a, g, e, "1/2 1/2 ; 1 0"));
    assert_int_equal(e->subset_count, 3);
    assert_int_equal(e->component_count, 1);
    for (size_t i = 0; i < 3; i++) assert_int_equal(e->subsets[i].count, 2);
    arena_free(a);
}

static void winkels_game_has_seven_convex_sets(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Game *g =
        game_of(a, "6 2", "1 1 1 0 3 -2 3 4 5/2 -1 5/2 6 3 2 3 -1 1 2 1 -1 5/2 6 5/2 -1");
    assert_int_equal(equilibria_all(a, g)->subset_count, 7);
    arena_free(a);
}

static void a_game_in_which_nothing_matters_is_one_set(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Game *g = game_of(a, "3 2", "7 7 7 7 7 7 7 7 7 7 7 7");
    const EquilibriumSet *e = equilibria_all(a, g);
    assert_int_equal(e->count, 6);
    assert_int_equal(e->subset_count, 1);
    assert_int_equal(e->component_count, 1);
    arena_free(a);
}

static void large_numbers_are_exact(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Game *g = game_of(a, "2 2", "1e40 1/1000000007 0 0 0 0 1 123456789012345678901234567890");
    const EquilibriumSet *e = equilibria_all(a, g);
    assert_int_equal(e->count, 3);
    for (size_t i = 0; i < e->count; i++) assert_true(e->items[i].is_exact);
    arena_free(a);
}

// ---- beside a plain search ----------------------------------------------------------------------

// Every pair of supports of which each makes the other indifferent with one solution only: these
// are all equilibria of a nondegenerate game and all extreme ones of any.
typedef struct Plain {
    Arena *arena;
    const Game *game;
    size_t rows, columns;
    EquilibriumSet found;
} Plain;

static Rat *payoff_at(const Plain *p, size_t row, size_t column, size_t player) {
    return game_payoff(p->game, row + column * p->rows, player);
}

// The mixture over `support` of one player that makes `replies` of the other equally good.
static bool mixture(const Plain *p, size_t player, unsigned support, unsigned replies,
                    Rat *shares) {
    Arena *a = p->arena;
    size_t own = player == 0 ? p->rows : p->columns, other = player == 0 ? p->columns : p->rows;
    size_t width = (size_t)__builtin_popcount(support) + 2, row = 0;
    Rat *m = rats_new(a, (size_t)(__builtin_popcount(replies) + 1) * width);
    for (size_t r = 0; r < other; r++) {
        if (!(replies >> r & 1)) continue;
        Rat *at = m + row++ * width;
        for (size_t i = 0; i < own; i++)
            if (support >> i & 1)
                mpq_set(at++, player == 0 ? payoff_at(p, i, r, 1) : payoff_at(p, r, i, 0));
        mpq_set_si(at, -1, 1);
    }
    for (size_t i = 0; i < width - 2; i++) mpq_set_ui(&m[row * width + i], 1, 1);
    mpq_set_ui(&m[row * width + width - 1], 1, 1);
    Rat *solution = rats_new(a, width);
    if (!rats_solve(m, row + 1, width - 1, solution)) return false;
    for (size_t i = 0; i < own; i++) {
        if (!(support >> i & 1)) continue;
        if (mpq_sgn(solution) <= 0) return false;
        mpq_set(&shares[i], solution++);
    }
    return true;
}

static bool is_new(const Plain *p, const Rat *shares) {
    for (size_t i = 0; i < p->found.count; i++) {
        size_t same = 0;
        while (same < p->rows + p->columns &&
               mpq_equal(&p->found.items[i].shares[same], &shares[same]))
            same++;
        if (same == p->rows + p->columns) return false;
    }
    return true;
}

// The replies that are made indifferent may be more than those that are used.
static void try_supports(Plain *p, unsigned x, unsigned y, unsigned x_best, unsigned y_best) {
    Rat *shares = rats_new(p->arena, p->rows + p->columns);
    if (!mixture(p, 0, x, y_best, shares) || !mixture(p, 1, y, x_best, shares + p->rows)) return;
    Equilibrium e = {.shares = shares};
    equilibrium_verify(p->arena, p->game, &e);
    if (e.is_exact && is_new(p, shares)) *VEC_ADD(p->arena, &p->found) = e;
}

static void search_plainly(Plain *p) {
    unsigned x_all = (1U << p->rows) - 1, y_all = (1U << p->columns) - 1;
    for (unsigned x = 1; x <= x_all; x++)
        for (unsigned y = 1; y <= y_all; y++)
            for (unsigned x_best = x; x_best <= x_all; x_best = (x_best + 1) | x)
                for (unsigned y_best = y; y_best <= y_all; y_best = (y_best + 1) | y)
                    try_supports(p, x, y, x_best, y_best);
}

static void must_agree(uint64_t *state, size_t rows, size_t columns, unsigned spread) {
    Arena *a = arena_new();
    GamePlayer *players = ARENA_ARRAY(a, GamePlayer, 2);
    players[0].strategy_count = rows;
    players[1].strategy_count = columns;
    Game *g = game_new(a, STR(""), players, 2);
    for (size_t i = 0; i < 2 * g->profile_count; i++)
        rat_from_int(&g->payoffs[i], (int64_t)(draw(state) % spread) - spread / 2, 1);
    const EquilibriumSet *e = equilibria_all(a, g);
    Plain p = {.arena = a, .game = g, .rows = rows, .columns = columns};
    search_plainly(&p);
    assert_true(e->is_complete && e->count > 0);
    for (size_t i = 0; i < e->count; i++) assert_false(is_new(&p, e->items[i].shares));
    assert_int_equal(e->count, p.found.count);
    if (!e->is_degenerate) assert_int_equal(e->count % 2, 1);
    arena_free(a);
}

// Few different payoffs make degenerate games. GAMES_LONG asks for 10,000.
static void random_games_agree_with_a_plain_search(void **state) {
    (void)state;
    uint64_t seed = 1;
    int games = getenv("GAMES_LONG") ? 10000 : 200;
    for (int i = 0; i < games; i++) {
        size_t rows = 2 + draw(&seed) % 3, columns = 2 + draw(&seed) % 3;
        if (!getenv("GAMES_LONG") && rows * columns > 9) rows = 2;
        must_agree(&seed, rows, columns, i % 2 ? 3 : 100);
    }
}

// ---- kinds --------------------------------------------------------------------------------------

static void knows_the_famous_games(void **state) {
    (void)state;
    static const struct {
        const char *sizes, *payoffs;
        GameKind kind;
    } rows[] = {
        {"2 2", "3 3 5 0 0 5 1 1", GAME_PRISONERS_DILEMMA},
        {"2 2", "1 1 0 5 5 0 3 3", GAME_PRISONERS_DILEMMA},
        {"2 2", "3 3 5 1 1 5 0 0", GAME_CHICKEN},
        {"2 2", "5 5 3 0 0 3 2 2", GAME_STAG_HUNT},
        {"2 2", "3 2 0 0 0 0 2 3", GAME_BATTLE_OF_SEXES},
        {"2 2", "1 1 0 0 0 0 1 1", GAME_COORDINATION},
        {"2 2", "1 -1 -1 1 -1 1 1 -1", GAME_MATCHING_PENNIES},
        {"2 2", "5 5 3 3 3 3 1 1", GAME_HARMONY},
        {"2 2 2", "3 3 3 4 1 1 1 4 1 2 2 -1 1 1 4 2 -1 2 -1 2 2 0 0 0", GAME_SOCIAL_DILEMMA},
        {"2 2", "0 0 0 0 0 0 0 0", GAME_OTHER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        assert_int_equal(game_kind(a, game_of(a, rows[i].sizes, rows[i].payoffs)), rows[i].kind);
        arena_free(a);
    }
}

// Bernheim's example: each round opens the next.
static void deletes_dominated_strategies_round_by_round(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Game *g = game_of(a, "2 3", "1 0 0 3 1 2 0 1 0 1 2 0");
    const Dominance *d = dominance_iterate(a, g, true);
    assert_int_equal(d->left_count, 1);
    assert_true(d->is_left[0] && d->is_left[3]);
    const Game *weak = game_of(a, "2 2", "1 1 1 0 0 0 0 0");
    assert_int_equal(dominance_iterate(a, weak, true)->left_count, 4);
    assert_int_equal(dominance_iterate(a, weak, false)->left_count, 2);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_known_equilibria_of_two_players),
        cmocka_unit_test(finds_the_known_equilibria_of_more_players),
        cmocka_unit_test(the_search_by_supports_agrees_with_that_by_vertices),
        cmocka_unit_test(random_games_of_three_have_an_odd_number_of_equilibria),
        cmocka_unit_test(what_cannot_be_decided_is_said),
        cmocka_unit_test(a_list_of_equilibria_has_an_end),
        cmocka_unit_test(finds_all_of_random_games_that_lrsnash_counted),
        cmocka_unit_test(names_the_convex_sets_of_a_degenerate_game),
        cmocka_unit_test(winkels_game_has_seven_convex_sets),
        cmocka_unit_test(a_game_in_which_nothing_matters_is_one_set),
        cmocka_unit_test(large_numbers_are_exact),
        cmocka_unit_test(random_games_agree_with_a_plain_search),
        cmocka_unit_test(knows_the_famous_games),
        cmocka_unit_test(deletes_dominated_strategies_round_by_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
