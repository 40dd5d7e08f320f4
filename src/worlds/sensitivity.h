// worlds/sensitivity.h - which assumptions a figure depends on
//
// Of any function of numbers between 0 and 1, of which the caller makes assumptions (by quantiles,
// say). Morris 1991 walks along one axis after the other and looks at the differences: cheap, and
// enough to tell what matters from what does not. Sobol's indices say which share of the variance
// comes from one assumption alone (first order; estimator of Saltelli and others 2010) and which
// would be left if all others were known (total; Jansen 1999).
#ifndef SOFTLAW_WORLDS_SENSITIVITY_H
#define SOFTLAW_WORLDS_SENSITIVITY_H

#include "base/arena.h"

#include <stdint.h>

enum { SENSITIVITY_DIMENSIONS_MAX = 64, SENSITIVITY_POINTS = 256, SENSITIVITY_PARTS = 16 };

typedef struct SensitivityModel {
    size_t dimensions;
    // points[k * dimensions + d], at most SENSITIVITY_POINTS at once; ret[k].
    void (*evaluate)(void *self, const double *points, size_t count, double *ret);
    void *self;
    uint64_t seed;
} SensitivityModel;

// Elementary effects of a number: differences for a step, by the length of the step.
typedef struct Effect {
    double mean, mean_absolute, deviation;
} Effect;
// Of each number; `walks` >= 2, each of dimensions + 1 points on a grid of four levels.
const Effect *sensitivity_effects(Arena *a, const SensitivityModel *m, size_t walks);

typedef struct Share {
    double first, total;
    double first_error, total_error; // standard errors, from SENSITIVITY_PARTS parts
} Share;
// Of each number; from points * (dimensions + 2) evaluations; `points` is rounded up to a multiple
// of SENSITIVITY_PARTS * SENSITIVITY_POINTS. All 0 where the function does not vary.
const Share *sensitivity_shares(Arena *a, const SensitivityModel *m, size_t points);

#endif
