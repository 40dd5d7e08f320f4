// agree/memory_test.c - verdicts taken over from the version before: what they follow from beside
// the text of their article is looked at anew
#include "agree/agree.h"
#include "base/findings_test.h"
#include "base/lang.h"

// Every edit below leaves Article 1 as it is.
static const char TEXT[] =
    "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: en\n"
    "parties: {aton: {name: Aton}, belo: {name: Belo}, cedo: {name: Cedo}}\n"
    "currency: EUR\nterm: {from: 2024-01-01, to: 2026-12-31, period: year}\n---\n\n"
    "# Article 1\n\nAton pays Belo 42 euros and 9 dollars, above 700 and 800 tonnes, by 31 "
    "January; for "
    "three years.\n\n"
    "```terms\nparameters: {fee: {value: {since 2024-01-01: 45}}}\n"
    "obligations: {r: {action: report, due: P1M after period end}}\n"
    "payments: {p: {from: aton, to: cedo, amount: fee, rounding: none}}\n```\n\n"
    "# Article 2\n\nThe base is 700 tonnes.\n\n```terms\n"
    "parameters: {base: 700, price: {value: 3, unit: USD/t}}\n```\n";

typedef struct Row {
    const char *what, *old, *new;
} Row;

static const Row ROWS[] = {
    {"an article before it moves it", "# Article 1", "Two of them.\n\n# Article 1"},
    {"another article's terms no longer excuse", "base: 700", "base: 701"},
    {"another article's terms now excuse", "base: 700", "base: 800"},
    {"the agreement counts in another currency", "currency: EUR", "currency: CHF"},
    {"no unit has the currency any more", "USD/t", "EUR/t"},
    {"a value no longer holds from the beginning", "from: 2024-01-01", "from: 2023-01-01"},
    {"the agreement lasts longer", "to: 2026-12-31", "to: 2027-12-31"},
    {"periods are no years any more", "period: year", "period: month"},
    {"a party has the name of the words", "name: Cedo", "name: euros"},
};

static Str replaced(Arena *a, Str text, const char *old, const char *new) {
    int64_t at = str_find(text, str_from(old), 0);
    assert_true(at >= 0);
    size_t behind = (size_t)at + strlen(old);
    return str_fmt(a, "%.*s%s%.*s", (int)at, text.at, new, (int)(text.size - behind),
                   text.at + behind);
}

static const char *found(Arena *a, const Findings *all) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < all->count; i++) {
        const Finding *f = &all->items[i];
        buf_add(&b, lang_finding(a, LANG_EN, f));
        buf_add_fmt(&b, "%u+%u\n", f->place.offset, f->place.size);
    }
    return str_c(a, buf_str(&b));
}

static const AgreeMemory *judge(Arena *a, Str text, const AgreeMemory *before, const char **ret) {
    Findings form = {.arena = a}, all = {.arena = a};
    const Terms *t = terms_from_text(a, text_parse(a, STR("f"), text, &form), &form);
    const AgreeMemory *memory = agree_judge_again(a, t, before, &all);
    *ret = found(a, &all);
    return memory;
}

// There, and back again by what was taken over.
static void what_a_verdict_follows_from_is_looked_at_anew(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Str first = str_from(TEXT), second = replaced(a, first, ROWS[i].old, ROWS[i].new);
        const char *at_first, *expected, *got, *back;
        const AgreeMemory *memory = judge(a, first, NULL, &at_first);
        judge(a, second, NULL, &expected);
        if (!strcmp(at_first, expected)) fail_msg("nothing changes: %s", ROWS[i].what);
        memory = judge(a, second, memory, &got);
        judge(a, first, memory, &back);
        if (strcmp(got, expected)) fail_msg("%s: %s is not %s", ROWS[i].what, got, expected);
        if (strcmp(back, at_first)) fail_msg("%s, back: %s", ROWS[i].what, back);
        arena_free(a);
    }
}

static void without_terms_nothing_is_remembered(void **state) {
    (void)state;
    Arena *a = arena_new();
    const char *none, *some, *expected;
    Str words = STR("# Article 1\n\nFor 5 euros.\n"),
        terms = STR("# Article 1\n\nFor 5 euros.\n\n# Article 2\n\n```terms\nexit: {notice: P3M}\n"
                    "```\n");
    const AgreeMemory *memory = judge(a, words, NULL, &none);
    assert_null(memory);
    assert_string_equal(none, "");
    judge(a, terms, NULL, &expected);
    memory = judge(a, terms, memory, &some);
    assert_string_equal(some, expected);
    judge(a, words, memory, &none);
    assert_string_equal(none, "");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_verdict_follows_from_is_looked_at_anew),
        cmocka_unit_test(without_terms_nothing_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
