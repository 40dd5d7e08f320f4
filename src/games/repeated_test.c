// games/repeated_test.c - critical discount factors: R1 to R7 and R10 to R12 of the research notes
//
// R1 to R7 are closed forms; R10 is the table printed in the tutorial of Kranz's repgame, R11 and
// R12 were computed apart from this code.
#include "games/games_test.h"

#include <math.h>

typedef struct Numbers {
    Arena *arena;
    Rat *d, *c, *p, *found;
    Temptation t;
} Numbers;

static Numbers numbers(const char *d, const char *c, const char *p) {
    Arena *a = arena_new();
    Rat *r = rats_new(a, 4);
    Numbers n = {a, &r[0], &r[1], &r[2], &r[3], {&r[0], &r[1], &r[2]}};
    assert_true(rat_from_text(str_from(d), n.d) && rat_from_text(str_from(c), n.c) &&
                rat_from_text(str_from(p), n.p));
    return n;
}

static void must_be(Numbers *n, const char *expected) {
    Str text = rat_text(n->arena, n->found);
    assert_string_equal(str_c(n->arena, text), expected);
    arena_free(n->arena);
}

static void grim_punishment(void **state) {
    (void)state;
    static const char *const rows[][4] = {
        {"5", "3", "1", "1/2"},              // R1
        {"9/64", "1/8", "1/9", "9/17"},      // R2 Cournot, 2 firms
        {"1/9", "1/12", "1/16", "4/7"},      // 3
        {"25/256", "1/16", "1/25", "25/41"}, // 4
        {"17/5", "3", "1", "1/6"},           // R3 public good, N = 5, r = 3
        {"5/2", "2", "1", "1/3"},            // N = 4, r = 2
        {"3", "3", "1", "0"},                // nothing to gain
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Numbers n = numbers(rows[i][0], rows[i][1], rows[i][2]);
        assert_true(discount_grim(&n.t, n.found));
        must_be(&n, rows[i][3]);
    }
    Numbers n = numbers("5", "3", "3");
    assert_false(discount_grim(&n.t, n.found));
    arena_free(n.arena);
}

static void tit_for_tat(void **state) {
    (void)state;
    Arena *a = arena_new();
    Rat *r = rats_new(a, 5);
    const int payoffs[] = {5, 3, 1, 0};
    for (int i = 0; i < 4; i++) rat_from_int(&r[i], payoffs[i], 1);
    assert_true(discount_tit_for_tat(&r[0], &r[1], &r[2], &r[3], &r[4]));
    assert_string_equal(str_c(a, rat_text(a, &r[4])), "2/3");
    arena_free(a);
}

static void must_be_near(bool holds, Numbers *n, double expected) {
    assert_true(holds);
    assert_true(fabs(mpq_get_d(n->found) - expected) < 1e-9);
    arena_free(n->arena);
}

static void a_lag_and_a_forgiving_punishment(void **state) {
    (void)state;
    static const struct {
        unsigned rounds;
        bool is_lag;
        double expected;
    } rows[] = {{2, true, .70710678118}, {3, true, .79370052598}, {1, true, .5},
                {2, false, .6180339887}, {3, false, .5436890127}, {4, false, .5187900637},
                {5, false, .5086603916}, {10, false, .5002454623}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Numbers n = numbers("5", "3", "1");
        bool holds = rows[i].is_lag ? discount_lagged(&n.t, rows[i].rounds, n.found)
                                    : discount_finite(&n.t, rows[i].rounds, n.found);
        must_be_near(holds, &n, rows[i].expected);
    }
    Numbers n = numbers("5", "3", "1");
    assert_false(discount_finite(&n.t, 1, n.found));
    arena_free(n.arena);
}

static void uncertain_detection(void **state) {
    (void)state;
    static const char *const rows[][2] = {{"9/10", "10/19"}, {"1/2", "2/3"}, {"1/4", "4/5"}};
    for (size_t i = 0; i < 3; i++) {
        Numbers n = numbers("5", "3", "1");
        Rat *p = rats_new(n.arena, 1);
        assert_true(rat_from_text(str_from(rows[i][0]), p));
        assert_true(discount_detected(&n.t, p, n.found));
        must_be(&n, rows[i][1]);
    }
}

