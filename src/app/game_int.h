// app/game_int.h - the report about a game under construction
#ifndef SOFTLAW_APP_GAME_INT_H
#define SOFTLAW_APP_GAME_INT_H

#include "app/app_int.h"
#include "app/game.h"
#include "games/games.h"

typedef struct Reporter {
    App *app;
    Arena *arena;
    GameReport *report;
    Lang lang;
} Reporter;

Reporter reporter_new(App *app, const char *kind, Str title);
// A sentence in the report's language; `id` names it for programs.
void report_say(Reporter *r, const char *id, Message message);
// Begin a table; heads are marked texts, or names that are not translated (report_head).
void report_table(Reporter *r, const char *id, const char *title);
void report_head(Reporter *r, const char *id, Str head, bool is_right);
void report_cell(Reporter *r, Str cell);
void report_rat(Reporter *r, const Rat *value);
Str report_count(Reporter *r, size_t count);
Str report_word(const Reporter *r, const char *english);

// "Henan: comply; Shandong: breach"
Str profile_text(Arena *a, const Game *g, size_t profile);

void report_kind(Reporter *r, GameKind kind);
void report_strategic(Reporter *r, const Game *g);
void report_equilibria(Reporter *r, const Game *g, const EquilibriumSet *e);
void report_tree(Reporter *r, const Tree *t);
// With a proposed `split`, "a=1, b=2", also whether a coalition would object; may be absent.
bool report_coalitions(Reporter *r, const Coalitions *c, Str split, Err *err);
void report_membership(Reporter *r, const MembershipTable *t);
// At the precision that `text` is.
bool report_logit(Reporter *r, const Game *g, Str text, Err *err);
bool report_repeated(Reporter *r, const Game *g, const GameQuestion *q, Err *err);

#endif
