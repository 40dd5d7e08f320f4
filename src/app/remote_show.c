// app/remote_show.c - what an office holds, as commands show what is in files
#include "app/remote_int.h"
#include "app/seal_int.h"

static bool ask_text(App *app, const Remote *r, Str id, Str *ret, Err *err) {
    Str text;
    RemoteCall call = {.path = "/agreements/{id}/text", .type = "text/markdown", .id = id};
    if (!app_remote_file(app, r, &call, &text, err)) return false;
    *ret = remote_printable(app->arena, text);
    return true;
}

// Its words were judged when they were signed: what is found in them is not told again.
static const Agreement *load_quietly(App *app, Str id, Str text) {
    Findings said = app->findings;
    const Agreement *g = load_agreement_text(app, id, text);
    app->findings = said;
    return g;
}

static const Agreement *ask_agreement(App *app, const Remote *r, Str id, Err *err) {
    Str text;
    return ask_text(app, r, id, &text, err) ? load_quietly(app, id, text) : NULL;
}

const AgreementView *app_remote_show(App *app, const Remote *r, Str cited, Err *err) {
    Str text, rest = cited, id;
    str_next(&rest, '#', &id);
    return ask_text(app, r, id, &text, err) ? show_text(app, text, cited, err) : NULL;
}

const Settlement *app_remote_statement(App *app, const Remote *r, Str id, Str period, Str *ret_text,
                                       Err *err) {
    RemoteCall call = {
        .path = "/agreements/{id}/statement", .id = id, .fields = {{"period", period}}};
    const JsonNode *answer = app_remote_ask(app, r, &call, ret_text, err);
    const Agreement *g = answer ? ask_agreement(app, r, id, err) : NULL;
    return g ? remote_settlement_read(app, g, answer, err) : NULL;
}

const Settlement *app_remote_settle(App *app, const Remote *r, Str id, Str *ret_text, Err *err) {
    RemoteCall settled = {.path = "/drafts/{id}/settlement", .id = id};
    RemoteCall draft = {.path = "/drafts/{id}", .id = id};
    const JsonNode *answer = app_remote_ask(app, r, &settled, ret_text, err);
    const JsonNode *words = answer ? app_remote_ask(app, r, &draft, NULL, err) : NULL;
    if (!words) return NULL;
    const Agreement *g = load_quietly(app, id, remote_member(app->arena, words, "text"));
    return remote_settlement_read(app, g, answer, err);
}

const BalanceList *app_remote_balance(App *app, const Remote *r, Str id, Str *ret_text, Err *err) {
    RemoteCall call = {.path = "/agreements/{id}/balances", .id = id};
    const JsonNode *answer = app_remote_ask(app, r, &call, ret_text, err);
    return answer ? remote_balance_read(app, answer, err) : NULL;
}

const ExplanationList *app_remote_explain(App *app, const Remote *r, Str id, ExplainQuestion q,
                                          Str *ret_text, Err *err) {
    RemoteCall call = {.path = "/agreements/{id}/explanation",
                       .id = id,
                       .fields = {{"item", q.item}, {"period", q.period}, {"member", q.member}}};
    const JsonNode *answer = app_remote_ask(app, r, &call, ret_text, err);
    const Agreement *g = answer ? ask_agreement(app, r, id, err) : NULL;
    return g ? remote_explanation_read(app, g, answer, err) : NULL;
}

const DiffView *app_remote_diff(App *app, const Remote *r, Str id, Str before, Str after,
                                Str *ret_text, Err *err) {
    RemoteCall call = {.path = "/agreements/{id}/versions",
                       .id = id,
                       .fields = {{"before", before}, {"after", after}}};
    const JsonNode *answer = app_remote_ask(app, r, &call, ret_text, err);
    const JsonNode *change = json_find(answer, STR("change"));
    if (!answer || (change && change->kind == JSON_NULL)) return NULL;
    return remote_diff_read(app, change, err);
}

const ProofView *app_remote_verify(App *app, const Remote *r, Str id, Str trust, Err *err) {
    Str text;
    RemoteCall call = {.path = "/agreements/{id}/evidence", .type = "application/json", .id = id};
    Str name = str_fmt(app->arena, "%.*s.evidence", STR_ARG(id));
    return app_remote_file(app, r, &call, &text, err)
               ? verify_evidence_text(app, name, text, trust, err)
               : NULL;
}
