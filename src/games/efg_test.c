// games/efg_test.c - extensive games: what is read, what is best at each node, and the strategic
// form
//
// N11 and N12 are games of the research notes: Myerson's card game as Gambit's doc/poker.efg has
// it, and Kreps's game of trust played once.
#include "games/games_test.h"

static const Tree *parse(Arena *a, const char *text, Err *err) {
    *err = (Err){0};
    return efg_parse(a, STR("test.efg"), str_from(text), err);
}

static const Tree *must_parse(Arena *a, const char *text) {
    Err err;
    const Tree *t = parse(a, text, &err);
    assert_non_null(t);
    return t;
}

static const char poker[] = "EFG 2 R \"One card poker, Myerson 1991\" { \"Alice\" \"Bob\" } \"\"\n"
                            "c \"\" 1 \"\" { \"King\" 1/2 \"Queen\" 1/2 } 0\n"
                            "p \"\" 1 1 \"\" { \"Raise\" \"Fold\" } 0\n"
                            "p \"\" 2 1 \"\" { \"Meet\" \"Pass\" } 0\n"
                            "t \"\" 1 \"big\" { 2, -2 }\n"
                            "t \"\" 2 \"wins\" { 1, -1 }\n"
                            "t \"\" 4 \"loses\" { -1, 1 }\n"
                            "p \"\" 1 2 \"\" { \"Raise\" \"Fold\" } 0\n"
                            "p \"\" 2 1 0\n"
                            "t \"\" 3 \"big loss\" { -2, 2 }\n"
                            "t \"\" 2\n"
                            "t \"\" 4 \"loses\" { -1, 1 }\n";

static const char trust[] = "EFG 2 R \"trust\" { \"Buyer\" \"Seller\" }\n"
                            "p \"\" 1 1 \"\" { \"trust\" \"not\" } 0\n"
                            "p \"\" 2 1 \"\" { \"honor\" \"abuse\" } 0\n"
                            "t \"\" 1 \"\" { 1 1 } t \"\" 2 \"\" { -1 2 } t \"\" 3 \"\" { 0 0 }";

static const char *rats_text(Arena *a, const Rat *r, size_t count) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(&b, ' ');
        buf_add(&b, rat_text(a, &r[i]));
    }
    return str_c(a, buf_str(&b));
}

// N11
static void poker_has_one_equilibrium_in_behaviour(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Tree *t = must_parse(a, poker);
    assert_true(t->has_perfect_recall && !t->has_perfect_information);
    const TreeForm *f = tree_form(a, t);
    assert_int_equal(f->game->players[0].strategy_count, 4);
    assert_string_equal(str_c(a, f->game->players[0].strategies[1]), "Raise/Fold");
    const EquilibriumSet *e = equilibria_all(a, f->game);
    assert_true(e->is_complete);
    assert_int_equal(e->count, 1);
    assert_string_equal(shares_text(a, f->game, e->items[0].shares), "1/3 2/3 0 0 ; 2/3 1/3");
    Rat *behaviour = rats_new(a, t->action_count);
    tree_behaviour(t, f, e->items[0].shares, behaviour);
    // Of chance's two actions nothing is written; then Alice's king, Bob, Alice's queen.
    assert_string_equal(rats_text(a, behaviour + 2, 6), "1 0 2/3 1/3 1/3 2/3");
    arena_free(a);
}

// N12
static void trust_once_given_is_abused(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Tree *t = must_parse(a, trust);
    const TreeForm *f = tree_form(a, t);
    const EquilibriumSet *e = equilibria_all(a, f->game);
    assert_int_equal(e->count, 2);
    assert_true(has_equilibrium(a, f->game, e, "0 1 ; 1/2 1/2"));
    assert_true(has_equilibrium(a, f->game, e, "0 1 ; 0 1"));
    const PerfectPlaySet *s = tree_induce(a, t);
    assert_int_equal(s->count, 1);
    assert_true(s->is_complete && s->tie_count == 0);
    assert_int_equal(s->items[0].choices[0], 1);
    assert_int_equal(s->items[0].choices[1], 1);
    assert_string_equal(rats_text(a, s->items[0].payoffs, 2), "0 0");
    arena_free(a);
}

// Two ends are equal for the second player; what the first does depends on which is picked.
static void ties_make_several_subgame_perfect_equilibria(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Tree *t =
        must_parse(a, "EFG 2 R \"\" { \"1\" \"2\" }\n"
                      "p \"\" 1 1 \"\" { \"in\" \"out\" } 0\n"
                      "p \"\" 2 1 \"\" { \"kind\" \"cruel\" } 0\n"
                      "t \"\" 1 \"\" { 2 0 } t \"\" 2 \"\" { 0 0 } t \"\" 3 \"\" { 1 5 }");
    const PerfectPlaySet *s = tree_induce(a, t);
    assert_int_equal(s->count, 2);
    assert_true(s->is_complete);
    assert_int_equal(s->tie_count, 1);
    assert_string_equal(rats_text(a, s->items[0].payoffs, 2), "2 0");
    assert_string_equal(rats_text(a, s->items[1].payoffs, 2), "1 5");
    arena_free(a);
}

