// lint/lexicon_test.c - rows of words in all their forms, and the tables that were made of them
#include "lint/lint_int.h"

#include "base/findings_test.h"

static bool has_word(const LintWords *w, const char *word, Mark mark) {
    for (size_t i = 0; i < w->automaton.word_count; i++)
        if (str_is(automaton_word(&w->automaton, i), str_from(word)) &&
            w->meanings[i].mark == (uint32_t)mark)
            return true;
    return false;
}

static void a_row_gives_its_words_in_all_their_forms(void **state) {
    (void)state;
    static const struct {
        const char *word;
        Mark mark;
    } rows[] = {
        {"reinforcing", MARK_SOFT_VERB},        // reinforce*
        {"pushing ahead", MARK_SOFT_VERB},      // push* {forward,ahead}
        {"pool their efforts", MARK_SOFT_VERB}, // pool {their,its,} {resources,efforts}
        {"pool efforts", MARK_SOFT_VERB},       {"尽快", MARK_VAGUE_TIME},
    };
    Arena *a = arena_new();
    const LintWords *w = lint_words_new(a);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_true(has_word(w, rows[i].word, rows[i].mark));
    arena_free(a);
}

static void the_tables_are_what_the_rows_say(void **state) {
    (void)state;
    Arena *a = arena_new();
    const LintWords *tables = lint_words_new(a), rows = lexicon_build(a);
    const Automaton *x = &tables->automaton, *y = &rows.automaton;
    size_t count = y->word_count, bytes = count * sizeof(uint32_t);
    assert_int_equal(x->word_count, count);
    assert_int_equal(x->cell_count, y->cell_count);
    assert_int_equal(x->first_letter, y->first_letter);
    assert_memory_equal(x->starts, y->starts, bytes + sizeof(uint32_t));
    assert_memory_equal(x->letters, y->letters, y->starts[count]);
    assert_memory_equal(x->twins, y->twins, bytes);
    assert_memory_equal(x->shorter, y->shorter, bytes);
    assert_memory_equal(x->classes, y->classes, AUTOMATON_BYTES);
    assert_memory_equal(x->cells, y->cells, y->cell_count * sizeof *y->cells);
    assert_memory_equal(tables->meanings, rows.meanings, count * sizeof *rows.meanings);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_gives_its_words_in_all_their_forms),
        cmocka_unit_test(the_tables_are_what_the_rows_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
