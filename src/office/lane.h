// office/lane.h - work that waits in line for a thread of its own
//
// What would keep a thread of the server from all others (a password's hash, a commit) is put into
// a lane, and the request sleeps until it is done. A lane takes all that wait at once, so that many
// writes become one commit.
#ifndef SOFTLAW_OFFICE_LANE_H
#define SOFTLAW_OFFICE_LANE_H

#include "base/arena.h"

#include <stdbool.h>

// Part of what waits; the lane links it to the next.
typedef struct LaneJob {
    struct LaneJob *next;
} LaneJob;

// All that are taken at once, in the order in which they came.
typedef void LaneWork(void *self, LaneJob *jobs);

typedef struct Lane Lane;
// At most `most` jobs at once. Ends with the arena. NULL where there is no thread to be had.
Lane *lane_start(Arena *a, size_t most, LaneWork *work, void *self);
// False once the lane has ended.
bool lane_add(Lane *l, LaneJob *job);
// Returns when all that wait are done.
void lane_end(Lane *l);

#endif
