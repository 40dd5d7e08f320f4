// people/organisation_db.c - organisations
#include "people/people_int.h"

static bool check(Organisation o, Err *err) {
    if (!organisation_kind_is(o.kind))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no kind of organisation", o.kind),
                       MSG("the kinds are region, department, reviewer, evaluator, enterprise and "
                           "public-body"));
    return id_check(o.id, err);
}

// ASCII letters, digits and - . _ only: two ids that look alike would be two people.
bool id_check(Str id, Err *err) {
    bool is_fit = id.size > 0 && id.size <= ID_MAX;
    for (size_t i = 0; is_fit && i < id.size; i++)
        is_fit = (id.at[i] >= 'a' && id.at[i] <= 'z') || (id.at[i] >= '0' && id.at[i] <= '9') ||
                 (i && (id.at[i] == '-' || id.at[i] == '.' || id.at[i] == '_'));
    return is_fit || err_set(err, ERR_INPUT, MSG("\"{1}\" cannot be an id", id),
                             MSG("it takes small letters a to z, digits, and - . _ behind the "
                                 "first, at most 64"));
}

static bool insert(People *p, const Organisation *o, bool *ret_is_new, Err *err) {
    Query *q = store_query(p->store, "INSERT INTO organisation (id, kind, name, made_at) "
                                     "VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING "
                                     "RETURNING id");
    query_bind_text(q, "$1", o->id);
    query_bind_text(q, "$2", o->kind);
    query_bind_text(q, "$3", o->name);
    query_bind_int(q, "$4", people_now(p));
    *ret_is_new = query_next(q);
    return query_end(q, err);
}

typedef struct Adding {
    Doer by;
    Organisation organisation;
} Adding;

static bool add(Arena *a, People *p, void *self, Err *err) {
    (void)a;
    const Adding *w = self;
    bool is_new;
    if (!insert(p, &w->organisation, &is_new, err)) return false;
    if (!is_new)
        return err_set(err, ERR_CONFLICT,
                       MSG("there is an organisation \"{1}\" already", w->organisation.id), NO_MSG);
    return audit_add(p, "organisation-added", w->by, w->organisation.id, w->organisation.kind, err);
}

bool people_add_organisation(People *p, Doer by, Organisation o, Err *err) {
    Adding w = {by, o};
    return check(o, err) && people_in_transaction(NULL, p, add, &w, err);
}

bool people_organisations(Arena *a, People *p, Organisation **ret, size_t *ret_count, Err *err) {
    struct {
        Organisation *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(p->store, "SELECT id, kind, name FROM organisation ORDER BY id");
    while (query_next(q))
        *VEC_ADD(a, &list) =
            (Organisation){str_copy(a, query_text(q, 0)), str_copy(a, query_text(q, 1)),
                           str_copy(a, query_text(q, 2))};
    if (!query_end(q, err)) return false;
    *ret = list.items;
    *ret_count = list.count;
    return true;
}
