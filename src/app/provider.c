// app/provider.c - a login that goes out to a provider and comes back
//
// What is told to the browser is one of a few words; the audit has the reason.
#include "app/notice_int.h"
#include "app/provider_int.h"

// ---- providers ----------------------------------------------------------------------------------

static void forget_all(void *self) {
    Providers *p = self;
    for (size_t i = 0; i < p->count; i++) provider_forget(&p->items[i]);
}

Providers *app_providers_open(App *app, Str file, Err *err) {
    Providers *p = ARENA_NEW(app->arena, Providers);
    *p = (Providers){NULL, 0};
    if (!providers_read(app, file, p, err)) return NULL;
    arena_defer(app->arena, forget_all, p);
    return p;
}

ProviderList app_providers(App *app, const Providers *p) {
    ProviderList list = {NULL, p ? p->count : 0};
    bool is_zh = app->options.lang == LANG_ZH;
    list.items = ARENA_ARRAY(app->arena, ProviderView, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        const Provider *x = &p->items[i];
        list.items[i] =
            (ProviderView){x->id, is_zh ? x->name_zh : x->name_en, x->issuer, x->organisation};
    }
    return list;
}

static Provider *find_provider(Providers *p, Str id, Err *err) {
    for (size_t i = 0; p && i < p->count; i++)
        if (str_is(p->items[i].id, id)) return &p->items[i];
    err_set(err, ERR_NOT_FOUND, MSG("nobody logs in through \"{1}\" here", id),
            MSG("/login shows what there is"));
    return NULL;
}

static Str callback_of(App *app, Str origin, Str provider) {
    return str_fmt(app->arena, "%.*s/login/oidc/%.*s/callback", STR_ARG(origin), STR_ARG(provider));
}

// ---- going out ----------------------------------------------------------------------------------

// What counts is asked for.
static Str acr_of(App *app, const Provider *x) {
    Buf b = {.arena = app->arena};
    for (size_t i = 0; i < x->acr.count; i++) {
        if (i) buf_add_byte(&b, ' ');
        buf_add(&b, x->acr.items[i]);
    }
    return buf_str(&b);
}

bool app_provider_begin(App *app, OpenPeople *people, Providers *p, const ProviderStart *start,
                        ProviderStep *ret, Err *err) {
    int64_t wait;
    Provider *x = find_provider(p, start->provider, err);
    ProviderTry t = {.provider = start->provider,
                     .next = start->next,
                     .address = start->address,
                     .session = start->session};
    *ret = (ProviderStep){.outcome = "unreachable"};
    if (!x) return false;
    if (!provider_document(app, x, NULL)) return true;
    if (!people_try_begin(app->arena, people->people, &t, &wait, err)) return false;
    OidcRequest r = {.client = x->client,
                     .redirect = callback_of(app, start->origin, x->id),
                     .scope = x->scope,
                     .state = t.state,
                     .nonce = t.nonce,
                     .verifier = t.verifier,
                     .acr = acr_of(app, x),
                     .lang = lang_name(app->options.lang)};
    if (wait)
        ret->outcome = "wait";
    else
        *ret = (ProviderStep){"done", oidc_request_url(app->arena, &x->document.discovery, &r),
                              t.browser};
    return true;
}

// ---- coming back --------------------------------------------------------------------------------

typedef struct Back {
    App *app;
    OpenPeople *people;
    Provider *provider;
    const ProviderReturn *sent;
    ProviderTry try;
    OidcSubject subject;
    ProviderEnd *end;
} Back;

// The word for the browser; the reason for the audit.
static bool refuse(Back *b, const char *outcome, const char *why, Err *err) {
    b->end->login.outcome = outcome;
    Str reason = str_fmt(b->app->arena, "provider %.*s: %s", STR_ARG(b->provider->id), why);
    return people_try_refuse(b->app->arena, b->people->people, b->sent->address, reason, err);
}

static bool is_of_issuer(const Back *b) {
    bool must = b->provider->document.discovery.names_itself;
    return b->sent->issuer.at ? str_is(b->sent->issuer, b->provider->issuer) : !must;
}

// False where it has been refused, or failed with err.
static bool exchange(Back *b, Str *ret_token, Err *err) {
    Err why = {.code = ERR_NONE};
    const Provider *x = b->provider;
    OidcExchange with = {x->client, x->secret, callback_of(b->app, b->sent->origin, x->id),
                         b->sent->code, b->try.verifier};
    if (provider_exchange(b->app, b->provider, &with, ret_token, &why)) return true;
    Str reason = lang_err(b->app->arena, LANG_EN, &why);
    refuse(b, x->failed_at ? "unreachable" : "untrusted",
           str_c(b->app->arena, str_trim(str_part(reason, 0, 300))), err);
    return false;
}

