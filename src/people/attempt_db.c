// people/attempt_db.c - failed attempts of an account and of an address, counted in the store
//
// An attempt is charged before its password is looked at, so that many at the same moment cannot
// all pass, and taken back where it was good.
#include "people/people_int.h"

enum { FORGOTTEN_AFTER = 24 * 60 * 60 };

static Str subject_of(Arena *a, const char *kind, Str name) {
    return sha256_hex(a, sha256_of(str_fmt(a, "%s:%.*s", kind, STR_ARG(name))));
}

typedef int64_t (*WaitRule)(int64_t failures);

static bool wait_of(People *p, Str subject, WaitRule rule, int64_t *ret, Err *err) {
    int64_t wait = 0, now = people_now(p);
    Query *q = store_query(p->store, "SELECT failures, last_at FROM attempt WHERE subject = $1");
    query_bind_text(q, "$1", subject);
    if (query_next(q) && query_int(q, 1) > now - FORGOTTEN_AFTER)
        wait = query_int(q, 1) + rule(query_int(q, 0)) - now;
    *ret = wait > 0 ? wait : 0;
    return query_end(q, err);
}

bool attempt_wait(Arena *a, People *p, Str person, Str address, int64_t *ret_person,
                  int64_t *ret_address, Err *err) {
    *ret_person = 0;
    return (!person.size ||
            wait_of(p, subject_of(a, "person", person), person_wait, ret_person, err)) &&
           wait_of(p, subject_of(a, "address", address), address_wait, ret_address, err);
}

bool attempt_factor_wait(Arena *a, People *p, Str person, int64_t *ret, Err *err) {
    return wait_of(p, subject_of(a, "factor", person), person_wait, ret, err);
}

static bool forget_old(People *p, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM attempt WHERE last_at <= $1");
    query_bind_int(q, "$1", people_now(p) - FORGOTTEN_AFTER);
    return query_run(q, err);
}

static bool charge(People *p, Str subject, Err *err) {
    Query *q = store_query(p->store, "INSERT INTO attempt (subject, failures, last_at) "
                                     "VALUES ($1, 1, $2) ON CONFLICT (subject) DO UPDATE "
                                     "SET failures = attempt.failures + 1, last_at = $2");
    query_bind_text(q, "$1", subject);
    query_bind_int(q, "$2", people_now(p));
    return query_run(q, err);
}

bool attempt_failed(Arena *a, People *p, Str person, Str address, Err *err) {
    return forget_old(p, err) &&
           (!person.size || charge(p, subject_of(a, "person", person), err)) &&
           charge(p, subject_of(a, "address", address), err);
}

bool attempt_factor_failed(Arena *a, People *p, Str person, Err *err) {
    return charge(p, subject_of(a, "factor", person), err);
}

static bool forget_subject(People *p, Str subject, Err *err) {
    Query *q = store_query(p->store, "DELETE FROM attempt WHERE subject = $1");
    query_bind_text(q, "$1", subject);
    return query_run(q, err);
}

bool attempt_forget(Arena *a, People *p, Str person, Str address, Err *err) {
    if (person.size && (!forget_subject(p, subject_of(a, "person", person), err) ||
                        !forget_subject(p, subject_of(a, "factor", person), err)))
        return false;
    Query *q = store_query(p->store, "UPDATE attempt SET failures = failures - 1 "
                                     "WHERE subject = $1 AND failures > 0");
    query_bind_text(q, "$1", subject_of(a, "address", address));
    return query_run(q, err);
}
