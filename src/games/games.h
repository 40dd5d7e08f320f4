// games/games.h - games: who chooses what, what each gets, and what follows from it
//
// An engine that knows nothing of agreements. Three kinds of game come in: strategic games (.nfg),
// extensive games, in which players move one after the other (.efg), and games of coalitions
// (.csv). All numbers are exact rationals, and whatever is reported was verified in them: an
// equilibrium by every reply, a nucleolus by its balanced families. Where an answer is not
// complete, that is part of the answer.
//
//     const Game *g = nfg_parse(a, file, text, err);
//     const EquilibriumSet *e = equilibria_all(a, g);
//     for (size_t i = 0; i < e->count; i++) use(e->items[i].shares);
#ifndef SOFTLAW_GAMES_GAMES_H
#define SOFTLAW_GAMES_GAMES_H

#include "base/message.h"
#include "games/rat.h"

enum {
    GAME_PLAYERS_MAX = 16,
    GAME_STRATEGIES_MAX = 256,     // of one player
    GAME_PAYOFFS_MAX = 1 << 20,    // numbers in one game
    GAME_EQUILIBRIA_MAX = 1 << 14, // that are listed
    GAME_BASES_MAX = 1 << 21,      // vertices looked at before a search for equilibria gives up
    TREE_NODES_MAX = 1 << 16,      // of an extensive game
    TREE_VISITS_MAX = 1 << 23,     // nodes times profiles of its strategic form
    TREE_PERFECT_MAX = 64,         // subgame-perfect equilibria that are listed
    COALITION_PLAYERS_MAX = 20,    // by the table of all coalitions
    COALITION_SAMPLED_MAX = 62,    // where the game is a formula
    NUCLEOLUS_PLAYERS_MAX = 16,
    LOGIT_STRATEGIES_MAX = 256,     // of all players
    LOGIT_WORK_MAX = 1 << 22,       // profiles times the cube of the number of players
    PAYOFF_SET_PROFILES_MAX = 1024, // of a repeated game whose set of payoffs is sought
};

// ---- strategic games ----------------------------------------------------------------------------

typedef struct GamePlayer {
    Str name;
    Str *strategies;
    size_t strategy_count;
} GamePlayer;

typedef struct Game {
    Str title;
    GamePlayer *players;
    size_t player_count;
    size_t profile_count; // the first player's strategy changes fastest
    Rat *payoffs;         // by profile, then player
} Game;

// Gambit's .nfg, with payoffs or with outcomes. NULL and err with the place of the fault.
const Game *nfg_parse(Arena *a, Str file, Str text, Err *err);
void nfg_write(Buf *b, const Game *g);
Game *game_new(Arena *a, Str title, GamePlayer *players, size_t player_count);

static inline Rat *game_payoff(const Game *g, size_t profile, size_t player) {
    return &g->payoffs[profile * g->player_count + player];
}
size_t game_profile(const Game *g, const size_t *choices);
void game_choices(const Game *g, size_t profile, size_t *ret_choices);
// The strategies of all players one after the other: where those of `player` begin, and their
// number in all.
size_t game_share_at(const Game *g, size_t player);
size_t game_share_count(const Game *g);

// ---- extensive games ----------------------------------------------------------------------------

// What someone knows when moving: nodes that cannot be told apart. Chance has sets of one node kind
// too, with the chance of each action.
typedef struct InfoSet {
    Str name;
    size_t player; // player_count for chance
    Str *actions;
    size_t action_count;
    Rat *chances;                 // of chance, else NULL
    size_t own;                   // number among the player's sets
    size_t at;                    // where its actions begin in a list of all sets' actions
    size_t node_count;            // nodes in it
    size_t before, before_action; // the player's own last set and action; before SIZE_MAX: none
} InfoSet;

typedef struct TreeNode {
    size_t set;         // SIZE_MAX at an end
    size_t *next;       // by action
    const Rat *payoffs; // of each player, added along the path; NULL for nothing
} TreeNode;

typedef struct Tree {
    Str title;
    Str *players;
    size_t player_count;
    struct TreeNodes {
        TreeNode *items;
        size_t count, capacity;
    } nodes; // as in the file: a node before those that follow it
    struct InfoSets {
        InfoSet *items;
        size_t count, capacity;
    } sets; // in order of their first nodes
    size_t action_count;
    bool has_perfect_information; // every set of a player is one node
    bool has_perfect_recall;      // nobody forgets what he knew or did (Kuhn 1953)
} Tree;

// Gambit's .efg. NULL and err with the place of the fault.
const Tree *efg_parse(Arena *a, Str file, Str text, Err *err);

