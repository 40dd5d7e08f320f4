// desk/remark_db.c - remarks on a draft
#include "desk/desk_int.h"

bool desk_remark_add(Desk *d, DeskActor by, Str id, Str anchor, Str text, int64_t *ret_number,
                     Err *err) {
    if (!words_check(text, DESK_WORDS_BYTES, MSG("the remark is empty"), err)) return false;
    Query *q = store_query(d->store, "INSERT INTO remark (number, draft, version, anchor, text, "
                                     "author, organisation, made_at, closed_by, closed_at) "
                                     "SELECT (SELECT coalesce(max(number), 0) + 1 FROM remark), "
                                     "id, version, $2, $3, $4, $5, $6, '', 0 FROM draft WHERE id "
                                     "= $1 RETURNING number");
    query_bind_text(q, "$1", id);
    query_bind_text(q, "$2", anchor);
    query_bind_text(q, "$3", text);
    query_bind_text(q, "$4", by.person);
    query_bind_text(q, "$5", by.organisation);
    query_bind_int(q, "$6", desk_now(d));
    bool done = store_begin(d->store, err) && query_number(q, ret_number, err) &&
                store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

static bool close_open(Desk *d, DeskActor by, Str id, int64_t number, Err *err) {
    int64_t closed;
    Query *q = store_query(d->store, "UPDATE remark SET closed_by = $3, closed_at = $4 WHERE draft "
                                     "= $1 AND number = $2 AND closed_at = 0 RETURNING number");
    query_bind_text(q, "$1", id);
    query_bind_int(q, "$2", number);
    query_bind_text(q, "$3", by.person);
    query_bind_int(q, "$4", desk_now(d));
    if (!query_number(q, &closed, err)) return false;
    return closed ||
           err_set(err, ERR_NOT_FOUND, MSG("there is no open remark of this number"), NO_MSG);
}

bool desk_remark_close(Desk *d, DeskActor by, Str id, int64_t number, Err *err) {
    bool done = store_begin(d->store, err) && close_open(d, by, id, number, err) &&
                store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

bool desk_remarks(Arena *a, Desk *d, Str id, const DeskWanted *w, DeskRemark **ret,
                  size_t *ret_count, Err *err) {
    struct {
        DeskRemark *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT number, version, made_at, closed_at, anchor, text, "
                                     "author, organisation, closed_by FROM remark WHERE draft = $1 "
                                     "AND (number < $2 OR $2 = 0) ORDER BY number DESC LIMIT $3");
    query_bind_text(q, "$1", id);
    query_bind_int(q, "$2", w->from);
    query_bind_int(q, "$3", (int64_t)w->limit);
    while (query_next(q))
        *VEC_ADD(a, &list) = (DeskRemark){.number = query_int(q, 0),
                                          .version = query_int(q, 1),
                                          .made_at = query_int(q, 2),
                                          .closed_at = query_int(q, 3),
                                          .anchor = str_copy(a, query_text(q, 4)),
                                          .text = str_copy(a, query_text(q, 5)),
                                          .author = str_copy(a, query_text(q, 6)),
                                          .organisation = str_copy(a, query_text(q, 7)),
                                          .closed_by = str_copy(a, query_text(q, 8))};
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}
