// coverage/from_terms_test.c - the matrix: every cell, none, declared, in words, in terms
#include "coverage/coverage_test.h"

// "production/operation:2 none/exit:D …": the cells that are not empty.
static const char *cells_of(Arena *a, const Coverage *v) {
    Buf b = {.arena = a};
    for (size_t i = 0; i <= CHAIN_STAGES; i++)
        for (size_t k = 0; k <= LIFE_STAGES; k++) {
            if (!v->spoken[i][k] && !v->declared[i][k]) continue;
            buf_add_fmt(&b, "%s%s/%s:", b.size ? " " : "",
                        i < CHAIN_NONE ? coverage_subject(i).id : "none",
                        k < LIFE_NONE ? coverage_subject(SUBJECT_LIFE + k).id : "none");
            if (v->spoken[i][k]) buf_add_fmt(&b, "%zu", v->spoken[i][k]);
            if (v->declared[i][k]) buf_add_c(&b, "D");
        }
    return str_c(a, buf_str(&b));
}

static void one_article_that_speaks_of_all_fills_every_cell(void **state) {
    (void)state;
    static const char *const bodies[] = {
        "# Article 1. All\n\nResearch, design, production, freight, marketing, warranty: approval, "
        "construction, operation, supervision, evaluation, exit.",
        "# 第一条 "
        "全部\n\n研发、设计、生产、供应链、营销、售后的审批、建设、运营、监管、评估、退出。",
    };
    Arena *a = arena_new();
    for (size_t n = 0; n < 2; n++) {
        Findings f;
        const Coverage *v = coverage_of(a, bodies[n], &f);
        for (size_t i = 0; i <= CHAIN_STAGES; i++)
            for (size_t k = 0; k <= LIFE_STAGES; k++)
                assert_int_equal(v->spoken[i][k], i < CHAIN_NONE && k < LIFE_NONE);
    }
    arena_free(a);
}

static void an_article_that_speaks_of_nothing_fills_none(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Coverage *v = coverage_of(a,
                                    "# Article 1. Greeting\n\nBoth regions meet.\n\n"
                                    "# 第二条 问候\n\n双方每年会面。",
                                    &f);
    assert_string_equal(cells_of(a, v), "");
    assert_int_equal(v->provision_count, 0);
    assert_false(v->has_declaration);
    arena_free(a);
}

static void articles_are_counted_each_by_itself(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Coverage *v = coverage_of(a,
                                    "# Article 1. Cells\n\nProduction is audited.\n\n"
                                    "# Article 2. More\n\nProduction needs a permit.\n\n"
                                    "# Article 3. Late\n\nExit by notice.\n\n"
                                    "# Article 4. Trade\n\nMarketing is common.",
                                    &f);
    assert_string_equal(cells_of(a, v), "production/approval:1 production/supervision:1 "
                                        "marketing/none:1 none/exit:1");
    arena_free(a);
}

static void preambles_notes_and_sources_cover_nothing(void **state) {
    (void)state;
    static const char *const headings[] = {"# Preamble", "# Article 9. Source", "# 第九条 来源",
                                           "# 序言"};
    Arena *a = arena_new();
    for (size_t i = 0; i < 4; i++) {
        Findings f;
        const char *body = str_c(a, str_fmt(a, "%s\n\nProduction is audited.", headings[i]));
        assert_string_equal(cells_of(a, coverage_of(a, body, &f)), "");
    }
    arena_free(a);
}

#define TERMS(text) "# Article 1. Clause\n\n```terms\n" text "\n```\n"

static void what_is_declared_and_spoken_of_is_told_apart(void **state) {
    (void)state;
    static const struct {
        const char *body, *cells, *findings;
    } rows[] = {
        {TERMS("coverage: {chain: [production, supply], life: exit}") "\nExit of a factory.",
         "production/exit:1D supply/exit:D", "4:32 declared-only"},
        {TERMS("coverage: {life: [exit]}") "\nExit by notice.", "none/exit:1D", ""},
        {TERMS("coverage: {chain: design}") "\nNothing.", "design/none:D", "4:19 declared-only"},
        {TERMS("coverage:\n  a: {chain: design, life: exit}\n  b: {chain: marketing}") "\nDesign, "
                                                                                       "marketing, "
                                                                                       "exit.",
         "design/exit:1D marketing/exit:1 marketing/none:D", ""},
        {TERMS("coverage: {chain: [sails]}"), "", ""},
        {TERMS("coverage: 7"), "", ""},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Findings f;
        const Coverage *v = coverage_of(a, rows[i].body, &f);
        assert_string_equal(cells_of(a, v), rows[i].cells);
        assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), rows[i].findings);
    }
    arena_free(a);
}

static void duties_and_sections_of_the_terms_speak_too(void **state) {
    (void)state;
    static const struct {
        const char *body, *subjects;
    } rows[] = {
        {TERMS("obligations:\n  d: {bearer: henan, action: inspect each factory}"),
         "production supervision"},
        {TERMS("obligations:\n  d: {bearer: henan, action: 检查生产}"), "production supervision"},
        {TERMS("guarantees:\n  g: {kind: bond, trigger: production stops}"), "production"},
        {TERMS("exit: {notice: P3M}"), "exit"},
        {TERMS("plan: {core: P3Y}"), "evaluation"},
        {TERMS("quantities:\n  production: {unit: t}"), ""},
        {TERMS("coverage: {chain: production}"), ""},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Findings f;
        const Coverage *v = coverage_of(a, rows[i].body, &f);
        assert_string_equal(subjects_of(a, v), rows[i].subjects);
        for (size_t p = 0; p < v->provision_count; p++)
            for (size_t s = 0; s < SUBJECT_COUNT; s++)
                assert_int_equal(v->provisions[p]->mentions[s].is_term,
                                 v->provisions[p]->mentions[s].size > 0);
    }
    arena_free(a);
}

static void words_stand_before_terms_and_at_their_place(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Coverage *v = coverage_of(
        a,
        TERMS(
            "obligations:\n  d: {bearer: henan, action: stop production}") "\n第一行\n由双方生产。",
        &f);
    const Mention *m = &v->provisions[0]->mentions[CHAIN_PRODUCTION];
    assert_false(m->is_term);
    assert_int_equal(m->line, FRONT_LINES + 9);
    assert_int_equal(m->column, 4);
    assert_str(str_part(v->terms->document->source, m->offset, m->size), "生产");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_article_that_speaks_of_all_fills_every_cell),
        cmocka_unit_test(an_article_that_speaks_of_nothing_fills_none),
        cmocka_unit_test(articles_are_counted_each_by_itself),
        cmocka_unit_test(preambles_notes_and_sources_cover_nothing),
        cmocka_unit_test(what_is_declared_and_spoken_of_is_told_apart),
        cmocka_unit_test(duties_and_sections_of_the_terms_speak_too),
        cmocka_unit_test(words_stand_before_terms_and_at_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
