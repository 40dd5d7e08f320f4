// people/preference_db.c - what people like: the time zone in which they are told times
#include "people/people_int.h"

bool people_zone(Arena *a, People *p, Str person, Str *ret, Err *err) {
    Query *q = store_query(p->store, "SELECT zone FROM preference WHERE person = $1");
    query_bind_text(q, "$1", person);
    *ret = query_next(q) ? str_copy(a, query_text(q, 0)) : STR("");
    return query_end(q, err);
}

typedef struct ZoneWork {
    Str person, zone;
} ZoneWork;

static bool set(Arena *a, People *p, void *self, Err *err) {
    (void)a;
    const ZoneWork *w = self;
    Query *q = store_query(p->store, "INSERT INTO preference (person, zone) VALUES ($1, $2) "
                                     "ON CONFLICT (person) DO UPDATE SET zone = excluded.zone");
    query_bind_text(q, "$1", w->person);
    query_bind_text(q, "$2", w->zone);
    return query_run(q, err);
}

bool people_set_zone(Arena *a, People *p, Str person, Str zone, Err *err) {
    ZoneWork w = {person, zone};
    return people_in_transaction(a, p, set, &w, err);
}
