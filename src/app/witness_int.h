// app/witness_int.h - what the use cases of a witness share
#ifndef SOFTLAW_APP_WITNESS_INT_H
#define SOFTLAW_APP_WITNESS_INT_H

#include "app/seal_int.h"

// What a witness remembers; of size 0 where it has no file yet.
bool witness_state_open(App *app, Str path, WitnessState *ret, Err *err);
// Durable before anybody sees a cosignature.
bool witness_state_save(App *app, Str path, WitnessState s, Err *err);
// The one key of a log in the file `trust`.
bool witness_log_find(App *app, Str trust, SealVerifier *ret, Err *err);
void witness_view_fill(App *app, WitnessView *v, WitnessVerdict verdict, WitnessState s);

#endif
