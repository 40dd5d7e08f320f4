// games/game.c - strategic games: profiles as numbers
#include "games/games.h"

Game *game_new(Arena *a, Str title, GamePlayer *players, size_t player_count) {
    Game *g = ARENA_NEW(a, Game);
    *g = (Game){title, players, player_count, 1, NULL};
    for (size_t p = 0; p < player_count; p++) g->profile_count *= players[p].strategy_count;
    g->payoffs = rats_new(a, g->profile_count * player_count);
    return g;
}

size_t game_profile(const Game *g, const size_t *choices) {
    size_t profile = 0;
    for (size_t p = g->player_count; p-- > 0;)
        profile = profile * g->players[p].strategy_count + choices[p];
    return profile;
}

void game_choices(const Game *g, size_t profile, size_t *ret_choices) {
    for (size_t p = 0; p < g->player_count; p++) {
        ret_choices[p] = profile % g->players[p].strategy_count;
        profile /= g->players[p].strategy_count;
    }
}

size_t game_share_at(const Game *g, size_t player) {
    size_t at = 0;
    for (size_t p = 0; p < player; p++) at += g->players[p].strategy_count;
    return at;
}

size_t game_share_count(const Game *g) {
    return game_share_at(g, g->player_count);
}
