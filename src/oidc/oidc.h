// oidc/oidc.h - logging in through another's server: what is asked, what it says, and whether it is
// true
//
// OpenID Connect Core 1.0, the flow of the authorization code, with PKCE (RFC 7636, S256), state
// and nonce. Nothing here speaks over the network or keeps anything: a caller asks a provider, and
// hands over what came back.
//
//     discovery   what the provider says of itself   oidc_discovery_parse
//     request     where the browser is sent          oidc_request_url
//     exchange    code for an ID token               oidc_exchange_body, oidc_answer_parse
//     keys        by which the provider signs        oidc_keys_parse
//     token       who it is                          oidc_token_check
//
// Which algorithm a token may be signed with is decided here and never by the token: RS256 with RSA
// of 2048 bits or more, and ES256. A key says by its kind which of the two it is for, so that a
// public key is never taken for a secret. Whatever is not as it must be has a verdict of its own.
#ifndef SOFTLAW_OIDC_OIDC_H
#define SOFTLAW_OIDC_OIDC_H

#include "base/message.h"

// ---- what the provider says of itself -----------------------------------------------------------

// An address of https without anything behind ?; http only of this machine.
bool oidc_issuer_check(Str issuer, Message *ret_why);
Str oidc_discovery_url(Arena *a, Str issuer);

typedef struct OidcDiscovery {
    Str authorization, token, keys; // addresses
    bool names_itself;              // beside a code: `iss` (RFC 9207)
    bool takes_basic;               // the secret as HTTP Basic; otherwise in the body
} OidcDiscovery;
// The texts are views of `body` or live in the arena. It must speak of this issuer, letter by
// letter.
bool oidc_discovery_parse(Arena *a, Str issuer, Str body, OidcDiscovery *ret, Err *err);

// ---- asking -------------------------------------------------------------------------------------

typedef struct OidcRequest {
    Str client, redirect, scope, state, nonce, verifier;
    Str acr;  // what is asked for, parted by blanks; may be absent
    Str lang; // of the page that is wanted: "zh"
} OidcRequest;
Str oidc_request_url(Arena *a, const OidcDiscovery *d, const OidcRequest *r);

typedef struct OidcExchange {
    Str client, secret, redirect, code, verifier;
} OidcExchange;
Str oidc_exchange_body(Arena *a, const OidcDiscovery *d, const OidcExchange *x);
// "Authorization: Basic …"; absent where the secret stands in the body.
Str oidc_exchange_field(Arena *a, const OidcDiscovery *d, const OidcExchange *x);
// The ID token in the answer.
bool oidc_answer_parse(Arena *a, Str body, Str *ret_token, Err *err);

// ---- believing ----------------------------------------------------------------------------------

typedef struct OidcKeys OidcKeys;
// Keys that are for something else, too weak or unknown are passed over.
const OidcKeys *oidc_keys_parse(Arena *a, Str body, Err *err);

typedef enum OidcVerdict {
    OIDC_GOOD,
    OIDC_MALFORMED,
    OIDC_ALGORITHM,   // not one that is allowed, or not that of the key
    OIDC_UNKNOWN_KEY, // perhaps it is newer than the keys
    OIDC_SIGNATURE,
    OIDC_ISSUER,
    OIDC_AUDIENCE, // for another client
    OIDC_EXPIRED,
    OIDC_FUTURE,
    OIDC_NONCE,
    OIDC_SUBJECT, // it does not say who it is
} OidcVerdict;
const char *oidc_verdict_name(OidcVerdict v); // "signature"

typedef struct OidcExpected {
    Str issuer, client, nonce;
    Str claim;            // that names the person: "sub"; of "email" only a verified one counts
    int64_t now;          // seconds since 1970
    const Str *amr, *acr; // of which one proves a second factor
    size_t amr_count, acr_count;
} OidcExpected;
typedef struct OidcSubject {
    Str name;
    bool has_factor;
} OidcSubject;
OidcVerdict oidc_token_check(Arena *a, Str token, const OidcKeys *keys, const OidcExpected *e,
                             OidcSubject *ret);

#endif
