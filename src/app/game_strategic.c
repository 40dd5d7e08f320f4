// app/game_strategic.c - a strategic game told: its kind, its equilibria, what would be better
#include "app/game_int.h"

enum { ROWS_MAX = 200 };

static const struct KindText {
    GameKind kind;
    const char *id;
    const char *text;
} kinds[] = {
    {GAME_PRISONERS_DILEMMA, "prisoners-dilemma",
     N_("a prisoner's dilemma: whatever the other does, each gains by not cooperating, and "
        "both end up worse than if they had")},
    {GAME_SOCIAL_DILEMMA, "social-dilemma",
     N_("a dilemma of the commons: what is best for each, whatever the others do, is worse "
        "for all than another outcome")},
    {GAME_STAG_HUNT, "stag-hunt",
     N_("a stag hunt: cooperating is best for both as long as each trusts that the other "
        "will, and dangerous otherwise")},
    {GAME_CHICKEN, "chicken",
     N_("a game of chicken: each wants the other to yield, and the worst comes if neither "
        "does")},
    {GAME_BATTLE_OF_SEXES, "battle-of-the-sexes",
     N_("a battle of the sexes: both want to agree, but each prefers another agreement")},
    {GAME_COORDINATION, "coordination",
     N_("a game of coordination: the players only need to know what the others will do")},
    {GAME_MATCHING_PENNIES, "matching-pennies",
     N_("a contest such as matching pennies: nothing certain is stable, for one side always "
        "wants to change")},
    {GAME_HARMONY, "harmony",
     N_("harmony: cooperating is best for each, whatever the other does; no agreement is "
        "needed")},
};

void report_kind(Reporter *r, GameKind kind) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].kind == kind) report_say(r, kinds[i].id, (Message){.text = kinds[i].text});
}

// ---- equilibria ---------------------------------------------------------------------------------

// An irrational number as a decimal.
static Str number_text(Arena *a, const Rat *r, bool is_exact) {
    return is_exact ? rat_text(a, r) : str_fmt(a, "%.10f", mpq_get_d(r));
}

// "breach", or "comply 1/3 + breach 2/3".
static Str mixture_text(Arena *a, const GamePlayer *p, const Rat *shares, bool is_exact) {
    Buf b = {.arena = a};
    for (size_t s = 0; s < p->strategy_count; s++) {
        if (mpq_sgn(&shares[s]) == 0) continue;
        if (b.size) buf_add_c(&b, " + ");
        buf_add(&b, p->strategies[s]);
        if (mpq_cmp_ui(&shares[s], 1, 1) == 0) continue;
        buf_add_byte(&b, ' ');
        buf_add(&b, number_text(a, &shares[s], is_exact));
    }
    return buf_str(&b);
}

static Str equilibrium_text(Arena *a, const Game *g, const Equilibrium *e) {
    Buf b = {.arena = a};
    for (size_t p = 0; p < g->player_count; p++) {
        const GamePlayer *player = &g->players[p];
        buf_add_fmt(&b, "%s%.*s: ", p ? "; " : "", STR_ARG(player->name));
        buf_add(&b, mixture_text(a, player, &e->shares[game_share_at(g, p)], e->is_exact));
    }
    return buf_str(&b);
}

static Str payoffs_text(Arena *a, const Game *g, const Rat *payoffs, bool is_exact) {
    Buf b = {.arena = a};
    for (size_t p = 0; p < g->player_count; p++) {
        if (p) buf_add_c(&b, ", ");
        buf_add(&b, number_text(a, &payoffs[p], is_exact));
    }
    return buf_str(&b);
}

static size_t count_pure(const EquilibriumSet *e) {
    size_t count = 0;
    for (size_t i = 0; i < e->count; i++) count += e->items[i].is_pure;
    return count;
}

static void say_count(Reporter *r, const Game *g, const EquilibriumSet *e) {
    size_t pure = count_pure(e);
    if (e->count == 1 && e->is_complete)
        report_say(r, "only-equilibrium",
                   MSG("the only equilibrium: {1}", equilibrium_text(r->arena, g, e->items)));
    else if (e->count == 1)
        report_say(r, "one-equilibrium",
                   MSG("one equilibrium was found: {1}", equilibrium_text(r->arena, g, e->items)));
    else if (e->count == 0)
        report_say(
            r, "none-found",
            MSG("no equilibrium was found, and so none is pure; every game has a mixed one"));
    else
        report_say(r, "equilibria",
                   MSG("{1} equilibria: {2} pure and {3} mixed", report_count(r, e->count),
                       report_count(r, pure), report_count(r, e->count - pure)));
}

static Message incompleteness(Reporter *r, const Game *g, const EquilibriumSet *e) {
    if (e->is_cut)
        return MSG("there are more equilibria than these: the search ended when it had {1}",
                   report_count(r, e->count));
    if (g->player_count == 2)
        return MSG("the game is too large to find all: pure equilibria are complete, of "
                   "mixed ones there may be others");
    if (!e->is_mixed_sought)
        return MSG("pure equilibria are complete; the game has too many strategies to look for "
                   "mixed ones");
    return MSG(
        "pure equilibria are complete; of {1} choices of strategies to mix, {2} could not be "
        "decided: there may be other mixed equilibria",
        report_count(r, e->support_count), report_count(r, e->undecided_count));
}

