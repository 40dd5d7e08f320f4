// terms/terms_test.h - what the tests of this room share: a terms block in a small agreement
#ifndef SOFTLAW_TERMS_TERMS_TEST_H
#define SOFTLAW_TERMS_TERMS_TEST_H

#include "base/findings_test.h"
#include "terms/terms.h"

// Lines are counted from the first line of the block.
#define TERMS_FRONT                                                                                \
    "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: zh\nparties:\n"                                   \
    "  henan: {name: 河南省, label: {en: Henan}}\n  shandong: {name: 山东省}\n"              \
    "currency: CNY\nterm: {from: 2020-01-01, to: 2021-12-31, period: year}\n---\n```terms\n"
enum { TERMS_FRONT_LINES = 12 };

static inline const Terms *terms_of(Arena *a, Str text, Findings *f) {
    *f = (Findings){.arena = a};
    return terms_from_text(a, text_parse(a, STR("f.md"), text, f), f);
}

static inline const Terms *terms_of_block(Arena *a, const char *block, Findings *f) {
    const Terms *t = terms_of(a, str_fmt(a, TERMS_FRONT "%s\n```\n", block), f);
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].place.line > TERMS_FRONT_LINES) f->items[i].place.line -= TERMS_FRONT_LINES;
    return t;
}

// A block, and the findings (warnings and errors) expected: "line:column rule".
typedef struct TermsCase {
    const char *block, *expected;
} TermsCase;

static inline void check_cases(const TermsCase *cases, size_t count) {
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        Arena *a = arena_new();
        Findings f;
        terms_of_block(a, cases[i].block, &f);
        const char *found = findings_lines(a, &f, SEVERITY_WARNING);
        if (strcmp(found, cases[i].expected)) {
            print_error("in\n%s\nexpected %s\nfound %s\n", cases[i].block, cases[i].expected,
                        found);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

#define CHECK_CASES(cases) check_cases((cases), sizeof(cases) / sizeof(cases)[0])

// The item of that name, which must exist.
static inline const Item *item_of(const Terms *t, const char *id) {
    uint32_t index = 0;
    assert_true(map_get(&t->item_index, str_from(id), &index));
    return &t->items[index];
}

// The hint of the only finding at or above a warning.
static inline Message only_hint(const Findings *f) {
    assert_int_equal(f->error_count, 1);
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].severity == SEVERITY_ERROR) return f->items[i].hint;
    return NO_MSG;
}

#endif
