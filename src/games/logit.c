// games/logit.c - logit equilibria: what players choose who err, and err less where it costs more
//
// McKelvey and Palfrey (1995): each strategy has a chance in proportion to exp(precision × payoff).
// At precision 0 all are equally likely; from there a curve leads, almost always, to an equilibrium
// in the limit (the principal branch). It is followed as Turocy (2005) does: a step along the
// tangent, then Newton back to the curve, so that it may turn. Unknown are the logarithms of each
// chance over that of the player's first strategy, and the precision.
#include "games/games.h"

#include <math.h>

enum { CORRECTIONS = 8, STEPS_MAX = 20000 };

typedef struct Curve {
    const Game *game;
    size_t unknowns, width; // width = unknowns + 1
    size_t shares_at[GAME_PLAYERS_MAX + 1];
    double *payoffs;
    double *place, *trial, *tangent; // unknowns, then the precision
    double *shares, *values;         // of each strategy: its chance and expected payoff
    double *slopes;                  // strategy × strategy: of an expected payoff by a chance
    double *matrix;                  // width × (width + 1)
} Curve;

static Curve *curve_new(Arena *a, const Game *g) {
    Curve *c = ARENA_NEW(a, Curve);
    size_t all = game_share_count(g);
    *c = (Curve){.game = g, .unknowns = all - g->player_count};
    c->width = c->unknowns + 1;
    for (size_t p = 0; p <= g->player_count; p++) c->shares_at[p] = game_share_at(g, p);
    c->payoffs = ARENA_ARRAY(a, double, g->profile_count * g->player_count);
    for (size_t i = 0; i < g->profile_count * g->player_count; i++)
        c->payoffs[i] = mpq_get_d(&g->payoffs[i]);
    c->place = ARENA_ARRAY(a, double, c->width);
    c->trial = ARENA_ARRAY(a, double, c->width);
    c->tangent = ARENA_ARRAY(a, double, c->width);
    c->shares = ARENA_ARRAY(a, double, all);
    c->values = ARENA_ARRAY(a, double, all);
    c->slopes = ARENA_ARRAY(a, double, all *all);
    c->matrix = ARENA_ARRAY(a, double, c->width *(c->width + 1));
    return c;
}

// ---- the equations ------------------------------------------------------------------------------

// Of the logarithms of one player; the largest is taken out, so that none overflows.
static void find_shares(Curve *c, const double *place) {
    for (size_t p = 0; p < c->game->player_count; p++) {
        size_t count = c->game->players[p].strategy_count;
        const double *logs = place + c->shares_at[p] - p;
        double *shares = c->shares + c->shares_at[p], most = 0, sum = 0;
        for (size_t s = 1; s < count; s++) most = fmax(most, logs[s - 1]);
        for (size_t s = 0; s < count; s++) sum += shares[s] = exp((s ? logs[s - 1] : 0) - most);
        for (size_t s = 0; s < count; s++) shares[s] /= sum;
    }
}

// The chance of what all but two players do; with the same player twice, of all but one.
static double chance_of(const Curve *c, const size_t *choices, size_t one, size_t other) {
    double chance = 1;
    for (size_t p = 0; p < c->game->player_count; p++)
        if (p != one && p != other) chance *= c->shares[c->shares_at[p] + choices[p]];
    return chance;
}

static void add_profile(Curve *c, size_t profile) {
    size_t choices[GAME_PLAYERS_MAX], players = c->game->player_count;
    size_t all = c->shares_at[players];
    game_choices(c->game, profile, choices);
    for (size_t i = 0; i < players; i++) {
        double payoff = c->payoffs[profile * players + i];
        size_t own = c->shares_at[i] + choices[i];
        c->values[own] += payoff * chance_of(c, choices, i, i);
        for (size_t j = 0; j < players; j++)
            if (j != i)
                c->slopes[own * all + c->shares_at[j] + choices[j]] +=
                    payoff * chance_of(c, choices, i, j);
    }
}

static void find_values(Curve *c, const double *place) {
    size_t all = c->shares_at[c->game->player_count];
    find_shares(c, place);
    for (size_t i = 0; i < all; i++) c->values[i] = 0;
    for (size_t i = 0; i < all * all; i++) c->slopes[i] = 0;
    for (size_t i = 0; i < c->game->profile_count; i++) add_profile(c, i);
}

// How the advantage of `own` over the first strategy changes with the logarithm of `other`.
static double slope_of(const Curve *c, size_t own, size_t first, size_t player, size_t other) {
    size_t all = c->shares_at[c->game->player_count];
    double slope = 0;
    for (size_t t = c->shares_at[player]; t < c->shares_at[player + 1]; t++) {
        double turn = c->shares[t] * ((t == other) - c->shares[other]);
        slope += turn * (c->slopes[own * all + t] - c->slopes[first * all + t]);
    }
    return slope;
}

static void fill_row(Curve *c, size_t player, size_t strategy, const double *place) {
    size_t first = c->shares_at[player], own = first + strategy, row = own - player - 1;
    double *line = c->matrix + row * (c->width + 1), precision = place[c->unknowns];
    double advantage = c->values[own] - c->values[first];
    for (size_t p = 0; p < c->game->player_count; p++)
        for (size_t s = 1; s < c->game->players[p].strategy_count; s++) {
            size_t other = c->shares_at[p] + s;
            line[other - p - 1] =
                (other == own) - (p == player ? 0 : precision * slope_of(c, own, first, p, other));
        }
    line[c->unknowns] = -advantage;
    line[c->width] = precision * advantage - place[row];
}

