// coverage/kinds_test.c - the kinds that softlaw brings along, held to their templates
//
// A template of a kind has all that the kind demands, in both languages; with one content taken
// out, just this one is missing. Words are taken out by writing over them, sections and keys by
// renaming.
#include "coverage/coverage_test.h"
#include "templates/templates.h"

static const struct {
    const char *template, *kind;
} ROWS[] = {
    {"ecological-compensation", "ecological-compensation"},
    {"enclave-park", "enclave-park"},
    {"enclave-park", "industrial-park"},
    {"energy-supply", "energy-supply"},
    {"joint-enforcement", "joint-enforcement"},
    {"logistics-data", "data-sharing"},
    {"multimodal-transport", "multimodal-transport"},
    {"qualifications", "mutual-recognition"},
    {"tax-sharing", "tax-sharing"},
};
enum { ROW_COUNT = sizeof ROWS / sizeof ROWS[0], EVIDENCE_MOST = 400 };

static Str fill_with(Arena *a, const char *name, Lang lang, const char *key, const char *value) {
    Findings f = {.arena = a};
    size_t index;
    assert_true(catalogue_find(str_from(name), &index));
    const Template *t = template_parse(a, catalogue_name(index), catalogue_source(index), &f);
    Answers *answers = answers_new(a, t, lang);
    if (key) assert_true(answers_give(answers, str_from(key), str_from(value), NULL));
    Str text = template_fill(a, answers, &f);
    assert_int_equal(f.count, 0);
    return text;
}

static Str fill(Arena *a, const char *name, Lang lang) {
    return fill_with(a, name, lang, NULL, NULL);
}

static const Kind *kind_named(Arena *a, const char *id) {
    const Kind *k = kinds_find(kinds_new(a), str_from(id));
    assert_non_null(k);
    return k;
}

static const ContentFound *contents_of(Arena *a, Str text, const Kind *k) {
    Findings f = {.arena = a};
    return coverage_contents(a, terms_of(a, text), k, STR("en"), &f)->contents;
}

// A copy of `text` in which `word` at `offset` is written over.
static Str write_over(Arena *a, Str text, Place p) {
    char *copy = arena_copy(a, text.at, text.size);
    memset(copy + p.offset, '_', p.size);
    return (Str){copy, text.size};
}

// A copy of `text` in which every line that begins with `key:` begins with `x`.
static Str rename_key(Arena *a, Str text, Str key) {
    Str begin = str_fmt(a, "\n%.*s:", STR_ARG(key));
    char *copy = arena_copy(a, text.at, text.size);
    for (int64_t at = 0; (at = str_find(text, begin, (size_t)at)) >= 0; at++)
        memset(copy + at + 1, 'x', key.size);
    return (Str){copy, text.size};
}

// "term.to" goes with ", to:".
static Str rename_front(Arena *a, Str text, Str path) {
    assert_true(str_is(path, STR("term.to")));
    int64_t at = str_find(text, STR(", to: 2"), 0);
    assert_true(at >= 0);
    char *copy = arena_copy(a, text.at, text.size);
    memcpy(copy + at + 2, "no", 2);
    return (Str){copy, text.size};
}

static Str take_out(Arena *a, Str text, const Kind *k, size_t content) {
    const KindContent *c = &k->contents[content];
    for (size_t i = 0; i < c->sections.count; i++) text = rename_key(a, text, c->sections.items[i]);
    for (size_t i = 0; i < c->front.count; i++) text = rename_front(a, text, c->front.items[i]);
    for (int i = 0; i < EVIDENCE_MOST; i++) {
        ContentFound found = contents_of(a, text, k)[content];
        if (!found.is_found) return text;
        assert_false(found.is_term);
        text = write_over(a, text, found.place);
    }
    fail_msg("%.*s is still found", STR_ARG(c->id));
    return text;
}

static void every_kind_has_a_template_and_every_template_a_kind(void **state) {
    (void)state;
    for (size_t i = 0; i < kind_catalogue_count(); i++) {
        size_t row = 0;
        while (row < ROW_COUNT && !str_is(str_from(ROWS[row].kind), kind_catalogue_name(i))) row++;
        if (row == ROW_COUNT) fail_msg("%.*s", STR_ARG(kind_catalogue_name(i)));
    }
    for (size_t i = 0; i < catalogue_count(); i++) {
        Arena *a = arena_new();
        size_t row = 0;
        while (!str_is(str_from(ROWS[row].template), catalogue_name(i))) row++;
        Str kind = terms_of(a, fill(a, ROWS[row].template, LANG_EN))->kind;
        assert_non_null(kinds_find(kinds_new(a), kind));
        arena_free(a);
    }
}

