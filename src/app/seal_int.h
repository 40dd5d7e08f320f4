// app/seal_int.h - what the use cases of keys and evidence share
#ifndef SOFTLAW_APP_SEAL_INT_H
#define SOFTLAW_APP_SEAL_INT_H

#include "app/app_int.h"
#include "app/seal.h"
#include "evidence/evidence.h"

struct OpenKey {
    SealKey *key;
};

SealKey *key_open(App *app, KeyUse k, Err *err);
// The keys listed in a file; none where `path` is absent.
bool trust_open(App *app, Str path, EvidenceTrust *ret, Err *err);
// A bundle at hand, `name` being its file's.
const ProofView *verify_evidence_text(App *app, Str name, Str text, Str trust, Err *err);
// Record what a note bears of the trusted keys; ERR_NOT_FOUND where it bears none.
const SignedList *sign_record(App *app, Store *s, SourceText note, const EvidenceTrust *trust,
                              Err *err);

#endif
