// app/game_tree.c - an extensive game told: what is best at each node, its equilibria as behaviour
#include "app/game_int.h"

enum { PLAYS_SHOWN = 8, BEHAVIOURS_SHOWN = 12, SETS_SHOWN = 200 };

static Str set_text(Reporter *r, const InfoSet *set) {
    return set->name.size ? set->name : report_count(r, set->own + 1);
}

static Str action_text(Reporter *r, const InfoSet *set, size_t action) {
    return set->actions[action].size ? set->actions[action] : report_count(r, action + 1);
}

static void head_numbers(Reporter *r, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *id = str_c(r->arena, str_fmt(r->arena, "equilibrium-%zu", i + 1));
        report_head(r, id, str_fmt(r->arena, "#%zu", i + 1), false);
    }
}

// ---- the tree -----------------------------------------------------------------------------------

static size_t count_sets(const Tree *t) {
    size_t count = 0;
    for (size_t i = 0; i < t->sets.count; i++) count += !t->sets.items[i].chances;
    return count;
}

static void say_tree(Reporter *r, const Tree *t) {
    report_say(r, "tree",
               MSG("the tree has {1} nodes and its players {2} information sets",
                   report_count(r, t->nodes.count), report_count(r, count_sets(t))));
    if (t->has_perfect_information)
        report_say(r, "perfect-information",
                   MSG("information is perfect: whoever moves knows all that was done before"));
    if (!t->has_perfect_recall)
        report_say(
            r, "no-recall",
            MSG("someone forgets what was known or done before: equilibria are of strategies "
                "chosen beforehand, and cannot be told as behaviour at each set"));
}

// ---- backward induction -------------------------------------------------------------------------

static void say_plays(Reporter *r, const PerfectPlaySet *s) {
    if (!s->tie_count)
        report_say(r, "only-perfect",
                   MSG("thought through from the end there is one subgame-perfect equilibrium, and "
                       "no mixed one besides"));
    else if (s->is_complete)
        report_say(r, "perfect",
                   MSG("thought through from the end some actions are equally good: there are {1} "
                       "pure subgame-perfect equilibria, and mixed ones between them",
                       report_count(r, s->count)));
    else
        report_say(
            r, "perfect",
            MSG("thought through from the end so many actions are equally good that only {1} "
                "of the pure subgame-perfect equilibria were sought",
                report_count(r, s->count)));
    if (s->count > PLAYS_SHOWN)
        report_say(r, "plays-cut",
                   MSG("only the first {1} are listed", report_count(r, PLAYS_SHOWN)));
}

static void add_play_payoffs(Reporter *r, const Tree *t, const PerfectPlaySet *s, size_t shown) {
    for (size_t p = 0; p < t->player_count; p++) {
        report_cell(r, t->players[p]);
        report_cell(r, report_word(r, N_("gets")));
        for (size_t i = 0; i < shown; i++) report_rat(r, &s->items[i].payoffs[p]);
    }
}

static void add_plays(Reporter *r, const Tree *t, const PerfectPlaySet *s) {
    size_t shown = s->count < PLAYS_SHOWN ? s->count : PLAYS_SHOWN, rows = 0;
    report_table(r, "subgame-perfect", N_("Subgame-perfect equilibria"));
    report_head(r, "player", report_word(r, N_("player")), false);
    report_head(r, "set", report_word(r, N_("information set")), false);
    head_numbers(r, shown);
    for (size_t k = 0; k < t->sets.count && rows < SETS_SHOWN; k++) {
        const InfoSet *set = &t->sets.items[k];
        if (set->chances) continue;
        rows++;
        report_cell(r, t->players[set->player]);
        report_cell(r, set_text(r, set));
        for (size_t i = 0; i < shown; i++)
            report_cell(r, action_text(r, set, s->items[i].choices[k]));
    }
    add_play_payoffs(r, t, s, shown);
}

// ---- behaviour ----------------------------------------------------------------------------------

static Str chance_text(Reporter *r, const InfoSet *set, const Rat *behaviour, size_t action) {
    bool is_reached = false;
    for (size_t i = 0; i < set->action_count; i++) is_reached |= mpq_sgn(&behaviour[set->at + i]);
    return is_reached ? rat_text(r->arena, &behaviour[set->at + action]) : STR("-");
}

static void add_set(Reporter *r, const Tree *t, const InfoSet *set, Rat *const *behaviours,
                    size_t shown) {
    for (size_t k = 0; k < set->action_count; k++) {
        report_cell(r, t->players[set->player]);
        report_cell(r, set_text(r, set));
        report_cell(r, action_text(r, set, k));
        for (size_t i = 0; i < shown; i++) report_cell(r, chance_text(r, set, behaviours[i], k));
    }
}

static void add_behaviour(Reporter *r, const Tree *t, const TreeForm *f, const EquilibriumSet *e) {
    size_t shown = e->count < BEHAVIOURS_SHOWN ? e->count : BEHAVIOURS_SHOWN;
    Rat **behaviours = ARENA_ARRAY(r->arena, Rat *, shown);
    for (size_t i = 0; i < shown; i++) {
        behaviours[i] = rats_new(r->arena, t->action_count);
        tree_behaviour(t, f, e->items[i].shares, behaviours[i]);
    }
    report_table(r, "behaviour", N_("Chance of each action (- where its player never comes)"));
    report_head(r, "player", report_word(r, N_("player")), false);
    report_head(r, "set", report_word(r, N_("information set")), false);
    report_head(r, "action", report_word(r, N_("action")), false);
    head_numbers(r, shown);
    size_t rows = 0;
    for (size_t k = 0; k < t->sets.count && rows < SETS_SHOWN; k++) {
        if (t->sets.items[k].chances) continue;
        add_set(r, t, &t->sets.items[k], behaviours, shown);
        rows += t->sets.items[k].action_count;
    }
}

void report_tree(Reporter *r, const Tree *t) {
    say_tree(r, t);
    if (t->has_perfect_information) {
        const PerfectPlaySet *s = tree_induce(r->arena, t);
        say_plays(r, s);
        add_plays(r, t, s);
    }
    const TreeForm *f = tree_form(r->arena, t);
    if (!f) {
        report_say(r, "form-too-large",
                   MSG("the strategic form is too large: its equilibria were not sought"));
        return;
    }
    const EquilibriumSet *e = equilibria_all(r->arena, f->game);
    report_say(r, "form", MSG("of its strategic form:"));
    report_equilibria(r, f->game, e);
    if (t->has_perfect_recall && e->count) add_behaviour(r, t, f, e);
}
