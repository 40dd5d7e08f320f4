// games/transfers.c - what can be kept where the players may pay each other
//
// Goldlücke and Kranz 2012: with payments before and after each round only sums matter. A profile a
// needs the liquidity L(a), what all could gain together by their best replies; it is there when
// d / (1 - d) (U - V) >= L, U being the surplus of the best profile that needs no more, V the sum
// of the harshest punishments that need no more. All profiles are tried, by rising L.
#include "games/games.h"

#include <stdlib.h>

typedef struct Candidate {
    size_t profile;
    Rat *total, *liquidity, *replies; // replies: the best of each player
} Candidate;

static void best_reply(const Game *g, size_t profile, size_t player, Rat *ret) {
    size_t choices[GAME_PLAYERS_MAX];
    game_choices(g, profile, choices);
    mpq_set(ret, game_payoff(g, profile, player));
    for (size_t s = 0; s < g->players[player].strategy_count; s++) {
        choices[player] = s;
        const Rat *other = game_payoff(g, game_profile(g, choices), player);
        if (mpq_cmp(other, ret) > 0) mpq_set(ret, other);
    }
}

static Candidate candidate_of(Arena *a, const Game *g, size_t profile) {
    Candidate c = {profile, rats_new(a, 1), rats_new(a, 1), rats_new(a, g->player_count)};
    for (size_t p = 0; p < g->player_count; p++) {
        best_reply(g, profile, p, &c.replies[p]);
        mpq_add(c.total, c.total, game_payoff(g, profile, p));
        mpq_add(c.liquidity, c.liquidity, &c.replies[p]);
    }
    mpq_sub(c.liquidity, c.liquidity, c.total);
    return c;
}

// By need; of the same need the better one first.
static int compare(const void *one, const void *other) {
    const Candidate *a = one, *b = other;
    int sign = mpq_cmp(a->liquidity, b->liquidity);
    if (!sign) sign = mpq_cmp(b->total, a->total);
    return sign ? sign : (a->profile > b->profile) - (a->profile < b->profile);
}

static void keep_lowest(const Game *g, const Candidate *c, Rat *lowest, bool is_first) {
    for (size_t p = 0; p < g->player_count; p++)
        if (is_first || mpq_cmp(&c->replies[p], &lowest[p]) < 0)
            mpq_set(&lowest[p], &c->replies[p]);
}

// L / (L + U - V); false where nothing is to lose.
static bool discount_of(const Candidate *c, const Rat *punishment, Rat *ret) {
    mpq_t base;
    mpq_init(base);
    mpq_add(base, c->liquidity, c->total);
    mpq_sub(base, base, punishment);
    bool holds = mpq_sgn(c->liquidity) == 0 || mpq_cmp(base, c->liquidity) > 0;
    if (holds && mpq_sgn(c->liquidity)) mpq_div(ret, c->liquidity, base);
    if (holds && !mpq_sgn(c->liquidity)) mpq_set_ui(ret, 0, 1);
    mpq_clear(base);
    return holds;
}

// A line that needs no more patience and brings as much makes earlier ones useless.
static void add_line(Arena *a, Frontier *f, const Candidate *c, const Rat *lowest, size_t players) {
    FrontierLine line = {c->profile, rats_new(a, 1), c->total, c->liquidity, rats_new(a, 1)};
    for (size_t p = 0; p < players; p++) mpq_add(line.punishment, line.punishment, &lowest[p]);
    if (!discount_of(c, line.punishment, line.discount)) return;
    while (f->count && mpq_cmp(f->items[f->count - 1].discount, line.discount) >= 0 &&
           mpq_cmp(f->items[f->count - 1].total, line.total) <= 0)
        f->count--;
    if (f->count && mpq_cmp(f->items[f->count - 1].total, line.total) >= 0) return;
    f->items[f->count++] = line;
}

// Harsher punishments may come with more need than the profile itself has, so a group of the same
// need is looked at as a whole.
const Frontier *frontier_of(Arena *a, const Game *g) {
    Frontier *f = ARENA_NEW(a, Frontier);
    Candidate *all = ARENA_ARRAY(a, Candidate, g->profile_count);
    Rat *lowest = rats_new(a, g->player_count);
    f->items = ARENA_ARRAY(a, FrontierLine, g->profile_count);
    for (size_t i = 0; i < g->profile_count; i++) all[i] = candidate_of(a, g, i);
    qsort(all, g->profile_count, sizeof *all, compare);
    const Candidate *best = NULL;
    for (size_t i = 0, end; i < g->profile_count; i = end) {
        for (end = i; end < g->profile_count && mpq_equal(all[end].liquidity, all[i].liquidity);
             end++)
            keep_lowest(g, &all[end], lowest, end == 0);
        if (!best || mpq_cmp(all[i].total, best->total) > 0) best = &all[i];
        Candidate c = *best;
        c.liquidity = all[i].liquidity;
        add_line(a, f, &c, lowest, g->player_count);
    }
    return f;
}

const FrontierLine *frontier_at(const Frontier *f, const Rat *discount) {
    const FrontierLine *best = NULL;
    for (size_t i = 0; i < f->count; i++)
        if (mpq_cmp(f->items[i].discount, discount) <= 0 &&
            (!best || mpq_cmp(f->items[i].total, best->total) > 0))
            best = &f->items[i];
    return best;
}
