// desk/delivery_db.c - notices that are still to be sent
#include "desk/desk_int.h"

static const char DUE[] =
    "SELECT c.number, c.digest, c.person, c.organisation, c.kind, c.address, c.secret, c.lang, "
    "n.number, n.made_at, n.organisation, n.kind, n.thing, n.words, d.tries FROM delivery d "
    "JOIN channel c ON c.number = d.channel JOIN notice n ON n.number = d.notice "
    "WHERE d.state = 'waiting' AND d.next_at <= $1 ORDER BY c.number, n.number LIMIT $2";

static DeskDelivery delivery_of(Arena *a, Query *q) {
    DeskDelivery x = {.tries = query_int(q, 14)};
    x.channel = (DeskChannel){.number = query_int(q, 0),
                              .digest = query_int(q, 1),
                              .person = str_copy(a, query_text(q, 2)),
                              .organisation = str_copy(a, query_text(q, 3)),
                              .kind = str_copy(a, query_text(q, 4)),
                              .address = str_copy(a, query_text(q, 5)),
                              .secret = str_copy(a, query_text(q, 6)),
                              .lang = str_copy(a, query_text(q, 7))};
    x.notice = (DeskNotice){.number = query_int(q, 8),
                            .made_at = query_int(q, 9),
                            .person = x.channel.person,
                            .organisation = str_copy(a, query_text(q, 10)),
                            .kind = str_copy(a, query_text(q, 11)),
                            .thing = str_copy(a, query_text(q, 12))};
    notice_words(a, query_text(q, 13), &x.notice);
    return x;
}

bool desk_deliveries_due(Arena *a, Desk *d, size_t limit, DeskDelivery **ret, size_t *ret_count,
                         Err *err) {
    struct {
        DeskDelivery *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, DUE);
    query_bind_int(q, "$1", desk_now(d));
    query_bind_int(q, "$2", (int64_t)limit);
    while (query_next(q)) {
        DeskDelivery x = delivery_of(a, q);
        *VEC_ADD(a, &list) = x;
    }
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

static bool note(Desk *d, const DeskDelivery *x, Str state, int64_t next_at, Str why, Err *err) {
    Query *q = store_query(d->store, "UPDATE delivery SET tries = tries + 1, state = $3, next_at = "
                                     "$4, why = $5 WHERE channel = $1 AND notice = $2 AND state = "
                                     "'waiting'");
    query_bind_int(q, "$1", x->channel.number);
    query_bind_int(q, "$2", x->notice.number);
    query_bind_text(q, "$3", state);
    query_bind_int(q, "$4", next_at);
    query_bind_text(q, "$5", why);
    return query_run(q, err);
}

bool desk_deliveries_note(Desk *d, const DeskDelivery *list, size_t count, Str state,
                          int64_t next_at, Str why, Err *err) {
    bool is_good = store_begin(d->store, err);
    for (size_t i = 0; is_good && i < count; i++)
        is_good = note(d, &list[i], state, next_at, why, err);
    is_good = is_good && store_commit(d->store, err);
    store_rollback(d->store);
    return is_good;
}

bool desk_published_drafts(Arena *a, Desk *d, Str after, size_t limit, DeskDraft **ret,
                           size_t *ret_count, Err *err) {
    struct {
        DeskDraft *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT id, owner, title, published FROM draft WHERE "
                                     "published > 0 AND id > $1 ORDER BY id LIMIT $2");
    query_bind_text(q, "$1", after);
    query_bind_int(q, "$2", (int64_t)limit);
    while (query_next(q))
        *VEC_ADD(a, &list) = (DeskDraft){.id = str_copy(a, query_text(q, 0)),
                                         .owner = str_copy(a, query_text(q, 1)),
                                         .title = str_copy(a, query_text(q, 2)),
                                         .published = query_int(q, 3)};
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}
