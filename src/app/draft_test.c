// app/draft_test.c - every template gives a sound agreement, whatever is answered
//
// The bounds of every number, every choice, long and foreign names, more and fewer members: what
// comes out has no findings at all, and says the same in both languages.
#include "app/app.h"
#include "app/draft.h"
#include "app/show.h"

#include "base/findings_test.h"
#include "templates/templates.h"

#include <stdlib.h>
#include <unistd.h>

static App *app_of(Arena *a, Lang lang) {
    return app_new(a, (AppOptions){.sys = sys_from_environment(a), .lang = lang});
}

static Draft *open_draft(App *app, const char *name) {
    Err err = {.code = ERR_NONE};
    Draft *d = draft_open(app, str_from(name), &err);
    if (!d) fail_msg("%s does not open", name);
    return d;
}

static Str must_text(Arena *a, App *app, Draft *d, const char *what) {
    Err err = {.code = ERR_NONE};
    Str text = {NULL, 0};
    if (!draft_text(d, &text, &err)) fail_msg("%s: %s", what, str_c(a, lang_err(a, LANG_EN, &err)));
    const Findings *f = app_findings(app);
    for (size_t i = 0; i < f->count; i++)
        fail_msg("%s: %s", what, str_c(a, lang_finding(a, LANG_EN, &f->items[i])));
    assert_true(text.size > 0);
    return text;
}

static const Template *template_named(Arena *a, size_t index, Findings *f) {
    const Template *t = template_parse(a, catalogue_name(index), catalogue_source(index), f);
    if (!t) fail_msg("%s", str_c(a, catalogue_name(index)));
    return t;
}

// Fill in with one question answered by `value` and, if the question asks for it, the condition
// under which it applies.
static void try_answer(const char *name, Lang lang, const TemplateQuestion *q, Str value) {
    Arena *a = arena_new();
    App *app = app_of(a, lang);
    Draft *d = open_draft(app, name);
    Err err = {.code = ERR_NONE};
    const char *what =
        str_c(a, str_fmt(a, "%s, %.*s = %.*s", name, STR_ARG(q->key), STR_ARG(value)));
    if (q->when.key.size) assert_true(draft_answer(d, q->when.key, q->when.value, &err));
    if (!draft_answer(d, q->key, value, &err)) fail_msg("%s is refused", what);
    must_text(a, app, d, what);
    arena_free(a);
}

static void try_number(const char *name, Lang lang, const TemplateQuestion *q) {
    Arena *a = arena_new();
    if (q->has_least && !q->not_below.size) try_answer(name, lang, q, dec_text(a, q->least));
    if (q->has_most) try_answer(name, lang, q, dec_text(a, q->most));
    arena_free(a);
}

static void try_question(const char *name, Lang lang, const TemplateQuestion *q) {
    switch (q->type) {
    case QUESTION_TEXT:
        try_answer(name, lang, q, STR("Provence-Alpes & Côte d'Azur: 普罗旺斯, 1"));
        break;
    case QUESTION_ID: try_answer(name, lang, q, STR("a-1")); break;
    case QUESTION_COUNT:
    case QUESTION_NUMBER:
    case QUESTION_AMOUNT: try_number(name, lang, q); break;
    case QUESTION_DATE: try_answer(name, lang, q, STR("2030-06-30")); break;
    case QUESTION_CHOICE:
        for (size_t i = 0; i < q->choice_count; i++) try_answer(name, lang, q, q->choices[i].id);
        break;
    case QUESTION_NAMES:
        try_answer(name, lang, q, STR("a, b, c, d, e, f"));
        try_answer(name, lang, q, STR("a: b、c's"));
        break;
    case QUESTION_NUMBERS:
    case QUESTION_AMOUNTS: try_answer(name, lang, q, STR("0, 0, 0.5")); break;
    }
}

static void every_template_is_sound_with_defaults_and_with_any_answer(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    assert_int_equal(catalogue_count(), 8);
    for (size_t i = 0; i < catalogue_count(); i++)
        for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
            const Template *t = template_named(a, i, &f);
            const char *name = str_c(a, catalogue_name(i));
            App *app = app_of(a, lang);
            must_text(a, app, open_draft(app, name), name);
            for (size_t k = 0; k < template_question_count(t); k++)
                try_question(name, lang, template_question(t, k));
        }
    arena_free(a);
}

// What an agreement defines, without its names: "art_1 parameter quantity obligations/7 …".
static const char *shape_of(Arena *a, const char *name, Lang lang) {
    App *app = app_of(a, lang);
    Str text = must_text(a, app, open_draft(app, name), name);
    char path[] = "/tmp/softlaw-draft-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, text.at, text.size) == (ssize_t)text.size);
    close(file);
    Err err = {.code = ERR_NONE};
    const AgreementView *v = app_show(app, str_from(path), &err);
    assert_non_null(v);
    unlink(path);
    Buf b = {.arena = a};
    for (size_t i = 0; i < v->article_count; i++) {
        const ArticleView *article = &v->articles[i];
        buf_add_fmt(&b, "%.*s", STR_ARG(article->id));
        for (size_t k = 0; k < article->word_count; k++)
            buf_add_fmt(&b, " %s", article->words[k].kind);
        for (size_t k = 0; k < article->clause_count; k++)
            buf_add_fmt(&b, " %s/%zu", article->clauses[k].section, article->clauses[k].key_count);
        buf_add_byte(&b, '\n');
    }
    return str_c(a, buf_str(&b));
}

static void both_languages_define_the_same(void **state) {
    (void)state;
    for (size_t i = 0; i < catalogue_count(); i++) {
        Arena *a = arena_new();
        const char *name = str_c(a, catalogue_name(i));
        assert_string_equal(shape_of(a, name, LANG_EN), shape_of(a, name, LANG_ZH));
        arena_free(a);
    }
}

// What each agreement must have: duties with a unit, guarantees, liability, indicators, exit,
// participation, filing and a plan.
static void every_template_has_what_an_agreement_must_have(void **state) {
    (void)state;
    static const char *const sections[] = {
        "obligations/",   "guarantees/", "liabilities/", "indicators/", "exit/",     "plan/",
        "participation/", "filing/",     "coverage/",    " payment",    " parameter"};
    for (size_t i = 0; i < catalogue_count(); i++) {
        Arena *a = arena_new();
        const char *name = str_c(a, catalogue_name(i)), *shape = shape_of(a, name, LANG_EN);
        for (size_t k = 0; k < sizeof sections / sizeof *sections; k++)
            if (!strstr(shape, sections[k])) fail_msg("%s has no %s", name, sections[k]);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_template_is_sound_with_defaults_and_with_any_answer),
        cmocka_unit_test(both_languages_define_the_same),
        cmocka_unit_test(every_template_has_what_an_agreement_must_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
