// people/session_db.c - sessions: begun, used, ended
//
// The use of a session is written down at most once a minute, so that reading costs no writes.
#include "people/people_int.h"

enum { HALF_SECONDS = 5 * 60, SEEN_SECONDS = 60 };

#define SESSIONS                                                                                   \
    "SELECT hash, person, organisation, address, is_whole, has_factor, made_at, seen_at, "         \
    "ends_at, via FROM session WHERE ends_at > $2 AND seen_at > $3 "
static const char ONE[] = SESSIONS "AND hash = $1";
static const char OF_PERSON[] = SESSIONS "AND person = $1 ORDER BY made_at, hash";

static SessionRow read_session(Arena *a, Query *q) {
    return (SessionRow){.hash = str_copy(a, query_text(q, 0)),
                        .person = str_copy(a, query_text(q, 1)),
                        .organisation = str_copy(a, query_text(q, 2)),
                        .address = str_copy(a, query_text(q, 3)),
                        .is_whole = query_int(q, 4),
                        .has_factor = query_int(q, 5),
                        .made_at = query_int(q, 6),
                        .seen_at = query_int(q, 7),
                        .ends_at = query_int(q, 8),
                        .via = str_copy(a, query_text(q, 9))};
}

// `which`: the hash, or the person.
static Query *ask(People *p, const char *sql, Str which) {
    Query *q = store_query(p->store, sql);
    query_bind_text(q, "$1", which);
    query_bind_int(q, "$2", people_now(p));
    query_bind_int(q, "$3", people_now(p) - p->options.idle);
    return q;
}

bool session_find(Arena *a, People *p, Str token, SessionRow *ret, bool *ret_found, Err *err) {
    *ret_found = false;
    if (!token_is(TOKEN_SESSION, token)) return true;
    Query *q = ask(p, ONE, token_hash(a, token));
    *ret_found = query_next(q);
    if (*ret_found) *ret = read_session(a, q);
    return query_end(q, err);
}

static bool is_over(Err *err) {
    return err_set(err, ERR_DENIED, MSG("there is no such session, or it is over"),
                   MSG("log in again"));
}

bool session_need(Arena *a, People *p, Str token, SessionRow *ret, Err *err) {
    bool found;
    if (!session_find(a, p, token, ret, &found, err)) return false;
    return (found && ret->is_whole) || is_over(err);
}

// ---- beginning and ending -----------------------------------------------------------------------

static bool forget_old(People *p, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM session WHERE ends_at <= $1 OR seen_at <= $2");
    query_bind_int(q, "$1", people_now(p));
    query_bind_int(q, "$2", people_now(p) - p->options.idle);
    return query_run(q, err);
}

static bool insert(People *p, const SessionRow *row, Err *err) {
    Query *q = store_query(p->store,
                           "INSERT INTO session (hash, person, organisation, is_whole, has_factor, "
                           "address, made_at, seen_at, ends_at, via) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)");
    query_bind_text(q, "$1", row->hash);
    query_bind_text(q, "$2", row->person);
    query_bind_text(q, "$3", row->organisation);
    query_bind_int(q, "$4", row->is_whole);
    query_bind_int(q, "$5", row->has_factor);
    query_bind_text(q, "$6", row->address);
    query_bind_int(q, "$7", row->made_at);
    query_bind_int(q, "$8", row->ends_at);
    query_bind_text(q, "$9", row->via);
    return query_run(q, err);
}

bool session_begin(Arena *a, People *p, SessionRow row, Str *ret_token, Err *err) {
    Str token = token_make(a, p->options.sys, TOKEN_SESSION);
    row.hash = token_hash(a, token);
    row.made_at = people_now(p);
    if (!row.ends_at)
        row.ends_at = row.made_at + (row.is_whole ? p->options.longest : HALF_SECONDS);
    if (!forget_old(p, err) || !insert(p, &row, err)) return false;
    *ret_token = token;
    return true;
}

bool session_end(People *p, Str hash, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM session WHERE hash = $1");
    query_bind_text(q, "$1", hash);
    return query_run(q, err);
}

bool session_end_of(Arena *a, People *p, Str token, Err *err) {
    return !token_is(TOKEN_SESSION, token) || session_end(p, token_hash(a, token), err);
}

bool session_end_all(People *p, Str person, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM session WHERE person = $1");
    query_bind_text(q, "$1", person);
    return query_run(q, err);
}

bool session_end_others(People *p, Str person, Str hash, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM session WHERE person = $1 AND hash <> $2");
    query_bind_text(q, "$1", person);
    query_bind_text(q, "$2", hash);
    return query_run(q, err);
}

bool session_take(People *p, Str hash, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM session WHERE hash = $1 RETURNING hash");
    query_bind_text(q, "$1", hash);
    bool found = query_next(q);
    return query_end(q, err) && (found || is_over(err));
}

// ---- using --------------------------------------------------------------------------------------

static bool touch(Arena *a, People *p, void *self, Err *err) {
    (void)a;
    const SessionRow *row = self;
    Query *q = store_query(p->store, "UPDATE session SET seen_at = $2 WHERE hash = $1");
    query_bind_text(q, "$1", row->hash);
    query_bind_int(q, "$2", people_now(p));
    return query_run(q, err);
}

