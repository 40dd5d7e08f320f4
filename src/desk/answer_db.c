// desk/answer_db.c - what was answered to requests that may be sent again
#include "desk/desk_int.h"

bool desk_answer_find(Arena *a, Desk *d, Str person, Str key, Str hash, DeskAnswer *ret,
                      bool *ret_found, Err *err) {
    if (!key.size || key.size > DESK_KEY_BYTES)
        return err_set(err, ERR_INPUT, MSG("this is no key of a request"),
                       MSG("send 1 to 128 characters, another for each request"));
    Query *q = store_query(d->store, "SELECT hash, status, go, body FROM request_key WHERE person "
                                     "= $1 AND key = $2");
    query_bind_text(q, "$1", person);
    query_bind_text(q, "$2", key);
    *ret_found = query_next(q);
    bool is_same = *ret_found && str_is(query_text(q, 0), hash);
    if (is_same)
        *ret = (DeskAnswer){query_int(q, 1), str_copy(a, query_text(q, 2)),
                            str_copy(a, query_text(q, 3))};
    if (!query_end(q, err)) return false;
    return !*ret_found || is_same ||
           err_set(err, ERR_CONFLICT, MSG("another request was sent with this key"),
                   MSG("choose a new key for each request"));
}

static bool forget_old(Desk *d, Err *err) {
    Query *q = store_query(d->store, "DELETE FROM request_key WHERE made_at < $1");
    query_bind_int(q, "$1", desk_now(d) - DESK_KEY_SECONDS);
    return query_run(q, err);
}

static bool keep(Desk *d, Str person, Str key, Str hash, const DeskAnswer *answer, Err *err) {
    Query *q = store_query(d->store, "INSERT INTO request_key (person, key, hash, status, go, "
                                     "body, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
    query_bind_text(q, "$1", person);
    query_bind_text(q, "$2", key);
    query_bind_text(q, "$3", hash);
    query_bind_int(q, "$4", answer->status);
    query_bind_text(q, "$5", answer->go);
    query_bind_text(q, "$6", answer->body);
    query_bind_int(q, "$7", desk_now(d));
    return query_run(q, err);
}

bool desk_answer_keep(Desk *d, Str person, Str key, Str hash, const DeskAnswer *answer, Err *err) {
    bool done = store_begin(d->store, err) && forget_old(d, err) &&
                keep(d, person, key, hash, answer, err) && store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}