static size_t count_irrational(const EquilibriumSet *e) {
    size_t count = 0;
    for (size_t i = 0; i < e->count; i++) count += !e->items[i].is_exact;
    return count;
}

static void say_completeness(Reporter *r, const Game *g, const EquilibriumSet *e) {
    size_t irrational = count_irrational(e);
    if (!e->is_complete)
        report_say(r, "incomplete", incompleteness(r, g, e));
    else if (e->count > 1 && !irrational)
        report_say(r, "complete", MSG("there are no others; each was verified in exact fractions"));
    else if (e->count > 1)
        report_say(r, "complete", MSG("there are no others"));
    if (irrational)
        report_say(r, "irrational",
                   MSG("irrational equilibria: {1}. Decimals are printed; behind them stand "
                       "fractions at which nobody gains more than the last column says by any "
                       "other choice, as was verified exactly",
                       report_count(r, irrational)));
}

static void say_degenerate(Reporter *r, const EquilibriumSet *e) {
    if (!e->is_degenerate) return;
    if (e->has_subsets && e->count > e->subset_count)
        report_say(r, "degenerate",
                   MSG("the game is degenerate: the {1} extreme equilibria span {2} convex sets, "
                       "within which every mixture is one too; connected parts: {3}",
                       report_count(r, e->count), report_count(r, e->subset_count),
                       report_count(r, e->component_count)));
    else
        report_say(r, "degenerate",
                   MSG("the game is degenerate: some reply is as good as those that are used"));
}

static void say_better(Reporter *r, const Game *g, const EquilibriumSet *e) {
    size_t better;
    if (e->count != 1 || !game_pareto_better(g, e->items[0].payoffs, &better)) return;
    report_say(r, "pareto-better",
               MSG("all would be better off at {1}: {2} instead of {3}",
                   profile_text(r->arena, g, better),
                   payoffs_text(r->arena, g, game_payoff(g, better, 0), true),
                   payoffs_text(r->arena, g, e->items[0].payoffs, e->items[0].is_exact)));
}

static void say_dominance(Reporter *r, const Game *g) {
    const Dominance *d = dominance_iterate(r->arena, g, true);
    size_t left = 0, all = game_share_count(g);
    for (size_t i = 0; i < all; i++) left += d->is_left[i];
    if (left < all)
        report_say(r, "dominated",
                   MSG("strictly dominated strategies: {1} of {2}; {3} are left",
                       report_count(r, all - left), report_count(r, all), report_count(r, left)));
}

static Str sets_text(Arena *a, const EquilibriumSet *e, size_t equilibrium) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < e->subset_count; i++)
        for (size_t k = 0; k < e->subsets[i].count; k++)
            if (e->subsets[i].items[k] == equilibrium)
                buf_add_fmt(&b, "%s%zu", b.size ? ", " : "", i + 1);
    return buf_str(&b);
}

static void add_heads(Reporter *r, const Game *g, bool has_sets) {
    report_head(r, "number", STR("#"), true);
    for (size_t p = 0; p < g->player_count; p++)
        report_head(r, str_c(r->arena, str_fmt(r->arena, "strategy-%zu", p + 1)),
                    g->players[p].name, false);
    report_head(r, "payoffs", report_word(r, N_("payoffs")), false);
    report_head(r, "better", report_word(r, N_("better for all")), false);
    if (has_sets) report_head(r, "sets", report_word(r, N_("convex sets")), false);
    report_head(r, "proof", report_word(r, N_("verified")), false);
}

// Two digits, rounded up.
static Str proof_text(Reporter *r, const Equilibrium *e) {
    if (e->is_exact) return report_word(r, N_("exactly"));
    return lang_render(r->arena, r->app->options.lang,
                       MSG("up to {1}", str_fmt(r->arena, "%.1e", mpq_get_d(e->regret) * 1.06)));
}

static void add_row(Reporter *r, const Game *g, const EquilibriumSet *e, size_t index) {
    const Equilibrium *one = &e->items[index];
    size_t better;
    report_cell(r, report_count(r, index + 1));
    for (size_t p = 0; p < g->player_count; p++)
        report_cell(r, mixture_text(r->arena, &g->players[p], &one->shares[game_share_at(g, p)],
                                    one->is_exact));
    report_cell(r, payoffs_text(r->arena, g, one->payoffs, one->is_exact));
    report_cell(r, game_pareto_better(g, one->payoffs, &better)
                       ? payoffs_text(r->arena, g, game_payoff(g, better, 0), true)
                       : STR("-"));
    if (e->has_subsets && e->is_degenerate) report_cell(r, sets_text(r->arena, e, index));
    report_cell(r, proof_text(r, one));
}

void report_equilibria(Reporter *r, const Game *g, const EquilibriumSet *e) {
    say_count(r, g, e);
    say_better(r, g, e);
    say_completeness(r, g, e);
    say_degenerate(r, e);
    report_table(r, "equilibria", N_("Equilibria"));
    add_heads(r, g, e->has_subsets && e->is_degenerate);
    for (size_t i = 0; i < e->count && i < ROWS_MAX; i++) add_row(r, g, e, i);
    if (e->count > ROWS_MAX)
        report_say(r, "cut", MSG("only the first {1} are listed", report_count(r, ROWS_MAX)));
}

void report_strategic(Reporter *r, const Game *g) {
    report_kind(r, game_kind(r->arena, g));
    report_equilibria(r, g, equilibria_all(r->arena, g));
    say_dominance(r, g);
}
