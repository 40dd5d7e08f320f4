// games/kind.c - what kind of game it is, by the order of its payoffs
//
// The four payoffs of a 2 × 2 game have names when one strategy of each is called cooperation: R if
// both cooperate, T for him who does not while the other does, S for the other, P if neither does.
// Each way to call them is tried.
#include "games/games.h"

typedef struct Four {
    const Rat *t, *r, *p, *s;
} Four;

static Four four_of(const Game *g, size_t player, size_t first, size_t second) {
    size_t both = first + 2 * second, none = 3 - both;
    size_t alone = player == 0 ? (1 - first) + 2 * second : first + 2 * (1 - second);
    return (Four){game_payoff(g, alone, player), game_payoff(g, both, player),
                  game_payoff(g, none, player), game_payoff(g, 3 - alone, player)};
}

static bool above(const Rat *one, const Rat *other) {
    return mpq_cmp(one, other) > 0;
}

static bool is_dilemma(Four f) {
    return above(f.t, f.r) && above(f.r, f.p) && above(f.p, f.s);
}
static bool is_chicken(Four f) {
    return above(f.t, f.r) && above(f.r, f.s) && above(f.s, f.p);
}
static bool is_hunt(Four f) {
    return above(f.r, f.t) && !above(f.p, f.t) && above(f.p, f.s);
}
static bool is_harmony(Four f) {
    return above(f.r, f.t) && above(f.s, f.p) && above(f.r, f.p);
}

static const struct KindRow {
    GameKind kind;
    bool (*fits)(Four f); // both players
} two_by_two[] = {
    {GAME_PRISONERS_DILEMMA, is_dilemma},
    {GAME_CHICKEN, is_chicken},
    {GAME_STAG_HUNT, is_hunt},
    {GAME_HARMONY, is_harmony},
};

static bool fits(const Game *g, const struct KindRow *row) {
    for (size_t names = 0; names < 4; names++)
        if (row->fits(four_of(g, 0, names & 1, names >> 1)) &&
            row->fits(four_of(g, 1, names & 1, names >> 1)))
            return true;
    return false;
}

// Two equilibria on a diagonal: do both players prefer the same?
static GameKind kind_of_two(const Game *g, size_t one, size_t other) {
    int first = mpq_cmp(game_payoff(g, one, 0), game_payoff(g, other, 0));
    int second = mpq_cmp(game_payoff(g, one, 1), game_payoff(g, other, 1));
    return first * second < 0 ? GAME_BATTLE_OF_SEXES : GAME_COORDINATION;
}

static GameKind kind_two_by_two(const Game *g) {
    for (size_t i = 0; i < sizeof two_by_two / sizeof two_by_two[0]; i++)
        if (fits(g, &two_by_two[i])) return two_by_two[i].kind;
    bool stable[4];
    size_t count = 0;
    for (size_t i = 0; i < 4; i++) count += stable[i] = profile_is_equilibrium(g, i);
    if (count == 2 && stable[0] && stable[3]) return kind_of_two(g, 0, 3);
    if (count == 2 && stable[1] && stable[2]) return kind_of_two(g, 1, 2);
    return count == 0 ? GAME_MATCHING_PENNIES : GAME_OTHER;
}

static void add_payoffs(const Game *g, size_t profile, Rat *sum) {
    mpq_set_ui(sum, 0, 1);
    for (size_t p = 0; p < g->player_count; p++) mpq_add(sum, sum, game_payoff(g, profile, p));
}

static bool is_better_for_all(const Game *g, size_t profile, const Rat *payoffs) {
    for (size_t p = 0; p < g->player_count; p++)
        if (!above(game_payoff(g, profile, p), &payoffs[p])) return false;
    return true;
}

bool game_pareto_better(const Game *g, const Rat *payoffs, size_t *ret_profile) {
    mpq_t best, sum;
    bool has_found = false;
    mpq_inits(best, sum, NULL);
    for (size_t i = 0; i < g->profile_count; i++) {
        if (!is_better_for_all(g, i, payoffs)) continue;
        add_payoffs(g, i, sum);
        if (has_found && mpq_cmp(sum, best) <= 0) continue;
        mpq_set(best, sum);
        *ret_profile = i;
        has_found = true;
    }
    mpq_clears(best, sum, NULL);
    return has_found;
}

// Where everyone has a dominant strategy, what they come to.
static bool dominant_profile(Arena *a, const Game *g, size_t *ret) {
    size_t choices[GAME_PLAYERS_MAX];
    for (size_t p = 0; p < g->player_count; p++)
        if (!dominance_dominant(a, g, p, &choices[p])) return false;
    *ret = game_profile(g, choices);
    return true;
}

GameKind game_kind(Arena *a, const Game *g) {
    size_t dominant, better;
    if (g->player_count == 2 && g->profile_count == 4 && g->players[0].strategy_count == 2)
        return kind_two_by_two(g);
    if (g->player_count < 2 || !dominant_profile(a, g, &dominant)) return GAME_OTHER;
    return game_pareto_better(g, game_payoff(g, dominant, 0), &better) ? GAME_SOCIAL_DILEMMA
                                                                       : GAME_OTHER;
}
