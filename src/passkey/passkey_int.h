// passkey/passkey_int.h - what the files of this room share
#ifndef SOFTLAW_PASSKEY_PASSKEY_INT_H
#define SOFTLAW_PASSKEY_PASSKEY_INT_H

#include "passkey/passkey.h"

// client.c: does the browser say that it was asked this, on this page?
bool client_check(Arena *a, const PasskeyQuestion *q, const char *type, Str client_data, Err *err);

// authenticator.c: WebAuthn, section 6.1.
typedef struct AuthenticatorData {
    bool is_present, is_person; // somebody was there; it was made sure who
    bool has_key;
    uint32_t uses;
    PasskeyBackup backup;
} AuthenticatorData;
bool authenticator_read(Str data, Str site, AuthenticatorData *ret, Err *err);
// The authenticator data within an attestation object (CBOR), section 6.5.4.
bool attestation_data(Arena *a, Str attestation, Str *ret, Err *err);

// bounds.c: no head of this CBOR promises more than there are bytes.
bool cbor_promises_hold(Str bytes);

bool passkey_refuse(Err *err, Message why);

#endif
