// sim/job.h - what is disturbed: post, correct, rebuild, a batch; and what must be so afterwards
//
// A job is a row of steps, each one transaction or one batch of them. Before it is disturbed it is
// run step by step, and the whole content of the store is hashed after each: these are the states
// that a store may be in, whatever happens. A disturbance must leave one of them (nothing halved,
// nothing altered), the last one if the job was acknowledged (nothing lost); doing the job again
// must come to the last one (nothing doubled), and verify must find that sound.
#ifndef SOFTLAW_SIM_JOB_H
#define SOFTLAW_SIM_JOB_H

#include "sim/plant.h"

#include "base/sha256.h"
#include "base/sys.h"

typedef enum JobKind {
    JOB_POST,    // from no file at all: make the store, record text and facts, post two periods
    JOB_CORRECT, // new facts; reverse and post one period anew; close the other
    JOB_REBUILD, // of sound tables
    JOB_MEND,    // rebuild of tables that somebody altered
    JOB_BATCH,   // new facts, a correction, a new period, and what is refused: in one batch
    JOB_COUNT,
} JobKind;

// Where the store is: a real file (vfs NULL), or one on the simulated disk.
typedef struct Site {
    const char *path, *vfs;
} Site;

enum { JOB_STATES = 12 };
typedef struct Job {
    JobKind kind;
    Site site;
    Plant plant; // what is planted while the job runs; PLANT_NONE for an honest one
    Sha256 states[JOB_STATES];
    size_t state_count;
    void (*clear)(Site site); // remove the store
} Job;

const char *job_name(JobKind k);
// Learn the states. The site is left empty.
void job_learn(Job *j);
// Leave the store as it is before the job.
void job_prepare(const Job *j);
// Do it: open, all steps, close. True: acknowledged. A step that fails is tried once more in the
// same connection if `insists`.
bool job_run(const Job *j, Sys *sys, bool insists);
// Whether the store is as the job leaves it.
bool job_is_done(const Job *j);
// After a disturbance: NULL, or what is wrong.
const char *job_judge(const Job *j, bool was_acknowledged);

// All that a store says, with the types of it: tables in order of name, rows in order of key.
// `ret_is_whole` is false where something could not be read.
Str site_content(Arena *a, Site site, bool *ret_is_whole);

#endif
