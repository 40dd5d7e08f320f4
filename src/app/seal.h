// app/seal.h - keys, signatures, evidence and witnesses
#ifndef SOFTLAW_APP_SEAL_H
#define SOFTLAW_APP_SEAL_H

#include "app/ledger.h"

// A key file with its passphrase.
typedef struct KeyUse {
    Str path, passphrase;
} KeyUse;

// An opened one; wiped when its arena goes.
typedef struct OpenKey OpenKey;
const OpenKey *app_key_open(App *app, KeyUse k, Err *err);

typedef struct SealKeyView {
    Str name;
    Str verifier; // the public key that signs texts
    Str witness;  // and the one that cosigns checkpoints
} SealKeyView;
// Makes a key called `name` and writes it, locked, to k.path, where nothing may be yet.
const SealKeyView *app_key_new(App *app, Str name, KeyUse k, Err *err);

// The note by which the owner of the key signs an agreement; `note` is one that others have begun,
// or absent. NULL without an error where the agreement has errors, which are findings.
bool app_sign(App *app, Str agreement, KeyUse k, Str note, Str *ret_note, Err *err);

typedef struct SignedView {
    Str signer;
    const char *outcome; // "done", "already-signed", …
    bool is_refused;
    Message why;
} SignedView;
typedef struct SignedList {
    SignedView *items;
    size_t count, refused_count;
} SignedList;
// Record in a store what a note bears of the keys that are listed in the file `trust`.
const SignedList *app_sign_record(App *app, Str db, Str note, Str trust, Err *err);
// The same in a ledger that is open (app/ledger.h).
const SignedList *app_sign_write(App *app, OpenLedger *l, Str note, Str trust, Err *err);

typedef struct EvidenceRequest {
    Str db;
    Str agreement, version; // version absent: the last one
    Str run;                // a number, instead of an agreement
    const OpenKey *key;     // of the log
    Str cosigned;           // a head that witnesses have cosigned, to be proved by where it can be
    int64_t cosigned_size;  // its records; 0: there is none
} EvidenceRequest;
// A bundle of evidence as text.
bool app_evidence(App *app, const EvidenceRequest *r, Str *ret, Err *err);

typedef struct SignerView {
    Str name;
    const char *verdict; // "valid", "forged", "unknown"
    Str at;              // of a cosignature: when
} SignerView;
typedef struct SignerList {
    SignerView *items;
    size_t count;
} SignerList;
typedef struct ProofFault {
    Place place;
    int64_t record; // 0 = the checkpoint
    Message message;
} ProofFault;
typedef struct ProofView {
    bool is_sound;
    Str agreement, version, title; // absent where it proves none
    int64_t run, entry_count;      // run 0: none
    Str period;
    Str text, name; // the agreement's words, and the name of its file
    SignerView log;
    int64_t size; // of the log, in records
    Str root;
    SignerList signatures, witnesses;
    ProofFault *faults;
    size_t fault_count;
    int64_t record_count;
} ProofView;
// Check a bundle against the keys listed in the file `trust`; absent: no key is trusted.
const ProofView *app_verify_evidence(App *app, Str path, Str trust, Err *err);
bool proof_json(App *app, const ProofView *v, Out *out);

// Two heads of a log, as a witness keeps them in STATE.heads.
typedef struct HeadView {
    int64_t size;
    Str root;
} HeadView;
typedef struct HeadsView {
    const char *verdict; // "contradict", "same", "open", "unsigned"
    Str log;             // by whose key
    HeadView heads[2];
} HeadsView;
// Is it a file of two heads, and no evidence?
bool app_are_heads(App *app, Str path);
const HeadsView *app_verify_heads(App *app, Str path, Str trust, Err *err);
bool heads_json(const HeadsView *v, Out *out);

// What a witness is to be shown: that the log of now continues the one of `since` records ("" = 0).
bool app_log_head(App *app, Str db, Str since, const OpenKey *k, Str *ret, Err *err);

typedef struct WitnessView {
    const char *verdict; // "cosigned", "rewritten", …
    bool is_cosigned;
    bool is_alarm; // the log shown is not the one that was cosigned before
    Message why;
    int64_t size;   // that the witness remembers now
    Str note;       // the checkpoint with its cosignature, if it is
    bool is_posted; // the office has taken it
} WitnessView;
// Judge a request; `state` is the witness's own file, made at the first time. It is written before
// the cosignature is given away.
const WitnessView *app_witness(App *app, Str request, Str state, Str trust, KeyUse k, Err *err);

// A witness that asks an office over the network.
typedef struct WitnessFollow {
    Str office; // its address: "https://office.example"
    Str state, trust;
    Str heads; // a file for two signed heads that do not go together; may be absent
    const OpenKey *key;
} WitnessFollow;
// One round: asks for the head and the proof, judges, remembers, and posts the cosignature back.
// ERR_PEER: no answer, ask again. An office that does not take cosignatures is no failure.
const WitnessView *app_witness_round(App *app, const WitnessFollow *f, Err *err);

#endif
