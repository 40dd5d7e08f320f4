// base/sha256.c - SHA-256 by OpenSSL
//
// The algorithm is fetched once per hasher, which for short records costs more than the hashing.
#include "base/sha256.h"

#include <openssl/evp.h>

#include <assert.h>

struct Sha256Hasher {
    EVP_MD *algorithm;
    EVP_MD_CTX *context;
};

static void close_hasher(void *object) {
    Sha256Hasher *h = object;
    EVP_MD_CTX_free(h->context);
    EVP_MD_free(h->algorithm);
}

Sha256Hasher *sha256_new(Arena *a) {
    Sha256Hasher *h = ARENA_NEW(a, Sha256Hasher);
    h->algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    h->context = EVP_MD_CTX_new();
    assert(h->algorithm && h->context);
    arena_defer(a, close_hasher, h);
    return h;
}

Sha256 sha256_run(Sha256Hasher *h, const Str *parts, size_t count) {
    Sha256 digest;
    unsigned size = 0;
    int well = EVP_DigestInit_ex2(h->context, h->algorithm, NULL);
    for (size_t i = 0; i < count; i++)
        if (parts[i].size) well &= EVP_DigestUpdate(h->context, parts[i].at, parts[i].size);
    well &= EVP_DigestFinal_ex(h->context, digest.bytes, &size);
    assert(well && size == SHA256_BYTES);
    return digest;
}

Sha256 sha256_of(Str text) {
    Sha256 digest;
    unsigned size = 0;
    int well =
        EVP_Digest(text.size ? text.at : "", text.size, digest.bytes, &size, EVP_sha256(), NULL);
    assert(well && size == SHA256_BYTES);
    return digest;
}

Str sha256_hex(Arena *a, Sha256 digest) {
    static const char digits[] = "0123456789abcdef";
    char *out = arena_get(a, 2 * SHA256_BYTES);
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        out[2 * i] = digits[digest.bytes[i] >> 4];
        out[2 * i + 1] = digits[digest.bytes[i] & 15];
    }
    return (Str){out, 2 * SHA256_BYTES};
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool sha256_from_hex(Str text, Sha256 *ret) {
    Sha256 digest;
    if (text.size != 2 * SHA256_BYTES) return false;
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        int high = hex_value(text.at[2 * i]), low = hex_value(text.at[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        digest.bytes[i] = (unsigned char)(high << 4 | low);
    }
    *ret = digest;
    return true;
}
