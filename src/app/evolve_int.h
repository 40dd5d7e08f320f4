// app/evolve_int.h - what the files of softlaw evolve share: a model as it was read, what came out
#ifndef SOFTLAW_APP_EVOLVE_INT_H
#define SOFTLAW_APP_EVOLVE_INT_H

#include "app/app_int.h"

#include "evolve/evolve.h"

// What a model is about decides which keys it has.
typedef enum EvolveForm {
    EVOLVE_MEMBERS, // a finite population, one member after the other
    EVOLVE_SHARES,  // one large population: the replicator equation
    EVOLVE_SIDES,   // several large populations that meet one another
    EVOLVE_NORM,    // one large population whose members judge one another
} EvolveForm;

typedef struct EvolveName {
    Str id;
    BothText label;
} EvolveName;

typedef struct EvolveFile {
    EvolveForm form;
    BothText title;
    EvolveName strategies[EVOLVE_STRATEGIES_MAX];
    EvolveName sides[EVOLVE_PARTIES_MAX];
    EvolveName side_strategies[EVOLVE_PARTIES_MAX][2];
    EvolveModel model; // of MEMBERS; its game also of SHARES
    EvolveParties parties;
    EvolveReputation reputation; // of NORM
    EvolvePlan plan;
    double shares[EVOLVE_STRATEGIES_MAX]; // the start of SHARES and SIDES
    double time;
} EvolveFile;

// Read a model of at most `members_max` members; NULL where it has faults, which are findings.
const EvolveFile *evolve_read(Arena *a, Str name, Str text, uint32_t members_max, Findings *f);

// One member with another strategy than all the others.
typedef struct EvolveTakeover {
    size_t mutant, resident;
    bool is_exact;
    double log_chance;       // of is_exact
    EvolveEstimate estimate; // otherwise, of `decided` trials
    size_t decided, trials;
} EvolveTakeover;

typedef struct EvolveResult {
    const EvolveFile *file;
    EvolveTakeover *takeovers;
    size_t takeover_count;
    double *law; // of two strategies: the share of time at each count; NULL if unknown
    double long_run[EVOLVE_STRATEGIES_MAX]; // exact; with `law`
    bool has_rare;
    double rare[EVOLVE_STRATEGIES_MAX];
    const EvolveSample *sample; // NULL for large populations
    double *path;               // of them: [point * series + series]
    bool is_path_whole;
    EvolveVertex *vertices;
    size_t vertex_count;
    EvolveNormState norm;
    bool is_interrupted;
} EvolveResult;

// Sentences and tables in both languages.
void evolve_say(Arena *a, const EvolveResult *r, EvolutionView *v);
// How many lines a path has, and the name of each.
size_t evolve_series_count(const EvolveFile *f);
BothText evolve_series_name(Arena *a, const EvolveFile *f, size_t series);

// Is there a phase diagram, and it as SVG (evolve_phase.c).
bool evolve_has_phase(const EvolveFile *f);
void evolve_add_phase(Buf *b, const EvolveResult *r);

#endif
