// app/witness_round.c - a witness that asks an office over the network, one round of it
#include "app/app_int.h"
#include "app/seal_int.h"
#include "app/witness_int.h"

#include "base/fetch.h"
#include "base/file.h"

enum { SECOND = 1000000, PATIENCE_SECONDS = 10, GOOD = 200, REFUSED = 400 };

static bool get_head(App *app, Str office, int64_t since, FetchReply *ret, Err *err) {
    while (office.size && office.at[office.size - 1] == '/') office.size--;
    FetchCall call = {.url = str_fmt(app->arena, "%.*s/api/v1/log/head?since=%lld", STR_ARG(office),
                                     (long long)since),
                      .limit = SEAL_NOTE_MAX,
                      .seconds = PATIENCE_SECONDS};
    return fetch(app->arena, &call, ret, err);
}

// What the office shows to one who has seen `size` records. An office whose log is shorter than
// that refuses; its head is then asked for without a proof, and judged as what it is.
static bool ask(App *app, Str office, int64_t size, WitnessRequest *ret, Err *err) {
    FetchReply reply;
    if (!get_head(app, office, size, &reply, err)) return false;
    bool has_no_proof = reply.status == REFUSED && size;
    if (has_no_proof && !get_head(app, office, 0, &reply, err)) return false;
    if (reply.status != GOOD)
        return err_set(err, ERR_PEER,
                       MSG("\"{1}\" answers with status {2} instead of the head of its log", office,
                           str_fmt(app->arena, "%d", reply.status)),
                       MSG("an office signs heads when it is started with --log-key"));
    if (!witness_request_parse(app->arena, office, reply.body, ret, err)) return false;
    if (has_no_proof) ret->old_size = size;
    return true;
}

// Both heads as the log has signed them, for whoever is to be shown them.
static bool keep_heads(App *app, const WitnessFollow *f, const WitnessRequest *r, WitnessState s,
                       Err *err) {
    return !f->heads.size || file_write(app->arena, app->options.sys, f->heads,
                                        heads_write(app->arena, s.checkpoint, r->checkpoint), err);
}

// The office keeps it where it names this witness; otherwise it is for others to see.
static bool post_back(App *app, Str office, Str note) {
    FetchReply reply;
    Buf body = {.arena = app->arena};
    while (office.size && office.at[office.size - 1] == '/') office.size--;
    buf_add_byte(&body, '{');
    json_add_text(&body, "note", note);
    buf_add_byte(&body, '}');
    FetchCall call = {.url = str_fmt(app->arena, "%.*s/api/v1/log/cosignatures", STR_ARG(office)),
                      .method = "POST",
                      .body = buf_str(&body),
                      .fields = {STR("Content-Type: application/json")},
                      .limit = SEAL_NOTE_MAX,
                      .seconds = PATIENCE_SECONDS};
    return fetch(app->arena, &call, &reply, NULL) && reply.status == GOOD;
}

const WitnessView *app_witness_round(App *app, const WitnessFollow *f, Err *err) {
    WitnessRequest r;
    WitnessState s;
    SealVerifier log;
    WitnessView *v = ARENA_NEW(app->arena, WitnessView);
    if (!witness_state_open(app, f->state, &s, err) ||
        !witness_log_find(app, f->trust, &log, err) || !ask(app, f->office, s.size, &r, err))
        return NULL;
    int64_t now = sys_now(app->options.sys) / SECOND;
    WitnessState seen = s;
    WitnessVerdict verdict = witness_judge(app->arena, &r, &log, f->key->key, now, &s, &v->note);
    witness_view_fill(app, v, verdict, s);
    if (verdict == WITNESS_REWRITTEN || verdict == WITNESS_BAD_PROOF)
        return keep_heads(app, f, &r, seen, err) ? v : NULL;
    if (!v->is_cosigned) return v;
    if (!witness_state_save(app, f->state, s, err)) return NULL;
    v->is_posted = post_back(app, f->office, v->note);
    return v;
}
