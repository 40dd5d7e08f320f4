// incentive/incentive_test.h - small agreements, and what the tests of this room share
#ifndef SOFTLAW_INCENTIVE_INCENTIVE_TEST_H
#define SOFTLAW_INCENTIVE_INCENTIVE_TEST_H

#include "base/lang.h"
#include "incentive/incentive.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct Case {
    Arena *arena;
    Findings findings;
    const Terms *terms;
    const Scenario *scenario;
} Case;

static inline Case open_case(const char *agreement, const char *scenario) {
    Case c = {.arena = arena_new()};
    c.findings.arena = c.arena;
    const Document *d = text_parse(c.arena, STR("a.md"), str_from(agreement), &c.findings);
    c.terms = terms_from_text(c.arena, d, &c.findings);
    rules_from_terms(c.arena, c.terms, &c.findings);
    assert_int_equal(c.findings.error_count, 0);
    c.scenario =
        scenario_from_yaml(c.arena, c.terms, STR("s.yaml"), str_from(scenario), &c.findings);
    return c;
}

static inline void close_case(Case *c) {
    arena_free(c->arena);
}

// "message; message" of all errors.
static inline const char *errors(const Case *c) {
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < c->findings.count; i++) {
        if (c->findings.items[i].severity != SEVERITY_ERROR) continue;
        if (b.size) buf_add_c(&b, "; ");
        buf_add(&b, lang_render(c->arena, LANG_EN, c->findings.items[i].message));
    }
    return str_c(c->arena, buf_str(&b));
}

static inline const Incentive *judge_with(Case *c, IncentiveOptions options) {
    Err err = {.code = ERR_NONE};
    if (!c->scenario) fail_msg("%s", errors(c));
    const Incentive *i = incentive_judge(c->arena, c->scenario, options, &c->findings, &err);
    if (!i) fail_msg("%s", errors(c));
    return i;
}

static inline const Incentive *judge(Case *c) {
    return judge_with(c, (IncentiveOptions){.worlds = 256, .threads = 1});
}

// ---- two who work for each other ----------------------------------------------------------------

#define HEAD                                                                                       \
    "---\n"                                                                                        \
    "softlaw: 1\nid: dilemma\ntitle: A dilemma\nlanguage: en\n"                                    \
    "parties: {a: {name: A}, b: {name: B}}\n"                                                      \
    "currency: CNY\nterm: {from: 2021-01-01, to: 2021-12-31, period: month}\n"                     \
    "---\n\n# Article 1. Work\n\n"
#define WORK                                                                                       \
    "```terms\n"                                                                                   \
    "quantities:\n  work of a: {missing: 1}\n  work of b: {missing: 1}\n"                          \
    "obligations:\n"                                                                               \
    "  work: {bearer: party, counterparty: party, action: work}\n"                                 \
    "payments:\n"                                                                                  \
    "  share of a: {from: b, to: a, amount: 2 - 2 * work of b, rounding: none}\n"                  \
    "  share of b: {from: a, to: b, amount: 2 - 2 * work of a, rounding: none}\n"
#define BOND(amount)                                                                               \
    "guarantees:\n  deposit: {kind: bond, by: party, to: party, amount: " amount "}\n"
#define END "```\n"

#define DILEMMA_WITH(discount, facts)                                                              \
    "softlaw scenario: 1\nagreement: dilemma\nafter: renewed\ndiscount: " discount "\n" facts      \
    "parties: {a: {earns: 3, without: 1}, b: {earns: 3, without: 1}}\n"                            \
    "actions:\n"                                                                                   \
    "  a shirks: {by: a, breaks: work, facts: {work of a: 0.5}, "                                  \
    "earns: {a: if work of b < 1 then 1 else 6, b: 0 - 1}}\n"                                      \
    "  b shirks: {by: b, breaks: work, facts: {work of b: 0.5}, "                                  \
    "earns: {b: if work of a < 1 then 1 else 6, a: 0 - 1}}\n"
#define DILEMMA(discount) DILEMMA_WITH(discount, "facts: {work of a: 1, work of b: 1}\n")
#define DILEMMA_OF_ONE(discount)                                                                   \
    DILEMMA_WITH(discount, "variables: {one: 1}\nfacts: {work of a: one, work of b: one}\n")

