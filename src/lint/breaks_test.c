// lint/breaks_test.c - sentences end where ICU says, whether it is asked or not
#include "lint/lint_int.h"

#include "base/findings_test.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

// Every end of a sentence, apart by blanks.
static const char *ends(Arena *a, Breaks *b, Str paragraph) {
    Buf found = {.arena = a};
    breaks_paragraph(b, paragraph);
    for (size_t at = 0; at < paragraph.size;) {
        at = breaks_sentence_end(b, at);
        buf_add_fmt(&found, "%zu ", at);
    }
    return str_c(a, buf_str(&found));
}

static void sentences_end_behind_their_marks(void **state) {
    (void)state;
    static const struct {
        const char *paragraph, *ends;
    } rows[] = {
        {"甲方付款。乙方发货。", "15 30 "},
        {"甲方说“好。”乙方发货", "21 33 "},
        {"The fee is 3.5 t. Then it ends.", "18 31 "},
        {"Cities, e.g. Beijing, agree", "13 27 "},
        {"Cities, etc. of Henan", "21 "},
        {"no end", "6 "},
    };
    Arena *a = arena_new();
    Breaks *b = breaks_new(a);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(ends(a, b, str_from(rows[i].paragraph)), rows[i].ends);
    arena_free(a);
}

// ---- beside ICU alone ---------------------------------------------------------------------------

enum { ROUNDS = 20000, PIECES_MAX = 24 };

static Str random_paragraph(Arena *a, uint64_t *seed) {
    static const char *const PIECES[] = {
        "a",      "B",      "é",        "É",  "7",  "中",     "文",     ".",      "!",
        "?",      "。",     "！",       "？", "．", "｡",      "”",      "“",      "\"",
        "(",      ")",      "》",       " ",  "  ", "，",     ",",      ";",      "；",
        ":",      "—",      "…",        "、", "-",  "\u3000", "\u00A0", "\u00AD", "\u0301",
        "\u2024", "\u2028", "\xC2\x85", "䷀", "᙮"};
    Buf b = {.arena = a};
    for (size_t i = 0; i < PIECES_MAX; i++) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        buf_add_c(&b, PIECES[(*seed >> 33) % (sizeof PIECES / sizeof PIECES[0])]);
    }
    return buf_str(&b);
}

static const char *ends_by_icu(Arena *a, UBreakIterator *sentences, Str paragraph) {
    UErrorCode status = U_ZERO_ERROR;
    Buf found = {.arena = a};
    UText *text = utext_openUTF8(NULL, paragraph.at, (int64_t)paragraph.size, &status);
    ubrk_setUText(sentences, text, &status);
    assert_true(U_SUCCESS(status));
    ubrk_first(sentences);
    for (int32_t at; (at = ubrk_next(sentences)) != UBRK_DONE;) buf_add_fmt(&found, "%d ", (int)at);
    utext_close(text);
    return str_c(a, buf_str(&found));
}

static void of_any_paragraph_the_sentences_are_those_of_icu(void **state) {
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *sentences = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
    assert_true(U_SUCCESS(status));
    Arena *kept = arena_new(), *a = arena_new();
    Breaks *b = breaks_new(kept);
    uint64_t seed = 1;
    for (int round = 0; round < ROUNDS; round++) {
        Str paragraph = random_paragraph(a, &seed);
        assert_string_equal(ends(a, b, paragraph), ends_by_icu(a, sentences, paragraph));
        arena_reset(a);
    }
    ubrk_close(sentences);
    arena_free(a);
    arena_free(kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_end_behind_their_marks),
        cmocka_unit_test(of_any_paragraph_the_sentences_are_those_of_icu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
