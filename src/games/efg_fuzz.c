// games/efg_fuzz.c - any bytes: no crash, and what backward induction finds is an equilibrium of
// the strategic form
#include "base/fuzz.h"
#include "games/games.h"

#include <assert.h>

enum { PROFILES_MAX = 64, NODES_MAX = 64 };

static size_t strategy_of(const Tree *t, const TreeForm *f, const PerfectPlay *play,
                          size_t player) {
    const uint16_t *choices = f->choices[player];
    size_t strategy = 0;
    for (bool is_it = false; !is_it; strategy += !is_it) {
        is_it = true;
        for (size_t i = 0; i < t->sets.count; i++) {
            const InfoSet *set = &t->sets.items[i];
            if (set->player != player) continue;
            uint16_t action = choices[strategy * f->own_counts[player] + set->own];
            is_it &= action == ACTION_NONE || action == play->choices[i];
        }
    }
    return strategy;
}

static void check_play(const Tree *t, const TreeForm *f, const PerfectPlay *play) {
    size_t choices[GAME_PLAYERS_MAX];
    for (size_t p = 0; p < t->player_count; p++) choices[p] = strategy_of(t, f, play, p);
    size_t profile = game_profile(f->game, choices);
    assert(profile_is_equilibrium(f->game, profile));
    for (size_t p = 0; p < t->player_count; p++)
        assert(mpq_equal(game_payoff(f->game, profile, p), &play->payoffs[p]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Err err = {0};
    const Tree *t = efg_parse(a, STR("fuzz"), (Str){(const char *)data, size}, &err);
    assert((t == NULL) == (err.code != ERR_NONE));
    if (!t || t->nodes.count > NODES_MAX) return 0;
    const TreeForm *f = tree_form(a, t);
    if (!f || f->game->profile_count > PROFILES_MAX || !t->has_perfect_information) return 0;
    const PerfectPlaySet *s = tree_induce(a, t);
    for (size_t i = 0; i < s->count; i++) check_play(t, f, &s->items[i]);
    return 0;
}
