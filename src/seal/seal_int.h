// seal/seal_int.h - what the files of this room share
#ifndef SOFTLAW_SEAL_SEAL_INT_H
#define SOFTLAW_SEAL_SEAL_INT_H

#include "seal/seal.h"

#include <sodium.h>

struct SealKey {
    Str name;
    unsigned char seed[SEAL_KEY_BYTES], public[SEAL_KEY_BYTES], secret[2 * SEAL_KEY_BYTES];
};

// A secret key that its passphrase has locked.
typedef struct SealLocked {
    Str name;
    uint64_t passes, memory;
    unsigned char salt[crypto_pwhash_SALTBYTES], nonce[crypto_secretbox_NONCEBYTES];
    unsigned char box[SEAL_KEY_BYTES + crypto_secretbox_MACBYTES];
} SealLocked;

// False where it is no key file, or asks for more work than is reasonable.
bool seal_locked_parse(Arena *a, Str text, SealLocked *ret, Str *ret_public);

// Once for the program, before anything of libsodium is used.
void seal_begin(void);
void seal_id(Str name, SealKind kind, const unsigned char key[SEAL_KEY_BYTES],
             unsigned char ret[SEAL_ID_BYTES]);
void seal_sign(const SealKey *k, Str message, unsigned char ret[SEAL_SIGNATURE_BYTES]);
bool seal_is_signed(const unsigned char key[SEAL_KEY_BYTES], Str message,
                    const unsigned char signature[SEAL_SIGNATURE_BYTES]);

#endif
