// worlds/play_int.h - what the files of the play share: rungs, cells, the pilot, the policy
//
// A rung is where an agreement stands: a stage and for how many periods nobody broke, or a breach
// that only its party knows of and how long that lasts. A cell is a range of each state variable.
// The policy says, for each period, rung and cell, what an action costs or brings later beside
// performing; with what is earned now that decides.
#ifndef SOFTLAW_PLAY_INT_H
#define SOFTLAW_PLAY_INT_H

#include "base/parallel.h"
#include "worlds/worlds_int.h"

enum { NOBODY = INT32_MAX, PILOT_SHARDS = 16, REGION_RANGES = 1024 };

// ---- rungs --------------------------------------------------------------------------------------

// Where an outcome leads, and whose breach is paid for on the way (NOBODY: nothing is).
typedef struct Step {
    uint32_t rung, payer;
    uint32_t entered; // the stage whose `pays` are due
} Step;

typedef struct Rung {
    uint32_t stage;
    bool is_over;     // it is over, or somebody has left or gives notice: nobody decides any more,
    uint32_t profile; // and all earn this
    uint32_t breaker; // the party whose breach is not yet seen; NOBODY: all know how it stands
    Step calm;        // where nobody breaks, or nothing is seen
} Rung;

typedef struct Ladder {
    Rung rungs[WORLDS_RUNGS_MAX];
    size_t count;
    uint32_t steady[WORLDS_STAGES_MAX];                     // the first rung of a stage
    uint32_t unseen[WORLDS_STAGES_MAX][WORLDS_ACTIONS_MAX]; // the first after a breach with delay
    uint32_t left[WORLDS_ACTIONS_MAX];                      // the first after an exit
    uint32_t over;
} Ladder;

bool ladder_make(const Play *p, size_t periods, Ladder *ret);
// Where action a leads once it is seen.
Step ladder_seen(const Play *p, const Ladder *l, uint32_t rung, size_t action);
// What party i receives (or pays, negative) on this step.
double ladder_transfer(const Play *p, Step s, size_t party);
// Is it over, now or after a delay, once action a on this rung is seen?
bool ladder_ends(const Play *p, const Ladder *l, uint32_t rung, size_t action);

// ---- ranges -------------------------------------------------------------------------------------

// Sorted edges, prepared for finding how many of them lie below a number.
typedef struct Ranges {
    const double *edges; // padded with INFINITY to 2^steps and RANGES_NEAR more
    size_t steps;
    const uint16_t *guide; // [4 << steps]: edges in the places before; NULL: they crowd together
    double least, scale;   // of the places
    size_t near;           // edges in one place, at most RANGES_NEAR
} Ranges;
enum { RANGES_NEAR = 4 };

// `edges` are copied.
Ranges ranges_make(Arena *a, const double *edges, size_t count);
// Of at most WORLDS_BLOCK values.
void ranges_find(const Ranges *r, const double *values, size_t count, uint16_t *ret);

// ---- cells --------------------------------------------------------------------------------------

typedef struct Cells {
    size_t count, bins, states, tables; // tables: one for each period, or 1 where renewed
    uint32_t state[WORLDS_STATE_MAX];
    const Ranges *ranges; // [table * states + s]
} Cells;

// The cells of a block in the period that `table` serves.
void cells_find(const Cells *c, size_t table, const double *variables, size_t count, uint16_t *ret);

// ---- the pilot ----------------------------------------------------------------------------------

struct Pilot {
    const WorldSource *source;
    const Play *play;
    size_t worlds, blocks, periods, threads;
    size_t first_block;    // of all that could be drawn
    double *variables;     // [((block * periods) + t) * variable_count * WORLDS_BLOCK], by blocks
    uint16_t *cell;        // [t * worlds + w]
    const double *weights; // of worlds; NULL: all the same
    double *earned;        // by Play.earn_all, of block after block; NULL: asked when it is needed
    Cells cells;
    double *ranges; // [variable * (REGION_RANGES - 1)]: edges of quantile ranges, periods together
    const PlayFan *fans; // [variable * periods + t]
};

static inline size_t pilot_count(const Pilot *p, size_t block) {
    size_t left = p->worlds - block * WORLDS_BLOCK;
    return left < WORLDS_BLOCK ? left : WORLDS_BLOCK;
}
static inline const double *pilot_variables(const Pilot *p, size_t block, size_t t) {
    size_t n = p->source->model.variable_count;
    return &p->variables[(block * p->periods + t) * n * WORLDS_BLOCK];
}

static inline const double *pilot_earned(const Pilot *p, size_t block, size_t t) {
    size_t row = play_rows(p->play) * p->play->parties;
    return &p->earned[row * (block * p->periods * WORLDS_BLOCK + t * pilot_count(p, block))];
}

size_t pilot_size(const WorldSource *s, const Play *p, uint64_t wanted);
const Pilot *pilot_draw(Arena *a, const WorldSource *s, const Play *p, size_t worlds, size_t part,
                        size_t threads);
// The same of what a party believes, with the cells of the true pilot.
const Pilot *pilot_believed(Arena *a, const Pilot *truth, const WorldSource *s, const Play *p);
// Cells and ranges of what is drawn.
void pilot_cut(Arena *a, Pilot *p);

// ---- the policy ---------------------------------------------------------------------------------

typedef struct Policy {
    const Play *play;
    Ladder ladder;
    size_t tables, cells;
    double *later;                    // [((table * rungs + r) * actions + a) * cells + c]
    PlayFan *temptation;              // [party * periods + t]
    bool *acts;                       // [party]: has it an action?
    double worst[WORLDS_PARTIES_MAX]; // as play_worst has it
} Policy;

static inline double *policy_later(const Policy *p, size_t table, size_t rung) {
    size_t actions = p->play->actions;
    return &p->later[(table * p->ladder.count + rung) * actions * p->cells];
}

// What is at hand in one period and rung for the worlds of a block.
typedef struct Hand {
    const double *later, *earned;
    const uint16_t *cell; // NULL: there is only one
    size_t count;
} Hand;

// What each party gains at most: ret[party * WORLDS_BLOCK + w]; -INFINITY where it has no action.
void policy_gains(const Policy *p, const Hand *h, double *ret);
// The action that brings the most to the party in world w.
size_t policy_action(const Policy *p, const Hand *h, size_t party, size_t w);
// The parties (bits) to which breaking pays in world w, and of some the one with the largest gain.
uint32_t policy_tempted(const Policy *p, const double *gains, size_t w);
uint32_t policy_breaker(const Policy *p, const double *gains, uint32_t among, size_t w);

// NULL: cancelled, or too large. What follows from beliefs stands in the place of what follows from
// the truth for the party's own actions.
const Policy *policy_find(Arena *a, const Pilot *pilot, const PlayOptions *o, Err *err);

// Doubles of what is earned in one period of a full block.
static inline size_t play_earned_size(const Play *p) {
    return play_rows(p) * p->parties * WORLDS_BLOCK;
}
// What action a changes later for the party, of what `earn_all` returned for a period.
static inline const double *play_carried(const Play *p, const double *earned, size_t action,
                                         size_t party, size_t count) {
    return &earned[((play_after(p) + 1 + action) * p->parties + party) * count];
}
bool play_is_cancelled(const PlayOptions *o);

#endif
