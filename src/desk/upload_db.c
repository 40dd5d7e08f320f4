// desk/upload_db.c - files of facts that await confirmation
#include "desk/desk_int.h"

typedef struct Uploads {
    DeskUpload *items;
    size_t count, capacity;
} Uploads;

bool desk_upload_add(Desk *d, DeskActor by, Str id, DeskUpload u, int64_t *ret_number, Err *err) {
    if (!words_check(u.text, DESK_TEXT_BYTES, MSG("the file is empty"), err)) return false;
    Query *q = store_query(d->store, "INSERT INTO upload (number, draft, name, source, text, "
                                     "author, organisation, made_at, state) SELECT (SELECT "
                                     "coalesce(max(number), 0) + 1 FROM upload), $1, $2, $3, $4, "
                                     "$5, $6, $7, 'proposed' RETURNING number");
    query_bind_text(q, "$1", id);
    query_bind_text(q, "$2", u.name);
    query_bind_text(q, "$3", u.source);
    query_bind_text(q, "$4", u.text);
    query_bind_text(q, "$5", by.person);
    query_bind_text(q, "$6", by.organisation);
    query_bind_int(q, "$7", desk_now(d));
    bool done = store_begin(d->store, err) && query_number(q, ret_number, err) &&
                store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

static void read_all(Arena *a, Query *q, Uploads *list) {
    while (query_next(q))
        *VEC_ADD(a, list) = (DeskUpload){.number = query_int(q, 0),
                                         .made_at = query_int(q, 1),
                                         .name = str_copy(a, query_text(q, 2)),
                                         .source = str_copy(a, query_text(q, 3)),
                                         .author = str_copy(a, query_text(q, 4)),
                                         .organisation = str_copy(a, query_text(q, 5)),
                                         .state = str_copy(a, query_text(q, 6)),
                                         .text = str_copy(a, query_text(q, 7))};
}

bool desk_upload(Arena *a, Desk *d, Str id, int64_t number, DeskUpload *ret, Err *err) {
    Uploads list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT number, made_at, name, source, author, organisation, "
                                     "state, text FROM upload WHERE draft = $1 AND number = $2");
    query_bind_text(q, "$1", id);
    query_bind_int(q, "$2", number);
    read_all(a, q, &list);
    if (!query_end(q, err)) return false;
    if (list.count) *ret = list.items[0];
    return list.count ||
           err_set(err, ERR_NOT_FOUND, MSG("there are no facts of this number"), NO_MSG);
}

bool desk_uploads(Arena *a, Desk *d, Str id, const DeskWanted *w, DeskUpload **ret,
                  size_t *ret_count, Err *err) {
    Uploads list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT number, made_at, name, source, author, organisation, "
                                     "state, '' FROM upload WHERE draft = $1 AND ($2 = '' OR state "
                                     "= $2) AND (name LIKE $3 ESCAPE '!' OR source LIKE $3 ESCAPE "
                                     "'!') AND (number < $4 OR $4 = 0) ORDER BY number DESC LIMIT "
                                     "$5");
    query_bind_text(q, "$1", id);
    query_bind_text(q, "$2", w->state);
    query_bind_text(q, "$3", words_pattern(a, w->words));
    query_bind_int(q, "$4", w->from);
    query_bind_int(q, "$5", (int64_t)w->limit);
    read_all(a, q, &list);
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

bool desk_facts(Arena *a, Desk *d, Str id, DeskUpload **ret, size_t *ret_count, Err *err) {
    Uploads list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT number, made_at, name, source, author, organisation, "
                                     "state, text FROM upload WHERE draft = $1 AND state = "
                                     "'confirmed' ORDER BY number");
    query_bind_text(q, "$1", id);
    read_all(a, q, &list);
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

bool desk_upload_decide(Desk *d, Str id, int64_t number, Str state, Err *err) {
    Query *q =
        store_query(d->store, "UPDATE upload SET state = $3 WHERE draft = $1 AND number = $2");
    query_bind_text(q, "$1", id);
    query_bind_int(q, "$2", number);
    query_bind_text(q, "$3", state);
    return desk_run(d, q, err);
}
