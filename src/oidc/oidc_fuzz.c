// oidc/oidc_fuzz.c - any bytes as token, claims, keys and document
//
// No token is good that nobody signed, and what is believed is what was expected.
#include "base/base64.h"
#include "base/fuzz.h"
#include "oidc/oidc_int.h"

#include <assert.h>

static const OidcExpected EXPECTED = {.issuer = {"https://l.example", 17},
                                      .client = {"softlaw", 7},
                                      .nonce = {"n-1", 3},
                                      .claim = {"sub", 3},
                                      .now = 1770000000};

static void try_token(Arena *a, Str text) {
    OidcSubject s;
    const OidcKeys *none = oidc_keys_parse(a, STR("{\"keys\":[]}"), NULL);
    assert(none && oidc_token_check(a, text, none, &EXPECTED, &s) != OIDC_GOOD);
}

static void try_claims(Arena *a, Str text) {
    OidcSubject s = {.has_factor = true};
    const JsonNode *n = json_parse(a, STR("fuzz"), text, NULL);
    if (!n || oidc_claims_check(n, &EXPECTED, &s) != OIDC_GOOD) return;
    assert(s.name.size && !s.has_factor);
    assert(str_is(oidc_text(n, STR("iss")), EXPECTED.issuer));
    assert(str_is(oidc_text(n, STR("nonce")), EXPECTED.nonce));
    assert(oidc_names(json_find(n, STR("aud")), EXPECTED.client));
}

static void try_documents(Arena *a, Str text) {
    OidcDiscovery d;
    Str token;
    if (oidc_discovery_parse(a, EXPECTED.issuer, text, &d, NULL))
        assert(str_starts_with(d.token, STR("https://")) && str_starts_with(d.keys, STR("https:")));
    if (oidc_answer_parse(a, text, &token, NULL)) assert(token.size);
    oidc_keys_parse(a, text, NULL);
}

static void try_base64url(Arena *a, Str text) {
    Str bytes;
    if (base64_parse(a, BASE64_URL, text, &bytes)) assert(str_is(base64_url(a, bytes), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Str text = {(const char *)data, size};
    if (size > 4096) return 0;
    try_token(a, text);
    try_claims(a, text);
    try_documents(a, text);
    try_base64url(a, text);
    return 0;
}