// Backward induction (Zermelo 1913, Selten 1965) where information is perfect: all pure
// subgame-perfect equilibria, up to TREE_PERFECT_MAX. With `tie_count` 0 there is one, and no mixed
// one besides; else at so many nodes of the first another action is as good.
typedef struct PerfectPlay {
    size_t *choices; // action of each set
    Rat *payoffs;    // of each player
} PerfectPlay;
typedef struct PerfectPlaySet {
    PerfectPlay *items;
    size_t count, capacity;
    size_t tie_count;
    bool is_complete; // no other pure one
} PerfectPlaySet;
const PerfectPlaySet *tree_induce(Arena *a, const Tree *t);

// The reduced strategic form: strategies that differ only where they cannot come to are one. A
// player who forgets has all of them. NULL where it is larger than GAME_STRATEGIES_MAX,
// GAME_PAYOFFS_MAX or TREE_VISITS_MAX allow.
enum { ACTION_NONE = UINT16_MAX };
typedef struct TreeForm {
    const Game *game;
    uint16_t **choices; // by player: strategy × own sets; ACTION_NONE where it never comes
    size_t *own_counts; // sets of each player
} TreeForm;
const TreeForm *tree_form(Arena *a, const Tree *t);
// The chance of each action, at each set, that belongs to mixed strategies (Kuhn 1953); only with
// perfect recall. A set that the player's own strategy never comes to has 0 everywhere.
void tree_behaviour(const Tree *t, const TreeForm *f, const Rat *shares, Rat *ret);

// ---- equilibria ---------------------------------------------------------------------------------

typedef struct Equilibrium {
    Rat *shares;  // of each strategy of each player (game_share_at)
    Rat *payoffs; // of each player
    bool is_pure;
    bool is_exact; // else it is irrational, and `regret` is what the fractions here leave to gain
    Rat *regret;
} Equilibrium;

// A convex set of equilibria: every mixture of player 1's strategies in it with every mixture of
// player 2's is one, and no larger set of this form is (Winkels 1979).
typedef struct NashSubset {
    size_t *items; // the extreme equilibria in it
    size_t count;
    size_t component; // subsets that touch have the same number
} NashSubset;

typedef struct EquilibriumSet {
    Equilibrium *items;
    size_t count, capacity;
    bool is_complete;     // there is no other (one and two players: no other extreme one)
    bool is_cut;          // there are more than GAME_EQUILIBRIA_MAX; nothing else holds then
    bool is_degenerate;   // some vertex has more tight constraints than dimensions
    bool is_mixed_sought; // of more players: all supports were looked at
    size_t support_count, undecided_count; // supports with mixtures, and those that stay open
    bool has_subsets;
    NashSubset *subsets; // of two players, where has_subsets
    size_t subset_count, component_count;
    size_t base_count; // vertices looked at
} EquilibriumSet;

// Two players with at most 64 strategies together: all extreme equilibria (Mangasarian 1964). More
// players: all pure ones; mixed ones by supports (Porter, Nudelman and Shoham 2008), each support
// decided by cutting boxes until Krawczyk's test (1969) tells how many solutions it holds, where
// not more than 2^15 supports are left by dominance. Else all pure ones.
const EquilibriumSet *equilibria_all(Arena *a, const Game *g);
// What each player gets, and the most that one could gain by another reply: 0 for an equilibrium.
void equilibrium_verify(Arena *a, const Game *g, Equilibrium *e);
bool profile_is_equilibrium(const Game *g, size_t profile);

// The logit equilibrium (McKelvey and Palfrey 1995) at a precision of 0 or more: where the curve
// that begins at precision 0 with equal chances first reaches it. The chance of each strategy
// (game_share_at), computed in doubles and so good to about ten digits. False where the game is too
// large or the curve was lost.
bool logit_at(Arena *a, const Game *g, const Rat *wanted, Rat *ret_shares);

// ---- what kind of game it is --------------------------------------------------------------------

typedef enum GameKind {
    GAME_OTHER,
    GAME_PRISONERS_DILEMMA,
    GAME_SOCIAL_DILEMMA, // more players or strategies: what is dominant is worse for all
    GAME_STAG_HUNT,
    GAME_CHICKEN,
    GAME_BATTLE_OF_SEXES,
    GAME_COORDINATION,
    GAME_MATCHING_PENNIES,
    GAME_HARMONY, // what is dominant is also best for all
} GameKind;

typedef struct Dominance {
    bool *is_left;     // of each strategy: survives iterated deletion
    size_t left_count; // profiles that survive
    size_t rounds;
} Dominance;

