// worlds/estimate.c - how far a share or a mean of a sample may be from the truth
#include "worlds/worlds.h"

#include <math.h>

static const double NORMAL_95 = 1.959963984540054;

Interval wilson(uint64_t successes, uint64_t count) {
    if (!count) return (Interval){0, 0, 1};
    double n = (double)count, share = (double)successes / n, z = NORMAL_95;
    double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return (Interval){share, successes ? middle - half : 0, successes < count ? middle + half : 1};
}

Interval mean_interval(double mean, double deviation, uint64_t count) {
    double half = count ? NORMAL_95 * deviation / sqrt((double)count) : INFINITY;
    return (Interval){mean, mean - half, mean + half};
}
