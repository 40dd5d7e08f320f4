// games/tree_form.c - the strategic form of an extensive game, and back to behaviour
//
// A strategy says what to do at each of one's sets. With perfect recall a set is reached, as far as
// its player has a say, by one action at one set before; so strategies are counted through like
// digits, and a set that cannot be reached has the one digit ACTION_NONE.
#include "games/games.h"

#include <assert.h>

typedef struct Former {
    Arena *arena;
    const Tree *tree;
    TreeForm *form;
    GamePlayer *players;
    const InfoSet **own; // the sets of one player
} Former;

// ---- strategies ---------------------------------------------------------------------------------

static bool is_reached(const Former *f, const InfoSet *set, const uint16_t *choices) {
    if (!f->tree->has_perfect_recall || set->before == SIZE_MAX) return true;
    return choices[f->tree->sets.items[set->before].own] == set->before_action;
}

// The first strategy that begins with the choices before `from`.
static void fill_from(const Former *f, size_t from, size_t count, uint16_t *choices) {
    for (size_t i = from; i < count; i++)
        choices[i] = is_reached(f, f->own[i], choices) ? 0 : ACTION_NONE;
}

// False after the last.
static bool advance(const Former *f, size_t count, uint16_t *choices) {
    for (size_t i = count; i-- > 0;) {
        if (choices[i] == ACTION_NONE || choices[i] + 1U == f->own[i]->action_count) continue;
        choices[i]++;
        fill_from(f, i + 1, count, choices);
        return true;
    }
    return false;
}

static void add_action(Buf *b, const InfoSet *set, uint16_t action) {
    if (action == ACTION_NONE)
        buf_add_byte(b, '*');
    else if (set->actions[action].size)
        buf_add(b, set->actions[action]);
    else
        buf_add_fmt(b, "%d", action + 1);
}

// "Raise/Fold", and "*" where it never comes.
static Str strategy_text(const Former *f, size_t count, const uint16_t *choices) {
    Buf b = {.arena = f->arena};
    if (!count) return STR("-");
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(&b, '/');
        add_action(&b, f->own[i], choices[i]);
    }
    return buf_str(&b);
}

static size_t find_own(Former *f, size_t player) {
    size_t count = 0;
    for (size_t i = 0; i < f->tree->sets.count; i++)
        if (f->tree->sets.items[i].player == player) f->own[count++] = &f->tree->sets.items[i];
    return count;
}

// All strategies of a player, side by side; false where there are too many.
static bool list_strategies(Former *f, size_t player) {
    size_t sets = find_own(f, player), known = 0;
    uint16_t *choices = ARENA_ARRAY(f->arena, uint16_t, GAME_STRATEGIES_MAX * sets), *at = choices;
    Str *names = ARENA_ARRAY(f->arena, Str, GAME_STRATEGIES_MAX);
    fill_from(f, 0, sets, at);
    for (;;) {
        names[known++] = strategy_text(f, sets, at);
        if (known < GAME_STRATEGIES_MAX) memcpy(at + sets, at, sets * sizeof *at);
        uint16_t *next = known < GAME_STRATEGIES_MAX ? at + sets : at;
        if (!advance(f, sets, next)) break;
        if (known == GAME_STRATEGIES_MAX) return false;
        at = next;
    }
    f->form->choices[player] = choices;
    f->form->own_counts[player] = sets;
    f->players[player] = (GamePlayer){f->tree->players[player], names, known};
    return true;
}

// ---- payoffs ------------------------------------------------------------------------------------

// The chance of each node where all players move towards it.
static Rat *node_chances(Arena *a, const Tree *t) {
    Rat *chances = rats_new(a, t->nodes.count);
    mpq_set_ui(&chances[0], 1, 1);
    for (size_t i = 0; i < t->nodes.count; i++) {
        const TreeNode *n = &t->nodes.items[i];
        if (n->set == SIZE_MAX) continue;
        const InfoSet *set = &t->sets.items[n->set];
        for (size_t k = 0; k < set->action_count; k++) {
            mpq_set(&chances[n->next[k]], &chances[i]);
            if (set->chances) mpq_mul(&chances[n->next[k]], &chances[i], &set->chances[k]);
        }
    }
    return chances;
}

typedef struct Play {
    const Former *former;
    Game *game;
    const Rat *chances;
    bool *is_on; // by node: is it reached?
    size_t choices[GAME_PLAYERS_MAX];
    mpq_t product;
} Play;

