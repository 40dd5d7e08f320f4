// evidence/evidence.h - a copy that proves itself: records, signatures, proofs, cosigned
// checkpoints
//
// Whoever downloads an agreement or a statement should not have to believe the office that gave it.
// A bundle of evidence holds records of the log (store/store.h) as they are hashed there, for each
// the path that proves its place in the log's Merkle tree (RFC 9162, section 2.1.3), and a
// checkpoint (C2SP tlog-checkpoint) that the log has signed and witnesses have cosigned. It is
// checked without the office, the store or a network, against public keys that the reader had from
// elsewhere.
//
// Parties sign a text: three lines that name an agreement and the SHA-256 of its words
// (evidence_statement), as a note (C2SP signed-note). The signature becomes a record as well.
//
// A witness keeps the last checkpoint it has seen of a log and cosigns another only if a proof of
// consistency (RFC 9162, section 2.1.4) shows that it continues that one, so that a log which is
// written anew, however carefully, is refused by every witness. Requests have the form of C2SP
// tlog-witness.
//
// What this room reads comes from strangers: a fault is an Err with its place, never a crash.
#ifndef SOFTLAW_EVIDENCE_EVIDENCE_H
#define SOFTLAW_EVIDENCE_EVIDENCE_H

#include "seal/seal.h"
#include "store/store.h"

enum {
    EVIDENCE_RECORDS_MAX = 1 << 20,
    EVIDENCE_PATH_MAX = 64,    // hashes of a proof
    EVIDENCE_TRUSTED_MAX = 256 // keys that a reader trusts
};

// ---- what parties sign --------------------------------------------------------------------------

typedef struct EvidenceStatement {
    Str agreement; // id
    Str version;   // SHA-256 of its text, 64 hex digits
} EvidenceStatement;

// "softlaw agreement 1", the id, the version; each with a line end.
Str evidence_statement(Arena *a, EvidenceStatement s);
// False where `text` is no such statement.
bool evidence_statement_parse(Str text, EvidenceStatement *ret);

// ---- keys that are trusted ----------------------------------------------------------------------

typedef struct EvidenceTrust {
    SealVerifier *items;
    size_t count, capacity;
} EvidenceTrust;

// A line for each public key; empty lines and lines that begin with "#" are passed over. False with
// err at the line of the fault.
bool evidence_trust_parse(Arena *a, Str file, Str text, EvidenceTrust *ret, Err *err);

// ---- bundles ------------------------------------------------------------------------------------

typedef struct EvidenceRecord {
    Record record;
    Sha256 *path; // from the leaf upwards
    size_t path_count;
    Place place; // in the bundle, where it was read
} EvidenceRecord;

typedef struct Evidence {
    Str file;
    EvidenceRecord *items; // in the order of their numbers
    size_t count, capacity;
    Str checkpoint; // a note
} Evidence;

// As JSON: {"softlaw":"evidence 1","checkpoint":…,"records":[{"seq","kind","at","body","path"}]}.
Str evidence_write(Arena *a, const Evidence *e);
// False with err at the place of the fault.
bool evidence_read(Arena *a, Str file, Str text, Evidence *ret, Err *err);

typedef struct EvidenceSigner {
    Str name;
    SealVerdict verdict; // SEAL_ABSENT: nobody whose key is trusted
    int64_t time;        // of a cosignature, seconds since 1970; else 0
} EvidenceSigner;
typedef struct EvidenceSigners {
    EvidenceSigner *items;
    size_t count, capacity;
} EvidenceSigners;

typedef struct EvidenceFault {
    int64_t seq; // of the record; 0: of the checkpoint
    Place place;
    Message message;
} EvidenceFault;

typedef struct EvidenceReport {
    bool is_sound; // no fault, and the log's own signature is of a key that is trusted
    struct EvidenceFaults {
        EvidenceFault *items;
        size_t count, capacity;
    } faults;
    SealCheckpoint checkpoint;
    EvidenceSigner log;         // its name and whether it signed the checkpoint
    EvidenceSigners witnesses;  // of the checkpoint
    EvidenceStatement subject;  // the agreement; absent where the bundle has none
    Str title, name, text;      // its title, the name of its file, its words
    EvidenceSigners signatures; // of the agreement
    int64_t run;                // 0: none
    Str period;
    int64_t entry_count;
} EvidenceReport;

// Hashes, paths, signatures, and whether the parts make what they say: files have their hash, the
// agreement its text, the run all its entries.
EvidenceReport evidence_check(Arena *a, const Evidence *e, const EvidenceTrust *trust);

// ---- the store ----------------------------------------------------------------------------------

// This room's tables, for settle's store (settle_open has made it).
bool evidence_migrate(Store *s, Err *err);

