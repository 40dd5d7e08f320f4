// app/evolve.h - how behaviour spreads in a population
#ifndef SOFTLAW_APP_EVOLVE_H
#define SOFTLAW_APP_EVOLVE_H

#include "app/app.h"

typedef struct BothText {
    Str texts[2]; // by Lang
} BothText;

// What a model of behaviour is asked; absent texts leave what the file says.
typedef struct EvolutionQuestion {
    Str path, seed, runs;
    size_t threads;                 // 0 = as many as the App may use
    bool (*is_stopped)(void *self); // asked now and then, from any thread; may be NULL
    void *self;
} EvolutionQuestion;

typedef struct EvolutionTable {
    BothText title, *heads, *cells; // cells[row * columns + column]; the first column names the row
    size_t columns, rows;
} EvolutionTable;
typedef struct EvolutionView {
    BothText title;
    BothText *sentences; // what comes out, in words
    EvolutionTable *tables;
    size_t sentence_count, table_count;
    bool is_interrupted;
    const struct EvolveResult *result; // for the pages
} EvolutionView;

// How behaviour spreads in a population: who takes over, and what the long run looks like. NULL
// without an error where the model has faults, which are findings.
const EvolutionView *app_evolve(App *app, const EvolutionQuestion *q, Err *err);
bool evolution_json(App *app, const EvolutionView *v, Out *out);
// A self-contained page in both languages, with charts.
bool evolution_html(App *app, const EvolutionView *v, Out *out);

#endif
