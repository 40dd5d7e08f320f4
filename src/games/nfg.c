// games/nfg.c - strategic games as Gambit's .nfg files hold them
//
// The head names the players and their strategies, or only how many each has. Behind it stand the
// payoffs of all profiles, the first player's strategy changing fastest; or a list of outcomes and
// the number of the outcome of each profile, 0 being nothing for anyone.
#include "games/gambit.h"
#include "games/games.h"

static bool take_named(GambitText *l, TextList *players, GamePlayer *ret) {
    for (size_t p = 0; p < players->count; p++) {
        TextList names = {0};
        if (!gambit_take_texts(l, GAME_STRATEGIES_MAX, &names)) return false;
        if (!names.count) return gambit_fault(l, MSG("a player has no strategy"), NO_MSG);
        ret[p] = (GamePlayer){players->items[p], names.items, names.count};
    }
    return true;
}

static bool take_counted(GambitText *l, TextList *players, GamePlayer *ret) {
    for (size_t p = 0; p < players->count; p++) {
        size_t count = 0;
        if (!gambit_take_count(l, 1, GAME_STRATEGIES_MAX, &count)) return false;
        Str *names = ARENA_ARRAY(l->arena, Str, count);
        for (size_t i = 0; i < count; i++) names[i] = str_fmt(l->arena, "%zu", i + 1);
        ret[p] = (GamePlayer){players->items[p], names, count};
    }
    return true;
}

static bool check_size(GambitText *l, const GamePlayer *players, size_t count) {
    size_t numbers = count;
    for (size_t p = 0; p < count && numbers <= GAME_PAYOFFS_MAX; p++)
        numbers *= players[p].strategy_count;
    if (numbers <= GAME_PAYOFFS_MAX) return true;
    return gambit_fault(l, MSG("the game has more than {1} payoffs", STR("1048576")),
                        MSG("leave out strategies that nobody would choose"));
}

static bool take_payoffs(GambitText *l, Game *g) {
    for (size_t i = 0; i < g->profile_count * g->player_count; i++)
        if (!gambit_take_rat(l, &g->payoffs[i])) return false;
    return true;
}

typedef struct OutcomeList {
    Rat **items;
    size_t count, capacity;
} OutcomeList;

static bool take_outcome(GambitText *l, size_t player_count, OutcomeList *list) {
    Str name;
    Rat *payoffs = rats_new(l->arena, player_count);
    if (!gambit_take(l, TOKEN_OPEN, "{") || !gambit_take_text(l, &name)) return false;
    for (size_t p = 0; p < player_count; p++)
        if (!gambit_take_rat(l, &payoffs[p])) return false;
    *VEC_ADD(l->arena, list) = payoffs;
    return gambit_take(l, TOKEN_CLOSE, "}");
}

static bool take_outcomes(GambitText *l, Game *g) {
    OutcomeList list = {0};
    if (!gambit_take(l, TOKEN_OPEN, "{")) return false;
    while (l->kind == TOKEN_OPEN)
        if (!take_outcome(l, g->player_count, &list)) return false;
    if (!gambit_take(l, TOKEN_CLOSE, "}")) return false;
    for (size_t i = 0; i < g->profile_count; i++) {
        size_t number = 0;
        if (!gambit_take_count(l, 0, list.count, &number)) return false;
        for (size_t p = 0; number && p < g->player_count; p++)
            mpq_set(game_payoff(g, i, p), &list.items[number - 1][p]);
    }
    return true;
}

static Game *take_players(GambitText *l) {
    Str title;
    TextList names = {0};
    if (!gambit_take_text(l, &title) || !gambit_take_texts(l, GAME_PLAYERS_MAX, &names))
        return NULL;
    if (!names.count) {
        gambit_fault(l, MSG("the game has no player"), NO_MSG);
        return NULL;
    }
    GamePlayer *players = ARENA_ARRAY(l->arena, GamePlayer, names.count);
    if (!gambit_take(l, TOKEN_OPEN, "{")) return NULL;
    bool is_named = l->kind == TOKEN_OPEN;
    if (!(is_named ? take_named(l, &names, players) : take_counted(l, &names, players)))
        return NULL;
    if (!gambit_take(l, TOKEN_CLOSE, "}") || !check_size(l, players, names.count)) return NULL;
    return game_new(l->arena, title, players, names.count);
}

const Game *nfg_parse(Arena *a, Str file, Str text, Err *err) {
    GambitText l;
    if (!gambit_open(&l, a, file, text, err) || !gambit_take_head(&l, STR("NFG"), STR("1")))
        return NULL;
    Game *g = take_players(&l);
    if (!g) return NULL;
    if (l.kind == TOKEN_TEXT && !gambit_next(&l)) return NULL; // a comment
    if (!(l.kind == TOKEN_OPEN ? take_outcomes(&l, g) : take_payoffs(&l, g))) return NULL;
    if (l.kind == TOKEN_END) return g;
    gambit_fault(&l, MSG("more numbers than the game has payoffs"), NO_MSG);
    return NULL;
}

static void write_player(Buf *b, const GamePlayer *p) {
    buf_add_c(b, "{ ");
    for (size_t i = 0; i < p->strategy_count; i++) {
        gambit_write_text(b, p->strategies[i]);
        buf_add_byte(b, ' ');
    }
    buf_add_c(b, "}\n");
}

void nfg_write(Buf *b, const Game *g) {
    buf_add_c(b, "NFG 1 R ");
    gambit_write_text(b, g->title);
    buf_add_c(b, " { ");
    for (size_t p = 0; p < g->player_count; p++) {
        gambit_write_text(b, g->players[p].name);
        buf_add_byte(b, ' ');
    }
    buf_add_c(b, "}\n{ ");
    for (size_t p = 0; p < g->player_count; p++) write_player(b, &g->players[p]);
    buf_add_c(b, "}\n\n");
    for (size_t i = 0; i < g->profile_count * g->player_count; i++) {
        buf_add(b, rat_text(b->arena, &g->payoffs[i]));
        buf_add_byte(b, ' ');
    }
    buf_add_byte(b, '\n');
}
