// desk/witness_db.c - what witnesses have cosigned last
#include "desk/desk_int.h"

bool desk_cosign(Desk *d, const DeskCosignature *c, Err *err) {
    Query *q = store_query(d->store, "INSERT INTO cosignature (witness, size, signed_at, note) "
                                     "VALUES ($1, $2, $3, $4) ON CONFLICT (witness) DO UPDATE SET "
                                     "size = excluded.size, signed_at = excluded.signed_at, note = "
                                     "excluded.note WHERE excluded.signed_at >= "
                                     "cosignature.signed_at");
    query_bind_text(q, "$1", c->witness);
    query_bind_int(q, "$2", c->size);
    query_bind_int(q, "$3", c->signed_at);
    query_bind_text(q, "$4", c->note);
    return desk_run(d, q, err);
}

bool desk_cosignatures(Arena *a, Desk *d, DeskCosignature **ret, size_t *ret_count, Err *err) {
    struct {
        DeskCosignature *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT witness, size, signed_at, note FROM cosignature ORDER "
                                     "BY signed_at DESC, witness");
    while (query_next(q))
        *VEC_ADD(a, &list) = (DeskCosignature){str_copy(a, query_text(q, 0)), query_int(q, 1),
                                               query_int(q, 2), str_copy(a, query_text(q, 3))};
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}
