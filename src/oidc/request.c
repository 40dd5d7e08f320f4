// oidc/request.c - where the browser is sent, and what a code is exchanged with
#include "base/base64.h"
#include "base/html.h"
#include "base/sha256.h"
#include "oidc/oidc_int.h"

typedef struct Pair {
    const char *name;
    Str value;
} Pair;

static void add_pairs(Buf *b, const Pair *pairs, size_t count, bool has_before) {
    for (size_t i = 0; i < count; i++) {
        if (!pairs[i].value.size) continue;
        if (has_before) buf_add_byte(b, '&');
        buf_add_c(b, pairs[i].name);
        buf_add_byte(b, '=');
        html_add_url(b, pairs[i].value);
        has_before = true;
    }
}

static Str challenge_of(Arena *a, Str verifier) {
    Sha256 hash = sha256_of(verifier);
    return base64_url(a, (Str){(const char *)hash.bytes, sizeof hash.bytes});
}

Str oidc_request_url(Arena *a, const OidcDiscovery *d, const OidcRequest *r) {
    Buf b = {.arena = a};
    const Pair pairs[] = {
        {"response_type", STR("code")},
        {"client_id", r->client},
        {"redirect_uri", r->redirect},
        {"scope", r->scope},
        {"state", r->state},
        {"nonce", r->nonce},
        {"code_challenge", challenge_of(a, r->verifier)},
        {"code_challenge_method", STR("S256")},
        {"acr_values", r->acr},
        {"ui_locales", r->lang},
    };
    bool has_query = str_find(d->authorization, STR("?"), 0) >= 0;
    buf_add(&b, d->authorization);
    if (!has_query) buf_add_byte(&b, '?');
    add_pairs(&b, pairs, sizeof pairs / sizeof *pairs, has_query);
    return buf_str(&b);
}

Str oidc_exchange_body(Arena *a, const OidcDiscovery *d, const OidcExchange *x) {
    Buf b = {.arena = a};
    const Pair pairs[] = {
        {"grant_type", STR("authorization_code")},
        {"code", x->code},
        {"redirect_uri", x->redirect},
        {"code_verifier", x->verifier},
        {"client_id", d->takes_basic ? STR("") : x->client},
        {"client_secret", d->takes_basic ? STR("") : x->secret},
    };
    add_pairs(&b, pairs, sizeof pairs / sizeof *pairs, false);
    return buf_str(&b);
}

// Both encoded before they are joined (RFC 6749, section 2.3.1).
Str oidc_exchange_field(Arena *a, const OidcDiscovery *d, const OidcExchange *x) {
    Buf b = {.arena = a};
    if (!d->takes_basic) return (Str){NULL, 0};
    html_add_url(&b, x->client);
    buf_add_byte(&b, ':');
    html_add_url(&b, x->secret);
    Str text = base64_text(a, BASE64, b.at, b.size);
    return str_fmt(a, "Authorization: Basic %.*s", STR_ARG(text));
}