static bool check(Back *b, Str token, Err *err) {
    OidcVerdict verdict = OIDC_GOOD;
    const Provider *x = b->provider;
    OidcExpected e = {.issuer = x->issuer,
                      .client = x->client,
                      .nonce = b->try.nonce,
                      .claim = x->claim,
                      .now = sys_now(b->app->options.sys) / 1000000,
                      .amr = x->amr.items,
                      .acr = x->acr.items,
                      .amr_count = x->amr.count,
                      .acr_count = x->acr.count};
    if (!provider_check(b->app, b->provider, token, &e, &b->subject, &verdict, NULL)) {
        refuse(b, "unreachable", "its keys cannot be had", err);
        return false;
    }
    if (verdict == OIDC_GOOD) return true;
    refuse(b, "untrusted", oidc_verdict_name(verdict), err);
    return false;
}

static ProviderProof proof_of(const Back *b) {
    return (ProviderProof){.issuer = b->provider->issuer,
                           .subject = b->subject.name,
                           .organisation = b->provider->organisation,
                           .has_factor = b->subject.has_factor,
                           .address = b->sent->address,
                           .before = b->sent->session};
}

static bool link_account(Back *b, Err *err) {
    Err why = {.code = ERR_NONE};
    ProviderProof proof = proof_of(b);
    b->end->login.outcome = "linked";
    if (people_link_own(b->app->arena, b->people->people, b->try.session, &proof, &why)) {
        notice_own_account(b->app, b->people, b->try.session, "account-link", proof.issuer);
        return true;
    }
    if (why.code == ERR_CONFLICT) return refuse(b, "taken", "linked already", err);
    if (why.code == ERR_DENIED) return refuse(b, "unlinked", "no role in its organisation", err);
    if (err) *err = why;
    return false;
}

static bool log_in(Back *b, Err *err) {
    LoginResult r;
    ProviderProof proof = proof_of(b);
    if (!people_login_provider(b->app->arena, b->people->people, &proof, &r, err)) return false;
    b->end->login = notice_login(b->app, b->people, &r);
    if (r.outcome == LOGIN_REFUSED) b->end->login.outcome = "unlinked";
    return true;
}

// "access_denied" and the like (RFC 6749, section 4.1.2.1): letters that an audit may hold.
static const char *error_word(const Back *b) {
    enum { LONGEST = 40 };
    char *word = arena_get(b->app->arena, LONGEST + 1);
    size_t size = 0;
    for (size_t i = 0; i < b->sent->error.size && size < LONGEST; i++) {
        char ch = b->sent->error.at[i];
        if ((ch >= 'a' && ch <= 'z') || ch == '_') word[size++] = ch;
    }
    word[size] = '\0';
    return size ? word : "it sent an error";
}

static bool go_on(Back *b, Err *err) {
    Str token;
    Err failed = {.code = ERR_NONE};
    if (!provider_document(b->app, b->provider, NULL))
        return refuse(b, "unreachable", "it does not answer", err);
    if (!is_of_issuer(b)) return refuse(b, "untrusted", "issuer of the code", err);
    if (b->sent->error.size) return refuse(b, "declined", error_word(b), err);
    if (!b->sent->code.size) return refuse(b, "untrusted", "no code", err);
    if (!exchange(b, &token, &failed) || !check(b, token, &failed)) {
        if (failed.code != ERR_NONE && err) *err = failed;
        return failed.code == ERR_NONE;
    }
    return b->end->is_link ? link_account(b, err) : log_in(b, err);
}

bool app_provider_finish(App *app, OpenPeople *people, Providers *p, const ProviderReturn *back,
                         ProviderEnd *ret, Err *err) {
    LoginResult taken;
    ProviderEnd end = {.login = {.outcome = "stale"}};
    Back b = {.app = app,
              .people = people,
              .provider = find_provider(p, back->provider, err),
              .sent = back,
              .try = {.provider = back->provider,
                      .state = back->state,
                      .browser = back->browser,
                      .session = back->session,
                      .address = back->address},
              .end = &end};
    if (!b.provider || !people_try_take(app->arena, people->people, &b.try, &taken, err))
        return false;
    if (taken.outcome == LOGIN_WAIT) end.login = login_view(&taken);
    if (taken.outcome == LOGIN_DONE) {
        end.next = b.try.next;
        end.is_link = b.try.session.size;
        if (!go_on(&b, err)) return false;
    }
    *ret = end;
    return true;
}
