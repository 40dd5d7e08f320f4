// desk/change_db.c - what has changed, and whom it concerns
#include "desk/desk_int.h"

// A draft's change is a row for its owner and for each that is invited; all else has its own.
static const char CHANGES[] =
    "SELECT c.number, c.kind, c.thing, c.person, c.organisation, '' FROM change c WHERE c.number > "
    "$1 AND c.number <= $2 AND c.organisation <> '' UNION ALL "
    "SELECT c.number, c.kind, c.thing, '', d.owner, 'own' FROM change c JOIN draft d ON d.id = "
    "c.thing WHERE c.number > $1 AND c.number <= $2 AND c.organisation = '' UNION ALL "
    "SELECT c.number, c.kind, c.thing, '', i.organisation, i.relation FROM change c JOIN "
    "invitation i ON i.draft = c.thing WHERE c.number > $1 AND c.number <= $2 AND c.organisation = "
    "'' ORDER BY 1, 4, 5";

static bool read_changes(Arena *a, Desk *d, int64_t after, int64_t through, DeskChange **ret,
                         size_t *ret_count, Err *err) {
    struct {
        DeskChange *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, CHANGES);
    query_bind_int(q, "$1", after);
    query_bind_int(q, "$2", through);
    while (query_next(q))
        *VEC_ADD(a, &list) = (DeskChange){.number = query_int(q, 0),
                                          .kind = str_copy(a, query_text(q, 1)),
                                          .thing = str_copy(a, query_text(q, 2)),
                                          .person = str_copy(a, query_text(q, 3)),
                                          .organisation = str_copy(a, query_text(q, 4)),
                                          .relation = str_copy(a, query_text(q, 5))};
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

bool desk_changes_kept(Desk *d, int64_t *ret_first, int64_t *ret_last, Err *err) {
    *ret_first = *ret_last = 0;
    Query *q =
        store_query(d->store, "SELECT coalesce(min(number), 0), coalesce(max(number), 0) FROM "
                              "change");
    if (query_next(q)) {
        *ret_first = query_int(q, 0);
        *ret_last = query_int(q, 1);
    }
    return query_end(q, err);
}

bool desk_changes(Arena *a, Desk *d, int64_t after, size_t limit, DeskChange **ret,
                  size_t *ret_count, int64_t *ret_through, Err *err) {
    int64_t first, last;
    *ret = NULL;
    *ret_count = 0;
    if (!desk_changes_kept(d, &first, &last, err)) return false;
    if (last - after > (int64_t)limit) last = after + (int64_t)limit;
    *ret_through = last > after ? last : after;
    return last <= after || read_changes(a, d, after, last, ret, ret_count, err);
}
