// app/game.h - what follows from a game
#ifndef SOFTLAW_APP_GAME_H
#define SOFTLAW_APP_GAME_H

#include "app/app.h"

// What follows from a game: sentences first, then tables of exact numbers.
typedef struct GameSentence {
    const char *id; // "prisoners-dilemma"
    Str text;
} GameSentence;
typedef struct GameColumn {
    const char *id;
    Str head;
    bool is_right;
} GameColumn;
typedef struct GameTable {
    const char *id; // "equilibria"
    Str title;
    struct GameColumns {
        GameColumn *items;
        size_t count, capacity;
    } columns;
    struct GameCells {
        Str *items;
        size_t count, capacity;
    } cells; // row by row
} GameTable;
typedef struct GameReport {
    // "strategic", "extensive", "coalitions", "repeated", "membership", "incentive",
    // "logit"
    const char *kind;
    Str title;
    struct GameSentences {
        GameSentence *items;
        size_t count, capacity;
    } said;
    struct GameTables {
        GameTable *items;
        size_t count, capacity;
    } tables;
} GameReport;

// By the ending of `path`: .nfg, .efg or .csv. NULL if it cannot be read. `split` is a division of
// a game of coalitions to be judged, "a=1, b=2", or absent.
const GameReport *app_game(App *app, Str path, Str split, Err *err);
// A .nfg file played again and again: from which discount factor on keeping an agreement pays.
typedef struct GameQuestion {
    Str path;
    Str discount; // absent, or a number below 1
    bool has_transfers;
} GameQuestion;
const GameReport *app_game_repeated(App *app, const GameQuestion *q, Err *err);
// A .nfg file played by those who err: the chance of each choice up to a precision, a number.
const GameReport *app_game_logit(App *app, Str path, Str precision, Err *err);
// A .csv file of what members and outsiders get: who stays and who joins.
const GameReport *app_game_membership(App *app, Str path, Err *err);
// {"kind","title","said":[{"id","text"}],"tables":[{"id","columns","heads","rows"}]}
bool game_report_json(const GameReport *r, Out *out);

#endif
