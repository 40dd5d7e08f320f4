// sim/child.h - a job in a process of its own, which may die, on a real file
#ifndef SOFTLAW_SIM_CHILD_H
#define SOFTLAW_SIM_CHILD_H

#include "sim/job.h"

// A folder of its own, removed by child_end; the store's files in it.
void child_start(void);
void child_end(void);
Site child_site(void);
void child_clear(Site site); // for Job.clear

// Keep the store's files as they are, and put them back.
void child_keep(void);
void child_restore(void);

typedef enum ChildEnd {
    CHILD_ACKNOWLEDGED, // the job said that it is done
    CHILD_REFUSED,      // the job said that it failed
    CHILD_DIED,         // by a signal
    CHILD_BROKE,        // in a way that no plan foresees
} ChildEnd;

// Run the job there, after `before_job` has set up what shall befall it; `allowed_signal` is the
// one that it may die of.
typedef Sys *(*ChildSetUp)(Arena *a, uint64_t at);
ChildEnd child_run(const Job *j, ChildSetUp before_job, uint64_t at, int allowed_signal);

#endif