// R7: with the least bond the discount factor is just enough.
static void the_least_bond(void **state) {
    (void)state;
    Numbers n = numbers("5", "3", "1");
    Rat *r = rats_new(n.arena, 2);
    rat_from_int(&r[0], 3, 10);
    bond_least(&n.t, &r[0], n.found);
    assert_true(discount_with_bond(&n.t, n.found, &r[1]));
    assert_true(mpq_equal(&r[0], &r[1]));
    rat_from_int(&r[0], 9, 10);
    bond_least(&n.t, &r[0], &r[1]);
    assert_int_equal(mpq_sgn(&r[1]), 0);
    must_be(&n, "8/7");
}

// ---- transfers ----------------------------------------------------------------------------------

// g_i = share of the sum of all x, less k_i x_i, for x from `least` to 10.
static const Game *public_good(Arena *a, size_t players, int least, const int *tenths) {
    GamePlayer *p = ARENA_ARRAY(a, GamePlayer, players);
    size_t choices[GAME_PLAYERS_MAX];
    for (size_t i = 0; i < players; i++) p[i].strategy_count = (size_t)(11 - least);
    Game *g = game_new(a, STR(""), p, players);
    for (size_t k = 0; k < g->profile_count; k++) {
        int sum = 0;
        game_choices(g, k, choices);
        for (size_t i = 0; i < players; i++) sum += (int)choices[i] + least;
        for (size_t i = 0; i < players; i++)
            rat_from_int(game_payoff(g, k, i),
                         10 * sum - (int)players * tenths[i] * ((int)choices[i] + least),
                         10 * (int)players);
    }
    return g;
}

static void must_have_line(Arena *a, const Game *g, const char *discount, const char *total) {
    const Frontier *f = frontier_of(a, g);
    for (size_t i = 0; i < f->count; i++)
        if (str_is(rat_text(a, f->items[i].discount), str_from(discount)) &&
            str_is(rat_text(a, f->items[i].total), str_from(total)))
            return;
    fail_msg("no line %s %s", discount, total);
}

static void transfers_keep_what_the_tutorial_prints(void **state) {
    (void)state;
    static const char *const rows[][2] = {{"1/5", "43/10"},  {"11/50", "23/5"}, {"13/55", "49/10"},
                                          {"1/4", "26/5"},   {"17/65", "11/2"}, {"19/70", "29/5"},
                                          {"7/25", "61/10"}, {"23/80", "32/5"}, {"5/17", "67/10"},
                                          {"3/10", "7"}};
    Arena *a = arena_new();
    const Game *g = public_good(a, 2, 1, (const int[]){6, 7});
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        must_have_line(a, g, rows[i][0], rows[i][1]);
    arena_free(a);
}

static void transfers_among_three(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"1/10", "6"}, {"1/5", "8"}, {"1/4", "10"}, {"17/50", "11"}, {"2/5", "12"}};
    Arena *a = arena_new();
    const Game *g = public_good(a, 3, 0, (const int[]){4, 6, 8});
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        must_have_line(a, g, rows[i][0], rows[i][1]);
    arena_free(a);
}

static void transfers_in_the_prisoners_dilemma(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Game *g = game_of(a, "2 2", "3 3 5 0 0 5 1 1");
    Rat *d = rats_new(a, 1);
    must_have_line(a, g, "1/4", "5");
    must_have_line(a, g, "1/2", "6");
    rat_from_int(d, 1, 3);
    assert_string_equal(str_c(a, rat_text(a, frontier_at(frontier_of(a, g), d)->total)), "5");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grim_punishment),
        cmocka_unit_test(tit_for_tat),
        cmocka_unit_test(a_lag_and_a_forgiving_punishment),
        cmocka_unit_test(uncertain_detection),
        cmocka_unit_test(the_least_bond),
        cmocka_unit_test(transfers_keep_what_the_tutorial_prints),
        cmocka_unit_test(transfers_among_three),
        cmocka_unit_test(transfers_in_the_prisoners_dilemma),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