// Iterated deletion of strategies dominated by a pure one; `is_strict` or weakly.
const Dominance *dominance_iterate(Arena *a, const Game *g, bool is_strict);
// The strategy that is strictly better than each other, whatever the others do; false if none is.
bool dominance_dominant(Arena *a, const Game *g, size_t player, size_t *ret_strategy);
GameKind game_kind(Arena *a, const Game *g);
// A profile at which everyone gets more than at `payoffs`, the one with the largest sum; false if
// there is none.
bool game_pareto_better(const Game *g, const Rat *payoffs, size_t *ret_profile);

// ---- repeated games -----------------------------------------------------------------------------

// What one party faces in each round: D its best deviation, C what it gets by keeping to the
// agreement, P what it gets while punished. Every function below writes the least discount factor
// with which keeping pays, 0 where D <= C. False where no discount factor below 1 does.
typedef struct Temptation {
    const Rat *deviation, *keeping, *punishment;
} Temptation;
// (D - C) / (D - P)
bool discount_grim(const Temptation *t, Rat *ret);
// max{(T - R) / (T - P), (T - R) / (R - S)} of a symmetric prisoner's dilemma
bool discount_tit_for_tat(const Rat *t, const Rat *r, const Rat *p, const Rat *s, Rat *ret);
// (D - C) / ((D - C) + p (C - P)): the deviation is seen with probability p.
bool discount_detected(const Temptation *t, const Rat *probability, Rat *ret);
// At most so many rounds, for powers of fractions grow with them.
enum { DISCOUNT_ROUNDS_MAX = 1000 };
// The root of d + d^2 + … + d^L = (D - C) / (C - P): punished for L rounds, then forgiven. Upper
// bound, within 2^-60.
bool discount_finite(const Temptation *t, unsigned rounds, Rat *ret);
// ((D - C) / (D - P))^(1/L): seen after L rounds. Upper bound, within 2^-60.
bool discount_lagged(const Temptation *t, unsigned lag, Rat *ret);
// max(0, D - C - d / (1 - d) (C - P)): what must be lost besides.
void bond_least(const Temptation *t, const Rat *discount, Rat *ret);
// (D - C - B) / (D - P - B)
bool discount_with_bond(const Temptation *t, const Rat *bond, Rat *ret);

// Payments between the players (Goldlücke and Kranz 2012): a profile can be kept from the discount
// factor L / (L + U - V) on, where L is the sum of best replies less what all get together, U the
// largest sum, and V the sum of the lowest punishments, both with at most that L. Lines of the
// frontier, by rising discount factor.
typedef struct FrontierLine {
    size_t profile;
    Rat *discount, *total, *liquidity, *punishment;
} FrontierLine;
typedef struct Frontier {
    FrontierLine *items;
    size_t count;
} Frontier;
const Frontier *frontier_of(Arena *a, const Game *g);
// The line that holds at a discount factor; NULL if none does.
const FrontierLine *frontier_at(const Frontier *f, const Rat *discount);

// All payoffs of subgame-perfect equilibria of two players who choose without lots, see all that
// was done, and may draw public lots: a convex polygon (Abreu and Sannikov 2014). Nothing outside
// the corners is one, up to rounding. Certified, each corner has one, and each payoff has a point
// of the polygon, no further away than `gap` in either coordinate; the corners are irrational, or
// their fractions were not found, unless `is_simple`: then each corner is one itself. Without
// corners there is no such equilibrium. Not settled, the work ended first, and the polygon is too
// large.
typedef struct PayoffSet {
    Rat *points; // player 1's and player 2's, against the clock
    size_t count;
    bool is_settled, is_certified, is_simple;
    Rat *gap;
    size_t rounds;
} PayoffSet;
// `discount` is at least 0 and below 1. NULL with more players or PAYOFF_SET_PROFILES_MAX profiles.
const PayoffSet *payoff_set_of(Arena *a, const Game *g, const Rat *discount);
// Is the pair of payoffs inside or on the border?
bool payoff_set_has(const PayoffSet *s, const Rat *payoffs);

// ---- coalitions ---------------------------------------------------------------------------------

typedef struct Coalitions Coalitions;
// CSV with a header of two columns: "coalition,value" or "coalition,cost" (members joined by "+"),
// or a formula: "player,claim" with a row "estate", "player,weight" with a row "quota",
// "player,need" (what a member needs alone; a coalition costs what its greatest need does).
const Coalitions *coalitions_parse(Arena *a, Str file, Str text, Err *err);
size_t coalitions_player_count(const Coalitions *c);
Str coalitions_player(const Coalitions *c, size_t index);
bool coalitions_is_cost(const Coalitions *c);
size_t coalitions_missing(const Coalitions *c); // not listed and so worth 0
void coalitions_value(const Coalitions *c, uint64_t members, Rat *ret);
void coalitions_grand(const Coalitions *c, Rat *ret);

