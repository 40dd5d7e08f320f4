// evolve/dopri.c - ordinary differential equations by Dormand and Prince's pair of orders 5 and 4
//
// Hairer, Norsett and Wanner, "Solving Ordinary Differential Equations I", table 5.2: seven slopes,
// of which the last is the first of the next step; the difference of the two orders steers the
// step.
#include "evolve/evolve_int.h"

#include <math.h>
#include <string.h>

enum { STAGES = 7, STEPS_MAX = 1000000 };
static const double TOLERANCE = 1e-9;

static const double A[STAGES][STAGES - 1] = {
    {0},
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}};
// Order 5 less order 4.
static const double E[STAGES] = {71.0 / 57600,      0,          -71.0 / 16695, 71.0 / 1920,
                                 -17253.0 / 339200, 22.0 / 525, -1.0 / 40};

typedef struct Attempt {
    double y[DOPRI_SIZE_MAX], slopes[STAGES][DOPRI_SIZE_MAX], error;
} Attempt;

// What is infinite (the logarithm of nobody) stays so.
static void stage(const Flow *f, const double *y, double step, int s, Attempt *t) {
    for (size_t i = 0; i < f->size; i++) {
        double sum = 0;
        for (int k = 0; k < s; k++) sum += A[s][k] * t->slopes[k][i];
        t->y[i] = y[i] + step * sum;
    }
    f->slope(f->self, t->y, t->slopes[s]);
}

static void attempt(const Flow *f, const double *y, double step, Attempt *t) {
    f->slope(f->self, y, t->slopes[0]);
    for (int s = 1; s < STAGES; s++) stage(f, y, step, s, t);
    t->error = 0;
    for (size_t i = 0; i < f->size; i++) {
        double sum = 0, scale = isfinite(y[i]) ? 1 + fmax(fabs(y[i]), fabs(t->y[i])) : 1;
        for (int k = 0; k < STAGES; k++) sum += E[k] * t->slopes[k][i];
        t->error = fmax(t->error, fabs(step * sum) / (TOLERANCE * scale));
    }
}

static double next_step(double step, double error) {
    double factor = error > 0 ? 0.9 * pow(error, -0.2) : 5;
    return step * fmin(5, fmax(0.2, factor));
}

bool dopri_advance(const Flow *f, double *y, double time, double *step) {
    double left = time;
    for (int n = 0; left > 0; n++) {
        Attempt t;
        double now = fmin(*step, left);
        attempt(f, y, now, &t);
        if (n == STEPS_MAX || !isfinite(t.error)) return false;
        if (t.error <= 1) {
            memcpy(y, t.y, f->size * sizeof *y);
            left = now < left ? left - now : 0;
        }
        if (t.error > 1 || now == *step) *step = next_step(now, t.error);
    }
    return true;
}
