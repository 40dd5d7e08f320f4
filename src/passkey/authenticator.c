// passkey/authenticator.c - what the authenticator says of itself and of the site
#include "base/sha256.h"
#include "passkey/passkey_int.h"

#include <cbor.h>

enum { FLAGS_AT = SHA256_BYTES, USES_AT = FLAGS_AT + 1, DATA_MIN = USES_AT + 4 };
enum {
    FLAG_PRESENT = 1,
    FLAG_PERSON = 4,
    FLAG_MAY_BACK_UP = 8,
    FLAG_BACKED_UP = 16,
    FLAG_KEY = 64
};

// What stands behind the counter: id and key, then statements, both CBOR.
static bool is_bounded(Str data, const AuthenticatorData *said) {
    enum { AAGUID_BYTES = 16, ID_AT = DATA_MIN + AAGUID_BYTES + 2 };
    const unsigned char *at = (const unsigned char *)data.at;
    if (!said->has_key) return cbor_promises_hold(str_part(data, DATA_MIN, data.size));
    if (data.size < ID_AT) return false;
    size_t id = (size_t)at[ID_AT - 2] << 8 | at[ID_AT - 1];
    return data.size >= ID_AT + id && cbor_promises_hold(str_part(data, ID_AT + id, data.size));
}

// BACKUP_UNKNOWN where it contradicts itself: what may not be backed up is not backed up.
static PasskeyBackup backup_of(unsigned char flags) {
    if (flags & FLAG_MAY_BACK_UP) return flags & FLAG_BACKED_UP ? BACKUP_MADE : BACKUP_POSSIBLE;
    return flags & FLAG_BACKED_UP ? BACKUP_UNKNOWN : BACKUP_NEVER;
}

bool authenticator_read(Str data, Str site, AuthenticatorData *ret, Err *err) {
    Sha256 wanted = sha256_of(site);
    const unsigned char *at = (const unsigned char *)data.at;
    if (data.size < DATA_MIN || data.size > PASSKEY_ANSWER_MAX)
        return passkey_refuse(err, MSG("what the authenticator says cannot be read"));
    if (memcmp(at, wanted.bytes, SHA256_BYTES) != 0)
        return passkey_refuse(err, MSG("the passkey is of another site"));
    const unsigned char *uses = at + USES_AT;
    *ret = (AuthenticatorData){.is_present = at[FLAGS_AT] & FLAG_PRESENT,
                               .is_person = at[FLAGS_AT] & FLAG_PERSON,
                               .has_key = at[FLAGS_AT] & FLAG_KEY,
                               .uses = (uint32_t)uses[0] << 24 | (uint32_t)uses[1] << 16 |
                                       (uint32_t)uses[2] << 8 | uses[3],
                               .backup = backup_of(at[FLAGS_AT])};
    if (!is_bounded(data, ret) || ret->backup == BACKUP_UNKNOWN)
        return passkey_refuse(err, MSG("what the authenticator says cannot be read"));
    return ret->is_present || passkey_refuse(err, MSG("nobody touched the authenticator"));
}

static bool is_key(const cbor_item_t *key, const char *name) {
    return cbor_isa_string(key) && cbor_string_is_definite(key) &&
           cbor_string_length(key) == strlen(name) &&
           memcmp(cbor_string_handle(key), name, strlen(name)) == 0;
}

static bool find_data(Arena *a, const cbor_item_t *map, Str *ret) {
    if (!cbor_isa_map(map) || !cbor_map_is_definite(map)) return false;
    const struct cbor_pair *pairs = cbor_map_handle(map);
    for (size_t i = 0; i < cbor_map_size(map); i++) {
        const cbor_item_t *value = pairs[i].value;
        if (!is_key(pairs[i].key, "authData")) continue;
        if (!cbor_isa_bytestring(value) || !cbor_bytestring_is_definite(value)) return false;
        Str bytes = {(const char *)cbor_bytestring_handle(value), cbor_bytestring_length(value)};
        *ret = str_copy(a, bytes);
        return true;
    }
    return false;
}

bool attestation_data(Arena *a, Str attestation, Str *ret, Err *err) {
    struct cbor_load_result result;
    bool is_found = false;
    if (attestation.size && attestation.size <= PASSKEY_ANSWER_MAX &&
        cbor_promises_hold(attestation)) {
        cbor_item_t *map = cbor_load((cbor_data)attestation.at, attestation.size, &result);
        if (map) {
            is_found = result.read == attestation.size && find_data(a, map, ret);
            cbor_decref(&map);
        }
    }
    return is_found || passkey_refuse(err, MSG("what the authenticator says cannot be read"));
}
