// store/transaction.c - begin, commit, roll back; what fails is never half done
//
// A commit that the disk did not confirm may or may not have happened. The connection is then
// dropped: the next opening recovers one of the two states, and a retry with the same key finds out
// which.
#include "store/store_int.h"

#include <assert.h>

bool transaction_begin(Store *s, Err *err) {
    gate_enter(s);
    if (store_exec(s, "BEGIN IMMEDIATE", err)) return true;
    gate_leave(s);
    return false;
}

static bool begin_deferred(Store *s, Err *err) {
    return store_exec(s, "BEGIN", err);
}

static bool begin(Store *s, StoreState state, Err *err) {
    assert(s->state == STORE_IDLE || s->state == STORE_CLOSED);
    bool (*alone)(Store *, Err *) = state == STORE_WRITING ? transaction_begin : begin_deferred;
    if (!(s->batch ? batch_begin_write : alone)(s, err)) return false;
    s->state = state;
    return true;
}

static bool begin_writing(Store *s, bool (*load_log)(Store *, Err *), Err *err) {
    assert(!s->is_read_only);
    if (!begin(s, STORE_WRITING, err)) return false;
    if (!s->has_log || load_log(s, err)) return true;
    store_rollback(s);
    return false;
}

bool store_begin(Store *s, Err *err) {
    return begin_writing(s, log_begin, err);
}

bool store_begin_rebuild(Store *s, Err *err) {
    return begin_writing(s, log_begin_rebuild, err);
}

bool store_begin_reading(Store *s, Err *err) {
    return begin(s, STORE_READING, err);
}

static void roll_back(Store *s) {
    if (sqlite3_get_autocommit(s->db)) return;
    int rc = sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    if (rc != SQLITE_OK || !sqlite3_get_autocommit(s->db)) store_drop(s);
}

void transaction_roll_back(Store *s) {
    roll_back(s);
    gate_leave(s);
}

void store_rollback(Store *s) {
    if (s->state == STORE_IDLE || s->state == STORE_CLOSED) return;
    for (Query *q = s->queries; q; q = q->older) query_end(q, NULL);
    s->state = STORE_IDLE;
    (s->batch ? batch_undo_write : transaction_roll_back)(s);
}

bool transaction_commit(Store *s, Err *err) {
    if (store_exec(s, "COMMIT", err) && sqlite3_get_autocommit(s->db)) {
        gate_leave(s);
        return true;
    }
    store_drop(s);
    return err_set(err, ERR_STORE, MSG("could not commit"), NO_MSG);
}

static bool is_still_open(Store *s, Err *err) {
    if (s->state == STORE_WRITING && !sqlite3_get_autocommit(s->db)) return true;
    return store_fail(s, SQLITE_ABORT, err);
}

bool store_commit(Store *s, Err *err) {
    if (s->state == STORE_CLOSED) return store_fail(s, SQLITE_MISUSE, err);
    assert(s->state == STORE_WRITING || s->state == STORE_DOOMED);
    bool may_commit = is_still_open(s, err) && log_commit(s, err) && is_still_open(s, err);
    if (may_commit && (s->batch ? batch_keep_write : transaction_commit)(s, err)) {
        s->state = STORE_IDLE;
        return true;
    }
    store_rollback(s);
    return false;
}
