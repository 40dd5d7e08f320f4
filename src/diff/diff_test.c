// diff/diff_test.c - what became of provisions; words; terms
#include "base/findings_test.h"
#include "diff/diff_int.h"

#define FRONT                                                                                      \
    "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: en\nparties: {a: A, b: B}\ncurrency: EUR\n"       \
    "term: {from: 2025-01-01, to: 2025-12-31}\n---\n"

static const Terms *terms_in(Arena *a, const char *front, const char *body) {
    Findings f = {.arena = a};
    Str text = str_fmt(a, "%s%s", front, body);
    return terms_from_text(a, text_parse(a, STR("f.md"), text, &f), &f);
}

// ---- words --------------------------------------------------------------------------------------

static const char *edits_text(Arena *a, const char *before, const char *after) {
    EditList l = edits_of(a, str_from(before), str_from(after));
    Buf b = {.arena = a};
    for (size_t i = 0; i < l.count; i++) {
        if (l.items[i].kind == EDIT_OUT) buf_add_byte(&b, '[');
        if (l.items[i].kind == EDIT_IN) buf_add_byte(&b, '{');
        buf_add(&b, l.items[i].text);
        if (l.items[i].kind == EDIT_OUT) buf_add_byte(&b, ']');
        if (l.items[i].kind == EDIT_IN) buf_add_byte(&b, '}');
    }
    return str_c(a, buf_str(&b));
}

static void texts_are_compared_word_by_word(void **state) {
    (void)state;
    static const struct {
        const char *before, *after, *edits;
    } rows[] = {
        {"", "", ""},
        {"same", "same", "same"},
        {"", "new", "{new}"},
        {"old", "", "[old]"},
        {"A pays B 42 euros", "A pays B 43 euros", "A pays B [42]{43} euros"},
        {"within 30 days", "within 30 working days", "within 30 {working }days"},
        {"1,234.5 t", "1,234.6 t", "[1,234.5]{1,234.6} t"},
        {"a b c d", "a x y d", "a [b c]{x y} d"}, // a blank alone parts no edits
        {"补偿6000万元", "补偿5000万元", "补偿[6000]{5000}万元"},
        {"甲方付款", "乙方付款", "[甲]{乙}方付款"},
        {"Straße", "Strasse", "[Straße]{Strasse}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena *a = arena_new();
        assert_string_equal(edits_text(a, rows[i].before, rows[i].after), rows[i].edits);
        arena_free(a);
    }
}

// The script is the shortest: 5 edits, as in the paper (ABCABBA and CBABAC, Myers 1986).
static void the_script_is_the_shortest(void **state) {
    (void)state;
    Arena *a = arena_new();
    EditList l = edits_of(a, STR("一二三一二二一"), STR("三二一二一三"));
    size_t edits = 0;
    for (size_t i = 0; i < l.count; i++)
        if (l.items[i].kind != EDIT_SAME) edits += utf8_count(l.items[i].text);
    assert_int_equal(edits, 5);
    arena_free(a);
}

static void very_different_texts_count_as_replaced(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf x = {.arena = a}, y = {.arena = a};
    for (int i = 0; i < 2000; i++) {
        buf_add_fmt(&x, "x%d ", i);
        buf_add_fmt(&y, "y%d ", i);
    }
    EditList l = edits_of(a, buf_str(&x), buf_str(&y));
    assert_true(l.is_changed && l.count <= 3);
    arena_free(a);
}

// ---- provisions ---------------------------------------------------------------------------------

// "2>3 renumbered words", "4>- ", "->2 " by index of provision; unchanged ones are left out.
static const char *provisions_text(Arena *a, const Diff *d) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < d->provision_count; i++) {
        const ProvisionChange *c = &d->provisions[i];
        if (!provision_is_changed(c) && !c->is_renumbered) continue;
        buf_add_c(&b, b.size ? "; " : "");
        if (c->before == NO_PROVISION)
            buf_add_fmt(&b, "new %zu", c->after);
        else if (c->after == NO_PROVISION)
            buf_add_fmt(&b, "lost %zu", c->before);
        else
            buf_add_fmt(&b, "%zu>%zu%s%s%s%s%s", c->before, c->after, c->is_moved ? " moved" : "",
                        c->is_renumbered ? " number" : "", c->heading.is_changed ? " heading" : "",
                        c->words.is_changed ? " words" : "", c->terms.count ? " terms" : "");
    }
    return b.size ? str_c(a, buf_str(&b)) : "";
}

#define FEE "# Article 1. Fee\nA pays B 42 euros for each tonne.\n"
#define REPORT "# Article 2. Report\nB reports the weight within 10 days.\n"
#define EXIT "# Article 3. Exit\nA party leaves with six months of notice.\n"