// ---- three who give to a fund -------------------------------------------------------------------

// What each puts in is doubled and shared out by three; who gives nothing keeps its 6.
#define THREE                                                                                      \
    "---\nsoftlaw: 1\nid: dilemma\ntitle: Three\nlanguage: en\n"                                   \
    "parties: {a: {name: A}, b: {name: B}, c: {name: C}}\ncurrency: CNY\n"                         \
    "term: {from: 2021-01-01, to: 2021-12-31, period: month}\n---\n\n# Article 1. Fund\n\n"        \
    "```terms\n"                                                                                   \
    "pools: {fund: {}}\n"                                                                          \
    "sets: {region: {members: parties}}\n"                                                         \
    "quantities: {given: {per: [region, month], unit: CNY}}\n"                                     \
    "formulas: {total: {unit: CNY, is: sum(given)}}\n"                                             \
    "payments:\n"                                                                                  \
    "  part: {per: [region, month], from: fund, to: region, rounding: none, "                      \
    "amount: 2 * total / 3 - given}\n```\n"
#define THREE_WITH(facts, a, b)                                                                    \
    "softlaw scenario: 1\nagreement: dilemma\nafter: renewed\ndiscount: 0.9\nfacts: " facts "\n"   \
    "parties: {a: {earns: 6, without: 6}, b: {earns: 6, without: 6}, c: {earns: 6, without: 6}}\n" \
    "actions:\n"                                                                                   \
    "  a keeps: {by: a, facts: " a "}\n  b keeps: {by: b, facts: " b "}\n"
#define ONE_EACH THREE_WITH("{given: 6}", "{given: {a: 0}}", "{given: {b: 0}}")

// ---- a price in a corridor ----------------------------------------------------------------------

#define PRICES                                                                                     \
    "```terms\n"                                                                                   \
    "parameters: {volume: {unit: t, value: 100}, floor: {unit: CNY/t, value: 550}}\n"              \
    "quantities: {index: {unit: CNY/t}, taken: {unit: t}}\n"                                       \
    "formulas:\n"                                                                                  \
    "  price: {unit: CNY/t, is: \"clamp(700 + 0.5 * (index - 700), floor, 850)\"}\n"               \
    "  missing tonnes: {unit: t, is: \"max(0, volume - taken)\"}\n"                                \
    "payments:\n"                                                                                  \
    "  pay: {from: a, to: b, amount: taken * price, rounding: {to: 0.01, mode: half up}}\n"        \
    "  damages: {from: b, to: a, amount: missing tonnes * price * 0.2, when: missing tonnes > 0, " \
    "rounding: {to: 10, mode: half even}}\n"

// ---- what is carried over -----------------------------------------------------------------------

#define CAPPED                                                                                     \
    HEAD "```terms\nquantities: {reported: {}}\n"                                                  \
         "formulas:\n"                                                                             \
         "  part: {is: \"min(reported / 10, 25 - previous(so far))\"}\n"                           \
         "  so far: {initial: 0, is: previous(so far) + part}\n"                                   \
         "obligations:\n"                                                                          \
         "  reporting: {bearer: a, counterparty: b, action: report}\n"                             \
         "payments: {pay: {from: a, to: b, amount: part, rounding: none}}\n```\n"
#define REPORTS(discount, more)                                                                    \
    "softlaw scenario: 1\nagreement: dilemma\nafter: ends\nperiods: 4\ndiscount: " discount        \
    "\nparties: {a: {earns: 0, without: 0 - 100}, b: {earns: 0, without: 0}}\n"                    \
    "facts: {reported: 100}\n"                                                                     \
    "actions: {half: {by: a, breaks: reporting, facts: {reported: 50}" more "}}\n"

// ---- scenarios of one line a part ---------------------------------------------------------------

#define PARTIES "parties: {a: {earns: 1, without: 0}, b: {earns: 1, without: 0}}\n"
#define TOP "softlaw scenario: 1\nagreement: dilemma\nafter: ends\ndiscount: 0.9\n"
#define ACTION "actions: {x: {by: a, earns: {a: 2}}}\n"

#endif
