// dmn/dmn_int.h - the compiled table, shared by compiling and running
#ifndef SOFTLAW_DMN_DMN_INT_H
#define SOFTLAW_DMN_DMN_INT_H

#include "dmn/dmn.h"

struct DmnTable {
    Str name;
    DmnHitPolicy hit_policy;
    const FeelCode **inputs;
    size_t input_count;
    Str *output_names;
    const FeelCode **defaults; // by output; NULL = none
    FeelValue *allowed;        // by output: list of allowed values in order of priority, or null
    size_t output_count;
    const FeelCode **tests;   // by rule and input; NULL = any
    const FeelCode **outputs; // by rule and output; NULL = nothing written
    Place *rule_places;
    size_t rule_count;
    const FeelType *type;
    uint32_t *slots;
    size_t slot_count;
};

#endif
