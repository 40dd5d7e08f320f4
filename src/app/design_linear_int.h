// app/design_linear_int.h - what is shared by the files that search sums by linear programs
#ifndef SOFTLAW_APP_DESIGN_LINEAR_INT_H
#define SOFTLAW_APP_DESIGN_LINEAR_INT_H

#include "app/design_int.h"

enum { PARTIES = INCENTIVE_PARTIES_MAX, LINEAR_ROUNDS = 20, LINEAR_LEVELS = 8 };

// How much of what may be broken is left to each party, and what is asked beyond its temptation, as
// a part of the largest one.
typedef struct Strictness {
    double tail, margin;
} Strictness;
extern const Strictness linear_levels[LINEAR_LEVELS];

typedef struct Sums {
    double bonds[BONDS_MAX], gets[PARTIES]; // what a party receives in each period
} Sums;

// What was measured at some sums, and what a unit more of them is worth.
typedef struct Cut {
    Sums at;
    double tempted[LINEAR_LEVELS][PARTIES];
    double called[LINEAR_LEVELS][PARTIES], worth[LINEAR_LEVELS][PARTIES];
    double surplus[PARTIES], gain[PARTIES]; // of a unit in each period
} Cut;

typedef struct Linear {
    DesignView *view;
    size_t parties, bonds;
    bool is_wary;         // measures without trust
    double scale;         // the largest temptation
    double may_break;     // part of the worlds
    double lost[PARTIES]; // of the surplus of who trusts, where it is played without trust
    Cut cuts[LINEAR_ROUNDS + 1];
    size_t cut_count;
} Linear;

// ---- measuring (design_cut.c) -------------------------------------------------------------------

// What is too small to be told from nothing.
double linear_nothing(const Linear *l);
bool linear_is_by(const Linear *l, size_t bond, size_t party);
// The sums that the values of the view are, and the other way round, of three digits each. False
// where one is too large to be written.
Sums linear_sums(const Linear *l);
bool linear_take(Linear *l, const Sums *s);
// Measures around the values of the view, which stay.
bool linear_cut(Linear *l);

// ---- solving (design_program.c) -----------------------------------------------------------------

// The values of the view become the least that all cuts allow. False where none do.
bool linear_program(Linear *l, size_t level);

#endif
