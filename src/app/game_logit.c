// app/game_logit.c - players who err, and err less where it costs them more
#include "app/game_int.h"

enum { STAGES = 5 };

// At so many eighths of the precision that is asked for.
static const struct Stage {
    const char *id;
    int eighths;
} stages[STAGES] = {
    {"at-0", 0}, {"at-1-of-8", 1}, {"at-1-of-4", 2}, {"at-1-of-2", 4}, {"at-all", 8}};

static bool read_precision(Str text, Rat *ret, Err *err) {
    return (rat_from_text(text, ret) && mpq_sgn(ret) >= 0) ||
           err_set(
               err, ERR_INPUT, MSG("\"{1}\" is no precision", text),
               MSG("write a number of 0 or more, such as 2: at 0 each choice is equally likely, "
                   "and the larger it is, the rarer are errors"));
}

static Str rounded(Arena *a, const Rat *value) {
    return str_fmt(a, "%.4g", mpq_get_d(value));
}

static void add_row(Reporter *r, const Str player, const Str strategy, Rat *const *shares,
                    size_t at) {
    report_cell(r, player);
    report_cell(r, strategy);
    for (size_t i = 0; i < STAGES; i++)
        report_cell(r, str_fmt(r->arena, "%.6f", mpq_get_d(&shares[i][at])));
}

static void add_table(Reporter *r, const Game *g, const Rat *precisions, Rat *const *shares) {
    size_t at = 0;
    report_table(r, "logit", N_("Chance of each choice, by precision"));
    report_head(r, "player", report_word(r, N_("player")), false);
    report_head(r, "strategy", report_word(r, N_("choice")), false);
    for (size_t i = 0; i < STAGES; i++)
        report_head(r, stages[i].id, rounded(r->arena, &precisions[i]), true);
    for (size_t p = 0; p < g->player_count; p++)
        for (size_t s = 0; s < g->players[p].strategy_count; s++)
            add_row(r, g->players[p].name, g->players[p].strategies[s], shares, at++);
}

static bool find_shares(Reporter *r, const Game *g, const Rat *precision, Rat **ret, Err *err) {
    *ret = rats_new(r->arena, game_share_count(g));
    return logit_at(r->arena, g, precision, *ret) ||
           err_set(err, ERR_LIMIT,
                   MSG("the logit equilibrium was not found at {1}", rounded(r->arena, precision)),
                   MSG("ask for a smaller precision, or for a game of fewer choices"));
}

bool report_logit(Reporter *r, const Game *g, Str text, Err *err) {
    Rat *precisions = rats_new(r->arena, STAGES), *whole = rats_new(r->arena, 1), *shares[STAGES];
    if (!read_precision(text, whole, err)) return false;
    for (size_t i = 0; i < STAGES; i++) {
        rat_from_int(&precisions[i], stages[i].eighths, 8);
        mpq_mul(&precisions[i], &precisions[i], whole);
        if (!find_shares(r, g, &precisions[i], &shares[i], err)) return false;
    }
    report_say(r, "logit",
               MSG("players who err, the less the more it costs: a choice that brings one more is "
                   "e^{1} times as likely",
                   rounded(r->arena, whole)));
    report_say(r, "logit-branch",
               MSG("of several such equilibria this is the one that equal chances lead to; "
                   "rounded, not exact"));
    add_table(r, g, precisions, shares);
    return true;
}
