// people/token_db.c - tokens with which programs act for a person
#include "people/people_int.h"

enum { YEAR = 366 * 24 * 60 * 60 };

#define TOKENS                                                                                     \
    "SELECT number, name, person, organisation, scope, ends_at FROM api_token WHERE ends_at > $2 "
static const char ONE[] = TOKENS "AND hash = $1";
static const char LISTED[] = TOKENS "AND (person = $1 OR $1 = '') ORDER BY number";

// `which`: the hash, or the person.
static Query *ask(People *p, const char *sql, Str which) {
    Query *q = store_query(p->store, sql);
    query_bind_text(q, "$1", which);
    query_bind_int(q, "$2", people_now(p));
    return q;
}

static bool read_token(Arena *a, Query *q, ApiToken *ret) {
    *ret = (ApiToken){.number = query_int(q, 0),
                      .name = str_copy(a, query_text(q, 1)),
                      .person = str_copy(a, query_text(q, 2)),
                      .organisation = str_copy(a, query_text(q, 3)),
                      .ends_at = query_int(q, 5)};
    return acts_from_text(query_text(q, 4), &ret->scope);
}

bool people_tokens(Arena *a, People *p, Str person, ApiToken **ret, size_t *ret_count, Err *err) {
    struct {
        ApiToken *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    ApiToken t;
    Query *q = ask(p, LISTED, person);
    while (query_next(q))
        if (read_token(a, q, &t)) *VEC_ADD(a, &list) = t;
    if (!query_end(q, err)) return false;
    *ret = list.items;
    *ret_count = list.count;
    return true;
}

// ---- adding and ending --------------------------------------------------------------------------

typedef struct TokenWork {
    Doer by;
    ApiToken t;
    Str token;
} TokenWork;

static bool check(const People *p, const ApiToken *t, Err *err) {
    int64_t now = people_now(p);
    if (t->ends_at <= now || t->ends_at > now + YEAR)
        return err_set(err, ERR_INPUT, MSG("a token ends within a year from now"), NO_MSG);
    for (Act act = 0; act < ACT_COUNT; act++)
        if ((t->scope >> act & 1) && act_takes_factor(act))
            return err_set(
                err, ERR_DENIED,
                MSG("no program may \"{1}\": it takes a person", str_from(act_name(act))), NO_MSG);
    return t->scope || err_set(err, ERR_INPUT, MSG("the token would be good for nothing"),
                               MSG("give it a scope, for example read write-facts"));
}

static bool insert(Arena *a, People *p, const TokenWork *w, Err *err) {
    Query *q = store_query(
        p->store, "INSERT INTO api_token (hash, number, name, person, organisation, scope, "
                  "made_at, ends_at) SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, "
                  "$5, $6, $7 FROM api_token");
    query_bind_text(q, "$1", token_hash(a, w->token));
    query_bind_text(q, "$2", w->t.name);
    query_bind_text(q, "$3", w->t.person);
    query_bind_text(q, "$4", w->t.organisation);
    query_bind_text(q, "$5", acts_text(a, w->t.scope));
    query_bind_int(q, "$6", people_now(p));
    query_bind_int(q, "$7", w->t.ends_at);
    return query_run(q, err);
}

static bool add(Arena *a, People *p, void *self, Err *err) {
    const TokenWork *w = self;
    RoleSet roles;
    if (!roles_of(a, p, w->t.person, w->t.organisation, &roles, err)) return false;
    if (!roles)
        return err_set(err, ERR_DENIED, MSG("you have no role in \"{1}\"", w->t.organisation),
                       NO_MSG);
    return insert(a, p, w, err) &&
           audit_add(p, "token-added", w->by, w->t.person, acts_text(a, w->t.scope), err);
}

bool people_token_add(Arena *a, People *p, Doer by, ApiToken t, Str *ret_token, Err *err) {
    TokenWork w = {by, t, token_make(a, p->options.sys, TOKEN_API)};
    if (!check(p, &t, err) || !people_in_transaction(a, p, add, &w, err)) return false;
    *ret_token = w.token;
    return true;
}

static bool end(Arena *a, People *p, void *self, Err *err) {
    const TokenWork *w = self;
    Query *q = store_query(p->store, "UPDATE api_token SET ends_at = $3 WHERE number = $1 "
                                     "AND (person = $2 OR $2 = '') RETURNING person");
    query_bind_int(q, "$1", w->t.number);
    query_bind_text(q, "$2", w->t.person);
    query_bind_int(q, "$3", people_now(p));
    bool found = query_next(q);
    Str person = found ? str_copy(a, query_text(q, 0)) : STR("");
    if (!query_end(q, err)) return false;
    if (!found) return err_set(err, ERR_NOT_FOUND, MSG("there is no such token"), NO_MSG);
    return audit_add(p, "token-ended", w->by, person, STR(""), err);
}

bool people_token_end(Arena *a, People *p, Doer by, Str person, int64_t number, Err *err) {
    TokenWork w = {.by = by, .t = {.number = number, .person = person}};
    return people_in_transaction(a, p, end, &w, err);
}

bool tokens_end_all(People *p, Str person, Err *err) {
    Query *q = store_query(p->store, "UPDATE api_token SET ends_at = $2 WHERE person = $1 "
                                     "AND ends_at > $2");
    query_bind_text(q, "$1", person);
    query_bind_int(q, "$2", people_now(p));
    return query_run(q, err);
}

// ---- acting -------------------------------------------------------------------------------------

bool people_token_actor(Arena *a, People *p, Str token, PeopleActor *ret, Err *err) {
    ApiToken t;
    Account account;
    bool found = false;
    RoleSet roles;
    if (token_is(TOKEN_API, token)) {
        Query *q = ask(p, ONE, token_hash(a, token));
        found = query_next(q) && read_token(a, q, &t);
        if (!query_end(q, err)) return false;
    }
    if (found && !account_of(a, p, t.person, &account, &found, err)) return false;
    if (!found || account.person.is_disabled)
        return err_set(err, ERR_DENIED, MSG("there is no such token, or it has ended"), NO_MSG);
    if (!roles_of(a, p, t.person, t.organisation, &roles, err)) return false;
    *ret = (PeopleActor){t.person, t.organisation, roles, t.scope, false};
    return true;
}
