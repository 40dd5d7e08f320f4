// games/box.c - bounds of what a change of strategy brings, player by player
//
// What a player gets is linear in each other player's mixture. So the others are taken out one
// after the other: of every combination of those that are left, the least and the most over the
// mixtures in the box are kept, found by giving what is free to the best strategy first.
#include "games/box.h"

static void near_player(const Game *g, size_t player, double *ret) {
    Rat *low = game_payoff(g, 0, player), *high = low;
    mpq_t part, range;
    mpq_inits(part, range, NULL);
    for (size_t i = 1; i < g->profile_count; i++) {
        Rat *payoff = game_payoff(g, i, player);
        if (mpq_cmp(payoff, low) < 0) low = payoff;
        if (mpq_cmp(payoff, high) > 0) high = payoff;
    }
    mpq_sub(range, high, low);
    for (size_t i = 0; mpq_sgn(range) && i < g->profile_count; i++) {
        mpq_sub(part, game_payoff(g, i, player), low);
        mpq_div(part, part, range);
        ret[i] = mpq_get_d(part);
    }
    mpq_clears(part, range, NULL);
}

NearGame near_game(Arena *a, const Game *g) {
    NearGame n = {.game = g, .strides = {1}};
    n.payoffs = ARENA_ARRAY(a, double, g->profile_count * g->player_count);
    n.low = ARENA_ARRAY(a, double, g->profile_count);
    n.high = ARENA_ARRAY(a, double, g->profile_count);
    for (size_t p = 0; p < g->player_count; p++) {
        if (p) n.strides[p] = n.strides[p - 1] * g->players[p - 1].strategy_count;
        near_player(g, p, n.payoffs + p * g->profile_count);
    }
    return n;
}

// The others, whose mixtures count.
typedef struct Others {
    size_t players[GAME_PLAYERS_MAX], count;
    size_t combinations;
} Others;

static Others others_of(const Game *g, const Change *changes, size_t change_count) {
    Others o = {.combinations = 1};
    for (size_t p = 0; p < g->player_count; p++) {
        if (p == changes[0].player || p == changes[change_count - 1].player) continue;
        o.players[o.count++] = p;
        o.combinations *= g->players[p].strategy_count;
    }
    return o;
}

// The difference, or difference of differences, for each combination of the others.
static void gather(NearGame *n, const Change *changes, size_t change_count, const Others *o) {
    const double *payoffs = n->payoffs + changes[0].player * n->game->profile_count;
    size_t one[2] = {0, 0}, other[2] = {0, 0}, choices[GAME_PLAYERS_MAX] = {0}, at = 0;
    for (size_t k = 0; k < change_count; k++) {
        one[k] = changes[k].one * n->strides[changes[k].player];
        other[k] = changes[k].other * n->strides[changes[k].player];
    }
    for (size_t i = 0; i < o->combinations; i++) {
        double value = payoffs[at + one[0] + one[1]] - payoffs[at + other[0] + one[1]];
        if (change_count == 2)
            value -= payoffs[at + one[0] + other[1]] - payoffs[at + other[0] + other[1]];
        n->low[i] = n->high[i] = value;
        for (size_t k = 0; k < o->count; k++) {
            size_t p = o->players[k];
            at += n->strides[p];
            if (++choices[p] < n->game->players[p].strategy_count) break;
            at -= choices[p] * n->strides[p];
            choices[p] = 0;
        }
    }
    n->work += (double)o->combinations;
}

static size_t best_open(const double *values, double sign, const bool *is_full, size_t count) {
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < count; i++)
        if (!is_full[i] && (best == SIZE_MAX || sign * values[i] > sign * values[best])) best = i;
    return best;
}

// The largest (sign 1) or least (sign -1) mean of the values over the mixtures in the box.
static double mean_extreme(const double *values, const double *low, const double *high,
                           size_t count, double sign) {
    bool is_full[GAME_STRATEGIES_MAX];
    double sum = 0, left = 1;
    for (size_t i = 0; i < count; i++) {
        sum += low[i] * values[i];
        left -= low[i];
        is_full[i] = high[i] <= low[i];
    }
    while (left > 0) {
        size_t best = best_open(values, sign, is_full, count);
        if (best == SIZE_MAX) break;
        double room = high[best] - low[best], part = room < left ? room : left;
        sum += part * values[best];
        left -= part;
        is_full[best] = true;
    }
    return sum;
}

static Bounds bounds_of(NearGame *n, const Box *b, const Change *changes, size_t change_count) {
    Others o = others_of(n->game, changes, change_count);
    gather(n, changes, change_count, &o);
    size_t size = o.combinations;
    for (size_t k = 0; k < o.count; k++) {
        size_t strategies = n->game->players[o.players[k]].strategy_count;
        size_t at = game_share_at(n->game, o.players[k]);
        size /= strategies;
        for (size_t i = 0; i < size; i++) {
            const double *lows = n->low + i * strategies, *highs = n->high + i * strategies;
            double low = mean_extreme(lows, b->low + at, b->high + at, strategies, -1);
            double high = mean_extreme(highs, b->low + at, b->high + at, strategies, 1);
            n->low[i] = low;
            n->high[i] = high;
        }
    }
    return (Bounds){n->low[0], n->high[0]};
}

Bounds box_gain(NearGame *n, const Box *b, Change change) {
    return bounds_of(n, b, &change, 1);
}

Bounds box_slope(NearGame *n, const Box *b, Change change, Change by) {
    return bounds_of(n, b, (const Change[]){change, by}, 2);
}
