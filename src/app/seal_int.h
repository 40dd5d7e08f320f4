// app/seal_int.h - what the use cases of keys and evidence share
#ifndef SOFTLAW_APP_SEAL_INT_H
#define SOFTLAW_APP_SEAL_INT_H

#include "app/seal.h"
#include "evidence/evidence.h"

struct OpenKey {
    SealKey *key;
};

SealKey *key_open(App *app, KeyUse k, Err *err);
// The keys listed in a file; none where `path` is absent.
bool trust_open(App *app, Str path, EvidenceTrust *ret, Err *err);

#endif