// The average of what each adds, over all orders.
void shapley_exact(const Coalitions *c, Rat *ret);
typedef struct SampledShare {
    double mean, half_width; // of a 95 % interval
} SampledShare;
void shapley_sample(const Coalitions *c, size_t orders, uint64_t seed, SampledShare *ret);
// The average of what each adds, over all coalitions of the others.
void banzhaf_exact(const Coalitions *c, Rat *ret);
// What each has alone and an equal part of the rest: Nash's bargaining (1950) where all must agree.
void surplus_equal(const Coalitions *c, Rat *ret);
// In proportion to what each has alone; false where that sums to 0.
bool share_proportional(const Coalitions *c, Rat *ret);
// The coalition that a division treats worst, and by how much it would do better alone: with 0 or
// less the division is in the core, provided that it sums to what all make. Of a game with a table.
void coalitions_object(const Coalitions *c, const Rat *shares, uint64_t *ret_members,
                       Rat *ret_gain);
// Tijs's compromise; false where the game is not quasi-balanced.
bool tau_exact(Arena *a, const Coalitions *c, Rat *ret);

typedef struct LeastCore {
    Rat *epsilon; // the core is empty exactly where it is above 0
    Rat *shares;  // a division that reaches it
} LeastCore;
const LeastCore *least_core(Arena *a, const Coalitions *c);

typedef struct Nucleolus {
    bool has_imputations; // else someone gets more alone whatever is shared
    Rat *shares;
    size_t stages; // linear programs
    bool is_certified;
} Nucleolus;
// What a coalition gains counts as it is, or divided by the number of its members, or by its value.
// In the last, coalitions without value do not count. NULL where the game is too large, its numbers
// have too many digits, or gains in proportion to values do not tell all shares.
typedef enum NucleolusKind {
    NUCLEOLUS_PLAIN,
    NUCLEOLUS_PER_CAPITA,
    NUCLEOLUS_PROPORTIONAL,
} NucleolusKind;
const Nucleolus *nucleolus_of(Arena *a, const Coalitions *c, NucleolusKind kind);

// ---- membership ---------------------------------------------------------------------------------

// Who joins an agreement that anyone may stay out of: what everyone gets for each set of members.
// A set is internally stable where no member gains by leaving, externally where nobody outside
// gains by joining (d'Aspremont and others 1983), and potentially where together the members get
// enough to pay each what leaving would bring (Eyckmans and Finus 2004). Who is indifferent stays.
enum { MEMBERSHIP_PLAYERS_MAX = 20, MEMBERSHIP_SIZES_MAX = 1000 };
typedef enum Stability {
    STABLE_INTERNALLY = 1,
    STABLE_EXTERNALLY = 2,
    STABLE_POTENTIALLY = 4,
} Stability;

// Of players that differ: `payoff` writes what one gets where exactly `members` have joined. The
// result has the Stability of each set, by the bits of its members.
typedef struct Membership {
    size_t player_count; // at most MEMBERSHIP_PLAYERS_MAX
    void (*payoff)(const void *data, uint64_t members, size_t player, Rat *ret);
    const void *data;
} Membership;
uint8_t *membership_judge(Arena *a, const Membership *m);

// Of players that are alike only the number of members counts: what each of them gets, and each
// outsider. Members of none and outsiders of all are left 0.
typedef struct MembershipSizes {
    size_t player_count;    // at most MEMBERSHIP_SIZES_MAX
    Rat *member, *outsider; // by size, from 0 to player_count
} MembershipSizes;
unsigned membership_size_judge(const MembershipSizes *m, size_t size);

// Barrett 1994: everyone gets slope (choke Q - Q^2 / 2) / count of all abatement Q, and pays
// cost q^2 / 2 for the own q; members choose together, and first. Nobody can abate more than `cap`
// (Rubio and Ulph 2006); NULL for no cap. All of them above 0.
typedef struct Abatement {
    size_t player_count;
    const Rat *choke, *slope, *cost, *cap;
} Abatement;
MembershipSizes *membership_barrett(Arena *a, const Abatement *m);
// Everyone gets slope Q, at the same cost; all choose at once.
MembershipSizes *membership_linear(Arena *a, const Abatement *m);

// CSV: "size,member,outsider", a row for each number of members ("-" for no payoff); or
// "members" and a column for each player, a row for each set (members joined by "+", "-" for none);
// or "parameter,barrett" or "parameter,linear" with rows countries, choke, slope, cost, cap.
typedef struct MembershipTable {
    Str *players;                 // where they differ
    const Membership *game;       // else NULL
    const MembershipSizes *sizes; // else NULL
} MembershipTable;
const MembershipTable *membership_parse(Arena *a, Str file, Str text, Err *err);

#endif
