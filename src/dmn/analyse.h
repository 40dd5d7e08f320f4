// dmn/analyse.h - faults of a decision table that show before it is run
//
// Inputs no rule matches, inputs that several match where only one may, rules that are never
// reached, outputs that are missing or not allowed: each is a finding with an input that shows it.
// Judged are tables of up to 1024 rules whose cells compare with constants; of others a note says
// that they were not judged.
#ifndef SOFTLAW_DMN_ANALYSE_H
#define SOFTLAW_DMN_ANALYSE_H

#include "dmn/table.h"

void dmn_table_analyse(Arena *a, const DmnTable *t, Findings *f);

#endif
