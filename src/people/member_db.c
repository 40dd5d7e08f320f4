// people/member_db.c - who has which role in which organisation, and until when
#include "base/civil.h"
#include "people/people_int.h"

// Those that hold now, of all, of a person, of a person in one organisation; and of an
// organisation's members whose accounts are open. Each is found by an index.
#define ROLES                                                                                      \
    "SELECT person, organisation, role, ends_at, granted_by FROM membership "                      \
    "WHERE (ends_at = 0 OR ends_at > $1) "
static const char ALL[] = ROLES "ORDER BY person, organisation, role";
static const char OF_PERSON[] = ROLES "AND person = $2 ORDER BY organisation, role";
static const char OF_PERSON_IN[] = ROLES "AND person = $2 AND organisation = $3 ORDER BY role";
static const char OF_ORGANISATION[] = ROLES
    "AND organisation = $2 AND NOT EXISTS (SELECT 1 FROM person WHERE id = membership.person AND "
    "is_disabled <> 0) ORDER BY person, role";

typedef struct Memberships {
    Membership *items;
    size_t count, capacity;
} Memberships;

static void read_membership(Arena *a, Query *q, Memberships *list) {
    Membership m = {.person = str_copy(a, query_text(q, 0)),
                    .organisation = str_copy(a, query_text(q, 1)),
                    .ends_at = query_int(q, 3),
                    .granted_by = str_copy(a, query_text(q, 4))};
    if (role_from_text(query_text(q, 2), &m.role)) *VEC_ADD(a, list) = m;
}

static Query *ask(People *p, const char *sql) {
    Query *q = store_query(p->store, sql);
    query_bind_int(q, "$1", people_now(p));
    return q;
}

