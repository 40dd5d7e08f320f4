// app/evolve_read.h - what the files that read a model of behaviour share
//
// A reader that fails has made a finding and returns false; what follows from it is not read.
#ifndef SOFTLAW_APP_EVOLVE_READ_H
#define SOFTLAW_APP_EVOLVE_READ_H

#include "app/evolve_int.h"

#include "text/text.h"

typedef struct ModelReader {
    Arena *arena;
    Findings *findings;
    Str name;
    const YamlNode *root;
    EvolveFile *file;
    uint32_t members_max;
    bool has_failed;
} ModelReader;

// A finding at a node, or at the head of the file; returns false.
bool model_fault(ModelReader *r, const YamlNode *at, Message message, Message hint);

// ---- values (evolve_value.c) --------------------------------------------------------------------

bool model_number(ModelReader *r, const YamlNode *n, double low, double high, double *ret);
bool model_count(ModelReader *r, const YamlNode *n, double low, double high, uint64_t *ret);
bool model_list(ModelReader *r, const YamlNode *n, size_t count, double low, double high,
                double *ret);
Str model_number_text(ModelReader *r, double value);
// A text, or {en: …, zh: …}; where one language is missing the other stands for it, or the id.
BothText model_label(const YamlNode *n, Str id);
// A map of names with their labels.
bool model_names(ModelReader *r, const YamlNode *n, size_t least, size_t most, EvolveName *ret,
                 size_t *ret_count);
int model_find_name(const EvolveName *names, size_t count, Str id);
// Every key of the map must be one of the names, and every name must be there.
bool model_check_names(ModelReader *r, const YamlNode *n, const EvolveName *names, size_t count);
const YamlNode *model_item(ModelReader *r, const YamlNode *n, Str id);

// ---- keys ---------------------------------------------------------------------------------------

void model_sides(ModelReader *r, const YamlNode *n);      // evolve_sides.c
void model_outcomes(ModelReader *r, const YamlNode *n);   // evolve_sides.c
void model_network(ModelReader *r, const YamlNode *n);    // evolve_network.c
void model_repeated(ModelReader *r, const YamlNode *n);   // evolve_repeated.c
void model_reputation(ModelReader *r, const YamlNode *n); // evolve_reputation.c
// What must fit together in a finite population (evolve_check.c).
void model_check_members(ModelReader *r);

#endif
