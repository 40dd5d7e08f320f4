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

bool desk_cosigned(Arena *a, Desk *d, DeskCosignature *ret, bool *ret_found, Err *err) {
    Query *q = store_query(d->store, "SELECT witness, size, signed_at, note FROM cosignature ORDER "
                                     "BY signed_at DESC, witness LIMIT 1");
    *ret_found = query_next(q);
    if (*ret_found)
        *ret = (DeskCosignature){str_copy(a, query_text(q, 0)), query_int(q, 1), query_int(q, 2),
                                 str_copy(a, query_text(q, 3))};
    return query_end(q, err);
}
