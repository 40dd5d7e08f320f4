// store/store_int.h - what the files of this room share
#ifndef SOFTLAW_STORE_STORE_INT_H
#define SOFTLAW_STORE_STORE_INT_H

#include "store/store.h"

#include <sqlite3.h>

enum {
    STORE_APPLICATION_ID = 0x534c4157, // "SLAW", in the file's header
    STORE_FORMAT = 1,                  // user_version; also hashed into every record
    STORE_OLDEST_LIBRARY = 3051003,    // before it: the WAL-reset corruption
    STORE_BUSY_MS = 10000,
};

typedef enum StoreState {
    STORE_IDLE,
    STORE_READING, // in a transaction that only reads
    STORE_WRITING,
    STORE_DOOMED, // in a transaction that has failed: only rollback is left
    STORE_CLOSED,
} StoreState;

typedef enum BatchState {
    BATCH_NONE,
    BATCH_OPEN,
    BATCH_DOOMED, // a failure that was not of one write alone: only rollback is left
} BatchState;

struct Store {
    Arena *arena;
    sqlite3 *db; // NULL once closed or dropped
    Sys *sys;
    StoreState state;
    BatchState batch;
    StoreGate *gate;
    bool is_inside; // the gate
    bool is_read_only;
    struct Query *queries; // newest first
    Sha256Hasher *hasher;
    // Of the transaction that writes:
    MerkleEdge edge;
    int64_t last_at; // microseconds
    bool has_appended;
    bool has_log; // false until the store's own migration has run
};

struct Query {
    Store *store;
    Query *older;
    const char *sql;
    sqlite3_stmt *statement; // NULL if it could not be prepared
    int rc;                  // the first failure since the last query_end; SQLITE_OK if none
    bool is_open;            // stepped and not ended
};

// Tell of the failure `rc` of the database; dooms the transaction; returns false.
bool store_fail(Store *s, int rc, Err *err);
// Run SQL of the program without parameters: settings, BEGIN, migrations.
bool store_exec(Store *s, const char *sql, Err *err);
// A kill point before and after; SQLITE_OK, or an error to take as the operation's result.
int store_point(Store *s, const char *name);
// Close the connection for good: nothing can be trusted any more.
void store_drop(Store *s);

// Wait for one's turn among the connections of this process, if there is a gate; let the next in.
void gate_enter(Store *s);
void gate_leave(Store *s); // nothing if one is not inside

// For writing, after those who came before. The whole of it, on the disk; drops the connection
// where that is not certain.
bool transaction_begin(Store *s, Err *err);
bool transaction_commit(Store *s, Err *err);
void transaction_roll_back(Store *s);

// A batch that can still be committed; notices where SQLite has rolled it back.
bool batch_is_sound(Store *s);
// Doom the batch, unless the failure `rc` is of one write alone.
void batch_fail(Store *s, int rc);
// One write within it: keep it for the batch's commit, or undo it alone.
bool batch_begin_write(Store *s, Err *err);
bool batch_keep_write(Store *s, Err *err);
void batch_undo_write(Store *s);

// Load what appending needs, or make it anew from the records; write what it changed.
bool log_begin(Store *s, Err *err);
bool log_begin_rebuild(Store *s, Err *err);
bool log_commit(Store *s, Err *err);
// The leaves of the first `size` records.
bool head_load_leaves(Arena *a, Store *s, int64_t size, Sha256 **ret, Err *err);

extern const Migration STORE_MIGRATIONS[];
extern const size_t STORE_MIGRATION_COUNT;

#endif