typedef enum SignOutcome {
    SIGN_DONE,
    SIGN_ALREADY_SIGNED,    // by this key: nothing changed
    SIGN_UNKNOWN_AGREEMENT, // no such version in the store
    SIGN_OTHER_TEXT,        // the note does not speak of this
    SIGN_FORGED,            // the signature is not of the key
    SIGN_OUTCOME_COUNT,
} SignOutcome;
const char *sign_outcome_name(SignOutcome o); // "already-signed"

// Record the signature of `v` on the note, in one transaction.
bool evidence_sign(Arena *a, Store *s, Str note, const SealVerifier *v, Str at, SignOutcome *ret,
                   Err *err);
// Who has signed, in the order of the records; `notes` one for each.
typedef struct Signature {
    Str signer, note;
    int64_t seq;
} Signature;
bool evidence_signatures(Arena *a, Store *s, EvidenceStatement of, Signature **ret,
                         size_t *ret_count, Err *err);
// This room's table made anew from the records, in one transaction; did it come out the same?
bool evidence_rebuild(Store *s, bool *ret_is_same, Err *err);

// The records of an agreement's text and signatures, or of a run with its entries, agreement and
// facts, each with its path in the tree of the first `size` records, where they all stand among
// those; else, and where `size` is 0, of the whole log: *ret_head says which. The checkpoint is
// left to the caller.
bool evidence_of_agreement(Arena *a, Store *s, EvidenceStatement of, int64_t size, Evidence *ret,
                           Head *ret_head, Err *err);
bool evidence_of_run(Arena *a, Store *s, int64_t run, int64_t size, Evidence *ret, Head *ret_head,
                     Err *err);
// The checkpoint of a head, not yet signed.
Str evidence_checkpoint(Arena *a, Str origin, Head head);

// ---- witnesses ----------------------------------------------------------------------------------

// What a witness is asked (C2SP tlog-witness): "old SIZE", a line in base64 for each hash of the
// proof, an empty line, the checkpoint.
typedef struct WitnessRequest {
    int64_t old_size;
    Sha256 path[EVIDENCE_PATH_MAX];
    size_t path_count;
    Str checkpoint; // a note
} WitnessRequest;
Str witness_request_write(Arena *a, const WitnessRequest *r);
bool witness_request_parse(Arena *a, Str file, Str text, WitnessRequest *ret, Err *err);
// From the store: that the log of now continues the one of `old_size`.
bool witness_request_make(Arena *a, Store *s, int64_t old_size, const SealKey *log_key,
                          WitnessRequest *ret, Err *err);

// What a witness remembers of one log: the checkpoint that it cosigned last. Size 0: none yet.
typedef struct WitnessState {
    int64_t size;
    Sha256 root;
    Str checkpoint; // the note itself, as the log signed it; may be absent
} WitnessState;
Str witness_state_write(Arena *a, WitnessState s);
bool witness_state_parse(Str file, Str text, WitnessState *ret, Err *err);

typedef enum WitnessVerdict {
    WITNESS_COSIGNED,
    WITNESS_UNSIGNED,   // the checkpoint is not signed by the log's key
    WITNESS_OTHER_SIZE, // the proof begins at another size than was cosigned last: ask again
    WITNESS_REWRITTEN,  // the log is not the one that was cosigned before
    WITNESS_BAD_PROOF,  // the proof proves nothing
    WITNESS_VERDICT_COUNT
} WitnessVerdict;
const char *witness_verdict_name(WitnessVerdict v); // "rewritten"

// *ret_note: the checkpoint with one cosignature more; *state becomes what is to be remembered.
// Both are touched only where it is WITNESS_COSIGNED.
WitnessVerdict witness_judge(Arena *a, const WitnessRequest *r, const SealVerifier *log,
                             const SealKey *key, int64_t time_seconds, WitnessState *state,
                             Str *ret_note);

// ---- two heads ----------------------------------------------------------------------------------

// What a witness keeps of a log that was written anew: two checkpoints (notes), an empty line
// between them.
Str heads_write(Arena *a, Str first, Str second);
bool heads_parse(Str file, Str text, Str ret_notes[2], Err *err);

typedef enum HeadsVerdict {
    HEADS_CONTRADICT, // of the same size, with two roots, and both signed: nobody needs more
    HEADS_SAME,
    HEADS_OPEN,     // of two sizes: only a proof of consistency shows that one continues the other
    HEADS_UNSIGNED, // the log did not sign both
} HeadsVerdict;
// By the key of the log. ERR_INPUT where a note is no checkpoint.
bool heads_judge(Arena *a, Str file, const Str notes[2], const SealVerifier *log,
                 SealCheckpoint ret_heads[2], HeadsVerdict *ret, Err *err);

#endif
