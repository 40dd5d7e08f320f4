// agree/judge.h - what the judge has at hand, and the checks beside that of figures
#ifndef SOFTLAW_AGREE_JUDGE_H
#define SOFTLAW_AGREE_JUDGE_H

#include "agree/agree_int.h"

// A finding without its line and column yet.
typedef struct Pending {
    Rule rule;
    Severity severity;
    uint32_t offset, size;
    Str args[3];
} Pending;

// The currencies of the words that were looked for in the terms; as many as unit.c knows.
enum { CURRENCIES_MAX = 32 };
typedef struct Currencies {
    const char *names[CURRENCIES_MAX];
    bool are_used[CURRENCIES_MAX];
    size_t count;
} Currencies;

typedef struct Judge {
    Arena *arena, *scratch; // scratch lives for one article
    Collected c;
    KeySet all_terms; // of the whole document
    Currencies currencies;
    Findings *findings;
    struct {
        Pending *items;
        size_t count, capacity;
    } pending;
} Judge;

void agree_add(Judge *j, Rule rule, Severity severity, uint32_t offset, uint32_t size,
               const Str args[3]);

// The parties that the words of an article name, as bits. In case of doubt one `may` be named.
enum { PARTIES_MAX = 64 };
typedef struct Named {
    uint64_t surely, maybe;
} Named;
Named parties_named_in(const Judge *j, const Article *a); // party.c

void judge_currencies(Judge *j, const Article *a); // currency.c
void judge_parties(Judge *j);                      // party.c
void judge_bearers(Judge *j);                      // bearer.c

#endif
