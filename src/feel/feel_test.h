// feel/feel_test.h - what the tests of this room share: an arena for each test, and an expression's
// value as FEEL text
#ifndef SOFTLAW_FEEL_FEEL_TEST_H
#define SOFTLAW_FEEL_FEEL_TEST_H

#include "base/lang.h"
#include "feel/feel_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline int test_arena(void **state) {
    *state = arena_new();
    return 0;
}

static inline int test_arena_free(void **state) {
    arena_free(*state);
    return 0;
}

#define FEEL_TEST(name) cmocka_unit_test_setup_teardown(name, test_arena, test_arena_free)

// What became of an expression. `text` is its value; "rule: message" of the first finding where it
// did not compile. `code` and `why` tell of a null, `place` where the fault or the reason is.
typedef struct Trial {
    Str text;
    const char *code;
    Str why, hint;
    Place place;
    bool is_stopped;
} Trial;

typedef struct TrialOptions {
    const FeelScope *scope;
    const FeelValue *slots;
    FeelOptions compile;
    FeelLimits limits;
} TrialOptions;

static inline void trial_run(Arena *a, const FeelCode *code, const TrialOptions *o, Trial *ret) {
    FeelMachine *m = feel_machine_new(o->limits);
    feel_machine_set_now(m, feel_from_text(a, STR("2026-01-01T00:00:00Z"), FEEL_DATE_TIME));
    FeelValue v = feel_run(m, code, o->slots);
    ret->text = feel_to_text(a, v);
    ret->is_stopped = feel_machine_is_stopped(m);
    if (v.kind == FEEL_NULL && v.reason) {
        const FeelReason *r = feel_machine_reason(m, v.reason - 1);
        ret->code = r->code;
        ret->why = lang_render(a, LANG_EN, r->message);
        ret->place = r->place;
    }
    feel_machine_free(m);
}

static inline Trial trial(Arena *a, const char *expression, TrialOptions o) {
    Findings f = {.arena = a};
    Trial t = {.code = NULL};
    if (!o.scope) o.scope = feel_scope_new(a);
    const FeelCode *code =
        feel_compile(a, str_from(expression), (Place){0}, o.scope, o.compile, &f);
    if (code) {
        trial_run(a, code, &o, &t);
    } else {
        const Finding *first = &f.items[0];
        Str message = lang_render(a, LANG_EN, first->message);
        t.text = str_fmt(a, "%s: %.*s", first->rule, STR_ARG(message));
        if (first->hint.text) t.hint = lang_render(a, LANG_EN, first->hint);
        t.place = first->place;
    }
    return t;
}

// The value of an expression without names.
static inline void gives(Arena *a, const char *expression, const char *wanted) {
    Trial t = trial(a, expression, (TrialOptions){.limits = {0}});
    if (str_is(t.text, str_from(wanted))) return;
    fail_msg("%s gives %.*s (%.*s), not %s", expression, STR_ARG(t.text), STR_ARG(t.why), wanted);
}

typedef struct ValueRow {
    const char *expression, *value;
} ValueRow;

static inline void all_give(Arena *a, const ValueRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++) gives(a, rows[i].expression, rows[i].value);
}
#define ALL_GIVE(a, rows) all_give((a), (rows), sizeof(rows) / sizeof *(rows))

#endif
