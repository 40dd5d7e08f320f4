// app/desk_execute.c - what was approved becomes record: published, signed, confirmed, posted
//
// Each is the same when it is done again, so that a crash between the approval and the record costs
// nothing: approving once more completes it.
#include "app/desk_int.h"

#include "app/ledger.h"
#include "app/seal_int.h"

typedef struct Execution {
    App *app;
    OpenPeople *people;
    const DeskProposal *proposal;
    Str result;
} Execution;

static Store *open_ledger(const Execution *x, Err *err) {
    return ledger_open(x->app, x->people->db, LEDGER_WRITE, err);
}

static bool publish(Execution *x, Err *err) {
    const DeskProposal *d = x->proposal;
    const Agreement *g = desk_agreement(x->app, x->people, d->draft, d->version, err);
    Store *s = g ? open_ledger(x, err) : NULL;
    if (!s || !post_text(x->app, s, g, err)) return false;
    x->result = g->document->hash;
    return desk_draft_published(x->people->desk, d->draft, d->version, err);
}

static bool trusted_keys(Execution *x, EvidenceTrust *ret, Err *err) {
    Str *keys;
    size_t count;
    Buf b = {.arena = x->app->arena};
    *ret = (EvidenceTrust){0};
    if (!desk_keys(x->app->arena, x->people->desk, x->proposal->organisation, &keys, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        buf_add(&b, keys[i]);
        buf_add_byte(&b, '\n');
    }
    return evidence_trust_parse(x->app->arena, STR("keys"), buf_str(&b), ret, err);
}

static bool sign(Execution *x, Err *err) {
    EvidenceTrust keys;
    SourceText note = {STR("note"), x->proposal->detail};
    Store *s = open_ledger(x, err);
    if (!s || !trusted_keys(x, &keys, err)) return false;
    const SignedList *l = sign_record(x->app, s, note, &keys, err);
    if (!l) return false;
    if (l->refused_count) return err_set(err, ERR_CONFLICT, l->items[0].why, NO_MSG);
    x->result = l->items[0].signer;
    return true;
}

static bool confirm_one(Execution *x, Store *s, int64_t number, Err *err) {
    DeskUpload u;
    Arena *a = x->app->arena;
    Str draft = x->proposal->draft;
    if (!desk_upload(a, x->people->desk, draft, number, &u, err)) return false;
    SourceFile file = {u.name, u.text};
    return settle_add_facts(a, s, file, now_text(x->app), &x->result, err) &&
           desk_upload_decide(x->people->desk, draft, number, STR("confirmed"), err);
}

// The files that were brought in together.
static bool confirm(Execution *x, Err *err) {
    int64_t number;
    Str rest = x->proposal->subject;
    Store *s = open_ledger(x, err);
    while (s && desk_next_upload(&rest, &number))
        if (!confirm_one(x, s, number, err)) return false;
    return s != NULL;
}

// What is posted is what was proposed: facts that came in meanwhile are another proposal.
static bool need_same(Execution *x, const Agreement *g, const FactFiles *files, Err *err) {
    Str hash;
    Inputs inputs = {.fact_count = 0};
    const Settlement *s = settle_facts(x->app, g, files, &inputs, err);
    if (!s || !desk_statement_hash(x->app, s, x->proposal->subject, &hash, err)) return false;
    return str_is(hash, x->proposal->detail) ||
           err_set(err, ERR_CONFLICT, MSG("the facts have changed since this payment was proposed"),
                   MSG("refuse this proposal, and propose the payment anew"));
}

static bool pay(Execution *x, Err *err) {
    FactFiles files;
    const DeskProposal *d = x->proposal;
    const Agreement *g = desk_published(x->app, x->people, d->draft, err);
    if (!g || !desk_facts_of(x->app, x->people, d->draft, g, NULL, 0, &files, err) ||
        !need_same(x, g, &files, err))
        return false;
    PostRequest r = {.period = d->subject,
                     .key = str_fmt(x->app->arena, "proposal-%lld-%.16s", (long long)d->number,
                                    str_c(x->app->arena, d->detail)),
                     .is_correction = false};
    Store *s = open_ledger(x, err);
    const PostList *l = s ? post_facts(x->app, s, g, &files, &r, err) : NULL;
    if (!l) return err_set(err, ERR_CONFLICT, MSG("the facts have errors"), NO_MSG);
    if (l->refused_count) return err_set(err, ERR_CONFLICT, l->items[0].why, NO_MSG);
    x->result = str_fmt(x->app->arena, "%lld", (long long)l->items[0].run);
    return true;
}

static const struct {
    const char *act;
    bool (*run)(Execution *x, Err *err);
} ACTS[] = {{"publish", publish}, {"sign", sign}, {"confirm-facts", confirm}, {"pay", pay}};

bool desk_execute(App *app, OpenPeople *p, const DeskProposal *proposal, Str *ret_result,
                  Err *err) {
    Execution x = {.app = app, .people = p, .proposal = proposal, .result = STR("")};
    for (size_t i = 0; i < sizeof ACTS / sizeof *ACTS; i++)
        if (str_is(proposal->act, str_from(ACTS[i].act)) && !ACTS[i].run(&x, err)) return false;
    *ret_result = x.result;
    return true;
}
