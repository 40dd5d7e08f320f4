// seal/keyfile.c - a secret key as it lies on disk
//
// Lines of a name and a value, so that a person sees whose key it is and how it was locked; only
// the seed is encrypted. What the passphrase costs to try is written down, within bounds, so that
// it can be raised later.
#include "base/base64.h"
#include "seal/seal_int.h"

enum { MEMORY_MIN = 8 << 20, MEMORY_MAX = 1 << 30, PASSES_MAX = 16 };

static bool derive(const SealLocked *l, Str passphrase,
                   unsigned char ret[crypto_secretbox_KEYBYTES]) {
    return crypto_pwhash(ret, crypto_secretbox_KEYBYTES, passphrase.at, passphrase.size, l->salt,
                         l->passes, (size_t)l->memory, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

Str seal_key_write(Arena *a, Sys *sys, const SealKey *k, Str passphrase) {
    SealLocked l = {.name = k->name,
                    .passes = crypto_pwhash_OPSLIMIT_MODERATE,
                    .memory = crypto_pwhash_MEMLIMIT_MODERATE};
    unsigned char key[crypto_secretbox_KEYBYTES];
    sys_random(sys, l.salt, sizeof l.salt);
    sys_random(sys, l.nonce, sizeof l.nonce);
    if (!derive(&l, passphrase, key)) return (Str){NULL, 0};
    crypto_secretbox_easy(l.box, k->seed, SEAL_KEY_BYTES, l.nonce, key);
    sodium_memzero(key, sizeof key);
    SealVerifier v = seal_key_verifier(a, k, SEAL_SIGNATURE);
    Str public = seal_verifier_text(a, &v), salt = base64_text(a, BASE64, l.salt, sizeof l.salt);
    Str nonce = base64_text(a, BASE64, l.nonce, sizeof l.nonce),
        box = base64_text(a, BASE64, l.box, sizeof l.box);
    return str_fmt(a,
                   "softlaw-key 1\nname %.*s\npublic %.*s\nargon2id %llu %llu %.*s\n"
                   "secretbox %.*s %.*s\n",
                   STR_ARG(k->name), STR_ARG(public), (unsigned long long)l.passes,
                   (unsigned long long)l.memory, STR_ARG(salt), STR_ARG(nonce), STR_ARG(box));
}

// ---- reading ------------------------------------------------------------------------------------

static bool take_word(Str *line, Str word) {
    Str found;
    return str_next(line, ' ', &found) && str_is(found, word);
}

static bool take_line(Str *rest, const char *word, Str *ret_values) {
    return str_next(rest, '\n', ret_values) && take_word(ret_values, str_from(word));
}

static bool take_number(Str *values, uint64_t least, uint64_t most, uint64_t *ret) {
    Str digits;
    *ret = 0;
    if (!str_next(values, ' ', &digits) || !digits.size || digits.size > 10) return false;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9') return false;
        *ret = *ret * 10 + (uint64_t)(digits.at[i] - '0');
    }
    return *ret >= least && *ret <= most;
}

static bool take_bytes(Arena *a, Str *values, unsigned char *ret, size_t size) {
    Str text, bytes;
    if (!str_next(values, ' ', &text) || !base64_parse(a, BASE64, text, &bytes) ||
        bytes.size != size)
        return false;
    memcpy(ret, bytes.at, size);
    return true;
}

bool seal_locked_parse(Arena *a, Str text, SealLocked *ret, Str *ret_public) {
    Str rest = text, values;
    return take_line(&rest, "softlaw-key", &values) && str_is(values, STR("1")) &&
           take_line(&rest, "name", &ret->name) && seal_name_check(ret->name, NULL) &&
           take_line(&rest, "public", ret_public) && take_line(&rest, "argon2id", &values) &&
           take_number(&values, 1, PASSES_MAX, &ret->passes) &&
           take_number(&values, MEMORY_MIN, MEMORY_MAX, &ret->memory) &&
           take_bytes(a, &values, ret->salt, sizeof ret->salt) && !values.size &&
           take_line(&rest, "secretbox", &values) &&
           take_bytes(a, &values, ret->nonce, sizeof ret->nonce) &&
           take_bytes(a, &values, ret->box, sizeof ret->box) && !values.size && !rest.size;
}

static SealKey *unlock(Arena *a, const SealLocked *l, Str passphrase) {
    unsigned char key[crypto_secretbox_KEYBYTES], seed[SEAL_KEY_BYTES];
    SealKey *k = NULL;
    if (derive(l, passphrase, key) &&
        crypto_secretbox_open_easy(seed, l->box, sizeof l->box, l->nonce, key) == 0)
        k = seal_key_from_seed(a, l->name, seed);
    sodium_memzero(key, sizeof key);
    sodium_memzero(seed, sizeof seed);
    return k;
}

SealKey *seal_key_read(Arena *a, Str file, Str text, Str passphrase, Err *err) {
    SealLocked l;
    Str public;
    seal_begin();
    if (!seal_locked_parse(a, text, &l, &public)) {
        err_set_at(err, ERR_INPUT, (Place){.file = file, .line = 1, .column = 1},
                   MSG("this is no key that softlaw has written, or it is damaged"),
                   MSG("softlaw seal keygen makes one"));
        return NULL;
    }
    SealKey *k = unlock(a, &l, passphrase);
    if (!k) {
        err_set(err, ERR_DENIED, MSG("this passphrase does not open the key \"{1}\"", l.name),
                MSG("there is no other way to open it: without its passphrase a key is lost"));
        return NULL;
    }
    SealVerifier v = seal_key_verifier(a, k, SEAL_SIGNATURE);
    if (str_is(seal_verifier_text(a, &v), public)) return k;
    err_set(err, ERR_INPUT, MSG("the public key in \"{1}\" is not that of its secret key", file),
            MSG("the file has been altered; take it from a backup"));
    return NULL;
}
