// app/game_repeated.c - a game played again and again: how patient the players must be
#include "app/game_int.h"

enum { LINES_MAX = 50 };

// The agreement and what comes instead.
typedef struct Bargain {
    const Game *game;
    size_t agreed, punishment;
} Bargain;

static void add_sum(const Game *g, size_t profile, Rat *ret) {
    mpq_set_ui(ret, 0, 1);
    for (size_t p = 0; p < g->player_count; p++) mpq_add(ret, ret, game_payoff(g, profile, p));
}

// The pure equilibrium with the smallest sum.
static bool find_punishment(const Game *g, size_t *ret) {
    mpq_t least, sum;
    bool has_found = false;
    mpq_inits(least, sum, NULL);
    for (size_t i = 0; i < g->profile_count; i++) {
        if (!profile_is_equilibrium(g, i)) continue;
        add_sum(g, i, sum);
        if (has_found && mpq_cmp(sum, least) >= 0) continue;
        mpq_set(least, sum);
        *ret = i;
        has_found = true;
    }
    mpq_clears(least, sum, NULL);
    return has_found;
}

static bool find_bargain(Reporter *r, const Game *g, Bargain *ret) {
    *ret = (Bargain){.game = g};
    if (!find_punishment(g, &ret->punishment)) {
        report_say(r, "no-threat",
                   MSG("the game has no pure equilibrium that could serve as punishment"));
        return false;
    }
    if (!game_pareto_better(g, game_payoff(g, ret->punishment, 0), &ret->agreed)) {
        report_say(r, "no-agreement",
                   MSG("no outcome is better for all than the equilibrium {1}: there is nothing "
                       "to agree on",
                       profile_text(r->arena, g, ret->punishment)));
        return false;
    }
    report_say(r, "agreement", MSG("the agreement: {1}", profile_text(r->arena, g, ret->agreed)));
    report_say(r, "punishment",
               MSG("the punishment: {1}", profile_text(r->arena, g, ret->punishment)));
    return true;
}

// ---- discount factors ---------------------------------------------------------------------------

typedef bool Least(const Temptation *t, Rat *ret);

static bool lag_two(const Temptation *t, Rat *ret) {
    return discount_lagged(t, 2, ret);
}
static bool lag_three(const Temptation *t, Rat *ret) {
    return discount_lagged(t, 3, ret);
}
static bool rounds_three(const Temptation *t, Rat *ret) {
    return discount_finite(t, 3, ret);
}
static bool seen_half(const Temptation *t, Rat *ret) {
    mpq_t half;
    mpq_init(half);
    mpq_set_ui(half, 1, 2);
    bool holds = discount_detected(t, half, ret);
    mpq_clear(half);
    return holds;
}

static const struct WayRow {
    const char *id, *text;
    Least *least;
    bool is_root; // printed as a decimal
} ways[] = {
    {"grim", N_("punished for ever"), discount_grim, false},
    {"finite-3", N_("punished for 3 rounds"), rounds_three, true},
    {"lag-2", N_("noticed after 2 rounds"), lag_two, true},
    {"lag-3", N_("noticed after 3 rounds"), lag_three, true},
    {"detected-half", N_("noticed every other time"), seen_half, false},
};
enum { WAYS = sizeof ways / sizeof ways[0] };

static Temptation temptation_of(const Bargain *b, size_t player, Rat *deviation) {
    const Game *g = b->game;
    size_t choices[GAME_PLAYERS_MAX];
    game_choices(g, b->agreed, choices);
    mpq_set(deviation, game_payoff(g, b->agreed, player));
    for (size_t s = 0; s < g->players[player].strategy_count; s++) {
        choices[player] = s;
        const Rat *other = game_payoff(g, game_profile(g, choices), player);
        if (mpq_cmp(other, deviation) > 0) mpq_set(deviation, other);
    }
    return (Temptation){deviation, game_payoff(g, b->agreed, player),
                        game_payoff(g, b->punishment, player)};
}

static Str discount_text(Reporter *r, const struct WayRow *way, const Temptation *t, Rat *scratch) {
    if (!way->least(t, scratch)) return report_word(r, N_("never"));
    if (!way->is_root || !mpq_sgn(scratch)) return rat_text(r->arena, scratch);
    return str_fmt(r->arena, "%.10f", mpq_get_d(scratch));
}

static void add_player(Reporter *r, const Bargain *b, size_t player, const Rat *discount) {
    Rat *scratch = rats_new(r->arena, 2);
    Temptation t = temptation_of(b, player, &scratch[0]);
    report_cell(r, b->game->players[player].name);
    report_rat(r, t.deviation);
    report_rat(r, t.keeping);
    report_rat(r, t.punishment);
    for (size_t i = 0; i < WAYS; i++) report_cell(r, discount_text(r, &ways[i], &t, &scratch[1]));
    if (!discount) return;
    bond_least(&t, discount, &scratch[1]);
    report_rat(r, &scratch[1]);
}

static void add_players(Reporter *r, const Bargain *b, const Rat *discount) {
    report_table(r, "discounts", N_("Least discount factor with which keeping the agreement pays"));
    report_head(r, "player", report_word(r, N_("player")), false);
    report_head(r, "deviation", STR("D"), true);
    report_head(r, "keeping", STR("C"), true);
    report_head(r, "punishment", STR("P"), true);
    for (size_t i = 0; i < WAYS; i++)
        report_head(r, ways[i].id, report_word(r, ways[i].text), true);
    if (discount) report_head(r, "bond", report_word(r, N_("least bond")), true);
    for (size_t p = 0; p < b->game->player_count; p++) add_player(r, b, p, discount);
}

