// desk/share_db.c - which organisations are invited to a draft, and what each is to it
#include "desk/desk_int.h"

bool desk_invite(Desk *d, DeskActor by, Str id, Str organisation, Str relation, Err *err) {
    if (!str_is(relation, STR("partner")) && !str_is(relation, STR("observer")))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no way to be invited", relation),
                       MSG("one is invited as partner or as observer"));
    Query *q = store_query(d->store, "INSERT INTO invitation (draft, organisation, relation, "
                                     "made_by, made_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT "
                                     "(draft, organisation) DO UPDATE SET relation = "
                                     "excluded.relation, made_by = excluded.made_by, made_at = "
                                     "excluded.made_at");
    query_bind_text(q, "$1", id);
    query_bind_text(q, "$2", organisation);
    query_bind_text(q, "$3", relation);
    query_bind_text(q, "$4", by.person);
    query_bind_int(q, "$5", desk_now(d));
    return desk_run(d, q, err);
}

bool desk_uninvite(Desk *d, Str id, Str organisation, Err *err) {
    Query *q =
        store_query(d->store, "DELETE FROM invitation WHERE draft = $1 AND organisation = $2");
    query_bind_text(q, "$1", id);
    query_bind_text(q, "$2", organisation);
    return desk_run(d, q, err);
}

bool desk_invitations(Arena *a, Desk *d, Str id, DeskInvitation **ret, size_t *ret_count,
                      Err *err) {
    struct {
        DeskInvitation *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT organisation, relation, made_by, made_at FROM "
                                     "invitation WHERE draft = $1 ORDER BY organisation");
    query_bind_text(q, "$1", id);
    while (query_next(q))
        *VEC_ADD(a, &list) =
            (DeskInvitation){str_copy(a, query_text(q, 0)), str_copy(a, query_text(q, 1)),
                             str_copy(a, query_text(q, 2)), query_int(q, 3)};
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

static const char RELATION[] =
    "SELECT CASE WHEN d.owner = $2 THEN 0 WHEN i.relation = 'partner' THEN 1 "
    "WHEN i.relation = 'observer' THEN 2 ELSE 3 END FROM draft d "
    "LEFT JOIN invitation i ON i.draft = d.id AND i.organisation = $2 WHERE d.id = $1";

bool desk_relation(Desk *d, Str id, Str organisation, const char **ret, Err *err) {
    static const char *const NAMES[] = {"own", "partner", "observer", "other"};
    Query *q = store_query(d->store, RELATION);
    query_bind_text(q, "$1", id);
    query_bind_text(q, "$2", organisation);
    bool is_found = query_next(q);
    *ret = NAMES[is_found ? query_int(q, 0) : 3];
    if (!query_end(q, err)) return false;
    return is_found || err_set(err, ERR_NOT_FOUND, MSG("there is no draft \"{1}\"", id), NO_MSG);
}