static void move_on(Play *p, const TreeNode *n) {
    const InfoSet *set = &p->former->tree->sets.items[n->set];
    if (set->chances) {
        for (size_t k = 0; k < set->action_count; k++) p->is_on[n->next[k]] = true;
        return;
    }
    const TreeForm *form = p->former->form;
    size_t row = p->choices[set->player] * form->own_counts[set->player];
    uint16_t action = form->choices[set->player][row + set->own];
    assert(action != ACTION_NONE);
    p->is_on[n->next[action]] = true;
}

static void add_payoffs(Play *p, size_t profile, size_t node) {
    const Rat *payoffs = p->former->tree->nodes.items[node].payoffs;
    for (size_t i = 0; payoffs && i < p->game->player_count; i++) {
        Rat *sum = game_payoff(p->game, profile, i);
        mpq_mul(p->product, &payoffs[i], &p->chances[node]);
        mpq_add(sum, sum, p->product);
    }
}

static void play_out(Play *p, size_t profile) {
    const Tree *t = p->former->tree;
    game_choices(p->game, profile, p->choices);
    memset(p->is_on, 0, t->nodes.count * sizeof *p->is_on);
    p->is_on[0] = true;
    for (size_t i = 0; i < t->nodes.count; i++) {
        if (!p->is_on[i]) continue;
        add_payoffs(p, profile, i);
        if (t->nodes.items[i].set != SIZE_MAX) move_on(p, &t->nodes.items[i]);
    }
}

static const Game *fill_game(const Former *f) {
    Game *g = game_new(f->arena, f->tree->title, f->players, f->tree->player_count);
    Play p = {.former = f, .game = g, .chances = node_chances(f->arena, f->tree)};
    p.is_on = ARENA_ARRAY(f->arena, bool, f->tree->nodes.count);
    mpq_init(p.product);
    for (size_t i = 0; i < g->profile_count; i++) play_out(&p, i);
    mpq_clear(p.product);
    return g;
}

static bool fits(const Former *f) {
    size_t profiles = 1;
    for (size_t p = 0; p < f->tree->player_count; p++) {
        profiles *= f->players[p].strategy_count;
        if (profiles * f->tree->player_count > GAME_PAYOFFS_MAX) return false;
    }
    return profiles * f->tree->nodes.count <= TREE_VISITS_MAX;
}

const TreeForm *tree_form(Arena *a, const Tree *t) {
    Former f = {.arena = a, .tree = t, .form = ARENA_NEW(a, TreeForm)};
    f.form->choices = ARENA_ARRAY(a, uint16_t *, t->player_count);
    f.form->own_counts = ARENA_ARRAY(a, size_t, t->player_count);
    f.players = ARENA_ARRAY(a, GamePlayer, t->player_count);
    f.own = ARENA_ARRAY(a, const InfoSet *, t->sets.count);
    for (size_t p = 0; p < t->player_count; p++)
        if (!list_strategies(&f, p)) return NULL;
    if (!fits(&f)) return NULL;
    f.form->game = fill_game(&f);
    return f.form;
}

// ---- behaviour ----------------------------------------------------------------------------------

static void behave(const TreeForm *f, const InfoSet *set, const Rat *shares, Rat *ret) {
    const uint16_t *choices = f->choices[set->player];
    const GamePlayer *player = &f->game->players[set->player];
    mpq_t sum;
    mpq_init(sum);
    for (size_t i = 0; i < set->action_count; i++) mpq_set_ui(&ret[i], 0, 1);
    for (size_t s = 0; s < player->strategy_count; s++) {
        uint16_t action = choices[s * f->own_counts[set->player] + set->own];
        if (action == ACTION_NONE) continue;
        mpq_add(&ret[action], &ret[action], &shares[s]);
        mpq_add(sum, sum, &shares[s]);
    }
    for (size_t i = 0; mpq_sgn(sum) && i < set->action_count; i++) mpq_div(&ret[i], &ret[i], sum);
    mpq_clear(sum);
}

void tree_behaviour(const Tree *t, const TreeForm *f, const Rat *shares, Rat *ret) {
    assert(t->has_perfect_recall);
    for (size_t i = 0; i < t->sets.count; i++) {
        const InfoSet *set = &t->sets.items[i];
        if (!set->chances)
            behave(f, set, shares + game_share_at(f->game, set->player), ret + set->at);
    }
}
