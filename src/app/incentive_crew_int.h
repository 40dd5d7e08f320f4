// app/incentive_crew_int.h - long plays: in slices that survive an interruption, and on several
// ranks
//
// All ranks read the same agreement and scenario and agree that they did. Then rank 0 leads: it
// says what is to be played, each rank plays its share, rank 0 adds up in order and alone speaks.
// What comes out is the same for any number of ranks, slices and interruptions.
#ifndef SOFTLAW_APP_INCENTIVE_CREW_INT_H
#define SOFTLAW_APP_INCENTIVE_CREW_INT_H

#include "app/incentive_int.h"

// ---- a checkpoint (incentive_saved.c) -----------------------------------------------------------

// What distinguishes one run from another.
typedef enum SavedMark {
    SAVED_PROGRAM,
    SAVED_AGREEMENT, // SHA-256 of the text
    SAVED_SCENARIO,
    SAVED_SEED,
    SAVED_WORLDS,
    SAVED_MEANS, // "columns", "evaluator"
    SAVED_SWEEP, // empty: none
    SAVED_MARKS
} SavedMark;

// What has been played: the part so far, or what came of each point of a sweep.
typedef struct Saved {
    Str marks[SAVED_MARKS]; // one line each
    struct SavedParts {
        Str *items;
        size_t count, capacity;
    } parts;
} Saved;

// Lines of text with the marks, then the parts and the SHA-256 of all that.
Str saved_write(Arena *a, const Saved *s);
// False where the bytes are no whole checkpoint. Views into the bytes.
bool saved_read(Arena *a, Str bytes, Saved *ret);
// The first mark that differs, SAVED_MARKS where none does.
SavedMark saved_difference(const Saved *one, const Saved *other);
const char *saved_mark_text(SavedMark mark); // of the catalogue

// ---- a sweep (incentive_sweep.c) ----------------------------------------------------------------

// One number at steps + 1 values: a parameter, or the discount factor of a party.
typedef struct Sweep {
    bool is_discount;
    size_t index;
    double from, to;
    size_t steps;
} Sweep;

// What came of one value.
typedef struct SweepPoint {
    uint64_t worlds, kept, undefined;
    uint64_t broke[INCENTIVE_PARTIES_MAX];
} SweepPoint;

struct SweepView {
    const IncentiveSetup *setup;
    IncentiveOptions options; // as taken
    Sweep sweep;
    const SweepPoint *points; // [steps + 1]
    Str agreement_hash;
};

// From "NAME=FROM..TO/STEPS". The arena is for the hint of an error.
bool sweep_read(Arena *a, const Scenario *s, Str text, Sweep *ret, Err *err);
double sweep_value(const Sweep *s, size_t point);
Str sweep_name(Arena *a, const Sweep *s, const Scenario *scenario); // as a mark
// A line of numbers, and back; false where it is none of so many parties and worlds.
Str sweep_point_write(Arena *a, const SweepPoint *p, size_t parties);
bool sweep_point_read(Str line, size_t parties, uint64_t worlds, SweepPoint *ret);
// Play one value. False with err where cancelled.
bool sweep_play(const IncentiveSetup *setup, const Sweep *s, uint64_t worlds, size_t point,
                SweepPoint *ret, Err *err);

// ---- the crew (incentive_crew.c) ----------------------------------------------------------------

typedef struct Crew {
    App *app;
    const Ranks *ranks;
    const IncentiveSetup *setup;
    IncentiveOptions options; // as taken
    const Sweep *sweep;       // NULL: none
    Str checkpoint;           // its path; absent: none
    Saved saved;
    bool is_dismissed;
} Crew;

// All ranks meet. False with err, on rank 0, where one of them is not ready, or read something
// else; `is_ready` tells whether this one is, else `err` or the findings why not.
bool crew_meet(Crew *c, bool is_ready, Err *err);
// Of ranks other than 0: play what rank 0 asks for, until it is done.
void crew_serve(Crew *c);
// Of rank 0: the others may go, at once or as soon as the worlds of the verdict are played.
void crew_dismiss(Crew *c);
// Of rank 0: what a checkpoint says was played. False with err where it is of another run.
bool crew_resume(Crew *c, Err *err);
// Of rank 0: the worlds of the verdict, by all ranks, in slices; then the others may go.
IncentivePlayer crew_play;
// Of rank 0: all points of the sweep, by all ranks.
bool crew_sweep(Crew *c, SweepPoint *ret, Err *err);

#endif
