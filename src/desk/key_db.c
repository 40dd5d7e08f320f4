// desk/key_db.c - public keys by which organisations sign
#include "desk/desk_int.h"

bool desk_key_add(Desk *d, DeskActor by, Str verifier, Err *err) {
    Query *q = store_query(d->store, "INSERT INTO organisation_key (organisation, verifier, "
                                     "made_by, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT "
                                     "(organisation, verifier) DO NOTHING");
    query_bind_text(q, "$1", by.organisation);
    query_bind_text(q, "$2", verifier);
    query_bind_text(q, "$3", by.person);
    query_bind_int(q, "$4", desk_now(d));
    return desk_run(d, q, err);
}

bool desk_key_end(Desk *d, DeskActor by, Str verifier, Err *err) {
    Query *q = store_query(
        d->store, "DELETE FROM organisation_key WHERE organisation = $1 AND verifier = $2");
    query_bind_text(q, "$1", by.organisation);
    query_bind_text(q, "$2", verifier);
    return desk_run(d, q, err);
}

bool desk_keys(Arena *a, Desk *d, Str organisation, Str **ret, size_t *ret_count, Err *err) {
    struct {
        Str *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT verifier FROM organisation_key WHERE organisation = "
                                     "$1 ORDER BY verifier");
    query_bind_text(q, "$1", organisation);
    while (query_next(q)) *VEC_ADD(a, &list) = str_copy(a, query_text(q, 0));
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}
