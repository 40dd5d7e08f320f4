// passkey/passkey.h - passkeys (W3C WebAuthn Level 3): is an answer of an authenticator good?
//
// Pure functions of what a browser sent and what was asked of it. Signatures and keys are checked
// by libfido2. Of an attestation nothing is asked and nothing believed: who makes an authenticator
// is no question here.
//
// A browser signs over the challenge, the origin of its page and the name of the site (rp id), so
// that an answer given to another site, or given before, is good for nothing.
#ifndef SOFTLAW_PASSKEY_PASSKEY_H
#define SOFTLAW_PASSKEY_PASSKEY_H

#include "base/message.h"
#include "base/str.h"

enum {
    PASSKEY_USER_BYTES = 64,      // section 14.6.1: random, of nobody's name
    PASSKEY_ID_MAX = 1023,        // section 4, Credential ID
    PASSKEY_ANSWER_MAX = 64 << 10 // of each part of an answer
};

// Algorithms of COSE (RFC 9053, 8812).
enum { PASSKEY_ES256 = -7, PASSKEY_EDDSA = -8, PASSKEY_RS256 = -257 };

// Where a passkey is kept (section 6.1.3).
typedef enum PasskeyBackup {
    BACKUP_UNKNOWN = -1,
    BACKUP_NEVER, // it stays on its device
    BACKUP_POSSIBLE,
    BACKUP_MADE
} PasskeyBackup;

// What was asked.
typedef struct PasskeyQuestion {
    Str origin;        // of the page: "https://office.example"
    Str site;          // rp id: "office.example"
    Str challenge;     // its bytes
    bool needs_person; // the authenticator must have made sure who uses it (user verification)
} PasskeyQuestion;

typedef struct Passkey {
    Str id, key; // bytes; the key as libfido2 has it
    int algorithm;
    uint32_t uses; // the counter of signatures, 0 where the authenticator counts none
    PasskeyBackup backup;
} Passkey;

// The site of an origin; false where a browser lets it have no passkeys: an address in numbers, or
// neither https nor localhost.
bool passkey_site(Str origin, Str *ret);

// A new passkey (section 7.1). All texts are bytes. ERR_DENIED: not what was asked.
bool passkey_register(Arena *a, const PasskeyQuestion *q, Str client_data, Str attestation,
                      Passkey *ret, Err *err);

typedef struct PasskeyAnswer {
    Str client_data, authenticator_data, signature;
} PasskeyAnswer;
typedef struct PasskeyUse {
    bool is_person; // who uses it was made sure of
    bool is_copied; // its counter went back: there are two of it (section 6.1.1)
    uint32_t uses;
    PasskeyBackup backup;
} PasskeyUse;
// A use of it (section 7.2).
bool passkey_check(Arena *a, const PasskeyQuestion *q, const Passkey *k,
                   const PasskeyAnswer *answer, PasskeyUse *ret, Err *err);

#endif
