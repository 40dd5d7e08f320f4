// people/audit_db.c - what happened to accounts and rights, in rows that only grow
#include "people/people_int.h"

bool audit_add(People *p, const char *what, Doer by, Str whom, Str detail, Err *err) {
    Query *q = store_query(p->store, "INSERT INTO audit (number, at, what, who, whom, address, "
                                     "detail) SELECT coalesce(max(number), 0) + 1, $1, $2, $3, "
                                     "$4, $5, $6 FROM audit");
    query_bind_int(q, "$1", people_now(p));
    query_bind_text(q, "$2", str_from(what));
    query_bind_text(q, "$3", by.person);
    query_bind_text(q, "$4", whom);
    query_bind_text(q, "$5", by.address);
    query_bind_text(q, "$6", detail);
    return query_run(q, err);
}

// Of an organisation: what its members do, and what is done to them or to it.
static const char EVENTS[] =
    "SELECT number, at, what, who, whom, address, detail FROM audit WHERE number >= $1 "
    "AND ($3 = '' OR whom = $3 "
    "OR who IN (SELECT person FROM membership WHERE organisation = $3) "
    "OR whom IN (SELECT person FROM membership WHERE organisation = $3)) "
    "AND ($4 = '' OR what = $4) AND ($5 = '' OR who = $5 OR whom = $5) "
    "AND at >= $6 AND ($7 = 0 OR at < $7) ORDER BY number LIMIT $2";

static AuditEvent read_event(Arena *a, Query *q) {
    return (AuditEvent){.number = query_int(q, 0),
                        .at = query_int(q, 1),
                        .what = str_copy(a, query_text(q, 2)),
                        .who = str_copy(a, query_text(q, 3)),
                        .whom = str_copy(a, query_text(q, 4)),
                        .address = str_copy(a, query_text(q, 5)),
                        .detail = str_copy(a, query_text(q, 6))};
}

bool people_audit(Arena *a, People *p, const AuditFilter *f, AuditEvent **ret, size_t *ret_count,
                  Err *err) {
    struct {
        AuditEvent *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(p->store, EVENTS);
    query_bind_int(q, "$1", f->first);
    query_bind_int(q, "$2", (int64_t)f->limit);
    query_bind_text(q, "$3", f->organisation);
    query_bind_text(q, "$4", f->what);
    query_bind_text(q, "$5", f->who);
    query_bind_int(q, "$6", f->from);
    query_bind_int(q, "$7", f->until);
    while (query_next(q)) *VEC_ADD(a, &list) = read_event(a, q);
    if (!query_end(q, err)) return false;
    *ret = list.items;
    *ret_count = list.count;
    return true;
}
