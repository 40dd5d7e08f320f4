// app/store.c - opening the ledger for a use case, and agreements as they were recorded in it
#include "app/app_int.h"

#include "evidence/evidence.h"

Str now_text(App *app) {
    Str exact = sys_time_text(app->arena, sys_now(app->options.sys));
    return str_fmt(app->arena, "%.*sZ",
                   STR_ARG(str_part(exact, 0, sizeof "2024-01-31T12:00:00" - 1)));
}

Store *ledger_open(App *app, Str db, LedgerUse use, Err *err) {
    const AppGates *gates = app->options.gates;
    StoreOptions options = {.may_create = use == LEDGER_CREATE,
                            .is_read_only = use == LEDGER_READ,
                            .sys = app->options.sys,
                            .gate = gates ? gates->ledger : NULL};
    Store *s = settle_open(app->arena, db, options, err);
    if (s && (options.is_read_only || evidence_migrate(s, err))) return s;
    err_while(err, MSG("while opening \"{1}\"", db));
    return NULL;
}

// What was said of a recorded text was said before it was posted.
const Agreement *ledger_agreement(App *app, Store *s, int64_t run, Err *err) {
    SourceFile text;
    if (!settle_run_text(app->arena, s, run, &text, err)) return NULL;
    Findings said = app->findings;
    const Agreement *g = load_agreement_text(app, text.name, text.text);
    app->findings = said;
    return g;
}

static bool only_agreement(App *app, Store *s, Str *ret, Err *err) {
    AgreementInfo *list;
    size_t count;
    if (!settle_agreements(app->arena, s, &list, &count, err)) return false;
    for (size_t i = 1; i < count; i++)
        if (!str_is(list[i].id, list[0].id))
            return err_set(err, ERR_INPUT, MSG("the store has several agreements"),
                           MSG("name one, for example {1}", list[0].id));
    if (!count) return err_set(err, ERR_NOT_FOUND, MSG("the store has no agreement"), NO_MSG);
    *ret = list[0].id;
    return true;
}

bool ledger_runs(App *app, Store *s, Str agreement, Str period, RunList *ret, Err *err) {
    Run *all;
    size_t count;
    if (!agreement.size && !only_agreement(app, s, &agreement, err)) return false;
    if (!settle_runs(app->arena, s, agreement, &all, &count, err)) return false;
    *ret = (RunList){.items = ARENA_ARRAY(app->arena, Run, count + 1)};
    for (size_t i = 0; i < count; i++)
        if (!all[i].corrected_by && (!period.size || str_is(all[i].period, period)))
            ret->items[ret->count++] = all[i];
    if (ret->count) return true;
    return err_set(err, ERR_NOT_FOUND, MSG("nothing is posted for \"{1}\" {2}", agreement, period),
                   NO_MSG);
}
