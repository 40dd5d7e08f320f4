// seal/seal.h - who signed this text, and does it stand in the log?
//
// Texts are signed as notes (C2SP signed-note): the text, an empty line, and for each signature a
// line with the signer's name. What stands in the log is told by a checkpoint (C2SP
// tlog-checkpoint), a note with the log's name, its size and the root of its Merkle tree;
// witnesses, who have seen that each checkpoint continues the one before, add cosignatures with a
// time (C2SP tlog-cosignature). Signatures are Ed25519 (RFC 8032), by libsodium.
//
// A key is known by its name and four bytes of a hash, and proves nothing by itself: whoever checks
// says which keys he trusts (SealVerifier), taken from somewhere else than the note.
#ifndef SOFTLAW_SEAL_SEAL_H
#define SOFTLAW_SEAL_SEAL_H

#include "base/sha256.h"
#include "base/sys.h"

enum {
    SEAL_KEY_BYTES = 32,
    SEAL_SIGNATURE_BYTES = 64,
    SEAL_ID_BYTES = 4,
    SEAL_NAME_MAX = 256,
    SEAL_NOTE_MAX = 1 << 20, // bytes
    SEAL_SIGNATURES_MAX = 256,
};

// ---- keys ---------------------------------------------------------------------------------------

// The values are those of C2SP signed-note.
typedef enum SealKind {
    SEAL_SIGNATURE = 1,   // of the text
    SEAL_COSIGNATURE = 4, // of a checkpoint, with a time
} SealKind;

typedef struct SealVerifier {
    Str name; // no blanks, no "+"
    SealKind kind;
    unsigned char id[SEAL_ID_BYTES];
    unsigned char key[SEAL_KEY_BYTES];
} SealVerifier;

// "henan.gov.cn+c74f20a3+ARpc…": a name, the id, the kind with the key in base64. Where it is none,
// false with *ret_why.
bool seal_verifier_parse(Arena *a, Str text, SealVerifier *ret, Message *ret_why);
Str seal_verifier_text(Arena *a, const SealVerifier *v);

// A secret key. Wiped when its arena goes.
typedef struct SealKey SealKey;
// False with *ret_why where `name` is not fit for a key.
bool seal_name_check(Str name, Message *ret_why);
SealKey *seal_key_new(Arena *a, Sys *sys, Str name);
SealKey *seal_key_from_seed(Arena *a, Str name, const unsigned char seed[SEAL_KEY_BYTES]);
SealVerifier seal_key_verifier(Arena *a, const SealKey *k, SealKind kind);

// A key as it lies on disk: encrypted with XSalsa20-Poly1305 under Argon2id of the passphrase
// (libsodium's secretbox and pwhash, "moderate": 256 MiB, 3 passes).
Str seal_key_write(Arena *a, Sys *sys, const SealKey *k, Str passphrase);
// NULL with err: no key file, damaged, or another passphrase.
SealKey *seal_key_read(Arena *a, Str file, Str text, Str passphrase, Err *err);

// ---- notes --------------------------------------------------------------------------------------

typedef struct SealLine {
    Str name;
    unsigned char id[SEAL_ID_BYTES];
    Str signature; // bytes behind the id
} SealLine;
typedef struct SealNote {
    Str text; // with its last line end
    SealLine *lines;
    size_t count;
} SealNote;

// A note may have no signature yet: it is then its text alone, which ends with a line end. False
// with err at the line of the fault.
bool seal_note_parse(Arena *a, Str file, Str text, SealNote *ret, Err *err);
// May this text be signed? Lines of UTF-8, without other control characters, ended by a line end.
bool seal_text_check(Str text, Message *ret_why);
// The note with one signature more. `note` is a note or a text that seal_text_check accepts.
Str seal_note_sign(Arena *a, Str note, const SealKey *k);

typedef enum SealVerdict {
    SEAL_ABSENT, // no line of this key
    SEAL_FORGED, // a line of this key, which its owner did not write
    SEAL_VALID,
} SealVerdict;
// *ret_time, where not NULL: of a cosignature, in seconds since 1970.
SealVerdict seal_note_check(Arena *a, const SealNote *n, const SealVerifier *v, int64_t *ret_time);

// ---- checkpoints --------------------------------------------------------------------------------

typedef struct SealCheckpoint {
    Str origin; // the log's name, the same as that of its key
    uint64_t size;
    Sha256 root;
    Str extension; // further lines, each with its line end
} SealCheckpoint;
Str seal_checkpoint_text(Arena *a, const SealCheckpoint *c);
bool seal_checkpoint_parse(Arena *a, Str text, SealCheckpoint *ret, Message *ret_why);
// The checkpoint with a witness's cosignature more.
Str seal_checkpoint_cosign(Arena *a, Str note, const SealKey *k, int64_t time_seconds);

#endif
