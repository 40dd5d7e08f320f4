// coverage/coverage_test.h - what the tests of this room share: small agreements, and what they
// cover
#ifndef SOFTLAW_COVERAGE_COVERAGE_TEST_H
#define SOFTLAW_COVERAGE_COVERAGE_TEST_H

#include "base/findings_test.h"
#include "coverage/coverage_int.h"

#define FRONT                                                                                      \
    "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: en\nkind: tested\n"                               \
    "parties: {henan: Henan, shandong: Shandong}\n"                                                \
    "term: {from: 2027-01-01, to: 2028-12-31}\n---\n"
enum { FRONT_LINES = 9 };

static inline const Terms *terms_of(Arena *a, Str text) {
    Findings form = {.arena = a};
    return terms_from_text(a, text_parse(a, STR("f.md"), text, &form), &form);
}

// An agreement whose articles are `body`; lines of findings count from the body's first.
static inline const Terms *terms_of_body(Arena *a, const char *body) {
    return terms_of(a, str_fmt(a, FRONT "%s\n", body));
}

static inline const Coverage *coverage_of(Arena *a, const char *body, Findings *f) {
    *f = (Findings){.arena = a};
    const Coverage *v = coverage_from_terms(a, coverage_words_new(a), terms_of_body(a, body), f);
    for (size_t i = 0; i < f->count; i++) f->items[i].place.line -= FRONT_LINES;
    return v;
}

// "production exit": the subjects that some provision speaks of.
static inline const char *subjects_of(Arena *a, const Coverage *v) {
    Buf b = {.arena = a};
    for (size_t s = 0; s < SUBJECT_COUNT; s++) {
        bool is_spoken = false;
        for (size_t i = 0; i < v->provision_count; i++)
            is_spoken |= v->provisions[i]->mentions[s].size > 0;
        if (is_spoken) buf_add_fmt(&b, "%s%s", b.size ? " " : "", coverage_subject(s).id);
    }
    return str_c(a, buf_str(&b));
}

// The subjects of one paragraph.
static inline const char *subjects_in(Arena *a, const char *words) {
    Findings f;
    const char *body = str_c(a, str_fmt(a, "# Article 1. Clause\n\n%s\n", words));
    return subjects_of(a, coverage_of(a, body, &f));
}

#endif
