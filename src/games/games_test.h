// games/games_test.h - what the tests of this room share
#ifndef SOFTLAW_GAMES_GAMES_TEST_H
#define SOFTLAW_GAMES_GAMES_TEST_H

#include "base/file.h"
#include "games/games.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

// A game from its payoffs alone, as they stand in a .nfg file.
static inline const Game *game_of(Arena *a, const char *sizes, const char *payoffs) {
    Err err = {0};
    Buf b = {.arena = a};
    size_t players = 0;
    for (const char *at = sizes; *at; at++) players += *at >= '0' && *at <= '9';
    buf_add_c(&b, "NFG 1 R \"\" {");
    for (size_t i = 0; i < players; i++) buf_add_c(&b, " \"p\"");
    buf_add_fmt(&b, " } { %s } %s", sizes, payoffs);
    const Game *g = nfg_parse(a, STR("test"), buf_str(&b), &err);
    assert_non_null(g);
    return g;
}

// "1/2 1/2; 2/5 3/5"
static inline const char *shares_text(Arena *a, const Game *g, const Rat *shares) {
    Buf b = {.arena = a};
    for (size_t p = 0; p < g->player_count; p++) {
        if (p) buf_add_c(&b, "; ");
        for (size_t s = 0; s < g->players[p].strategy_count; s++) {
            buf_add(&b, rat_text(a, shares++));
            buf_add_byte(&b, ' ');
        }
    }
    return str_c(a, str_trim(buf_str(&b)));
}

static inline bool has_equilibrium(Arena *a, const Game *g, const EquilibriumSet *e,
                                   const char *shares) {
    for (size_t i = 0; i < e->count; i++)
        if (!strcmp(shares_text(a, g, e->items[i].shares), shares)) return true;
    return false;
}

// splitmix64: the same games in every run.
static inline uint64_t draw(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

#endif
