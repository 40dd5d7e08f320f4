// app/incentive_table.c - a judgement in numbers: parties, breaches, one period, other rules
#include "app/incentive_int.h"

enum { PROFILES_SHOWN = 32 };

static void head(Teller *t, const char *id, const char *english, bool is_right) {
    report_head(&t->reporter, id, report_word(&t->reporter, english), is_right);
}

static void cell(Teller *t, Str text) {
    report_cell(&t->reporter, text);
}

static Str or_dash(bool is_there, Str text) {
    return is_there ? text : STR("–");
}

// ---- parties ------------------------------------------------------------------------------------

static void party_row(Teller *t, size_t i) {
    const PartyJudgement *p = &t->result->parties[i];
    const PlayCount *c = &t->result->count;
    cell(t, tell_party(t, i));
    cell(t, tell_percent(t, p->broke.value));
    cell(t, tell_money(t, c->value[i]));
    cell(t, tell_money(t, c->without[i]));
    cell(t, tell_interval(t, p->better));
    cell(t, tell_number(t, t->scenario->parties[i].discount));
    cell(t, or_dash(p->critical.is_known, tell_number(t, p->critical.value)));
}

static void party_table(Teller *t) {
    report_table(&t->reporter, "parties", N_("Parties"));
    head(t, "party", N_("party"), false);
    head(t, "broke", N_("breaks first"), true);
    head(t, "value", N_("earns with it"), true);
    head(t, "without", N_("without it"), true);
    head(t, "better", N_("better off with it"), true);
    head(t, "discount", N_("discount factor"), true);
    head(t, "critical", N_("needed"), true);
    for (size_t i = 0; i < t->terms->party_count; i++) party_row(t, i);
}

// ---- breaches -----------------------------------------------------------------------------------

static void action_table(Teller *t) {
    const PlayCount *c = &t->result->count;
    report_table(&t->reporter, "actions", N_("First breaches"));
    head(t, "action", N_("action"), false);
    head(t, "party", N_("party"), false);
    head(t, "article", N_("article"), false);
    head(t, "worlds", N_("worlds"), true);
    for (size_t i = 0; i < t->scenario->action_count; i++) {
        const ScenarioAction *action = &t->scenario->actions[i];
        bool has_clause = action->breaks.id.size > 0;
        cell(t, tell_action(t, i));
        cell(t, tell_party(t, action->party));
        cell(t,
             or_dash(has_clause, has_clause ? tell_article(t, action->breaks.provision) : STR("")));
        cell(t, tell_percent(t, (double)c->by[i] / (double)c->worlds));
    }
}

// ---- one period ---------------------------------------------------------------------------------

static void profile_row(Teller *t, size_t profile) {
    const Game *g = t->result->stage.game;
    size_t choices[GAME_PLAYERS_MAX];
    game_choices(g, profile, choices);
    for (size_t i = 0; i < g->player_count; i++) cell(t, tell_strategy(t, i, choices[i]));
    for (size_t i = 0; i < g->player_count; i++)
        cell(t, tell_money(t, mpq_get_d(game_payoff(g, profile, i))));
    cell(t, profile_is_equilibrium(g, profile) ? report_word(&t->reporter, N_("yes")) : STR(""));
}

static void stage_table(Teller *t) {
    const StageGame *g = &t->result->stage;
    if (!g->is_known || g->game->profile_count > PROFILES_SHOWN) return;
    report_table(&t->reporter, "stage", N_("One period alone, at mean values"));
    for (size_t i = 0; i < t->terms->party_count; i++)
        report_head(&t->reporter, "strategy", tell_party(t, i), false);
    for (size_t i = 0; i < t->terms->party_count; i++)
        report_head(
            &t->reporter, "earns",
            lang_render(t->reporter.arena, t->reporter.lang, MSG("{1} earns", tell_party(t, i))),
            true);
    head(t, "equilibrium", N_("equilibrium"), false);
    for (size_t i = 0; i < g->game->profile_count; i++) profile_row(t, i);
}

// ---- other rules --------------------------------------------------------------------------------

static const char *const variant_texts[] = {
    [VARIANT_GRIM] = N_("the first breach ends it, and nothing else follows"),
    [VARIANT_RENEWED] = N_("it is renewed without end"),
    [VARIANT_ENDS] = N_("it ends with its last period"),
    [VARIANT_BEST] = N_("where a party cannot be held it is excused: the best that can be agreed"),
};

static void variant_table(Teller *t) {
    report_table(&t->reporter, "variants", N_("Under other rules"));
    head(t, "rule", N_("rule"), false);
    head(t, "kept", N_("kept"), true);
    cell(t, report_word(&t->reporter, N_("as written")));
    cell(t, tell_interval(t, t->result->kept));
    for (IncentiveVariant v = 0; v < VARIANT_COUNT; v++) {
        if (!t->result->variants[v].is_known) continue;
        cell(t, report_word(&t->reporter, variant_texts[v]));
        cell(t, tell_interval(t, t->result->variants[v].kept));
    }
}

// ---- what matters most --------------------------------------------------------------------------

static void matters_table(Teller *t) {
    const Swings *all = t->view->swings;
    report_table(&t->reporter, "matters", N_("What matters most"));
    head(t, "number", N_("number"), false);
    head(t, "less", N_("a fifth less"), true);
    head(t, "more", N_("a fifth more"), true);
    head(t, "effect", N_("effect"), true);
    head(t, "deviation", N_("deviation"), true);
    for (size_t i = 0; i < all->count; i++) {
        const Swing *w = &all->items[i];
        cell(t, tell_swing(t, w));
        cell(t, tell_percent(t, w->kept[w->is_discount]));
        cell(t, tell_percent(t, w->kept[!w->is_discount]));
        cell(t, tell_percent(t, w->effect));
        cell(t, tell_percent(t, w->deviation));
    }
}

void tell_tables(Teller *t) {
    if (!t->result->result) return;
    party_table(t);
    action_table(t);
    stage_table(t);
    variant_table(t);
    matters_table(t);
}
