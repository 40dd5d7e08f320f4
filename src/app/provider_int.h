// app/provider_int.h - what the files on providers of logins share
#ifndef SOFTLAW_APP_PROVIDER_INT_H
#define SOFTLAW_APP_PROVIDER_INT_H

#include "app/people_int.h"
#include "app/provider.h"
#include "oidc/oidc.h"

typedef struct ProviderTexts {
    Str *items;
    size_t count;
} ProviderTexts;

// What a provider has said, in an arena of its own, until it is asked anew.
typedef struct Said {
    Arena *arena; // NULL: nothing yet
    OidcDiscovery discovery;
    const OidcKeys *keys;
    int64_t at; // seconds
} Said;

typedef struct Provider {
    Str id, name_en, name_zh, issuer, client, secret, organisation, claim, scope;
    ProviderTexts amr, acr; // what counts as a second factor
    Said document, keys;
    int64_t failed_at;  // when it was silent
    int64_t renewed_at; // when its keys were asked for because of an unknown one
} Provider;

struct Providers {
    Provider *items;
    size_t count;
};

// provider_read.c: the file, with the secrets that it names.
bool providers_read(App *app, Str file, Providers *ret, Err *err);

// provider_ask.c: what the provider says of itself, from memory where that is fresh. ERR_PEER where
// it is silent, at once where it was a moment ago.
bool provider_document(App *app, Provider *p, Err *err);
// Exchanges a code for an ID token.
bool provider_exchange(App *app, Provider *p, const OidcExchange *x, Str *ret_token, Err *err);
// Is the token true? Keys are asked for anew where its key is unknown, at most once a minute.
bool provider_check(App *app, Provider *p, Str token, const OidcExpected *e, OidcSubject *ret,
                    OidcVerdict *ret_verdict, Err *err);
void provider_forget(Provider *p);

#endif
