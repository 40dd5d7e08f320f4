// worlds/result.h - what a play leaves behind, or parts of it together
#ifndef SOFTLAW_WORLDS_RESULT_H
#define SOFTLAW_WORLDS_RESULT_H

#include "base/sha256.h"
#include "worlds/play_int.h"
#include "worlds/tally.h"

struct PlayResult {
    TallySize size;
    uint64_t first;     // of its worlds
    Sha256 fingerprint; // of the policy and what it was found on: parts of one run share it
    bool acts[WORLDS_PARTIES_MAX];
    double pivot[WORLDS_PARTIES_MAX];
    double *ranges;        // as in Pilot
    PlayFan *variable_fan; // [variable * periods + t]
    PlayFan *temptation;   // [party * periods + t]
    uint64_t pilots;
    double worst[WORLDS_PARTIES_MAX];
    Tally tally;
};

PlayResult *result_new(Arena *a, TallySize size);
void result_describe(PlayResult *r, const Pilot *pilot, const Policy *policy, const double *pivot,
                     uint64_t first);

#endif
