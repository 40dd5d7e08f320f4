// worlds/sort.h - numbers in order, and what lies at a share of them
#ifndef SOFTLAW_WORLDS_SORT_H
#define SOFTLAW_WORLDS_SORT_H

#include "worlds/worlds.h"

// Sort by digits of eight bits; `spare` has the same size. A NaN goes to an end.
void sort_doubles(double *items, size_t count, double *spare);
// Of sorted numbers, by linear interpolation; count > 0.
double quantile_of(const double *sorted, size_t count, double share);
PlayFan fan_of(const double *sorted, size_t count);

#endif