static bool read_memberships(Arena *a, Query *q, Membership **ret, size_t *ret_count, Err *err) {
    Memberships list = {NULL, 0, 0};
    while (query_next(q)) read_membership(a, q, &list);
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

bool people_memberships(Arena *a, People *p, Str person, Membership **ret, size_t *ret_count,
                        Err *err) {
    Query *q = ask(p, person.size ? OF_PERSON : ALL);
    if (person.size) query_bind_text(q, "$2", person);
    return read_memberships(a, q, ret, ret_count, err);
}

bool people_members(Arena *a, People *p, Str organisation, Membership **ret, size_t *ret_count,
                    Err *err) {
    Query *q = ask(p, OF_ORGANISATION);
    query_bind_text(q, "$2", organisation);
    return read_memberships(a, q, ret, ret_count, err);
}

// Of rows that have ended too; their order is that of the organisations.
static const char EVER[] = "SELECT DISTINCT organisation FROM membership WHERE person = $1 "
                           "AND ($2 = 0 OR ends_at = 0 OR ends_at > $2) ORDER BY organisation";

static bool read_organisations(Arena *a, People *p, Str person, int64_t now, Str **ret,
                               size_t *ret_count, Err *err) {
    struct {
        Str *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(p->store, EVER);
    query_bind_text(q, "$1", person);
    query_bind_int(q, "$2", now);
    while (query_next(q)) *VEC_ADD(a, &list) = str_copy(a, query_text(q, 0));
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

bool people_belongs(Arena *a, People *p, Str person, Str **ret, size_t *ret_count, Err *err) {
    if (!read_organisations(a, p, person, people_now(p), ret, ret_count, err)) return false;
    return *ret_count || read_organisations(a, p, person, 0, ret, ret_count, err);
}

bool roles_of(Arena *a, People *p, Str person, Str organisation, RoleSet *ret, Err *err) {
    Membership *list;
    size_t count;
    *ret = 0;
    if (!person.size || !organisation.size) return true;
    Query *q = ask(p, OF_PERSON_IN);
    query_bind_text(q, "$2", person);
    query_bind_text(q, "$3", organisation);
    if (!read_memberships(a, q, &list, &count, err)) return false;
    for (size_t i = 0; i < count; i++) *ret |= (RoleSet)1 << list[i].role;
    return true;
}

// ---- granting and revoking ----------------------------------------------------------------------

typedef struct MemberWork {
    Doer by;
    Membership m;
} MemberWork;

static bool exists(People *p, const char *sql, Str id, bool *ret, Err *err) {
    Query *q = store_query(p->store, sql);
    query_bind_text(q, "$1", id);
    *ret = query_next(q);
    return query_end(q, err);
}

static bool need_both(People *p, const Membership *m, Err *err) {
    bool person, organisation;
    if (!exists(p, "SELECT id FROM person WHERE id = $1", m->person, &person, err) ||
        !exists(p, "SELECT id FROM organisation WHERE id = $1", m->organisation, &organisation,
                err))
        return false;
    if (!person)
        return err_set(err, ERR_NOT_FOUND, MSG("there is no person \"{1}\"", m->person), NO_MSG);
    return organisation ||
           err_set(err, ERR_NOT_FOUND, MSG("there is no organisation \"{1}\"", m->organisation),
                   NO_MSG);
}

static bool need_sense(Arena *a, People *p, const MemberWork *w, Err *err) {
    RoleSet roles;
    Role pair[2];
    if (str_is(w->by.person, w->m.person))
        return err_set(err, ERR_DENIED, MSG("nobody gives a right to himself"),
                       MSG("another administrator can do it"));
    if (w->m.ends_at && w->m.ends_at <= people_now(p))
        return err_set(err, ERR_INPUT, MSG("the end of this role is past already"), NO_MSG);
    if (!roles_of(a, p, w->m.person, w->m.organisation, &roles, err)) return false;
    return roles_are_compatible(roles | (RoleSet)1 << w->m.role, pair) ||
           err_set(err, ERR_CONFLICT,
                   MSG("one person cannot be {1} and {2} of the same organisation",
                       str_from(role_name(pair[0])), str_from(role_name(pair[1]))),
                   MSG("revoke the one first, or give it to somebody else"));
}

static bool put(People *p, const MemberWork *w, Err *err) {
    Query *q = store_query(p->store, "INSERT INTO membership (person, organisation, role, ends_at, "
                                     "granted_by, granted_at) VALUES ($1, $2, $3, $4, $5, $6) "
                                     "ON CONFLICT (person, organisation, role) DO UPDATE "
                                     "SET ends_at = $4, granted_by = $5, granted_at = $6");
    query_bind_text(q, "$1", w->m.person);
    query_bind_text(q, "$2", w->m.organisation);
    query_bind_text(q, "$3", str_from(role_name(w->m.role)));
    query_bind_int(q, "$4", w->m.ends_at);
    query_bind_text(q, "$5", w->by.person);
    query_bind_int(q, "$6", people_now(p));
    return query_run(q, err);
}

// Until the last day of the role, where it has one.
static Str detail_of(Arena *a, const Membership *m) {
    enum { DAY = 24 * 60 * 60 };
    if (!m->ends_at) return str_fmt(a, "%s@%.*s", role_name(m->role), STR_ARG(m->organisation));
    Str last = civil_text(a, civil_from_days((m->ends_at - 1) / DAY));
    return str_fmt(a, "%s@%.*s until %.*s", role_name(m->role), STR_ARG(m->organisation),
                   STR_ARG(last));
}

static bool grant(Arena *a, People *p, void *self, Err *err) {
    const MemberWork *w = self;
    return need_both(p, &w->m, err) && need_sense(a, p, w, err) && put(p, w, err) &&
           audit_add(p, "role-granted", w->by, w->m.person, detail_of(a, &w->m), err);
}

bool people_grant(Arena *a, People *p, Doer by, Membership m, Err *err) {
    MemberWork w = {by, m};
    return people_in_transaction(a, p, grant, &w, err);
}

static bool revoke(Arena *a, People *p, void *self, Err *err) {
    const MemberWork *w = self;
    Query *q = store_query(p->store, "DELETE FROM membership WHERE person = $1 "
                                     "AND organisation = $2 AND role = $3 RETURNING role");
    query_bind_text(q, "$1", w->m.person);
    query_bind_text(q, "$2", w->m.organisation);
    query_bind_text(q, "$3", str_from(role_name(w->m.role)));
    bool found = query_next(q);
    if (!query_end(q, err)) return false;
    if (!found)
        return err_set(err, ERR_NOT_FOUND, MSG("\"{1}\" does not have this role", w->m.person),
                       NO_MSG);
    return audit_add(p, "role-revoked", w->by, w->m.person, detail_of(a, &w->m), err);
}

bool people_revoke(Arena *a, People *p, Doer by, Membership m, Err *err) {
    MemberWork w = {by, m};
    return people_in_transaction(a, p, revoke, &w, err);
}