static bool use(Arena *a, People *p, SessionRow *row, Err *err) {
    return people_now(p) < row->seen_at + SEEN_SECONDS ||
           people_in_transaction(a, p, touch, row, err);
}

static bool view(Arena *a, People *p, const SessionRow *row, Session *ret, Err *err) {
    Account account;
    bool found;
    RoleSet roles;
    if (!account_of(a, p, row->person, &account, &found, err) ||
        !roles_of(a, p, row->person, row->organisation, &roles, err))
        return false;
    if (!found || account.person.is_disabled)
        return err_set(err, ERR_DENIED, MSG("this account is closed"), NO_MSG);
    *ret = (Session){.actor = {row->person, row->organisation, roles, ACTS_ALL, row->has_factor},
                     .must_change = account.person.must_change && !row->via.size,
                     .via = row->via,
                     .made_at = row->made_at,
                     .seen_at = row->seen_at,
                     .ends_at = row->ends_at,
                     .address = row->address};
    return true;
}

bool people_session(Arena *a, People *p, Str token, Session *ret, Err *err) {
    SessionRow row;
    return session_need(a, p, token, &row, err) && view(a, p, &row, ret, err) &&
           use(a, p, &row, err);
}

bool people_sessions(Arena *a, People *p, Str token, Session **ret, size_t *ret_count, Err *err) {
    struct {
        SessionRow *items;
        size_t count, capacity;
    } rows = {NULL, 0, 0};
    SessionRow own;
    if (!session_need(a, p, token, &own, err)) return false;
    Query *q = ask(p, OF_PERSON, own.person);
    while (query_next(q)) *VEC_ADD(a, &rows) = read_session(a, q);
    if (!query_end(q, err)) return false;
    Session *list = ARENA_ARRAY(a, Session, rows.count);
    *ret_count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        Session *s = &list[*ret_count];
        if (!rows.items[i].is_whole) continue;
        if (!view(a, p, &rows.items[i], s, err)) return false;
        s->is_this = str_is(rows.items[i].hash, own.hash);
        ++*ret_count;
    }
    *ret = list;
    return true;
}

// ---- what a person does with it -----------------------------------------------------------------

typedef struct SessionWork {
    SessionRow row;
    Doer by;
    Str *ret_token;
} SessionWork;

static bool replace(Arena *a, People *p, void *self, Err *err) {
    const SessionWork *w = self;
    return session_take(p, w->row.hash, err) && session_begin(a, p, w->row, w->ret_token, err);
}

bool people_choose(Arena *a, People *p, Str token, Str organisation, Str *ret_token, Err *err) {
    SessionWork w = {.ret_token = ret_token};
    RoleSet roles;
    if (!session_need(a, p, token, &w.row, err) ||
        !roles_of(a, p, w.row.person, organisation, &roles, err))
        return false;
    if (w.row.via.size && !str_is(organisation, w.row.organisation))
        return err_set(err, ERR_DENIED,
                       MSG("who logged in through \"{1}\" works for \"{2}\" only", w.row.via,
                           w.row.organisation),
                       MSG("log in with your password to work for another organisation"));
    if (!roles)
        return err_set(err, ERR_DENIED, MSG("you have no role in \"{1}\"", organisation), NO_MSG);
    w.row.organisation = organisation;
    return people_in_transaction(a, p, replace, &w, err);
}

static bool logout(Arena *a, People *p, void *self, Err *err) {
    (void)a;
    const SessionWork *w = self;
    return session_end(p, w->row.hash, err) &&
           audit_add(p, "logout", w->by, w->row.person, STR(""), err);
}

bool people_logout(Arena *a, People *p, Str token, Err *err) {
    SessionWork w = {.ret_token = NULL};
    bool found;
    if (!session_find(a, p, token, &w.row, &found, err)) return false;
    w.by = (Doer){w.row.person, w.row.address};
    return !found || people_in_transaction(a, p, logout, &w, err);
}

static bool logout_others(Arena *a, People *p, void *self, Err *err) {
    (void)a;
    const SessionWork *w = self;
    return session_end_others(p, w->row.person, w->row.hash, err) &&
           audit_add(p, "logout-others", w->by, w->row.person, STR(""), err);
}

bool people_logout_others(Arena *a, People *p, Str token, Err *err) {
    SessionWork w = {.ret_token = NULL};
    if (!session_need(a, p, token, &w.row, err)) return false;
    w.by = (Doer){w.row.person, w.row.address};
    return people_in_transaction(a, p, logout_others, &w, err);
}

static bool restored(Arena *a, People *p, void *self, Err *err) {
    (void)a;
    return query_run(store_query(p->store, "DELETE FROM session"), err) &&
           audit_add(p, "restored", (Doer){STR(""), STR("")}, STR(""), *(const Str *)self, err);
}

bool people_restored(Arena *a, People *p, Str detail, Err *err) {
    return people_in_transaction(a, p, restored, &detail, err);
}