static void every_file_is_sound_and_named_after_its_kind(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t i = 0; i < kind_catalogue_count(); i++) {
        Findings f = {.arena = a};
        const Kind *k = kind_parse(a, kind_catalogue_name(i), kind_catalogue_source(i), &f);
        if (!k) fail_msg("%s", str_c(a, lang_finding(a, LANG_EN, &f.items[0])));
        assert_true(str_is(k->id, kind_catalogue_name(i)));
        assert_true(k->content_count >= 5);
    }
    arena_free(a);
}

static void check_all(Arena *a, Str text, const char *kind) {
    const Kind *k = kind_named(a, kind);
    const ContentFound *found = contents_of(a, text, k);
    for (size_t c = 0; c < k->content_count; c++)
        if (!found[c].is_found) fail_msg("%s: no %.*s", kind, STR_ARG(k->contents[c].id));
}

static void what_no_law_demands_is_a_note(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t i = 0; i < kind_catalogue_count(); i++) {
        const Kind *k = kind_named(a, str_c(a, kind_catalogue_name(i)));
        for (size_t c = 0; c < k->content_count; c++) {
            Str citation = localised_in(&k->contents[c].citation, STR("en"));
            bool is_custom = str_starts_with(citation, STR("good practice"));
            assert_int_equal(k->contents[c].severity, is_custom ? SEVERITY_NOTE : SEVERITY_WARNING);
        }
    }
    arena_free(a);
}

static void a_template_has_all_that_its_kind_demands(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        for (size_t i = 0; i < ROW_COUNT; i++)
            check_all(a, fill(a, ROWS[i].template, lang), ROWS[i].kind);
        check_all(a, fill_with(a, "ecological-compensation", lang, "form", "fund"),
                  "ecological-compensation");
    }
    arena_free(a);
}

static void check_without(const char *template, const char *kind, Lang lang, size_t content) {
    Arena *a = arena_new();
    const Kind *k = kind_named(a, kind);
    Str text = take_out(a, fill(a, template, lang), k, content);
    const ContentFound *found = contents_of(a, text, k);
    for (size_t c = 0; c < k->content_count; c++)
        if (found[c].is_found != (c != content))
            fail_msg("%s without %.*s: %.*s is %s", template, STR_ARG(k->contents[content].id),
                     STR_ARG(k->contents[c].id), found[c].is_found ? "found" : "missing too");
    arena_free(a);
}

static void without_one_content_just_this_one_is_missing(void **state) {
    (void)state;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        Arena *a = arena_new();
        size_t count = kind_named(a, ROWS[i].kind)->content_count;
        for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++)
            for (size_t c = 0; c < count; c++)
                check_without(ROWS[i].template, ROWS[i].kind, lang, c);
        arena_free(a);
    }
}

static void what_a_template_declares_it_speaks_of(void **state) {
    (void)state;
    for (size_t i = 0; i < catalogue_count(); i++)
        for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
            Arena *a = arena_new();
            Findings f = {.arena = a};
            const char *name = str_c(a, catalogue_name(i));
            const Coverage *v =
                coverage_from_terms(a, coverage_words_new(a), terms_of(a, fill(a, name, lang)), &f);
            if (f.count) fail_msg("%s", str_c(a, lang_finding(a, LANG_EN, &f.items[0])));
            assert_true(v->has_declaration);
            arena_free(a);
        }
}

static void a_users_kind_stands_before_one_of_the_same_name(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    Kinds *k = kinds_new(a);
    assert_true(kinds_find(k, STR("tax-sharing"))->content_count > 0);
    assert_true(kinds_add(k, STR("k"),
                          STR("kind: tax-sharing\nlabel: {en: T, zh: 税}\ncontents: {}\n"), &f));
    assert_int_equal(kinds_find(k, STR("tax-sharing"))->content_count, 0);
    assert_false(kinds_add(k, STR("k"), STR("kind: tax-sharing\n"), &f));
    assert_null(kinds_find(k, STR("tax")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_sound_and_named_after_its_kind),
        cmocka_unit_test(every_kind_has_a_template_and_every_template_a_kind),
        cmocka_unit_test(what_no_law_demands_is_a_note),
        cmocka_unit_test(a_template_has_all_that_its_kind_demands),
        cmocka_unit_test(without_one_content_just_this_one_is_missing),
        cmocka_unit_test(what_a_template_declares_it_speaks_of),
        cmocka_unit_test(a_users_kind_stands_before_one_of_the_same_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
