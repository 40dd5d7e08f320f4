// base/process.h - other programs, run without a shell
//
// The arguments are a list and are never put together to a line. The program gets a group of its
// own, which is killed as a whole when its time is over; a small environment; nothing to read, and
// nobody who reads what it prints but its complaints.
#ifndef SOFTLAW_BASE_PROCESS_H
#define SOFTLAW_BASE_PROCESS_H

#include "base/message.h"

typedef struct ProcessCall {
    const char *const *arguments; // the first is the program, sought in PATH; NULL at the end
    const char *folder;           // where it works, and its HOME and TMPDIR
    int seconds;                  // it may take
} ProcessCall;

// Run it to its end. ERR_NOT_FOUND: there is no such program. ERR_PEER: it failed, with the end of
// its complaints as detail. ERR_LIMIT: it took too long.
bool process_run(Arena *a, const ProcessCall *call, Err *err);

// A folder that only this user may look into, removed with all in it when the arena is freed.
bool process_folder(Arena *a, Str *ret, Err *err);

#endif
