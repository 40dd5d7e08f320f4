// desk/channel_db.c - where notices go besides: mail of people, addresses of programs
#include "desk/desk_int.h"

bool desk_channel_add(Desk *d, DeskActor by, const DeskChannel *c, int64_t *ret_number, Err *err) {
    Query *q =
        store_query(d->store, "INSERT INTO channel (number, person, organisation, kind, address, "
                              "secret, lang, digest, made_by, made_at, ended_at) VALUES ((SELECT "
                              "coalesce(max(number), 0) + 1 FROM channel), $1, $2, $3, $4, $5, $6, "
                              "$7, $8, $9, 0) RETURNING number");
    query_bind_text(q, "$1", c->person);
    query_bind_text(q, "$2", c->organisation);
    query_bind_text(q, "$3", c->kind);
    query_bind_text(q, "$4", c->address);
    query_bind_text(q, "$5", c->secret);
    query_bind_text(q, "$6", c->lang);
    query_bind_int(q, "$7", c->digest);
    query_bind_text(q, "$8", by.person);
    query_bind_int(q, "$9", desk_now(d));
    bool done = store_begin(d->store, err) && query_number(q, ret_number, err) &&
                store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

static bool end_channel(Desk *d, DeskActor of, int64_t number, Err *err) {
    int64_t ended;
    Query *q = store_query(d->store, "UPDATE channel SET ended_at = $4 WHERE number = $3 AND "
                                     "ended_at = 0 AND (person = $1 OR (person = '' AND "
                                     "organisation = $2)) RETURNING number");
    query_bind_text(q, "$1", of.person);
    query_bind_text(q, "$2", of.organisation);
    query_bind_int(q, "$3", number);
    query_bind_int(q, "$4", desk_now(d));
    if (!query_number(q, &ended, err)) return false;
    return ended || err_set(err, ERR_NOT_FOUND,
                            MSG("there is no address for notices of this number"), NO_MSG);
}

// What waits for it is not sent any more.
static bool drop_waiting(Desk *d, int64_t number, Err *err) {
    Query *q = store_query(d->store, "UPDATE delivery SET state = 'failed', why = 'ended' WHERE "
                                     "channel = $1 AND state = 'waiting'");
    query_bind_int(q, "$1", number);
    return query_run(q, err);
}

bool desk_channel_end(Desk *d, DeskActor of, int64_t number, Err *err) {
    bool done = store_begin(d->store, err) && end_channel(d, of, number, err) &&
                drop_waiting(d, number, err) && store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

bool desk_channels(Arena *a, Desk *d, DeskActor of, DeskChannel **ret, size_t *ret_count,
                   Err *err) {
    struct {
        DeskChannel *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT number, digest, person, organisation, kind, address, "
                                     "lang FROM channel WHERE ended_at = 0 AND (person = $1 OR "
                                     "(person = '' AND organisation = $2)) ORDER BY number");
    query_bind_text(q, "$1", of.person);
    query_bind_text(q, "$2", of.organisation);
    while (query_next(q))
        *VEC_ADD(a, &list) = (DeskChannel){.number = query_int(q, 0),
                                           .digest = query_int(q, 1),
                                           .person = str_copy(a, query_text(q, 2)),
                                           .organisation = str_copy(a, query_text(q, 3)),
                                           .kind = str_copy(a, query_text(q, 4)),
                                           .address = str_copy(a, query_text(q, 5)),
                                           .lang = str_copy(a, query_text(q, 6))};
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}