// Rosenthal's centipede: whoever may stop stops at once.
static void a_centipede_stops_at_once(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    buf_add_c(&b, "EFG 2 R \"centipede\" { \"1\" \"2\" }\n");
    for (int i = 0; i < 6; i++)
        buf_add_fmt(&b, "p \"\" %d %d \"\" { \"stop\" \"go\" } 0 t \"\" %d \"\" { %d %d }\n",
                    i % 2 + 1, i / 2 + 1, i + 1, i % 2 ? i - 1 : i + 2, i % 2 ? i + 2 : i - 1);
    buf_add_c(&b, "t \"\" 7 \"\" { 6 6 }\n");
    const Tree *t = must_parse(a, str_c(a, buf_str(&b)));
    const PerfectPlaySet *s = tree_induce(a, t);
    assert_int_equal(s->count, 1);
    for (size_t i = 0; i < t->sets.count; i++) assert_int_equal(s->items[0].choices[i], 0);
    assert_string_equal(rats_text(a, s->items[0].payoffs, 2), "2 -1");
    // Reduced: stop at one's first, second, third set, or never.
    const TreeForm *f = tree_form(a, t);
    assert_int_equal(f->game->players[0].strategy_count, 4);
    assert_string_equal(str_c(a, f->game->players[0].strategies[0]), "stop/*/*");
    arena_free(a);
}

static void outcomes_on_the_way_are_added(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Tree *t = must_parse(a, "EFG 2 R \"\" { \"1\" }\n"
                                  "p \"\" 1 1 \"\" { \"a\" \"b\" } 1 \"fee\" { -1 }\n"
                                  "t \"\" 2 \"\" { 3 } t \"\" 0");
    const TreeForm *f = tree_form(a, t);
    assert_string_equal(rats_text(a, f->game->payoffs, 2), "2 -1");
    assert_string_equal(rats_text(a, tree_induce(a, t)->items[0].payoffs, 1), "2");
    arena_free(a);
}

// The player does not know at the second set what he did at the first.
static void a_player_who_forgets_is_known(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Tree *t = must_parse(a, "EFG 2 R \"\" { \"1\" }\n"
                                  "p \"\" 1 1 \"\" { \"a\" \"b\" } 0\n"
                                  "p \"\" 1 2 \"\" { \"c\" \"d\" } 0 t \"\" 1 \"\" { 1 } t \"\" 0\n"
                                  "p \"\" 1 2 0 t \"\" 0 t \"\" 1");
    assert_false(t->has_perfect_recall);
    assert_int_equal(tree_form(a, t)->game->players[0].strategy_count, 4);
    arena_free(a);
}

static void a_form_that_is_too_large_is_not_made(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    buf_add_c(&b, "EFG 2 R \"\" { \"1\" } c \"\" 1 \"\" {");
    for (int i = 0; i < 10; i++) buf_add_c(&b, " \"\" 1/10");
    buf_add_c(&b, " } 0\n");
    for (int i = 0; i < 10; i++)
        buf_add_fmt(&b, "p \"\" 1 %d \"\" { \"a\" \"b\" } 0 t \"\" 1 \"\" { 1 } t \"\" 0\n", i + 1);
    const Tree *t = must_parse(a, str_c(a, buf_str(&b)));
    assert_null(tree_form(a, t));
    assert_string_equal(rats_text(a, tree_induce(a, t)->items[0].payoffs, 1), "1");
    arena_free(a);
}

// ---- two ways give one answer -------------------------------------------------------------------

// Random trees of perfect information with few different payoffs, so that many have ties.
typedef struct Sprout {
    Buf b;
    uint64_t state;
    int sets;
} Sprout;

static void grow(Sprout *s, int depth) {
    uint64_t kind = draw(&s->state) % 8;
    if (depth == 0 || kind < 2) {
        buf_add_fmt(&s->b, "t \"\" %d \"\" { %d %d }\n", ++s->sets, (int)(draw(&s->state) % 4),
                    (int)(draw(&s->state) % 4));
        return;
    }
    if (kind == 2)
        buf_add_fmt(&s->b, "c \"\" %d \"\" { \"a\" 1/3 \"b\" 2/3 } 0\n", ++s->sets);
    else
        buf_add_fmt(&s->b, "p \"\" %d %d \"\" { \"a\" \"b\" } 0\n", (int)kind % 2 + 1, ++s->sets);
    grow(s, depth - 1);
    grow(s, depth - 1);
}

