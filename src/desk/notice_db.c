// desk/notice_db.c - what people and organisations are told
#include "desk/desk_int.h"

// ---- adding -------------------------------------------------------------------------------------

// *ret 0 where it was told already.
static bool add_notice(Arena *a, Desk *d, const DeskNotice *n, int64_t *ret, Err *err) {
    Buf words = {.arena = a};
    body_add(&words, "words", n->words, DESK_NOTICE_WORDS);
    Query *q = store_query(d->store, "INSERT INTO notice (number, person, organisation, kind, "
                                     "thing, words, once, made_at, read_at) VALUES ((SELECT "
                                     "coalesce(max(number), 0) + 1 FROM notice), $1, $2, $3, $4, "
                                     "$5, $6, $7, 0) ON CONFLICT DO NOTHING RETURNING number");
    query_bind_text(q, "$1", n->person);
    query_bind_text(q, "$2", n->organisation);
    query_bind_text(q, "$3", n->kind);
    query_bind_text(q, "$4", n->thing);
    query_bind_text(q, "$5", buf_str(&words));
    query_bind_text(q, "$6", n->once);
    query_bind_int(q, "$7", desk_now(d));
    return query_number(q, ret, err);
}

// A digest goes out at the next full span of its time.
static bool add_deliveries(Desk *d, const DeskNotice *n, int64_t number, Err *err) {
    Query *q =
        store_query(d->store, "INSERT INTO delivery (channel, notice, tries, next_at, state, why) "
                              "SELECT number, $1, 0, CASE WHEN digest = 0 THEN $4 ELSE "
                              "($4 / digest + 1) * digest END, 'waiting', '' FROM channel "
                              "WHERE person = $2 AND (person <> '' OR organisation = $3) "
                              "AND ended_at = 0");
    query_bind_int(q, "$1", number);
    query_bind_text(q, "$2", n->person);
    query_bind_text(q, "$3", n->organisation);
    query_bind_int(q, "$4", desk_now(d));
    return query_run(q, err);
}

// What an organisation is told goes out by its channels, and is read nowhere else: where it has
// none nothing is kept, but for what must not be told twice.
static bool is_heard(Desk *d, const DeskNotice *n, bool *ret, Err *err) {
    *ret = n->person.size || n->once.size;
    if (*ret) return true;
    int64_t channels;
    Query *q = store_query(d->store, "SELECT count(*) FROM channel WHERE person = '' AND "
                                     "organisation = $1 AND ended_at = 0");
    query_bind_text(q, "$1", n->organisation);
    if (!query_number(q, &channels, err)) return false;
    *ret = channels > 0;
    return true;
}

static bool add_all(Arena *a, Desk *d, const DeskNotice *list, size_t count, Err *err) {
    for (size_t i = 0; i < count; i++) {
        bool is_wanted;
        int64_t number = 0;
        if (!is_heard(d, &list[i], &is_wanted, err)) return false;
        if (is_wanted && !add_notice(a, d, &list[i], &number, err)) return false;
        if (number && !add_deliveries(d, &list[i], number, err)) return false;
    }
    return true;
}

bool desk_notices_add(Arena *a, Desk *d, const DeskNotice *list, size_t count, Err *err) {
    if (!count) return true;
    bool done = store_begin(d->store, err) && add_all(a, d, list, count, err) &&
                store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

// ---- reading ------------------------------------------------------------------------------------

void notice_words(Arena *a, Str body, DeskNotice *ret) {
    BodyLine line;
    Str rest = str_copy(a, body);
    if (!body_next(a, &rest, &line)) return;
    for (size_t i = 0; i < line.count && i < DESK_NOTICE_WORDS; i++) ret->words[i] = line.values[i];
}

bool desk_notices(Arena *a, Desk *d, DeskActor of, const DeskWanted *w, DeskNotice **ret,
                  size_t *ret_count, Err *err) {
    struct {
        DeskNotice *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT number, made_at, read_at, kind, thing, words FROM "
                                     "notice WHERE person = $1 AND organisation = $2 AND (number "
                                     "< $3 OR $3 = 0) AND ($5 = '' OR kind = $5 OR kind LIKE $6 "
                                     "ESCAPE '!') ORDER BY number DESC LIMIT $4");
    query_bind_text(q, "$1", of.person);
    query_bind_text(q, "$2", of.organisation);
    query_bind_int(q, "$3", w->from);
    query_bind_int(q, "$4", (int64_t)w->limit);
    query_bind_text(q, "$5", w->kind);
    query_bind_text(q, "$6", str_fmt(a, "%.*s-%%", STR_ARG(w->kind)));
    while (query_next(q)) {
        DeskNotice *n = VEC_ADD(a, &list);
        *n = (DeskNotice){.number = query_int(q, 0),
                          .made_at = query_int(q, 1),
                          .read_at = query_int(q, 2),
                          .person = of.person,
                          .organisation = of.organisation,
                          .kind = str_copy(a, query_text(q, 3)),
                          .thing = str_copy(a, query_text(q, 4))};
        notice_words(a, query_text(q, 5), n);
    }
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

bool desk_notices_unread(Desk *d, DeskActor of, int64_t *ret, Err *err) {
    Query *q = store_query(d->store, "SELECT count(*) FROM notice WHERE person = $1 AND "
                                     "organisation = $2 AND read_at = 0");
    query_bind_text(q, "$1", of.person);
    query_bind_text(q, "$2", of.organisation);
    return query_number(q, ret, err);
}

bool desk_notices_read(Desk *d, DeskActor of, int64_t through, Err *err) {
    Query *q = store_query(d->store, "UPDATE notice SET read_at = $4 WHERE person = $1 AND "
                                     "organisation = $2 AND number <= $3 AND read_at = 0");
    query_bind_text(q, "$1", of.person);
    query_bind_text(q, "$2", of.organisation);
    query_bind_int(q, "$3", through);
    query_bind_int(q, "$4", desk_now(d));
    return desk_run(d, q, err);
}
