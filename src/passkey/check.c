// passkey/check.c - a new passkey, and the use of one (sections 7.1 and 7.2)
//
// libfido2 reads the key within the authenticator's data and checks signatures.
#include "base/sha256.h"
#include "passkey/passkey_int.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

static const unsigned char *bytes_of(Str s) {
    return (const unsigned char *)s.at;
}

// ---- keys ---------------------------------------------------------------------------------------

// A key as libfido2 has it, of one of the algorithms that are allowed.
typedef struct PublicKey {
    int algorithm;
    es256_pk_t *es256;
    eddsa_pk_t *eddsa;
    rs256_pk_t *rs256;
} PublicKey;

static void key_close(PublicKey *k) {
    es256_pk_free(&k->es256);
    eddsa_pk_free(&k->eddsa);
    rs256_pk_free(&k->rs256);
}

// Is it one, and a point of its curve?
static bool key_open(int algorithm, Str bytes, PublicKey *k) {
    *k = (PublicKey){.algorithm = algorithm};
    if (algorithm == PASSKEY_ES256)
        return (k->es256 = es256_pk_new()) &&
               es256_pk_from_ptr(k->es256, bytes.at, bytes.size) == FIDO_OK;
    if (algorithm == PASSKEY_EDDSA)
        return (k->eddsa = eddsa_pk_new()) &&
               eddsa_pk_from_ptr(k->eddsa, bytes.at, bytes.size) == FIDO_OK;
    return algorithm == PASSKEY_RS256 && (k->rs256 = rs256_pk_new()) &&
           rs256_pk_from_ptr(k->rs256, bytes.at, bytes.size) == FIDO_OK;
}

static const void *key_pointer(const PublicKey *k) {
    if (k->algorithm == PASSKEY_ES256) return k->es256;
    return k->algorithm == PASSKEY_EDDSA ? (const void *)k->eddsa : (const void *)k->rs256;
}

static bool is_good_key(const Passkey *k) {
    PublicKey key;
    bool is_good = key_open(k->algorithm, k->key, &key);
    key_close(&key);
    return is_good;
}

// ---- a new one ----------------------------------------------------------------------------------

static bool read_key(Arena *a, Str data, Passkey *ret) {
    static const int ALGORITHMS[] = {PASSKEY_ES256, PASSKEY_EDDSA, PASSKEY_RS256};
    bool is_read = false;
    for (size_t i = 0; i < sizeof ALGORITHMS / sizeof *ALGORITHMS && !is_read; i++) {
        fido_cred_t *c = fido_cred_new();
        is_read = c && fido_cred_set_type(c, ALGORITHMS[i]) == FIDO_OK &&
                  fido_cred_set_authdata_raw(c, bytes_of(data), data.size) == FIDO_OK &&
                  fido_cred_id_len(c) && fido_cred_id_len(c) <= PASSKEY_ID_MAX;
        if (is_read) {
            Str id = {(const char *)fido_cred_id_ptr(c), fido_cred_id_len(c)};
            Str key = {(const char *)fido_cred_pubkey_ptr(c), fido_cred_pubkey_len(c)};
            *ret = (Passkey){str_copy(a, id), str_copy(a, key), ALGORITHMS[i], 0, BACKUP_UNKNOWN};
        }
        fido_cred_free(&c);
    }
    return is_read && is_good_key(ret);
}

bool passkey_register(Arena *a, const PasskeyQuestion *q, Str client_data, Str attestation,
                      Passkey *ret, Err *err) {
    Str data;
    AuthenticatorData said;
    Passkey made;
    if (!client_check(a, q, "webauthn.create", client_data, err) ||
        !attestation_data(a, attestation, &data, err) ||
        !authenticator_read(data, q->site, &said, err))
        return false;
    if (q->needs_person && !said.is_person)
        return passkey_refuse(err, MSG("the authenticator did not make sure who uses it"));
    if (!said.has_key || !read_key(a, data, &made))
        return passkey_refuse(err, MSG("the authenticator gave no key that can be used here"));
    made.uses = said.uses;
    made.backup = said.backup;
    *ret = made;
    return true;
}

// ---- a use of one -------------------------------------------------------------------------------

static bool is_signed(const Passkey *k, Str site, const PasskeyAnswer *answer) {
    Sha256 hash = sha256_of(answer->client_data);
    PublicKey key;
    fido_assert_t *f = fido_assert_new();
    bool is_good =
        f && key_open(k->algorithm, k->key, &key) &&
        fido_assert_set_clientdata_hash(f, hash.bytes, sizeof hash.bytes) == FIDO_OK &&
        fido_assert_set_count(f, 1) == FIDO_OK &&
        fido_assert_set_authdata_raw(f, 0, bytes_of(answer->authenticator_data),
                                     answer->authenticator_data.size) == FIDO_OK &&
        fido_assert_set_sig(f, 0, bytes_of(answer->signature), answer->signature.size) == FIDO_OK;
    if (is_good) {
        char name[256] = "";
        is_good = site.size < sizeof name;
        if (is_good) memcpy(name, site.at, site.size);
        is_good = is_good && fido_assert_set_rp(f, name) == FIDO_OK &&
                  fido_assert_verify(f, 0, k->algorithm, key_pointer(&key)) == FIDO_OK;
    }
    if (f) key_close(&key);
    fido_assert_free(&f);
    return is_good;
}

// Whether it may ever be backed up is settled when it is made.
static bool is_kept_alike(const Passkey *k, const AuthenticatorData *said) {
    return k->backup == BACKUP_UNKNOWN ||
           (k->backup == BACKUP_NEVER) == (said->backup == BACKUP_NEVER);
}

bool passkey_check(Arena *a, const PasskeyQuestion *q, const Passkey *k,
                   const PasskeyAnswer *answer, PasskeyUse *ret, Err *err) {
    AuthenticatorData said;
    if (!client_check(a, q, "webauthn.get", answer->client_data, err) ||
        !authenticator_read(answer->authenticator_data, q->site, &said, err))
        return false;
    if (q->needs_person && !said.is_person)
        return passkey_refuse(err, MSG("the authenticator did not make sure who uses it"));
    if (answer->signature.size > PASSKEY_ANSWER_MAX || !is_signed(k, q->site, answer))
        return passkey_refuse(err, MSG("the signature is not that of the passkey"));
    if (!is_kept_alike(k, &said))
        return passkey_refuse(err, MSG("the passkey is kept otherwise than when it was made"));
    bool counts = said.uses || k->uses;
    *ret = (PasskeyUse){said.is_person, counts && said.uses <= k->uses, said.uses, said.backup};
    return true;
}
