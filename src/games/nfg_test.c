// games/nfg_test.c - strategic games: what is read, and where faults stand
#include "games/games_test.h"

static const Game *parse(Arena *a, const char *text, Err *err) {
    *err = (Err){0};
    return nfg_parse(a, STR("test.nfg"), str_from(text), err);
}

static void reads_payoffs_and_outcomes_alike(void **state) {
    (void)state;
    static const char *const texts[] = {
        "NFG 1 R \"t\" { \"a\" \"b\" } { 2 2 } 1 1/2 0 0 -0.25 3e2 7 8",
        "NFG 1 D \"t\" { \"a\" \"b\" } { { \"1\" \"2\" } { \"1\" \"2\" } } \"comment\"\n"
        "1, 0.5 0 0 -1/4 300 7 8",
        "NFG 1 R \"t\" { \"a\" \"b\" } { 2 2 } { { \"x\" 1 1/2 } { \"y\" -1/4, 300 } { \"\" 7 8 } "
        "} 1 0 2 3",
    };
    Arena *a = arena_new();
    Str first = {NULL, 0};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Err err;
        const Game *g = parse(a, texts[i], &err);
        assert_non_null(g);
        Buf b = {.arena = a};
        nfg_write(&b, g);
        if (i == 0) first = buf_str(&b);
        assert_true(str_is(first, buf_str(&b)));
    }
    arena_free(a);
}

static void quotes_may_stand_in_texts(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err;
    const Game *g = parse(a, "NFG 1 R \"say \\\"yes\\\"\" { \"甲\" } { { \"a\\\\b\" } } 5", &err);
    assert_true(str_is(g->title, STR("say \"yes\"")));
    assert_true(str_is(g->players[0].name, STR("甲")));
    assert_true(str_is(g->players[0].strategies[0], STR("a\\b")));
    arena_free(a);
}

static void numbers_are_exact(void **state) {
    (void)state;
    static const struct {
        const char *text, *value; // NULL: no number
    } rows[] = {
        {"3", "3"},
        {"-1/3", "-1/3"},
        {"+2/4", "1/2"},
        {"0.25", "1/4"},
        {".5", "1/2"},
        {"1.5e3", "1500"},
        {"1e-2", "1/100"},
        {"0.1/0.2", NULL},
        {"1/0", NULL},
        {"", NULL},
        {"-", NULL},
        {"1e", NULL},
        {"1e999", NULL},
        {"1..2", NULL},
        {"0x10", NULL},
        {"1 ", NULL},
        {"nan", NULL},
        {".", NULL},
        {"1e0.5", NULL},
        {"11111111112222222222333333333344444444445555555555666666666677777", NULL},
    };
    Arena *a = arena_new();
    Rat *r = rats_new(a, 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool is_number = rat_from_text(str_from(rows[i].text), r);
        assert_int_equal(is_number, rows[i].value != NULL);
        if (is_number) assert_string_equal(str_c(a, rat_text(a, r)), rows[i].value);
    }
    arena_free(a);
}

static void faults_are_told_with_their_place(void **state) {
    (void)state;
    static const struct {
        const char *text, *message;
        unsigned line, column;
    } rows[] = {
        {"", "expected {1}", 1, 1},
        {"EFG 2 R", "expected {1}", 1, 1},
        {"NFG 1 R \"t", "the quoted text has no end", 1, 9},
        {"NFG 1 R \"t\" { } { }", "the game has no player", 1, 17},
        {"NFG 1 R \"t\" { \"a\" }\n{ 0 }", "expected a whole number from {1} to {2}", 2, 3},
        {"NFG 1 R \"t\" { \"a\" }\n{ { } } 1", "a player has no strategy", 2, 7},
        {"NFG 1 R \"t\" { \"a\" }\n{ 2 }\n1", "expected a number", 3, 2},
        {"NFG 1 R \"t\" { \"a\" }\n{ 2 }\n1 2 3", "more numbers than the game has payoffs", 3, 5},
        {"NFG 1 R \"t\" { \"a\" }\n{ 1 }\n{ { \"x\" 1 } } 2",
         "expected a whole number from {1} to {2}", 3, 15},
        {"NFG 1 R \"t\" { \"a\" \"b\" \"c\" } { 200 200 200 }",
         "the game has more than {1} payoffs", 1, 44},
        {"NFG 1 R \"\xff\"", "the text is not UTF-8", 1, 10},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Err err;
        assert_null(parse(a, rows[i].text, &err));
        assert_string_equal(err.message.text, rows[i].message);
        assert_int_equal(err.place.line, rows[i].line);
        assert_int_equal(err.place.column, rows[i].column);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_payoffs_and_outcomes_alike),
        cmocka_unit_test(quotes_may_stand_in_texts),
        cmocka_unit_test(numbers_are_exact),
        cmocka_unit_test(faults_are_told_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
