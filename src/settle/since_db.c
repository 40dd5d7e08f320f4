// settle/since_db.c - versions of agreements in the order of their records
#include "settle/settle_int.h"

static bool read_rows(Arena *a, Query *q, AgreementAt **ret, size_t *ret_count, Err *err) {
    struct {
        AgreementAt *items;
        size_t count, capacity;
    } found = {0};
    while (query_next(q))
        *VEC_ADD(a, &found) =
            (AgreementAt){str_copy(a, query_text(q, 0)), str_copy(a, query_text(q, 1)),
                          str_copy(a, query_text(q, 2)), query_int(q, 3)};
    *ret = found.items;
    *ret_count = found.count;
    return query_end(q, err);
}

bool settle_since(Arena *a, Store *s, int64_t after, int64_t limit, AgreementAt **ret,
                  size_t *ret_count, Err *err) {
    Query *q = store_query(s, "SELECT id, version, record.at, agreement.seq FROM agreement "
                              "JOIN record ON record.seq = agreement.seq WHERE agreement.seq > $1 "
                              "ORDER BY agreement.seq LIMIT $2");
    query_bind_int(q, "$1", after);
    query_bind_int(q, "$2", limit);
    return read_rows(a, q, ret, ret_count, err);
}

bool settle_versions(Arena *a, Store *s, Str agreement, AgreementAt **ret, size_t *ret_count,
                     Err *err) {
    Query *q = store_query(s, "SELECT id, version, record.at, agreement.seq FROM agreement "
                              "JOIN record ON record.seq = agreement.seq WHERE id = $1 "
                              "ORDER BY agreement.seq DESC");
    query_bind_text(q, "$1", agreement);
    return read_rows(a, q, ret, ret_count, err);
}
