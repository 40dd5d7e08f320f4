// store/watched_test.h - the usual file system, with its syncs counted and its k-th change failing
#ifndef SOFTLAW_STORE_WATCHED_TEST_H
#define SOFTLAW_STORE_WATCHED_TEST_H

#include <assert.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

static struct {
    sqlite3_vfs vfs, *usual;
    sqlite3_io_methods of_store, of_others, usual_methods;
    int syncs, changes, fail_at; // 0 = none fails
} watched;

static inline bool watched_strikes(void) {
    return ++watched.changes == watched.fail_at;
}

static inline int watched_sync(sqlite3_file *f, int flags) {
    watched.syncs++;
    return watched_strikes() ? SQLITE_IOERR_FSYNC : watched.usual_methods.xSync(f, flags);
}

static inline int watched_write(sqlite3_file *f, const void *from, int size, sqlite3_int64 at) {
    return watched_strikes() ? SQLITE_FULL : watched.usual_methods.xWrite(f, from, size, at);
}

static inline int watched_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
                               int *ret_flags) {
    (void)vfs;
    int rc = watched.usual->xOpen(watched.usual, name, f, flags, ret_flags);
    if (rc != SQLITE_OK) return rc;
    sqlite3_io_methods *ours = flags & SQLITE_OPEN_MAIN_DB ? &watched.of_store : &watched.of_others;
    *ours = watched.usual_methods = *f->pMethods;
    ours->xSync = watched_sync;
    ours->xWrite = watched_write;
    f->pMethods = ours;
    return SQLITE_OK;
}

// Registers the file system "watched".
static inline void watched_start(void) {
    watched.usual = sqlite3_vfs_find(NULL);
    watched.vfs = *watched.usual;
    watched.vfs.zName = "watched";
    watched.vfs.xOpen = watched_open;
    int rc = sqlite3_vfs_register(&watched.vfs, 0);
    assert(rc == SQLITE_OK);
}

// Counts from 1 again; the `fail_at`-th write or sync fails.
static inline void watched_plan(int fail_at) {
    watched.syncs = watched.changes = 0;
    watched.fail_at = fail_at;
}

#endif
