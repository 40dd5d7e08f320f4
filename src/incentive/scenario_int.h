// incentive/scenario_int.h - what the files that read a scenario share
//
// A reader that fails has made a finding; other parts of the file are read on, so that one run
// tells all that is wrong.
#ifndef SOFTLAW_INCENTIVE_SCENARIO_INT_H
#define SOFTLAW_INCENTIVE_SCENARIO_INT_H

#include "base/known.h"
#include "incentive/incentive.h"

typedef struct ScenarioReader {
    Arena *arena;
    Findings *findings;
    const Terms *terms;
    Scenario *scenario;
    double discount; // of parties that name none
    bool has_failed;
} ScenarioReader;

// A finding; returns false.
bool scenario_fault(ScenarioReader *r, Place at, Message message, Message hint);

// ---- keys (scenario_keys.c) ---------------------------------------------------------------------

typedef void ScenarioKey(ScenarioReader *r, const YamlNode *n, void *self);
typedef struct KeyRow {
    const char *key;
    bool is_required;
    ScenarioKey *read; // NULL: it was looked at before
} KeyRow;
typedef struct KeyTable {
    const KeyRow *rows;
    size_t count;
} KeyTable;
#define KEYS(rows) ((KeyTable){rows, sizeof(rows) / sizeof *(rows)})

// Read the values of a map in the order of the table. Unknown and missing keys are told; `what` is
// whose they are.
void scenario_keys(ScenarioReader *r, const YamlNode *map, Str what, KeyTable table, void *self);
// Is it a map of names, of at most `most`? Else it is told.
bool scenario_is_map(ScenarioReader *r, const YamlNode *n, size_t most);

// ---- values (scenario_value.c) ------------------------------------------------------------------

bool scenario_number(ScenarioReader *r, const YamlNode *n, double low, double high, double *ret);
// The value of a parameter of the agreement that has one number.
bool scenario_parameter(const Terms *t, Str id, double *ret);
bool scenario_count(ScenarioReader *r, const YamlNode *n, size_t low, size_t high, size_t *ret);
bool scenario_flag(ScenarioReader *r, const YamlNode *n, bool *ret);
bool scenario_numbers(ScenarioReader *r, const YamlNode *n, size_t most, double low, double high,
                      const double **ret, size_t *ret_count);
Formula scenario_formula(ScenarioReader *r, const YamlNode *n);
Localised scenario_text(ScenarioReader *r, const YamlNode *n);
// The texts of `n`; in the agreement's language, where that is not among them, the id.
Localised scenario_label(ScenarioReader *r, const YamlNode *n, Str id);
bool scenario_party(ScenarioReader *r, Str word, Place at, uint32_t *ret);
// A clause or an item of the agreement by its id.
bool scenario_clause(ScenarioReader *r, const YamlNode *n, ClauseRef *ret,
                     const Clause **ret_clause);
// A new name for formulas, or (with `ret_item`) a quantity of the agreement.
bool scenario_name(ScenarioReader *r, Str id, Place at, uint32_t *ret_item);
// {per year: 0.9}, or a number.
bool scenario_discount(ScenarioReader *r, const YamlNode *n, double *ret);

// The agreement with the members that the scenario names (scenario_members.c); `n` may be NULL.
const Terms *scenario_name_members(ScenarioReader *r, const YamlNode *n);

// How a variable is drawn: a number, or a map with its process (scenario_variable.c).
void scenario_draws(ScenarioReader *r, const YamlNode *n, Str id, Variable *ret);
bool scenario_find_variable(ScenarioReader *r, Str id, Place at, size_t *ret);
// `believes` of each party (scenario_belief.c).
void scenario_beliefs(ScenarioReader *r, const YamlNode *parties);

// ---- sections -----------------------------------------------------------------------------------

ScenarioKey scenario_variables, scenario_correlations; // scenario_variable.c
ScenarioKey scenario_facts;                            // scenario_fact.c
ScenarioKey scenario_parties, scenario_parameters, scenario_actions;
ScenarioKey scenario_remedies;   // scenario_remedy.c
ScenarioKey scenario_coalitions; // scenario_coalition.c
// Where the scenario says nothing of them: those of the agreement itself.
void scenario_own_remedies(ScenarioReader *r);
void scenario_read_facts(ScenarioReader *r, const YamlNode *n, ScenarioFacts *ret);

// Nowhere: a number that is no item yet.
#define NO_ITEM UINT32_MAX

#endif