// The number of a play's strategy among those of the form.
static size_t strategy_of(const Tree *t, const TreeForm *f, const PerfectPlay *play,
                          size_t player) {
    for (size_t s = 0; s < f->game->players[player].strategy_count; s++) {
        bool is_it = true;
        for (size_t i = 0; i < t->sets.count; i++) {
            const InfoSet *set = &t->sets.items[i];
            if (set->player != player) continue;
            uint16_t action = f->choices[player][s * f->own_counts[player] + set->own];
            is_it &= action == ACTION_NONE || action == play->choices[i];
        }
        if (is_it) return s;
    }
    fail();
    return 0;
}

static void what_induction_finds_is_an_equilibrium_of_the_strategic_form(void **state) {
    (void)state;
    size_t judged = 0, tied = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        Arena *a = arena_new();
        Sprout sprout = {{.arena = a}, seed, 0};
        buf_add_c(&sprout.b, "EFG 2 R \"\" { \"1\" \"2\" }\n");
        grow(&sprout, 3);
        const Tree *t = must_parse(a, str_c(a, buf_str(&sprout.b)));
        const TreeForm *f = tree_form(a, t);
        const PerfectPlaySet *s = tree_induce(a, t);
        tied += s->count > 1;
        for (size_t i = 0; i < s->count; i++, judged++) {
            size_t choices[2] = {strategy_of(t, f, &s->items[i], 0),
                                 strategy_of(t, f, &s->items[i], 1)};
            size_t profile = game_profile(f->game, choices);
            assert_true(profile_is_equilibrium(f->game, profile));
            for (size_t p = 0; p < 2; p++)
                assert_true(mpq_equal(game_payoff(f->game, profile, p), &s->items[i].payoffs[p]));
        }
        arena_free(a);
    }
    assert_true(judged > 300 && tied > 20);
}

// ---- faults -------------------------------------------------------------------------------------

static void faults_are_told_with_their_place(void **state) {
    (void)state;
#define HEAD "EFG 2 R \"t\" { \"a\" \"b\" }\n"
    static const struct {
        const char *text, *message;
        unsigned line, column;
    } rows[] = {
        {"NFG 1 R", "expected {1}", 1, 1},
        {"EFG 2 R \"t\" { }", "the game has no player", 1, 16},
        {HEAD, "expected a node", 2, 1},
        {HEAD "x \"\" 0", "expected a node", 2, 1},
        {HEAD "t \"\" 1", "the outcome has no payoffs", 2, 7},
        {HEAD "t \"\" 1 \"\" { 1 }", "expected a number", 2, 15},
        {HEAD "t \"\" 0\nt \"\" 0", "more nodes than the tree has branches", 3, 1},
        {HEAD "p \"\" 3 1 \"\" { \"x\" } 0", "expected a whole number from {1} to {2}", 2, 6},
        {HEAD "p \"\" 1 1 0", "the information set has no actions", 2, 10},
        {HEAD "p \"\" 1 1 \"\" { } 0", "expected {1}", 2, 15},
        {HEAD "p \"\" 1 1 \"\" { \"x\" } 0", "expected a node", 2, 22},
        {HEAD "p \"\" 1 1 \"\" { \"x\" } 0\np \"\" 1 1 \"\" { \"x\" \"y\" } 0",
         "the information set stands before with other actions", 3, 23},
        {HEAD "c \"\" 1 \"\" { \"x\" 1/2 } 0", "the chances sum to {1}", 2, 21},
        {HEAD "c \"\" 1 \"\" { \"x\" -1 \"y\" 2 } 0", "the chance before this is below 0", 2, 20},
        {HEAD "p \"\" 1 1 \"\" { \"x\" \"y\" } 0\nt \"\" 1 \"\" { 1 1 }\nt \"\" 1 \"\" { 1 2 }",
         "the outcome stands before with other payoffs", 4, 17},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Err err;
        assert_null(parse(a, rows[i].text, &err));
        assert_string_equal(err.message.text, rows[i].message);
        if (err.place.line != rows[i].line || err.place.column != rows[i].column)
            fail_msg("row %zu: %u:%u", i, err.place.line, err.place.column);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(poker_has_one_equilibrium_in_behaviour),
        cmocka_unit_test(trust_once_given_is_abused),
        cmocka_unit_test(ties_make_several_subgame_perfect_equilibria),
        cmocka_unit_test(a_centipede_stops_at_once),
        cmocka_unit_test(outcomes_on_the_way_are_added),
        cmocka_unit_test(a_player_who_forgets_is_known),
        cmocka_unit_test(a_form_that_is_too_large_is_not_made),
        cmocka_unit_test(what_induction_finds_is_an_equilibrium_of_the_strategic_form),
        cmocka_unit_test(faults_are_told_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
