// oidc/keys.c - the keys by which a provider signs (RFC 7517); the calls to cjose
//
// Of a key only the public numbers are taken, and written anew for cjose: what else a set says of
// it, private numbers among them, does not count.
#include "base/base64.h"
#include "base/limits.h"
#include "oidc/oidc_int.h"

#include <cjose/cjose.h>

typedef struct Key {
    OidcAlgorithm algorithm;
    Str kid;
    Str json; // for cjose
} Key;

struct OidcKeys {
    Key *items;
    size_t count;
};

static const struct Kind {
    const char *kty, *algorithm;
} KINDS[] = {
    [OIDC_RS256] = {"RSA", "RS256"},
    [OIDC_ES256] = {"EC", "ES256"},
};

// ---- reading ------------------------------------------------------------------------------------

// A number of `least` to `most` bytes.
static bool read_number(Arena *a, const JsonNode *n, Str name, size_t least, size_t most,
                        Str *ret) {
    Str bytes;
    *ret = oidc_text(n, name);
    return base64_parse(a, BASE64_URL, *ret, &bytes) && bytes.size >= least && bytes.size <= most;
}

static bool read_rsa(Arena *a, const JsonNode *n, Key *ret) {
    enum { MODULUS_MIN = 256, MODULUS_MAX = 1024, EXPONENT_MAX = 4 };
    Str modulus, exponent, bytes;
    if (!read_number(a, n, STR("n"), MODULUS_MIN, MODULUS_MAX, &modulus) ||
        !read_number(a, n, STR("e"), 1, EXPONENT_MAX, &exponent) ||
        !base64_parse(a, BASE64_URL, modulus, &bytes) || bytes.at[0] == 0)
        return false;
    ret->json = str_fmt(a, "{\"kty\":\"RSA\",\"n\":\"%.*s\",\"e\":\"%.*s\"}", STR_ARG(modulus),
                        STR_ARG(exponent));
    return true;
}

static bool read_ec(Arena *a, const JsonNode *n, Key *ret) {
    enum { SIDE = 32 };
    Str x, y;
    if (!str_is(oidc_text(n, STR("crv")), STR("P-256")) ||
        !read_number(a, n, STR("x"), SIDE, SIDE, &x) ||
        !read_number(a, n, STR("y"), SIDE, SIDE, &y))
        return false;
    ret->json = str_fmt(a, "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%.*s\",\"y\":\"%.*s\"}",
                        STR_ARG(x), STR_ARG(y));
    return true;
}

static bool is_absent_or(const JsonNode *n, Str name, Str value) {
    return !json_find(n, name) || str_is(oidc_text(n, name), value);
}

static bool read_key(Arena *a, const JsonNode *n, Key *ret) {
    Str kty = oidc_text(n, STR("kty"));
    *ret = (Key){.kid = oidc_text(n, STR("kid"))};
    for (OidcAlgorithm k = OIDC_RS256; k < OIDC_ALGORITHMS; k++) {
        if (!str_is(kty, str_from(KINDS[k].kty))) continue;
        ret->algorithm = k;
        return is_absent_or(n, STR("use"), STR("sig")) &&
               is_absent_or(n, STR("alg"), str_from(KINDS[k].algorithm)) &&
               (k == OIDC_RS256 ? read_rsa(a, n, ret) : read_ec(a, n, ret));
    }
    return false;
}

const OidcKeys *oidc_keys_parse(Arena *a, Str body, Err *err) {
    const JsonNode *n = json_parse(a, STR("keys"), body, err);
    const JsonNode *list = json_find(n, STR("keys"));
    if (!n) return NULL;
    if (!list || list->kind != JSON_ARRAY || list->count > LIMIT_OIDC_KEYS) {
        err_set(err, ERR_PEER, MSG("the provider's keys could not be read"), NO_MSG);
        return NULL;
    }
    OidcKeys *keys = ARENA_NEW(a, OidcKeys);
    *keys = (OidcKeys){ARENA_ARRAY(a, Key, list->count), 0};
    for (const JsonNode *item = list->first; item; item = item->next)
        if (read_key(a, item, &keys->items[keys->count])) keys->count++;
    return keys;
}

// ---- signatures ---------------------------------------------------------------------------------

static void release_key(void *key) {
    cjose_jwk_release(key);
}

static void release_token(void *token) {
    cjose_jws_release(token);
}

static bool is_signed_by(Arena *a, const Key *k, Str token) {
    cjose_err why;
    cjose_jwk_t *key = cjose_jwk_import(k->json.at, k->json.size, &why);
    if (!key) return false;
    arena_defer(a, release_key, key);
    cjose_jws_t *jws = cjose_jws_import(token.at, token.size, &why);
    if (!jws) return false;
    arena_defer(a, release_token, jws);
    return cjose_jws_verify(jws, key, &why);
}

static const Key *only_key(const OidcKeys *keys, OidcAlgorithm algorithm) {
    const Key *found = NULL;
    for (size_t i = 0; i < keys->count; i++) {
        if (keys->items[i].algorithm != algorithm) continue;
        if (found) return NULL;
        found = &keys->items[i];
    }
    return found;
}

static const Key *named_key(const OidcKeys *keys, Str kid) {
    for (size_t i = 0; i < keys->count; i++)
        if (str_is(keys->items[i].kid, kid)) return &keys->items[i];
    return NULL;
}

OidcVerdict oidc_signature_check(Arena *a, const OidcKeys *keys, OidcAlgorithm algorithm, Str kid,
                                 Str token) {
    const Key *k = kid.size ? named_key(keys, kid) : only_key(keys, algorithm);
    if (!k) return OIDC_UNKNOWN_KEY;
    if (k->algorithm != algorithm) return OIDC_ALGORITHM;
    return is_signed_by(a, k, token) ? OIDC_GOOD : OIDC_SIGNATURE;
}
