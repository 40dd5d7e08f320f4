// base/automaton_test.c - every word of a list, wherever it ends, in one pass
#include "base/automaton.h"
#include "base/findings_test.h"

static void add_match(Buf *found, Str word, size_t start, size_t end) {
    buf_add_fmt(found, "%s%.*s@%zu-%zu", found->size ? " " : "", STR_ARG(word), start, end);
}

// "exit@2-6 …": every match, the longest first where several end at one place.
static const char *matches(Arena *a, const Str *words, size_t count, Str text) {
    Automaton w;
    Buf found = {.arena = a};
    AutomatonRun run = {0};
    automaton_build(a, words, count, &w);
    while (automaton_next(&w, text, &run))
        for (uint32_t word = run.word; word; word = w.shorter[word - 1]) {
            assert_str(automaton_word(&w, word - 1), str_c(a, words[word - 1]));
            size_t start = automaton_start(words[word - 1], text, run.at);
            if (automaton_is_whole(text, start, run.at))
                add_match(&found, words[word - 1], start, run.at);
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
    assert_int_equal(w.word_count, 1);
    assert_string_equal(matches(a, NULL, 0, STR("exit")), "");
    arena_free(a);
}

// ---- beside a search for each word at each place -----------------------------------------------

enum { WORDS = 12, WORD_BYTES = 9, TEXT_PIECES = 60 };

static Str random_text(Arena *a, uint64_t *seed, size_t pieces, size_t most) {
    static const char *const PIECES[] = {"a", "b", "-", "标", "准"};
    Buf b = {.arena = a};
    for (size_t i = 0; i < pieces; i++) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        const char *piece = PIECES[(*seed >> 33) % 5];
        if (b.size + strlen(piece) <= most) buf_add_c(&b, piece);
    }
    return buf_str(&b);
}

static const char *searched(Arena *a, const Str *words, Str text) {
    Buf found = {.arena = a};
    for (size_t end = 1; end <= text.size; end++)
        for (size_t size = end; size > 0; size--)
            for (size_t i = 0, is_found = 0; i < WORDS && !is_found; i++) {
                is_found = str_is(words[i], str_part(text, end - size, size));
                if (is_found && automaton_is_whole(text, end - size, end))
                    add_match(&found, words[i], end - size, end);
            }
    return str_c(a, buf_str(&found));
}

static void of_random_words_all_are_found_that_a_search_finds(void **state) {
    (void)state;
    uint64_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        Arena *a = arena_new();
        Str words[WORDS];
        for (size_t i = 0; i < WORDS; i++) words[i] = random_text(a, &seed, 1 + i % 4, WORD_BYTES);
        Str text = random_text(a, &seed, TEXT_PIECES, 4 * TEXT_PIECES);
        assert_string_equal(matches(a, words, WORDS, text), searched(a, words, text));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_whole_in_any_case_and_over_line_ends),
        cmocka_unit_test(the_same_word_twice_is_a_twin_and_an_empty_one_is_never_found),
        cmocka_unit_test(no_words_and_words_of_any_bytes_make_an_automaton),
        cmocka_unit_test(of_random_words_all_are_found_that_a_search_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
