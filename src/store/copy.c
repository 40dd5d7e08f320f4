// store/copy.c - a copy of a store as it stands at one moment, while others go on writing
//
// SQLite's online backup runs inside a transaction that reads: all its steps see one state, writers
// of a store in WAL mode do not wait for it, and it never has to begin anew. VACUUM INTO would give
// the same state, but needs ATTACH, which a store forbids, and tells no progress.
#include "store/store_int.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES_EACH = 1024 };

// A new file, for its owner alone, of which nothing is promised until it is synced.
static int open_copy(Arena *a, Str to, sqlite3 **ret) {
    const char *path = str_c(a, to);
    int handle = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (handle < 0) return SQLITE_CANTOPEN;
    close(handle);
    int rc = sqlite3_open_v2(path, ret, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK) return rc;
    return sqlite3_exec(*ret, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL,
                        NULL);
}

static int copy_pages(Store *s, sqlite3 *to, StoreProgress progress, void *self) {
    sqlite3_backup *b = sqlite3_backup_init(to, "main", s->db, "main");
    if (!b) return sqlite3_errcode(to);
    int rc = SQLITE_OK;
    while (rc == SQLITE_OK) {
        rc = store_point(s, "copy pages");
        if (rc == SQLITE_OK) rc = sqlite3_backup_step(b, PAGES_EACH);
        if (s->sys) sys_kill_point(s->sys, "copied pages");
        size_t all = (size_t)sqlite3_backup_pagecount(b);
        if (progress) progress(self, all - (size_t)sqlite3_backup_remaining(b), all);
    }
    int end = sqlite3_backup_finish(b);
    return rc == SQLITE_DONE ? end : rc;
}

static int sync_copy(Arena *a, Store *s, Str to) {
    int rc = store_point(s, "copy sync");
    int handle = open(str_c(a, to), O_RDONLY | O_CLOEXEC);
    if (rc == SQLITE_OK && (handle < 0 || fsync(handle) != 0)) rc = SQLITE_IOERR;
    if (handle >= 0) close(handle);
    return rc;
}

bool store_pin(Store *s, Err *err) {
    if (!store_begin_reading(s, err)) return false;
    Query *q = store_query(s, "SELECT count(*) FROM sqlite_schema");
    query_next(q);
    return query_end(q, err);
}

bool store_copy(Store *s, Str to, StoreProgress progress, void *self, Err *err) {
    if (s->state != STORE_READING) return store_fail(s, SQLITE_ABORT, err);
    Arena *a = arena_new();
    sqlite3 *copy = NULL;
    int rc = open_copy(a, to, &copy);
    if (rc == SQLITE_OK) rc = copy_pages(s, copy, progress, self);
    int closed = sqlite3_close(copy);
    if (rc == SQLITE_OK) rc = closed;
    if (rc == SQLITE_OK) rc = sync_copy(a, s, to);
    if (rc != SQLITE_OK) store_fail(s, rc, err);
    arena_free(a);
    return rc == SQLITE_OK || err_while(err, MSG("while copying the store to {1}", to));
}
