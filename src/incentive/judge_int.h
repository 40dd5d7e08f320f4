// incentive/judge_int.h - what is asked beside the verdict itself
//
// Each writes its part of the judgement; false with err where the work was cancelled.
#ifndef SOFTLAW_INCENTIVE_JUDGE_INT_H
#define SOFTLAW_INCENTIVE_JUDGE_INT_H

#include "incentive/incentive.h"

bool variables_never_vary(const Scenario *s); // certain.c
// A share of worlds, with an interval where something is left to chance.
Interval judge_share(const Incentive *i, uint64_t some, uint64_t all);

void stage_game(Arena *a, Incentive *i); // stage.c
// False with findings where the parties are not alike.
bool judge_alike(Arena *a, Incentive *i, Findings *f); // alike.c
// False with findings where a formula of the scenario has faults.
bool judge_coalitions(Arena *a, Incentive *i, Findings *f); // coalitions.c
bool judge_variants(Arena *a, Incentive *i, Err *err);      // variant.c
bool search_discounts(Arena *a, Incentive *i, Err *err);    // search.c
bool search_break_evens(Arena *a, Incentive *i, Err *err);  // search.c
bool judge_steadiness(Arena *a, Incentive *i, Err *err);    // steady.c
// By how far it may be off besides; a share stays between 0 and 1.
Interval interval_widened(Interval x, double by);
bool judge_swings(Arena *a, Incentive *i, Err *err); // swing.c

#endif
