// eval/settled_test.h - for tests: an agreement's text and facts, settled
//
// Each program that includes this has its own arena per test: settled_open … settled_close.
#ifndef SOFTLAW_EVAL_SETTLED_TEST_H
#define SOFTLAW_EVAL_SETTLED_TEST_H

#include "base/lang.h"
#include "eval/eval.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct Settled {
    Arena *arena;
    Findings findings;
    const Terms *terms;
    const Rulebook *book;
    FactTable *facts;
    const Outcome *outcome;
} Settled;

static inline void settled_print(const Settled *s) {
    for (size_t i = 0; i < s->findings.count; i++) {
        Str text = lang_finding(s->arena, LANG_EN, &s->findings.items[i]);
        print_message("%.*s", STR_ARG(text));
    }
}

static inline size_t settled_errors(const Settled *s) {
    return s->findings.error_count;
}

// Compile only.
static inline Settled settled_compile(const char *text) {
    Settled s = {.arena = arena_new()};
    s.findings.arena = s.arena;
    const Document *d = text_parse(s.arena, STR("a.md"), str_from(text), &s.findings);
    s.terms = terms_from_text(s.arena, d, &s.findings);
    s.book = rules_from_terms(s.arena, s.terms, &s.findings);
    return s;
}

static inline void settled_run(Settled *s, EvalOptions options) {
    Err err = {0};
    s->outcome =
        eval_run(s->arena, s->book, fact_table_facts(s->facts), options, &s->findings, &err);
    if (!s->outcome) fail_msg("eval_run: %s", err.message.text);
}

// Compile and settle; the agreement itself must be without errors.
static inline Settled settled_with(const char *text, const char *csv, EvalOptions options) {
    Settled s = settled_compile(text);
    if (s.findings.error_count > 0) {
        settled_print(&s);
        fail_msg("the agreement has errors");
    }
    s.facts = fact_table_new(s.arena, s.book);
    fact_table_add_csv(s.facts, STR("facts.csv"), str_from(csv), &s.findings);
    settled_run(&s, options);
    return s;
}

static inline Settled settled_open(const char *text, const char *csv) {
    return settled_with(text, csv, (EvalOptions){0});
}

static inline void settled_close(Settled *s) {
    arena_free(s->arena);
}

static inline Str settled_member(const Settled *s, const Item *item, const uint32_t *members) {
    Buf b = {.arena = s->arena};
    for (size_t i = 0; i < item->set_count; i++) {
        buf_add_c(&b, i > 0 ? "/" : "");
        buf_add(&b, outcome_member_id(s->outcome, item->sets[i], members[i]));
    }
    return b.size ? buf_str(&b) : STR("");
}

// "基本补偿 九里 2021: shandong -> henan 60000000 due 2022-01-30", one payment a line.
static inline Str settled_payment(const Settled *s, const Payment *p) {
    const Item *item = &s->terms->items[p->item];
    Str member = settled_member(s, item, p->members);
    Str period = period_text(s->arena, s->terms->period_rule, p->period);
    Buf b = {.arena = s->arena};
    buf_add_fmt(&b, "%.*s %.*s %.*s: %.*s -> %.*s %.*s", STR_ARG(item->id), STR_ARG(member),
                STR_ARG(period), STR_ARG(p->from.id), STR_ARG(p->to.id),
                STR_ARG(dec_text(s->arena, p->amount)));
    if (p->has_due) {
        Str due = civil_text(s->arena, civil_from_days(p->due_day));
        buf_add_fmt(&b, " due %.*s", STR_ARG(due));
    }
    buf_add_c(&b, "\n");
    return buf_str(&b);
}

static inline const char *settled_payments(const Settled *s) {
    Buf b = {.arena = s->arena};
    for (size_t i = 0; i < outcome_payment_count(s->outcome); i++) {
        Payment p = outcome_payment(s->outcome, i);
        buf_add(&b, settled_payment(s, &p));
    }
    return str_c(s->arena, buf_str(&b));
}

// "rule; rule; …" of all findings of at least this severity, in order.
static inline const char *settled_rules(const Settled *s, Severity least) {
    Buf b = {.arena = s->arena};
    for (size_t i = 0; i < s->findings.count; i++) {
        if (s->findings.items[i].severity < least) continue;
        buf_add_c(&b, b.size > 0 ? "; " : "");
        buf_add_c(&b, s->findings.items[i].rule);
    }
    return str_c(s->arena, buf_str(&b));
}

// The value of an item for members "九里/CODMn" in a period, as text.
static inline const char *settled_value(const Settled *s, const char *id, const char *member,
                                        const char *period) {
    uint32_t item, members[LIMIT_SET_DIMENSIONS] = {0};
    if (!map_get(&s->terms->item_index, str_from(id), &item)) fail_msg("no item %s", id);
    const Item *i = &s->terms->items[item];
    Str rest = str_from(member), piece;
    for (size_t k = 0; k < i->set_count; k++) {
        uint32_t count = (uint32_t)outcome_member_count(s->outcome, i->sets[k]), m = 0;
        if (!str_next(&rest, '/', &piece)) fail_msg("%s: member %zu is missing", id, k);
        while (m < count && !str_is(outcome_member_id(s->outcome, i->sets[k], m), piece)) m++;
        if (m == count) fail_msg("%s has no member %.*s", id, STR_ARG(piece));
        members[k] = m;
    }
    Period p = {GRAIN_ONCE, 0};
    if (*period && !period_parse(str_from(period), s->terms->period_rule, &p))
        fail_msg("no period: %s", period);
    FeelValue v = outcome_value(s->outcome, item, members, p);
    return v.kind == FEEL_NULL ? "null" : str_c(s->arena, feel_to_string(s->arena, v));
}

#endif
