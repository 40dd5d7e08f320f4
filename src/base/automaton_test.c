// base/automaton_test.c - every word of a list, wherever it ends, in one pass
#include "base/automaton.h"
#include "base/findings_test.h"

// "exit@2-6 …": every match, the longest first where several end at one place.
static const char *matches(Arena *a, const Str *words, size_t count, Str text) {
    Automaton w;
    Buf found = {.arena = a};
    uint32_t at = 0;
    automaton_build(a, words, count, &w);
    for (size_t i = 0; i < text.size; i++) {
        at = automaton_step(&w, at, text.at[i]);
        if (!(at & 1)) continue;
        for (size_t s = automaton_state(&w, at); s; s = w.shorter[s]) {
            if (!w.ends[s]) continue;
            Str word = words[w.ends[s] - 1];
            size_t start = automaton_start(word, text, i + 1);
            if (automaton_is_whole(text, start, i + 1))
                buf_add_fmt(&found, "%s%.*s@%zu-%zu", found.size ? " " : "", STR_ARG(word), start,
                            i + 1);
        }
    }
    return str_c(a, buf_str(&found));
}

static void words_are_found_whole_in_any_case_and_over_line_ends(void **state) {
    (void)state;
    static const Str words[] = {{"exit", 4},          {"after-sales", 11}, {"sales", 5},
                                {"supply chain", 12}, {"供应", 6},         {"供应链", 9}};
    static const struct {
        const char *text, *found;
    } rows[] = {
        {"on exit.", "exit@3-7"},
        {"EXIT", "exit@0-4"},
        {"exits exit_1 1exit éxit", ""},
        {"after-sales", "after-sales@0-11 sales@6-11"},
        {"supply \r\n  chain", "supply chain@0-16"},
        {"供应链", "供应@0-6 供应链@0-9"},
        {"供\n应", "供应@0-7"},
        {"的exit的", "exit@3-7"},
        {"", ""},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(matches(a, words, 6, str_from(rows[i].text)), rows[i].found);
    arena_free(a);
}

static void the_same_word_twice_is_a_twin_and_an_empty_one_is_never_found(void **state) {
    (void)state;
    static const Str words[] = {{"exit", 4}, {"", 0}, {"exit", 4}};
    Arena *a = arena_new();
    Automaton w;
    automaton_build(a, words, 3, &w);
    assert_int_equal(w.twins[0], 3);
    assert_int_equal(w.twins[2], 0);
    assert_string_equal(matches(a, words, 3, STR("exit")), "exit@0-4");
    arena_free(a);
}

static void no_words_and_words_of_any_bytes_make_an_automaton(void **state) {
    (void)state;
    Arena *a = arena_new();
    char every[256];
    for (int i = 0; i < 256; i++) every[i] = (char)i;
    Str word = {every, sizeof every};
    Automaton w;
    automaton_build(a, &word, 1, &w);
    assert_true(w.class_count <= 256);
    assert_string_equal(matches(a, NULL, 0, STR("exit")), "");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_whole_in_any_case_and_over_line_ends),
        cmocka_unit_test(the_same_word_twice_is_a_twin_and_an_empty_one_is_never_found),
        cmocka_unit_test(no_words_and_words_of_any_bytes_make_an_automaton),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
