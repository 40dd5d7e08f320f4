// app/provider_ask.c - what is asked of a provider over the network, and what of it is remembered
//
// An operator named the issuer, which may stand in a private network. Who is silent is not asked
// again at once, so that nobody waits for him in vain.
#include "app/provider_int.h"
#include "base/fetch.h"
#include "base/limits.h"

enum {
    HOUR = 60 * 60,
    LONGEST = 24 * HOUR, // that is believed which cannot be renewed
    PATIENCE_SECONDS = 6,
    SILENCE_SECONDS = 10,
    RENEWAL_SECONDS = 60,
    GOOD = 200
};

static int64_t now_of(const App *app) {
    return sys_now(app->options.sys) / 1000000;
}

static bool is_fresh(const App *app, const Said *said) {
    return said->arena && now_of(app) < said->at + HOUR;
}

static void forget(Said *said) {
    if (said->arena) arena_free(said->arena);
    *said = (Said){.arena = NULL};
}

void provider_forget(Provider *p) {
    forget(&p->document);
    forget(&p->keys);
}

// ---- asking -------------------------------------------------------------------------------------

static bool ask(const App *app, Arena *a, Provider *p, const FetchCall *call, Str *ret, Err *err) {
    FetchReply reply;
    if (p->failed_at && now_of(app) < p->failed_at + SILENCE_SECONDS)
        return err_set(err, ERR_PEER, MSG("\"{1}\" did not answer a moment ago", p->issuer),
                       NO_MSG);
    if (!fetch(a, call, &reply, err)) {
        p->failed_at = now_of(app);
        return false;
    }
    p->failed_at = 0;
    if (reply.status != GOOD)
        return err_set(
            err, ERR_PEER,
            MSG("\"{1}\" answers with status {2}", call->url, str_fmt(a, "%d", reply.status)),
            NO_MSG);
    *ret = reply.body;
    return true;
}

static bool get(const App *app, Arena *a, Provider *p, Str url, Str *ret, Err *err) {
    FetchCall call = {.url = url,
                      .fields = {STR("Accept: application/json")},
                      .limit = LIMIT_OIDC_DOCUMENT_BYTES,
                      .seconds = PATIENCE_SECONDS};
    return ask(app, a, p, &call, ret, err);
}

// ---- remembering --------------------------------------------------------------------------------

typedef bool Learn(const App *app, Provider *p, Said *ret, Err *err);

static bool learn_document(const App *app, Provider *p, Said *ret, Err *err) {
    Str body;
    return get(app, ret->arena, p, oidc_discovery_url(ret->arena, p->issuer), &body, err) &&
           oidc_discovery_parse(ret->arena, p->issuer, body, &ret->discovery, err);
}

static bool learn_keys(const App *app, Provider *p, Said *ret, Err *err) {
    Str body;
    return get(app, ret->arena, p, p->document.discovery.keys, &body, err) &&
           (ret->keys = oidc_keys_parse(ret->arena, body, err));
}

// What is known stays where nothing new is to be had.
static bool renew(const App *app, Provider *p, Said *said, Learn *learn, Err *err) {
    Said fresh = {.arena = arena_new(), .at = now_of(app)};
    if (!learn(app, p, &fresh, err)) {
        err_keep(app->arena, err);
        arena_free(fresh.arena);
        return false;
    }
    forget(said);
    *said = fresh;
    return true;
}

static bool need(const App *app, Provider *p, Said *said, Learn *learn, Err *err) {
    if (is_fresh(app, said)) return true;
    bool is_believed = said->arena && now_of(app) < said->at + LONGEST;
    return renew(app, p, said, learn, is_believed ? NULL : err) || is_believed;
}

bool provider_document(App *app, Provider *p, Err *err) {
    return need(app, p, &p->document, learn_document, err);
}

// ---- a login ------------------------------------------------------------------------------------

bool provider_exchange(App *app, Provider *p, const OidcExchange *x, Str *ret_token, Err *err) {
    const OidcDiscovery *d = &p->document.discovery;
    Str body, field = oidc_exchange_field(app->arena, d, x);
    FetchCall call = {.url = d->token,
                      .method = "POST",
                      .body = oidc_exchange_body(app->arena, d, x),
                      .fields = {STR("Content-Type: application/x-www-form-urlencoded"),
                                 STR("Accept: application/json"), field},
                      .limit = LIMIT_OIDC_DOCUMENT_BYTES,
                      .seconds = PATIENCE_SECONDS};
    return ask(app, app->arena, p, &call, &body, err) &&
           oidc_answer_parse(app->arena, body, ret_token, err);
}

static bool may_renew(const App *app, const Provider *p) {
    return !p->renewed_at || now_of(app) >= p->renewed_at + RENEWAL_SECONDS;
}

bool provider_check(App *app, Provider *p, Str token, const OidcExpected *e, OidcSubject *ret,
                    OidcVerdict *ret_verdict, Err *err) {
    if (!need(app, p, &p->keys, learn_keys, err)) return false;
    *ret_verdict = oidc_token_check(app->arena, token, p->keys.keys, e, ret);
    if (*ret_verdict != OIDC_UNKNOWN_KEY || !may_renew(app, p)) return true;
    p->renewed_at = now_of(app);
    if (!renew(app, p, &p->keys, learn_keys, err)) return false;
    *ret_verdict = oidc_token_check(app->arena, token, p->keys.keys, e, ret);
    return true;
}
