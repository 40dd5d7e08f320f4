// base/signer_test.h - for tests: one who signs tokens (JWT), as a provider of logins does
#ifndef SOFTLAW_BASE_SIGNER_TEST_H
#define SOFTLAW_BASE_SIGNER_TEST_H

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cjose/cjose.h>
#include <cmocka.h>

typedef struct Signer {
    cjose_jwk_t *key;
    const char *algorithm, *kid;
} Signer;

static inline void signer_close(void *key) {
    cjose_jwk_release(key);
}

static inline Signer signer_new(Arena *a, const char *algorithm, const char *kid) {
    static const uint8_t EXPONENT[] = {1, 0, 1};
    enum { BITS = 2048 };
    cjose_err err;
    cjose_jwk_t *key = strcmp(algorithm, "ES256") == 0
                           ? cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &err)
                           : cjose_jwk_create_RSA_random(BITS, EXPONENT, sizeof EXPONENT, &err);
    assert_non_null(key);
    arena_defer(a, signer_close, key);
    assert_true(cjose_jwk_set_kid(key, kid, strlen(kid), &err));
    return (Signer){key, algorithm, kid};
}

// Its public key, as JSON (RFC 7517).
static inline Str signer_public(Arena *a, const Signer *s) {
    cjose_err err;
    char *text = cjose_jwk_to_json(s->key, false, &err);
    assert_non_null(text);
    Str copy = str_copy(a, str_from(text));
    cjose_get_dealloc()(text);
    return copy;
}

static inline Str signer_sign(Arena *a, const Signer *s, Str claims) {
    cjose_err err;
    const char *text = NULL;
    cjose_header_t *header = cjose_header_new(&err);
    assert_true(cjose_header_set(header, CJOSE_HDR_ALG, s->algorithm, &err));
    if (*s->kid) assert_true(cjose_header_set(header, CJOSE_HDR_KID, s->kid, &err));
    cjose_jws_t *jws =
        cjose_jws_sign(s->key, header, (const uint8_t *)claims.at, claims.size, &err);
    assert_non_null(jws);
    assert_true(cjose_jws_export(jws, &text, &err));
    Str copy = str_copy(a, str_from(text));
    cjose_jws_release(jws);
    cjose_header_release(header);
    return copy;
}

#endif