static void a_provision_is_known_by_what_it_says(void **state) {
    (void)state;
    static const struct {
        const char *before, *after, *told;
    } rows[] = {
        {FEE REPORT EXIT, FEE REPORT EXIT, ""},
        {FEE REPORT,
         FEE "# Article 2. Audit\nC audits.\n# Article 3. Report\nB reports the weight within 10 "
             "days.\n",
         "new 2; 2>3 number"},
        {FEE REPORT EXIT, FEE EXIT, "lost 2"},
        {FEE REPORT EXIT, EXIT FEE REPORT, "3>1 moved"},
        {FEE REPORT EXIT, FEE EXIT REPORT, "2>3 moved"},
        {FEE, "# Article 1. Fee\nA pays B 43 euros for each tonne.\n", "1>1 words"},
        {FEE REPORT, "# Article 1. Price\nA pays B 42 euros for each tonne.\n" REPORT,
         "1>1 heading"},
        {FEE REPORT, FEE "# Article 7. Weighing\nB reports the weight within 10 working days.\n",
         "2>2 number heading words"},
        {FEE REPORT, REPORT "# Article 9. Nothing of it\nQuite another matter.\n", "lost 1; new 2"},
        {"# Fee\nx\n# Fee\ny\n", "# Fee\nx\n# Fee\nz\n", "2>2 words"},
        {"Words before.\n" FEE, "Other words.\n" FEE, "0>0 words"},
        {FEE "```terms\nparameters: {price: 42}\n```\n",
         FEE "```terms\nparameters: {price: 43}\n```\n", "1>1 terms"},
        {"# Article 1. Old name\nold\n```terms\nparameters: {price: 42}\n```\n",
         "# Article 5. Brand new\nthing\n```terms\nparameters: {price: 42}\n```\n",
         "1>1 number heading words"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena *a = arena_new();
        const Diff *d =
            diff_of(a, terms_in(a, FRONT, rows[i].before), terms_in(a, FRONT, rows[i].after));
        assert_string_equal(provisions_text(a, d), rows[i].told);
        arena_free(a);
    }
}

// ---- terms --------------------------------------------------------------------------------------

static const char *terms_text(Arena *a, const TermChanges *l) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < l->count; i++) {
        const TermChange *c = &l->items[i];
        buf_add_fmt(&b, "%s%.*s/%.*s/%.*s", b.size ? "; " : "", STR_ARG(c->section), STR_ARG(c->id),
                    STR_ARG(c->key));
        if (c->has_before) buf_add_fmt(&b, " -%.*s", STR_ARG(c->before));
        if (c->has_after) buf_add_fmt(&b, " +%.*s", STR_ARG(c->after));
    }
    return b.size ? str_c(a, buf_str(&b)) : "";
}

static void terms_are_compared_key_by_key(void **state) {
    (void)state;
    static const struct {
        const char *before, *after, *told;
    } rows[] = {
        {"parameters: {p: 1, q: 2}", "parameters:\n  q: 2 # note\n  p: \"1\"", ""},
        {"parameters: {p: 1}", "parameters: {p: 2}", "parameters/p/ -1 +2"},
        {"parameters: {p: {value: 1}}", "parameters: {p: {value: 1, unit: t}}",
         "parameters/p/unit +t"},
        {"parameters: {p: {value: {a: 1, b: 2}}}", "parameters: {p: {value: {a: 1, b: 3}}}",
         "parameters/p/value.b -2 +3"},
        {"sets: {s: [a, b]}", "sets: {s: [a, c]}", "sets/s/ -[a, b] +[a, c]"},
        {"parameters: {p: 1}", "quantities: {p: {unit: t}}",
         "quantities/p/unit +t; parameters/p/ -1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena *a = arena_new();
        const Diff *d = diff_of(
            a,
            terms_in(a, FRONT, str_c(a, str_fmt(a, "# A\nw\n```terms\n%s\n```\n", rows[i].before))),
            terms_in(a, FRONT, str_c(a, str_fmt(a, "# A\nw\n```terms\n%s\n```\n", rows[i].after))));
        assert_string_equal(terms_text(a, &d->provisions[d->provision_count - 1].terms),
                            rows[i].told);
        arena_free(a);
    }
}

static void the_front_matter_is_compared_like_terms(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Diff *d = diff_of(a, terms_in(a, FRONT, ""),
                            terms_in(a,
                                     "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: en\n"
                                     "parties: {a: A, b: B, c: C}\ncurrency: EUR\n"
                                     "term: {from: 2025-01-01, to: 2027-12-31}\n---\n",
                                     ""));
    assert_string_equal(
        terms_text(a, &d->front),
        "front matter//parties.c +C; front matter//term.to -2025-12-31 +2027-12-31");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_compared_word_by_word),
        cmocka_unit_test(the_script_is_the_shortest),
        cmocka_unit_test(very_different_texts_count_as_replaced),
        cmocka_unit_test(a_provision_is_known_by_what_it_says),
        cmocka_unit_test(terms_are_compared_key_by_key),
        cmocka_unit_test(the_front_matter_is_compared_like_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
