// app/cosign.h - what witnesses of an office have cosigned, and how fresh it is
//
// Witnesses (app/seal.h) post what they cosigned back to the office. Where an office names its
// witnesses, nobody is bound and nothing is paid through it once none of them has looked at its log
// for four hours: the past could be written anew unseen.
#ifndef SOFTLAW_APP_COSIGN_H
#define SOFTLAW_APP_COSIGN_H

#include "app/people.h"
#include "app/portal.h"

enum { COSIGN_FRESH_SECONDS = 4 * 60 * 60 };

// Keep a head of this office's log with the cosignature of one of its witnesses. ERR_DENIED: the
// log did not sign it, or no witness that the office names has cosigned it.
bool app_cosign(App *app, OpenPeople *p, const Portal *portal, Str note, Str *ret_witness,
                Err *err);

typedef struct WitnessSeen {
    Str name, note;
    int64_t size, at; // records; seconds since 1970; of one that has cosigned nothing yet 0
    Str at_text;      // "2026-01-31 12:00"
    bool is_fresh;
} WitnessSeen;
typedef struct WitnessList {
    WitnessSeen *items;
    size_t count;
    Str head;          // the longest that was cosigned, with all cosignatures of it; absent: none
    int64_t head_size; // its records
} WitnessList;
// Those that the office names, as they are at `now`.
bool app_witnesses(App *app, OpenPeople *p, const Portal *portal, int64_t now, WitnessList *ret,
                   Err *err);
bool witness_list_json(const WitnessList *l, Out *out);

typedef struct WitnessedView {
    bool is_wanted; // the office names witnesses
    bool is_fresh;
    Str witness, note; // of the last cosignature; absent: none yet
    int64_t size, at;  // records; seconds since 1970
} WitnessedView;
// As it is at `now`, in seconds since 1970.
bool app_witnessed(App *app, OpenPeople *p, const Portal *portal, int64_t now, WitnessedView *ret,
                   Err *err);

#endif
