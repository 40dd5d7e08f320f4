// facts/read_test.h - for tests: CSV read into a table, and all that the table then holds as text
#ifndef SOFTLAW_FACTS_READ_TEST_H
#define SOFTLAW_FACTS_READ_TEST_H

#include "base/lang.h"
#include "facts/facts_int.h"

// Quantities of every kind that rows can be read for.
#define READ_AGREEMENT                                                                             \
    "---\nsoftlaw: 1\nid: t\ntitle: T\nlanguage: en\nkind: tax-sharing\n"                          \
    "parties:\n  north: {name: N}\n  south: {name: S}\ncurrency: CNY\n"                            \
    "term: {from: 2016-01-01, to: 2025-12-31, period: year}\n---\n\n# One\n\n"                     \
    "```terms\nsets:\n  firm: {members: facts}\n  plant: {members: facts}\n"                       \
    "  base: {members: [a, b, 基]}\nquantities:\n"                                                \
    "  tax: {per: [firm, year], unit: CNY}\n"                                                      \
    "  税: {per: [base, firm], unit: CNY, within: \">= 0\"}\n"                                    \
    "  share: {per: [firm, year], within: \"(0..1]\"}\n"                                           \
    "  class: {per: [base, year], type: integer, within: \"[1..6]\"}\n"                            \
    "  odd: {per: firm, type: integer, within: \"odd(?)\"}\n"                                      \
    "  home: {per: firm, type: party}\n  led: {per: firm, type: boolean}\n"                        \
    "  name: {per: plant, type: string}\n  since: {per: plant, type: date}\n"                      \
    "  flow: {per: [firm, plant, year], unit: t}\n  price: {unit: CNY}\n```\n"

static inline const Rulebook *read_rulebook(Arena *a) {
    Findings f = {.arena = a};
    const Document *d = text_parse(a, STR("a.md"), STR(READ_AGREEMENT), &f);
    const Rulebook *r = rules_from_terms(a, terms_from_text(a, d, &f), &f);
    for (size_t i = 0; i < f.count; i++)
        if (f.items[i].severity == SEVERITY_ERROR) return NULL;
    return r;
}

static inline void read_add_fact(Buf *b, const FactTable *t, const Column *c, Fact fact) {
    const Origin *o = &t->origins.items[fact.origin];
    FeelKind kind = t->rules->rules[c->item].type->kind;
    Str value = feel_to_text(b->arena, value_unpack(&t->values, fact.value, kind));
    buf_add_fmt(b, "  row %u = %.*s, %.*s:%u %.*s %.*s\n", fact.row, STR_ARG(value),
                STR_ARG(o->file), fact.line, STR_ARG(o->source), STR_ARG(o->date));
}

// Members, columns in the order of their making, and what was found.
static inline Str read_dump(Arena *a, const FactTable *t, const Findings *f) {
    Buf b = {.arena = a};
    for (uint32_t s = 0; s < t->terms->set_count; s++)
        for (uint32_t i = 0; i < t->members[s].count; i++) {
            Str id = members_id(&t->members[s], i);
            buf_add_fmt(&b, "%.*s %.*s\n", STR_ARG(t->terms->sets[s].id), STR_ARG(id));
        }
    for (size_t i = 0; i < t->columns.count; i++) {
        const Column *c = t->columns.items[i];
        buf_add_fmt(&b, "%.*s %u %u %u %lld\n", STR_ARG(t->terms->items[c->item].id), c->members[0],
                    c->members[1], c->members[2], (long long)c->period);
        for (const Chunk *chunk = c->first; chunk; chunk = chunk->next)
            for (uint32_t k = 0; k < chunk->count; k++)
                read_add_fact(&b, t, c, chunk_fact(chunk, k));
    }
    for (size_t i = 0; i < f->count; i++) buf_add(&b, lang_finding(a, LANG_EN, &f->items[i]));
    return buf_str(&b);
}

// One machine for all tables: making one costs more than reading a short file.
static inline FeelMachine *read_machine(void) {
    static FeelMachine *kept;
    if (!kept) kept = feel_machine_new((FeelLimits){0});
    return kept;
}

// Read by both ways or, with `is_slow`, by the general one only; on so many threads.
static inline Str read_csv_on(Arena *a, const Rulebook *r, Str text, bool is_slow, size_t threads) {
    Findings f = {.arena = a};
    Err err = {0};
    FactTable *t = fact_table_new(a, r);
    t->is_slow = is_slow;
    t->part_bytes_min = 1;
    t->machine = read_machine();
    FactText csv = {.file = STR("f.csv"), .text = text, .threads = threads};
    bool is_text = fact_table_read_csv(t, csv, &f, &err);
    if (is_text) return read_dump(a, t, &f);
    return str_fmt(a, "%u:%u %s", err.place.line, err.place.column, err.message.text);
}

static inline Str read_csv(Arena *a, const Rulebook *r, Str text, bool is_slow) {
    return read_csv_on(a, r, text, is_slow, 1);
}

#endif
