// desk/proposal_db.c - what binds or pays, from its proposal to its end
#include "desk/desk_int.h"

#define COLUMNS                                                                                    \
    "number, draft, act, version, subject, detail, author, organisation, made_at, state, "         \
    "decided_by, decided_at, result"

typedef struct Proposals {
    DeskProposal *items;
    size_t count, capacity;
} Proposals;

bool desk_proposal_add(Desk *d, DeskActor by, const DeskProposal *p, int64_t *ret_number,
                       Err *err) {
    Query *q = store_query(d->store, "INSERT INTO proposal (" COLUMNS ") SELECT (SELECT "
                                     "coalesce(max(number), 0) + 1 FROM proposal), $1, $2, $3, $4, "
                                     "$5, $6, $7, $8, 'open', '', 0, '' RETURNING number");
    query_bind_text(q, "$1", p->draft);
    query_bind_text(q, "$2", p->act);
    query_bind_int(q, "$3", p->version);
    query_bind_text(q, "$4", p->subject);
    query_bind_text(q, "$5", p->detail);
    query_bind_text(q, "$6", by.person);
    query_bind_text(q, "$7", by.organisation);
    query_bind_int(q, "$8", desk_now(d));
    bool done = store_begin(d->store, err) && query_number(q, ret_number, err) &&
                store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

static void read_all(Arena *a, Query *q, Proposals *list) {
    while (query_next(q))
        *VEC_ADD(a, list) = (DeskProposal){.number = query_int(q, 0),
                                           .draft = str_copy(a, query_text(q, 1)),
                                           .act = str_copy(a, query_text(q, 2)),
                                           .version = query_int(q, 3),
                                           .subject = str_copy(a, query_text(q, 4)),
                                           .detail = str_copy(a, query_text(q, 5)),
                                           .author = str_copy(a, query_text(q, 6)),
                                           .organisation = str_copy(a, query_text(q, 7)),
                                           .made_at = query_int(q, 8),
                                           .state = str_copy(a, query_text(q, 9)),
                                           .decided_by = str_copy(a, query_text(q, 10)),
                                           .decided_at = query_int(q, 11),
                                           .result = str_copy(a, query_text(q, 12))};
}

bool desk_proposal(Arena *a, Desk *d, int64_t number, DeskProposal *ret, Err *err) {
    Proposals list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT " COLUMNS " FROM proposal WHERE number = $1");
    query_bind_int(q, "$1", number);
    read_all(a, q, &list);
    if (!query_end(q, err)) return false;
    if (list.count) *ret = list.items[0];
    return list.count ||
           err_set(err, ERR_NOT_FOUND, MSG("there is no proposal of this number"), NO_MSG);
}

static bool read_wanted(Arena *a, Query *q, Str of, const DeskWanted *w, DeskProposal **ret,
                        size_t *ret_count, Err *err) {
    Proposals list = {NULL, 0, 0};
    query_bind_text(q, "$1", of);
    query_bind_text(q, "$2", w->state);
    query_bind_text(q, "$3", w->act);
    query_bind_int(q, "$4", w->from);
    query_bind_int(q, "$5", (int64_t)w->limit);
    read_all(a, q, &list);
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

bool desk_proposals(Arena *a, Desk *d, Str id, const DeskWanted *w, DeskProposal **ret,
                    size_t *ret_count, Err *err) {
    Query *q = store_query(d->store, "SELECT " COLUMNS
                                     " FROM proposal WHERE draft = $1 AND ($2 = '' OR state = $2) "
                                     "AND ($3 = '' OR act = $3) AND (number < $4 OR $4 = 0) ORDER "
                                     "BY number DESC LIMIT $5");
    return read_wanted(a, q, id, w, ret, ret_count, err);
}

bool desk_waiting(Arena *a, Desk *d, Str organisation, const DeskWanted *w, DeskProposal **ret,
                  size_t *ret_count, Err *err) {
    Query *q = store_query(d->store, "SELECT " COLUMNS
                                     " FROM proposal WHERE organisation = $1 AND (state = $2 OR "
                                     "($2 = '' AND state IN ('open', 'approved'))) AND ($3 = '' OR "
                                     "act = $3) AND number > $4 ORDER BY number LIMIT $5");
    return read_wanted(a, q, organisation, w, ret, ret_count, err);
}

static bool decide(Desk *d, DeskActor by, int64_t number, Str state, Str result, Err *err) {
    int64_t changed;
    Query *q = store_query(d->store, "UPDATE proposal SET state = $2, decided_by = $3, decided_at "
                                     "= $4, result = $5 WHERE number = $1 AND state IN ('open', "
                                     "'approved') RETURNING number");
    query_bind_int(q, "$1", number);
    query_bind_text(q, "$2", state);
    query_bind_text(q, "$3", by.person);
    query_bind_int(q, "$4", desk_now(d));
    query_bind_text(q, "$5", result);
    if (!query_number(q, &changed, err)) return false;
    return changed || err_set(err, ERR_CONFLICT, MSG("this proposal was decided already"), NO_MSG);
}

bool desk_proposal_decide(Desk *d, DeskActor by, int64_t number, Str state, Str result, Err *err) {
    bool done = store_begin(d->store, err) && decide(d, by, number, state, result, err) &&
                store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

bool desk_oldest_open(Desk *d, int64_t *ret_made_at, int64_t *ret_count, Err *err) {
    Query *q = store_query(d->store, "SELECT coalesce(min(made_at), 0), count(*) FROM proposal "
                                     "WHERE state = 'open'");
    if (query_next(q)) {
        *ret_made_at = query_int(q, 0);
        *ret_count = query_int(q, 1);
    }
    return query_end(q, err);
}