// The most impatient player decides.
static void say_verdict(Reporter *r, const Bargain *b, const Rat *discount) {
    Rat *scratch = rats_new(r->arena, 3), *most = &scratch[2];
    size_t binding = 0;
    bool holds = true;
    for (size_t p = 0; p < b->game->player_count; p++) {
        Temptation t = temptation_of(b, p, &scratch[0]);
        holds &= discount_grim(&t, &scratch[1]);
        if (mpq_cmp(&scratch[1], most) <= 0) continue;
        mpq_set(most, &scratch[1]);
        binding = p;
    }
    Str name = b->game->players[binding].name;
    if (!holds)
        report_say(r, "never", MSG("no patience holds the agreement without a bond"));
    else if (mpq_sgn(most) == 0)
        report_say(r, "always", MSG("nobody gains by breaking the agreement: it holds of itself"));
    else
        report_say(r, "holds-from",
                   MSG("the agreement holds from a discount factor of {1} on; {2} is the first to "
                       "break it",
                       rat_text(r->arena, most), name));
    if (discount && holds)
        report_say(r, mpq_cmp(discount, most) >= 0 ? "holds" : "breaks",
                   mpq_cmp(discount, most) >= 0
                       ? MSG("at {1} it holds without a bond", rat_text(r->arena, discount))
                       : MSG("at {1} it holds only with the bonds in the last column",
                             rat_text(r->arena, discount)));
}

// ---- transfers ----------------------------------------------------------------------------------

static void add_frontier(Reporter *r, const Game *g) {
    const Frontier *f = frontier_of(r->arena, g);
    report_table(r, "frontier", N_("What can be kept where players may pay each other"));
    report_head(r, "discount", report_word(r, N_("from discount factor")), true);
    report_head(r, "total", report_word(r, N_("sum")), true);
    report_head(r, "liquidity", report_word(r, N_("needed liquidity")), true);
    report_head(r, "punishment", report_word(r, N_("sum when punished")), true);
    report_head(r, "profile", report_word(r, N_("outcome")), false);
    for (size_t i = 0; i < f->count && i < LINES_MAX; i++) {
        const FrontierLine *line = &f->items[i];
        report_rat(r, line->discount);
        report_rat(r, line->total);
        report_rat(r, line->liquidity);
        report_rat(r, line->punishment);
        report_cell(r, profile_text(r->arena, g, line->profile));
    }
}

// ---- all that two can get -----------------------------------------------------------------------

static Str corner_text(const Reporter *r, const PayoffSet *s, size_t index) {
    const Rat *value = &s->points[index];
    return s->is_simple ? rat_text(r->arena, value) : str_fmt(r->arena, "%.8f", mpq_get_d(value));
}

static void say_payoff_set(Reporter *r, const PayoffSet *s, const Rat *discount) {
    Str at = rat_text(r->arena, discount), corners = report_count(r, s->count);
    if (!s->count)
        report_say(r, "payoff-set-empty",
                   MSG("at {1} no subgame-perfect equilibrium does without drawn lots", at));
    else if (s->is_certified)
        report_say(r, "payoff-set",
                   MSG("at {1} the payoffs of subgame-perfect equilibria, whatever the punishment, "
                       "fill a polygon; its corners: {2}, known to {3} from outside and from "
                       "inside",
                       at, corners, str_fmt(r->arena, "%.1e", mpq_get_d(s->gap))));
    else
        report_say(r, "payoff-set-outer",
                   MSG("at {1} every payoff of a subgame-perfect equilibrium, whatever the "
                       "punishment, lies within the polygon of these corners: {2}; whether all of "
                       "it can be reached was not decided",
                       at, corners));
}

static void say_within(Reporter *r, const PayoffSet *s, const Bargain *b) {
    bool is_within = payoff_set_has(s, game_payoff(b->game, b->agreed, 0));
    if (!is_within && s->is_simple)
        report_say(r, "payoff-set-without",
                   MSG("the agreement lies outside: no threat between the players can hold it"));
    else if (!is_within)
        report_say(r, "payoff-set-without",
                   MSG("the agreement lies outside or on the border as far as it is known"));
    else if (s->is_certified)
        report_say(r, "payoff-set-within", MSG("the agreement lies within: some threat holds it"));
}

static void add_payoff_set(Reporter *r, const Game *g, const Bargain *b, const Rat *discount) {
    const PayoffSet *s = payoff_set_of(r->arena, g, discount);
    if (!s) return;
    say_payoff_set(r, s, discount);
    if (b && s->count) say_within(r, s, b);
    report_table(r, "payoff-set", N_("Corners of what both can get in each round"));
    for (size_t p = 0; p < 2; p++)
        report_head(r, p ? "payoff-2" : "payoff-1", g->players[p].name, true);
    for (size_t i = 0; i < 2 * s->count; i++) report_cell(r, corner_text(r, s, i));
}

static bool read_discount(Reporter *r, Str text, const Rat **ret, Err *err) {
    *ret = NULL;
    if (!text.size) return true;
    Rat *d = rats_new(r->arena, 1);
    if (!rat_from_text(text, d) || mpq_sgn(d) < 0 || mpq_cmp_ui(d, 1, 1) >= 0)
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no discount factor", text),
                       MSG("write a number from 0 to below 1, such as 9/10 or 0.9"));
    *ret = d;
    return true;
}

bool report_repeated(Reporter *r, const Game *g, const GameQuestion *q, Err *err) {
    const Rat *discount;
    Bargain bargain;
    if (!read_discount(r, q->discount, &discount, err)) return false;
    bool has_bargain = find_bargain(r, g, &bargain);
    if (has_bargain) {
        say_verdict(r, &bargain, discount);
        add_players(r, &bargain, discount);
    }
    if (discount) add_payoff_set(r, g, has_bargain ? &bargain : NULL, discount);
    if (q->has_transfers) add_frontier(r, g);
    return true;
}
