// seal/key.c - keys by name, and the one place that calls libsodium for signatures
#include "base/base64.h"
#include "seal/seal_int.h"

#include <assert.h>

enum { KEY_AND_KIND = 1 + SEAL_KEY_BYTES };

void seal_begin(void) {
    int begun = sodium_init();
    assert(begun >= 0);
}

void seal_id(Str name, SealKind kind, const unsigned char key[SEAL_KEY_BYTES],
             unsigned char ret[SEAL_ID_BYTES]) {
    const unsigned char marks[2] = {'\n', (unsigned char)kind};
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)name.at, name.size);
    crypto_hash_sha256_update(&state, marks, sizeof marks);
    crypto_hash_sha256_update(&state, key, SEAL_KEY_BYTES);
    crypto_hash_sha256_final(&state, digest);
    memcpy(ret, digest, SEAL_ID_BYTES);
}

bool seal_name_check(Str name, Message *ret_why) {
    bool is_fit = name.size > 0 && name.size <= SEAL_NAME_MAX && utf8_find_fault(name) < 0;
    for (size_t i = 0; is_fit && i < name.size; i++)
        is_fit = (unsigned char)name.at[i] > ' ' && name.at[i] != '+' && name.at[i] != 0x7f;
    // Blanks beyond ASCII: U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F,
    // U+3000.
    for (size_t i = 0; is_fit && i < name.size;) {
        uint32_t c;
        i += utf8_get(name, i, &c);
        is_fit = !(c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
                   c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000);
    }
    if (!is_fit && ret_why)
        *ret_why = MSG("\"{1}\" cannot be the name of a key: it takes letters, digits and signs "
                       "without blanks and without +",
                       name);
    return is_fit;
}

// ---- verifiers ----------------------------------------------------------------------------------

Str seal_verifier_text(Arena *a, const SealVerifier *v) {
    unsigned char bytes[KEY_AND_KIND] = {(unsigned char)v->kind};
    char id[2 * SEAL_ID_BYTES + 1];
    memcpy(&bytes[1], v->key, SEAL_KEY_BYTES);
    sodium_bin2hex(id, sizeof id, v->id, SEAL_ID_BYTES);
    Str key = base64_text(a, BASE64, bytes, sizeof bytes);
    return str_fmt(a, "%.*s+%s+%.*s", STR_ARG(v->name), id, STR_ARG(key));
}

static bool is_kind(unsigned char kind) {
    return kind == SEAL_SIGNATURE || kind == SEAL_COSIGNATURE;
}

bool seal_verifier_parse(Arena *a, Str text, SealVerifier *ret, Message *ret_why) {
    SealVerifier v = {.kind = SEAL_SIGNATURE};
    Str rest = str_trim(text), name, id, bytes;
    bool is_whole = str_next(&rest, '+', &name) && str_next(&rest, '+', &id) &&
                    base64_parse(a, BASE64, rest, &bytes) && bytes.size == KEY_AND_KIND &&
                    is_kind((unsigned char)bytes.at[0]) && seal_name_check(name, NULL);
    if (!is_whole) {
        *ret_why = MSG("this is no public key: it reads NAME+8 hexadecimal digits+base64");
        return false;
    }
    v.name = str_copy(a, name);
    v.kind = (SealKind)bytes.at[0];
    memcpy(v.key, bytes.at + 1, SEAL_KEY_BYTES);
    seal_id(v.name, v.kind, v.key, v.id);
    char known[2 * SEAL_ID_BYTES + 1];
    sodium_bin2hex(known, sizeof known, v.id, SEAL_ID_BYTES);
    if (!str_is(id, str_from(known))) {
        *ret_why =
            MSG("the digits {1} of this public key should be {2}: a letter of it has changed", id,
                str_copy(a, str_from(known)));
        return false;
    }
    *ret = v;
    return true;
}

// ---- secret keys --------------------------------------------------------------------------------

static void wipe(void *key) {
    sodium_memzero(key, sizeof(SealKey));
}

SealKey *seal_key_from_seed(Arena *a, Str name, const unsigned char seed[SEAL_KEY_BYTES]) {
    assert(seal_name_check(name, NULL));
    seal_begin();
    SealKey *k = ARENA_NEW(a, SealKey);
    arena_defer(a, wipe, k);
    k->name = str_copy(a, name);
    memcpy(k->seed, seed, SEAL_KEY_BYTES);
    crypto_sign_ed25519_seed_keypair(k->public, k->secret, k->seed);
    return k;
}

SealKey *seal_key_new(Arena *a, Sys *sys, Str name) {
    unsigned char seed[SEAL_KEY_BYTES];
    sys_random(sys, seed, sizeof seed);
    SealKey *k = seal_key_from_seed(a, name, seed);
    sodium_memzero(seed, sizeof seed);
    return k;
}

SealVerifier seal_key_verifier(Arena *a, const SealKey *k, SealKind kind) {
    SealVerifier v = {.name = str_copy(a, k->name), .kind = kind};
    memcpy(v.key, k->public, SEAL_KEY_BYTES);
    seal_id(v.name, kind, v.key, v.id);
    return v;
}

void seal_sign(const SealKey *k, Str message, unsigned char ret[SEAL_SIGNATURE_BYTES]) {
    crypto_sign_ed25519_detached(ret, NULL, (const unsigned char *)message.at, message.size,
                                 k->secret);
}

bool seal_is_signed(const unsigned char key[SEAL_KEY_BYTES], Str message,
                    const unsigned char signature[SEAL_SIGNATURE_BYTES]) {
    return crypto_sign_ed25519_verify_detached(signature, (const unsigned char *)message.at,
                                               message.size, key) == 0;
}
