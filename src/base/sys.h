// base/sys.h - the world outside: clock, randomness, disk, behind one table of functions
//
// The only way to the time of day and to random bytes, and the place where faults are injected. Who
// changes what must survive a crash names its steps: sys_kill_point where the process may be
// killed, sys_disk_point before a disk operation, which may then be told to fail. The points are
// counted from 1; a sweep runs the same work again and again and dies, or fails, at the k-th.
//
// The program's table reads these variables of the environment, for tests of the shipped binary:
//     SOFTLAW_KILL_AT=k      die by SIGKILL at the k-th point
//     SOFTLAW_FAIL_AT=k      the k-th disk point fails with EIO, once
//     SOFTLAW_FAIL_FROM=k    … and every one after it
//     SOFTLAW_COUNT_TO=file  write how many points there were, when the table is closed
//     SOFTLAW_NOW=text       the clock stands still at this time (YYYY-MM-DDThh:mm:ssZ)
//     SOFTLAW_SEED=n         random bytes follow from this number
#ifndef SOFTLAW_BASE_SYS_H
#define SOFTLAW_BASE_SYS_H

#include "base/message.h"

typedef struct Sys Sys;
struct Sys {
    int64_t (*now)(Sys *sys); // microseconds since 1970-01-01T00:00:00Z
    void (*random)(Sys *sys, void *out, size_t size);
    // 0, or the errno that the operation shall report; does not return where the process shall die.
    int (*point)(Sys *sys, const char *name, bool may_fail);
};

// The program's own, steered by the environment; closes with the arena.
Sys *sys_from_environment(Arena *a);
// A still clock and predictable bytes, for tests.
Sys *sys_fixed(Arena *a, int64_t now, uint64_t seed);
// Counts points; from the `fail_at`-th on, disk points fail with `error` (only that one if `once`).
Sys *sys_failing(Arena *a, uint64_t fail_at, int error, bool once);
uint64_t sys_point_count(const Sys *sys); // points passed so far

static inline int64_t sys_now(Sys *sys) {
    return sys->now(sys);
}
static inline void sys_random(Sys *sys, void *out, size_t size) {
    sys->random(sys, out, size);
}
static inline void sys_kill_point(Sys *sys, const char *name) {
    sys->point(sys, name, false);
}
// 0, or the errno to report instead of doing the operation.
static inline int sys_disk_point(Sys *sys, const char *name) {
    return sys->point(sys, name, true);
}

// For how long something lasts, which no test needs to fix; both in nanoseconds. A clock that only
// goes on, and what this thread has used of a processor.
int64_t sys_steady(void);
int64_t sys_thread_time(void);

// "2021-12-31T23:59:59.123456Z" and back; the fraction may be absent when read.
Str sys_time_text(Arena *a, int64_t microseconds);
bool sys_time_parse(Str text, int64_t *ret);

#endif
