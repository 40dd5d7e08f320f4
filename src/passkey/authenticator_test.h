// passkey/authenticator_test.h - for tests: an authenticator with one key, made of OpenSSL
#ifndef SOFTLAW_PASSKEY_AUTHENTICATOR_TEST_H
#define SOFTLAW_PASSKEY_AUTHENTICATOR_TEST_H

#include "base/base64.h"
#include "base/sha256.h"
#include "passkey/passkey.h"

#include <assert.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

typedef struct Authenticator {
    Arena *arena;
    EVP_PKEY *key;
    int algorithm;
    Str id;
    uint32_t uses;
    unsigned flags; // 1: somebody was there, 4: it was made sure who
} Authenticator;

static inline void authenticator_close(void *key) {
    EVP_PKEY_free(key);
}

static inline Authenticator authenticator_make(Arena *a, int algorithm, Str id) {
    Authenticator t = {.arena = a, .algorithm = algorithm, .id = id, .flags = 5};
    if (algorithm == PASSKEY_ES256) t.key = EVP_EC_gen("P-256");
    if (algorithm == PASSKEY_EDDSA) t.key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    if (algorithm == PASSKEY_RS256) t.key = EVP_RSA_gen(2048);
    assert(t.key);
    arena_defer(a, authenticator_close, t.key);
    return t;
}

static inline void add_bytes(Buf *b, const char *bytes, size_t size) {
    buf_add(b, (Str){bytes, size});
}

// A COSE_Key (RFC 9052, section 7; RFC 8230, section 4 for RSA).
static inline void authenticator_add_key(const Authenticator *t, Buf *b) {
    unsigned char bytes[256 + 65];
    size_t size = sizeof bytes;
    if (t->algorithm == PASSKEY_ES256) {
        assert(EVP_PKEY_get_octet_string_param(t->key, "pub", bytes, size, &size) && size == 65);
        add_bytes(b, "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20", 10);
        add_bytes(b, (char *)bytes + 1, 32);
        add_bytes(b, "\x22\x58\x20", 3);
        add_bytes(b, (char *)bytes + 33, 32);
    } else if (t->algorithm == PASSKEY_EDDSA) {
        assert(EVP_PKEY_get_raw_public_key(t->key, bytes, &size) && size == 32);
        add_bytes(b, "\xA4\x01\x01\x03\x27\x20\x06\x21\x58\x20", 10);
        add_bytes(b, (char *)bytes, 32);
    } else {
        BIGNUM *n = NULL;
        assert(EVP_PKEY_get_bn_param(t->key, "n", &n) && BN_bn2binpad(n, bytes, 256) == 256);
        BN_free(n);
        add_bytes(b, "\xA4\x01\x03\x03\x39\x01\x00\x20\x59\x01\x00", 11);
        add_bytes(b, (char *)bytes, 256);
        add_bytes(b, "\x21\x43\x01\x00\x01", 5);
    }
}

static inline Str authenticator_data(const Authenticator *t, Str site, bool has_key) {
    Buf b = {.arena = t->arena};
    Sha256 hash = sha256_of(site);
    buf_add(&b, (Str){(const char *)hash.bytes, SHA256_BYTES});
    buf_add_byte(&b, (char)(t->flags | (has_key ? 64u : 0)));
    for (int shift = 24; shift >= 0; shift -= 8) buf_add_byte(&b, (char)(t->uses >> shift & 255));
    if (!has_key) return buf_str(&b);
    for (int i = 0; i < 16; i++) buf_add_byte(&b, 0); // AAGUID
    buf_add_byte(&b, (char)(t->id.size >> 8));
    buf_add_byte(&b, (char)(t->id.size & 255));
    buf_add(&b, t->id);
    authenticator_add_key(t, &b);
    return buf_str(&b);
}

// An attestation object of the format "none".
static inline Str authenticator_attest(const Authenticator *t, Str site) {
    Buf b = {.arena = t->arena};
    Str data = authenticator_data(t, site, true);
    buf_add_c(&b, "\xA3\x63"
                  "fmt\x64none\x67"
                  "attStmt\xA0\x68"
                  "authData\x59");
    buf_add_byte(&b, (char)(data.size >> 8));
    buf_add_byte(&b, (char)(data.size & 255));
    buf_add(&b, data);
    return buf_str(&b);
}

// What a browser says of the question.
static inline Str client_says(Arena *a, const char *type, Str challenge, Str origin) {
    return str_fmt(
        a, "{\"type\":\"%s\",\"challenge\":\"%.*s\",\"origin\":\"%.*s\",\"crossOrigin\":false}",
        type, STR_ARG(base64_url(a, challenge)), STR_ARG(origin));
}

static inline Str authenticator_sign(const Authenticator *t, Str data, Str client_data) {
    Buf b = {.arena = t->arena};
    Sha256 hash = sha256_of(client_data);
    size_t size = 512;
    unsigned char *signature = arena_get(t->arena, size);
    const EVP_MD *digest = t->algorithm == PASSKEY_EDDSA ? NULL : EVP_sha256();
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    buf_add(&b, data);
    buf_add(&b, (Str){(const char *)hash.bytes, SHA256_BYTES});
    Str all = buf_str(&b);
    assert(EVP_DigestSignInit(c, NULL, digest, NULL, t->key) == 1);
    assert(EVP_DigestSign(c, signature, &size, (const unsigned char *)all.at, all.size) == 1);
    EVP_MD_CTX_free(c);
    return (Str){(const char *)signature, size};
}

static inline PasskeyAnswer authenticator_answer(const Authenticator *t, Str challenge, Str origin,
                                                 Str site) {
    PasskeyAnswer x = {.client_data = client_says(t->arena, "webauthn.get", challenge, origin),
                       .authenticator_data = authenticator_data(t, site, false)};
    x.signature = authenticator_sign(t, x.authenticator_data, x.client_data);
    return x;
}

#endif