// The equations' slopes with what is missing on the right side, and a last row.
static void fill(Curve *c, const double *place, const double *last, double right) {
    find_values(c, place);
    for (size_t p = 0; p < c->game->player_count; p++)
        for (size_t s = 1; s < c->game->players[p].strategy_count; s++) fill_row(c, p, s, place);
    double *line = c->matrix + c->unknowns * (c->width + 1);
    for (size_t i = 0; i < c->width; i++) line[i] = last[i];
    line[c->width] = right;
}

// ---- linear equations ---------------------------------------------------------------------------

static bool bring_pivot(Curve *c, size_t at) {
    size_t width = c->width + 1, best = at;
    for (size_t i = at + 1; i < c->width; i++)
        if (fabs(c->matrix[i * width + at]) > fabs(c->matrix[best * width + at])) best = i;
    for (size_t j = 0; j < width && best != at; j++) {
        double held = c->matrix[at * width + j];
        c->matrix[at * width + j] = c->matrix[best * width + j];
        c->matrix[best * width + j] = held;
    }
    return fabs(c->matrix[at * width + at]) > 1e-300;
}

// The solution is left in the last column.
static bool solve(Curve *c) {
    size_t width = c->width + 1;
    for (size_t at = 0; at < c->width; at++) {
        if (!bring_pivot(c, at)) return false;
        for (size_t i = 0; i < c->width; i++) {
            double factor = c->matrix[i * width + at] / c->matrix[at * width + at];
            if (i == at || factor == 0) continue;
            for (size_t j = at; j < width; j++)
                c->matrix[i * width + j] -= factor * c->matrix[at * width + j];
        }
    }
    for (size_t i = 0; i < c->width; i++)
        c->matrix[i * width + c->width] /= c->matrix[i * width + i];
    return true;
}

static double solution(const Curve *c, size_t i) {
    return c->matrix[i * (c->width + 1) + c->width];
}

// ---- along the curve ----------------------------------------------------------------------------

// Of length 1, ahead as before.
static bool find_tangent(Curve *c) {
    double length = 0;
    fill(c, c->place, c->tangent, 1);
    for (size_t i = 0; i < c->unknowns; i++) c->matrix[i * (c->width + 1) + c->width] = 0;
    if (!solve(c)) return false;
    for (size_t i = 0; i < c->width; i++) length += solution(c, i) * solution(c, i);
    for (size_t i = 0; i < c->width; i++) c->tangent[i] = solution(c, i) / sqrt(length);
    return isfinite(length);
}

// Newton from `trial`, moving only across `last`; false if it strays further than `reach`.
static bool correct(Curve *c, const double *last, double reach) {
    for (int i = 0; i < CORRECTIONS; i++) {
        double size = 0, scale = 1;
        fill(c, c->trial, last, 0);
        if (!solve(c)) return false;
        for (size_t k = 0; k < c->width; k++) {
            c->trial[k] += solution(c, k);
            size = fmax(size, fabs(solution(c, k)));
            scale = fmax(scale, fabs(c->trial[k]));
        }
        if (!(size <= reach)) return false;
        if (size < 1e-11 * scale) return true;
        reach = fmax(size / 2, 1e-11 * scale);
    }
    return false;
}

// To the point between place and trial where the precision is the wanted one.
static bool stop_at(Curve *c, double precision) {
    double from = c->place[c->unknowns], part = (precision - from) / (c->trial[c->unknowns] - from);
    double reach = 0;
    for (size_t i = 0; i < c->width; i++) {
        double way = c->trial[i] - c->place[i];
        reach = fmax(reach, fabs(way));
        c->trial[i] = c->place[i] + part * way;
        c->tangent[i] = i == c->unknowns;
    }
    c->trial[c->unknowns] = precision;
    if (!correct(c, c->tangent, reach)) return false;
    find_values(c, c->trial);
    return true;
}

// One step ahead into trial, `size` being halved until Newton comes back close by.
static bool step(Curve *c, double *size) {
    for (; *size > 1e-9; *size /= 2) {
        for (size_t i = 0; i < c->width; i++) c->trial[i] = c->place[i] + *size * c->tangent[i];
        if (correct(c, c->tangent, *size / 4)) return true;
    }
    return false;
}

static bool is_small(const Game *g) {
    size_t cube = g->player_count * g->player_count * g->player_count;
    return g->profile_count * cube <= LOGIT_WORK_MAX && game_share_count(g) <= LOGIT_STRATEGIES_MAX;
}

bool logit_at(Arena *a, const Game *g, const Rat *wanted, Rat *ret_shares) {
    if (!is_small(g)) return false;
    Curve *c = curve_new(a, g);
    double size = 0.05, precision = mpq_get_d(wanted);
    bool has_come = precision == 0;
    c->tangent[c->unknowns] = 1;
    find_values(c, c->place);
    for (int i = 0; i < STEPS_MAX && !has_come; i++) {
        if (!find_tangent(c) || !step(c, &size)) return false;
        has_come = c->trial[c->unknowns] >= precision;
        if (has_come && !stop_at(c, precision)) return false;
        for (size_t k = 0; k < c->width; k++) c->place[k] = c->trial[k];
        size *= 1.5;
    }
    for (size_t i = 0; i < game_share_count(g); i++) mpq_set_d(&ret_shares[i], c->shares[i]);
    return has_come;
}
