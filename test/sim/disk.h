// sim/disk.h - a disk in memory that fails when told to: power cuts, I/O errors, no room
//
// SQLite's file system "sim". Each file has its content as the program sees it, its content as it
// would survive, and the writes in between; a sync makes them one. Operations are counted from 1,
// so that a sweep can do the same work again and again and let the k-th operation go wrong.
//
// A power cut at operation k stops the world before it: every later operation fails, until
// disk_power_on decides what of the unsynced writes survived. Per file it drops all, applies all,
// or goes through them one by one: drops, applies, or tears into sectors of 512 bytes that are new,
// old or garbage. Only what was written and not synced is ever torn (SQLite assumes no less).
#ifndef SOFTLAW_SIM_DISK_H
#define SOFTLAW_SIM_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum DiskFault {
    DISK_SOUND,
    DISK_POWER_CUT,  // at writes, truncations, syncs, deletions
    DISK_FAILS_ONCE, // with `error`, reads too
    DISK_FAILS_FROM, // … and from then on
} DiskFault;

// Register the file system, once; forget all files.
void disk_start(void);
void disk_reset(void);
// From now on count from 1, and let operation `at` go wrong. `error` is an SQLite result code.
void disk_plan(DiskFault fault, uint64_t at, int error);
uint64_t disk_operations(void); // counted since the plan
bool disk_has_struck(void);     // the plan's fault has happened
// After a power cut: what survived, by `seed`.
void disk_power_on(uint64_t seed);
// Syncs that do nothing: a planted fault.
void disk_lie(bool lies);

// Keep all files as they are, and put them back.
typedef struct DiskImage DiskImage;
DiskImage *disk_copy(void);
void disk_restore(const DiskImage *image);
void disk_image_free(DiskImage *image);

// The bytes of a file, to look at and to damage.
unsigned char *disk_file(const char *name, size_t *ret_size);

#endif
