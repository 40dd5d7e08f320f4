// people/approval_db.c - four eyes: who prepared, who approved
#include "people/people_int.h"

typedef struct WorkRow {
    const PeopleActor *actor;
    Str id, initiator;
    Act act;
    Relation relation;
    Verdict verdict;
} WorkRow;

static bool insert(People *p, const WorkRow *w, bool *ret_is_new, Err *err) {
    Query *q = store_query(p->store, "INSERT INTO work (id, act, organisation, initiator, made_at) "
                                     "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING "
                                     "RETURNING id");
    query_bind_text(q, "$1", w->id);
    query_bind_text(q, "$2", str_from(act_name(w->act)));
    query_bind_text(q, "$3", w->actor->organisation);
    query_bind_text(q, "$4", w->actor->person);
    query_bind_int(q, "$5", people_now(p));
    *ret_is_new = query_next(q);
    return query_end(q, err);
}

static bool prepare(Arena *a, People *p, void *self, Err *err) {
    (void)a;
    const WorkRow *w = self;
    bool is_new;
    if (!insert(p, w, &is_new, err)) return false;
    if (!is_new)
        return err_set(err, ERR_CONFLICT, MSG("\"{1}\" was prepared before", w->id), NO_MSG);
    return audit_add(p, "prepared", (Doer){w->actor->person, STR("")}, w->id,
                     str_from(act_name(w->act)), err);
}

bool people_prepare(Arena *a, People *p, const PeopleActor *actor, Str id, Act act, Err *err) {
    WorkRow w = {.actor = actor, .id = id, .act = act};
    return people_in_transaction(a, p, prepare, &w, err);
}

// ---- approving ----------------------------------------------------------------------------------

static bool find_work(Arena *a, People *p, WorkRow *w, Err *err) {
    Query *q = store_query(p->store, "SELECT act, initiator FROM work WHERE id = $1");
    query_bind_text(q, "$1", w->id);
    bool found = query_next(q) && act_from_text(query_text(q, 0), &w->act);
    if (found) w->initiator = str_copy(a, query_text(q, 1));
    if (!query_end(q, err)) return false;
    return found || err_set(err, ERR_NOT_FOUND, MSG("nobody has prepared \"{1}\"", w->id), NO_MSG);
}

static bool judge(Arena *a, People *p, WorkRow *w, Err *err) {
    struct {
        Str *items;
        size_t count, capacity;
    } approvers = {NULL, 0, 0};
    Query *q =
        store_query(p->store, "SELECT approver FROM approval WHERE work = $1 ORDER BY approver");
    query_bind_text(q, "$1", w->id);
    while (query_next(q)) *VEC_ADD(a, &approvers) = str_copy(a, query_text(q, 0));
    w->verdict = people_may_approve(w->actor, w->act, w->relation, w->initiator, approvers.items,
                                    approvers.count);
    return query_end(q, err);
}

static bool record(People *p, const WorkRow *w, Err *err) {
    Query *q =
        store_query(p->store, "INSERT INTO approval (work, initiator, approver, organisation, "
                              "made_at) VALUES ($1, $2, $3, $4, $5)");
    query_bind_text(q, "$1", w->id);
    query_bind_text(q, "$2", w->initiator);
    query_bind_text(q, "$3", w->actor->person);
    query_bind_text(q, "$4", w->actor->organisation);
    query_bind_int(q, "$5", people_now(p));
    return query_run(q, err);
}

static bool approve(Arena *a, People *p, void *self, Err *err) {
    WorkRow *w = self;
    if (!find_work(a, p, w, err) || !judge(a, p, w, err)) return false;
    bool is_done = w->verdict == VERDICT_YES;
    return (!is_done || record(p, w, err)) &&
           audit_add(p, is_done ? "approved" : "approval-refused",
                     (Doer){w->actor->person, STR("")}, w->id, str_from(act_name(w->act)), err);
}

bool people_approve(Arena *a, People *p, const PeopleActor *actor, Str id, Relation relation,
                    Verdict *ret, Err *err) {
    WorkRow w = {.actor = actor, .id = id, .relation = relation};
    if (!people_in_transaction(a, p, approve, &w, err)) return false;
    *ret = w.verdict;
    return true;
}
