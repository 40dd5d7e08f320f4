// base/parallel.h - a few jobs at once, each on a thread of its own
//
// Jobs share nothing that one of them changes. What they made is put together afterwards in the
// order of their numbers, so that nothing depends on which was done first.
#ifndef SOFTLAW_BASE_PARALLEL_H
#define SOFTLAW_BASE_PARALLEL_H

#include <stddef.h>

enum { PARALLEL_JOBS_MAX = 64 };

typedef void ParallelJob(void *self, size_t index);

// Run jobs 0 … count-1 (at most PARALLEL_JOBS_MAX) and return when all are done. The first one, and
// those for which no thread can be had, run on the thread of the caller.
void parallel_run(size_t count, ParallelJob *job, void *self);
// How many processors the program may use; at least 1, at most PARALLEL_JOBS_MAX.
size_t parallel_processors(void);

#endif
