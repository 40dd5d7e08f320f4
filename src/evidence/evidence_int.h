// evidence/evidence_int.h - what the files of this room share: bodies of records
#ifndef SOFTLAW_EVIDENCE_EVIDENCE_INT_H
#define SOFTLAW_EVIDENCE_EVIDENCE_INT_H

#include "evidence/evidence.h"

#define KIND_SIGNATURE STR("signature")

// What a record of this room says.
typedef struct SignatureBody {
    EvidenceStatement of;
    Str verifier; // the public key in one line
    Str note;
} SignatureBody;
Str signature_to_body(Arena *a, const SignatureBody *b);
bool signature_from_body(Arena *a, Str body, SignatureBody *ret);

// The values of the line `name` of a body; absent where there is none.
Str body_find(Arena *a, Str body, const char *name);
// Digits without leading zeros, at most 18 of them.
bool number_from_text(Str text, int64_t *ret);
Str number_to_text(Arena *a, int64_t number);

#endif
