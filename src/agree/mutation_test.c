// agree/mutation_test.c - every literal in the terms of the real agreements is changed, one at a
// time: the words must contradict it
//
// Counted are the literals that the words of their article say. At least 95 of 100 changes must be
// found; unchanged, the agreements have no finding.
#include "agree/agree_int.h"
#include "base/file.h"
#include "base/findings_test.h"

static const char *const EXAMPLES[] = {"coal-linkage",       "coal-power-linkage", "france-pool",
                                       "jing-jin-ji-tax",    "laender-2005",       "laender-tariff",
                                       "rounding-ifta",      "rounding-penalties", "upper-colorado",
                                       "rounding-remainder", "water-class",        "yellow-river",
                                       "yellow-river-2",     "zhenjiang-flux",     "zhoukou-tiers"};

static size_t count_findings(Arena *a, Str text) {
    Findings form = {.arena = a}, found = {.arena = a};
    const Document *d = text_parse(a, STR("f"), text, &form);
    agree_judge(a, terms_from_text(a, d, &form), &found);
    return found.count;
}

static bool is_said(Arena *a, const Sayings *words, const Figure *f) {
    KeySet asked = {.arena = a};
    Key keys[KEYS_MAX];
    for (size_t i = 0; i < words->count; i++) {
        const Figure *word = &words->items[i].figure;
        key_set_add(&asked, keys, keys_asked(word, keys));
    }
    return key_set_has_any(&asked, keys, keys_offered(f, keys));
}

// The digit that is changed: the first that counts, or the last; -1 if there is none.
static int64_t digit_of(Str text, const Figure *f, bool is_last) {
    int64_t found = -1;
    for (uint32_t i = f->start; i < f->end; i++) {
        char c = text.at[i];
        bool counts = c >= (is_last ? '0' : '1') && c <= '9';
        if (counts && (is_last || found < 0)) found = i;
    }
    return found;
}

typedef struct Count {
    size_t changed, found;
} Count;

static void change(Str text, const Figure *f, bool is_last, const char *name, Count *count) {
    int64_t digit = digit_of(text, f, is_last);
    if (digit < 0) return;
    Arena *a = arena_new();
    char *copy = str_c(a, text);
    copy[digit] = (char)(copy[digit] == '9' ? '1' : copy[digit] + 1);
    count->changed++;
    if (count_findings(a, str_from(copy)))
        count->found++;
    else
        print_message("%s: not found: %.*s as %.*s\n", name, (int)(f->end - f->start),
                      text.at + f->start, (int)(f->end - f->start), copy + f->start);
    arena_free(a);
}

static void change_each(Arena *a, Str text, const char *name, Count *count) {
    Findings form = {.arena = a};
    const Document *d = text_parse(a, STR("f"), text, &form);
    Collected c = {.arena = a,
                   .scratch = arena_new(),
                   .terms = terms_from_text(a, d, &form),
                   .document = d,
                   .figures = {.arena = a}};
    collect_articles(&c);
    for (size_t i = 0; i < c.articles.count; i++) {
        Article *article = &c.articles.items[i];
        collect_terms(&c, article);
        collect_words(&c, article);
        for (size_t k = 0; k < article->terms.count; k++) {
            const Figure *f = &article->terms.items[k].figure;
            if (f->is_soft || !is_said(a, &c.words, f)) continue;
            change(text, f, false, name, count);
            change(text, f, true, name, count);
        }
    }
    arena_free(c.scratch);
}

static void a_changed_literal_is_contradicted_by_the_words(void **state) {
    (void)state;
    Count count = {0, 0};
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        Arena *a = arena_new();
        Str text;
        Err err = {.code = ERR_NONE};
        Str path = str_fmt(a, "examples/%s.md", EXAMPLES[i]);
        assert_true(file_read(a, path, LIMIT_DOCUMENT_BYTES, &text, &err));
        assert_int_equal(count_findings(a, text), 0);
        change_each(a, text, EXAMPLES[i], &count);
        arena_free(a);
    }
    print_message("%zu changed, %zu found\n", count.changed, count.found);
    assert_true(count.changed > 100);
    assert_true(count.found * 100 >= count.changed * 95);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_literal_is_contradicted_by_the_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
