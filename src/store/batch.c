// store/batch.c - many writes in one transaction of the database: one COMMIT, one fsync
//
// Within a batch each write is a savepoint. What fails in it is undone back to the savepoint, and
// the others stand; the log's head is recorded and its edge loaded write by write, so that the log
// is the one that single transactions would have made. Only what SQLite says of one statement is
// of one write alone. Everything else (the disk, memory, a damaged file, or a transaction that
// SQLite has rolled back by itself) is of the batch: what follows would be committed apart.
#include "store/store_int.h"

#include <assert.h>

static const int OF_ONE_WRITE[] = {SQLITE_ERROR,  SQLITE_ABORT,    SQLITE_CONSTRAINT,
                                   SQLITE_TOOBIG, SQLITE_MISMATCH, SQLITE_RANGE};

void batch_fail(Store *s, int rc) {
    if (!s->batch) return;
    bool is_of_one = false;
    for (size_t i = 0; i < sizeof OF_ONE_WRITE / sizeof OF_ONE_WRITE[0]; i++)
        is_of_one = is_of_one || OF_ONE_WRITE[i] == (rc & 0xff);
    if (!is_of_one) s->batch = BATCH_DOOMED;
    batch_is_sound(s);
}

bool batch_is_sound(Store *s) {
    if (sqlite3_get_autocommit(s->db)) s->batch = BATCH_DOOMED;
    return s->batch == BATCH_OPEN;
}

// ---- one write ----------------------------------------------------------------------------------

bool batch_begin_write(Store *s, Err *err) {
    if (!batch_is_sound(s)) return store_fail(s, SQLITE_ABORT, err);
    return store_exec(s, "SAVEPOINT one_write", err);
}

bool batch_keep_write(Store *s, Err *err) {
    return store_exec(s, "RELEASE one_write", err);
}

void batch_undo_write(Store *s) {
    if (!batch_is_sound(s)) return;
    if (!store_exec(s, "ROLLBACK TO one_write; RELEASE one_write", NULL)) s->batch = BATCH_DOOMED;
}

// ---- the batch ----------------------------------------------------------------------------------

bool store_batch_begin(Store *s, Err *err) {
    assert(!s->is_read_only && !s->batch);
    assert(s->state == STORE_IDLE || s->state == STORE_CLOSED);
    if (!transaction_begin(s, err)) return false;
    s->batch = BATCH_OPEN;
    return true;
}

void store_batch_rollback(Store *s) {
    if (!s->batch) return;
    store_rollback(s);
    s->batch = BATCH_NONE;
    transaction_roll_back(s);
}

bool store_batch_commit(Store *s, Err *err) {
    if (s->state == STORE_CLOSED) return store_fail(s, SQLITE_MISUSE, err);
    assert(s->batch && s->state == STORE_IDLE);
    if (!batch_is_sound(s)) {
        store_batch_rollback(s);
        return err_set(err, ERR_STORE, MSG("the batch has failed: nothing of it was kept"),
                       MSG("try again"));
    }
    if (!transaction_commit(s, err)) return false;
    s->batch = BATCH_NONE;
    return true;
}
