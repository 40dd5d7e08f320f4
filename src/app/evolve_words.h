// app/evolve_words.h - what the writers of softlaw evolve share: sentences, tables, numbers
#ifndef SOFTLAW_APP_EVOLVE_WORDS_H
#define SOFTLAW_APP_EVOLVE_WORDS_H

#include "app/evolve_int.h"

typedef struct EvolveWriter {
    Arena *arena;
    const EvolveResult *result;
    const EvolveFile *file;
    struct EvolveSentences {
        BothText *items;
        size_t count, capacity;
    } sentences;
    struct EvolveTables {
        EvolutionTable *items;
        size_t count, capacity;
    } tables;
} EvolveWriter;

// A template of the catalogue with its arguments, in both languages.
BothText words_fill(EvolveWriter *w, const char *english, const BothText args[4]);
#define FILL(w, english, ...) words_fill((w), (english), (const BothText[4]){__VA_ARGS__})
#define SAY(w, english, ...)                                                                       \
    (*VEC_ADD((w)->arena, &(w)->sentences) = FILL((w), (english), __VA_ARGS__))
BothText words_plain(EvolveWriter *w, const char *english);
BothText words_same(Str text);
// Parts one after the other, a text between them.
BothText words_join(EvolveWriter *w, const BothText *parts, size_t count, const char *between);

BothText words_count(EvolveWriter *w, uint64_t value);
BothText words_percent(EvolveWriter *w, double share);
BothText words_interval(EvolveWriter *w, EvolveEstimate e);
// "0.864", "1.40 × 10⁻³³"
BothText words_chance(EvolveWriter *w, double log_chance);

// An empty table with its title and heads, to be filled.
EvolutionTable *words_table(EvolveWriter *w, const char *title, const char *const *heads,
                            size_t columns, size_t rows);

void words_of_members(EvolveWriter *w);
void words_of_large(EvolveWriter *w);
void words_of_norm(EvolveWriter *w);

#endif
