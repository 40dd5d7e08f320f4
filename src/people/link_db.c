// people/link_db.c - who a person is at a provider of logins: linked, listed, ended
//
// Where a link ends, the sessions end that began through it.
#include "people/people_int.h"

#include "base/limits.h"

typedef struct LinkWork {
    Doer by;
    Link link;
} LinkWork;

static const char LINKS[] = "SELECT person, issuer, subject, made_at, made_by FROM link "
                            "WHERE (person = $1 OR $1 = '') AND (issuer = $2 OR $2 = '') "
                            "AND (subject = $3 OR $3 = '') ORDER BY person, issuer";

static Query *ask(People *p, Str person, Str issuer, Str subject) {
    Query *q = store_query(p->store, LINKS);
    query_bind_text(q, "$1", person);
    query_bind_text(q, "$2", issuer);
    query_bind_text(q, "$3", subject);
    return q;
}

static Link read_link(Arena *a, Query *q) {
    return (Link){.person = str_copy(a, query_text(q, 0)),
                  .issuer = str_copy(a, query_text(q, 1)),
                  .subject = str_copy(a, query_text(q, 2)),
                  .made_at = query_int(q, 3),
                  .made_by = str_copy(a, query_text(q, 4))};
}

bool people_links(Arena *a, People *p, Str person, Link **ret, size_t *ret_count, Err *err) {
    struct {
        Link *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = ask(p, person, STR(""), STR(""));
    while (query_next(q)) *VEC_ADD(a, &list) = read_link(a, q);
    if (!query_end(q, err)) return false;
    *ret = list.items;
    *ret_count = list.count;
    return true;
}

bool link_find(Arena *a, People *p, Str issuer, Str subject, Link *ret, Err *err) {
    *ret = (Link){.person = STR(""), .made_by = STR("")};
    if (!issuer.size || !subject.size) return true;
    Query *q = ask(p, STR(""), issuer, subject);
    if (query_next(q)) *ret = read_link(a, q);
    return query_end(q, err);
}

// ---- linking ------------------------------------------------------------------------------------

static bool insert(People *p, const LinkWork *w, bool *ret_is_new, Err *err) {
    Query *q = store_query(p->store, "INSERT INTO link (issuer, subject, person, made_by, made_at) "
                                     "VALUES ($1, $2, $3, $4, $5) "
                                     "ON CONFLICT DO NOTHING RETURNING person");
    query_bind_text(q, "$1", w->link.issuer);
    query_bind_text(q, "$2", w->link.subject);
    query_bind_text(q, "$3", w->link.person);
    query_bind_text(q, "$4", w->by.person);
    query_bind_int(q, "$5", people_now(p));
    *ret_is_new = query_next(q);
    return query_end(q, err);
}

static Str detail_of(Arena *a, Str issuer, Str subject) {
    return str_fmt(a, "%.*s %.*s", STR_ARG(issuer), STR_ARG(subject));
}

static bool add(Arena *a, People *p, void *self, Err *err) {
    const LinkWork *w = self;
    Account account;
    bool found, is_new;
    if (!account_of(a, p, w->link.person, &account, &found, err)) return false;
    if (!found)
        return err_set(err, ERR_NOT_FOUND, MSG("there is no person \"{1}\"", w->link.person),
                       NO_MSG);
    if (!insert(p, w, &is_new, err)) return false;
    if (!is_new)
        return err_set(err, ERR_CONFLICT,
                       MSG("\"{1}\" or this name at \"{2}\" is linked already", w->link.person,
                           w->link.issuer),
                       MSG("end the link that is there first"));
    return audit_add(p, "linked", w->by, w->link.person,
                     detail_of(a, w->link.issuer, w->link.subject), err);
}

bool people_link(Arena *a, People *p, Doer by, Link l, Err *err) {
    LinkWork w = {by, l};
    if (!l.issuer.size || !l.subject.size || l.subject.size > LIMIT_OIDC_SUBJECT_BYTES)
        return err_set(err, ERR_INPUT,
                       MSG("a link takes an issuer and a subject of at most {1} bytes",
                           str_fmt(a, "%d", LIMIT_OIDC_SUBJECT_BYTES)),
                       NO_MSG);
    return people_in_transaction(a, p, add, &w, err);
}

// ---- ending -------------------------------------------------------------------------------------

static bool end_sessions(People *p, Str person, Str issuer, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM session WHERE person = $1 AND via = $2");
    query_bind_text(q, "$1", person);
    query_bind_text(q, "$2", issuer);
    return query_run(q, err);
}

static bool end(Arena *a, People *p, void *self, Err *err) {
    const LinkWork *w = self;
    Query *q = store_query(p->store, "DELETE FROM link WHERE person = $1 AND issuer = $2 "
                                     "RETURNING subject");
    query_bind_text(q, "$1", w->link.person);
    query_bind_text(q, "$2", w->link.issuer);
    bool found = query_next(q);
    Str subject = found ? str_copy(a, query_text(q, 0)) : STR("");
    if (!query_end(q, err)) return false;
    if (!found)
        return err_set(err, ERR_NOT_FOUND,
                       MSG("\"{1}\" is not linked at \"{2}\"", w->link.person, w->link.issuer),
                       NO_MSG);
    return end_sessions(p, w->link.person, w->link.issuer, err) &&
           audit_add(p, "unlinked", w->by, w->link.person, detail_of(a, w->link.issuer, subject),
                     err);
}

bool people_unlink(Arena *a, People *p, Doer by, Str person, Str issuer, Err *err) {
    LinkWork w = {by, {.person = person, .issuer = issuer}};
    return people_in_transaction(a, p, end, &w, err);
}

bool links_end_all(People *p, Str person, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM link WHERE person = $1");
    query_bind_text(q, "$1", person);
    return query_run(q, err);
}
