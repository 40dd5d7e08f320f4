// app/batch.c - a ledger, and the people beside it, kept open by one who writes for many
//
// What an error says may lie in the store's memory, which goes when it is opened anew: it is
// copied.
#include "app/app_int.h"
#include "app/ledger.h"
#include "app/people_int.h"

AppGates *app_gates_new(Arena *a) {
    AppGates *gates = ARENA_NEW(a, AppGates);
    *gates = (AppGates){store_gate_new(a), store_gate_new(a)};
    return gates;
}

OpenLedger *app_ledger_open(App *app, Str db, Err *err) {
    OpenLedger *l = ARENA_NEW(app->arena, OpenLedger);
    l->store = ledger_open(app, db, LEDGER_WRITE, err);
    return l->store ? l : NULL;
}

static bool kept(App *app, bool done, Err *err) {
    if (!done) err_keep(app->arena, err);
    return done;
}

bool app_ledger_is_open(const OpenLedger *l) {
    return store_is_open(l->store);
}

bool app_ledger_batch_begin(App *app, OpenLedger *l, Err *err) {
    return kept(app, store_batch_begin(l->store, err), err);
}

bool app_ledger_batch_commit(App *app, OpenLedger *l, Err *err) {
    return kept(app, store_batch_commit(l->store, err), err);
}

void app_ledger_batch_rollback(OpenLedger *l) {
    store_batch_rollback(l->store);
}

// ---- people -------------------------------------------------------------------------------------

bool app_people_is_open(const OpenPeople *p) {
    return store_is_open(p->store);
}

bool app_people_batch_begin(App *app, OpenPeople *p, Err *err) {
    return kept(app, store_batch_begin(p->store, err), err);
}

bool app_people_batch_commit(App *app, OpenPeople *p, Err *err) {
    return kept(app, store_batch_commit(p->store, err), err);
}

void app_people_batch_rollback(OpenPeople *p) {
    store_batch_rollback(p->store);
}
