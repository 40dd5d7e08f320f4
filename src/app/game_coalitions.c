// app/game_coalitions.c - a game of coalitions told: is the whole stable, and what is fair
#include "app/game_int.h"

enum { SAMPLED_ORDERS = 20000, SAMPLED_SEED = 1, KINDS_PLAYERS_MAX = 10 };

static void say_whole(Reporter *r, const Coalitions *c) {
    Rat *grand = rats_new(r->arena, 1);
    coalitions_grand(c, grand);
    Str count = report_count(r, coalitions_player_count(c)), worth = rat_text(r->arena, grand);
    report_say(r, "whole",
               coalitions_is_cost(c) ? MSG("{1} players together pay {2}", count, worth)
                                     : MSG("{1} players together make {2}", count, worth));
    if (coalitions_missing(c))
        report_say(r, "missing",
                   MSG("{1} coalitions are not listed and count as 0",
                       report_count(r, coalitions_missing(c))));
}

static void say_core(Reporter *r, const LeastCore *core) {
    Rat *size = rats_new(r->arena, 1);
    mpq_abs(size, core->epsilon);
    if (mpq_sgn(core->epsilon) > 0)
        report_say(r, "core-empty",
                   MSG("the core is empty: however it is shared, some members together would do "
                       "better by {1} or more on their own",
                       rat_text(r->arena, size)));
    else if (mpq_sgn(core->epsilon) == 0)
        report_say(r, "core-tight",
                   MSG("the core is not empty, but any division in it leaves some group no more "
                       "than it makes alone"));
    else
        report_say(r, "core",
                   MSG("the core is not empty: it can be shared so that no group of members "
                       "would rather go alone; each group can be left {1} better off",
                       rat_text(r->arena, size)));
}

typedef struct Solutions {
    Rat *shapley, *banzhaf, *tau, *equal, *proportional;
    const Nucleolus *nucleolus, *per_capita, *in_proportion;
    const LeastCore *core;
} Solutions;

// Only what was proved.
static const Nucleolus *other_nucleolus(Reporter *r, const Coalitions *c, NucleolusKind kind) {
    if (coalitions_player_count(c) > KINDS_PLAYERS_MAX) return NULL;
    const Nucleolus *n = nucleolus_of(r->arena, c, kind);
    return n && n->shares && n->is_certified ? n : NULL;
}

static Solutions solve(Reporter *r, const Coalitions *c) {
    size_t n = coalitions_player_count(c);
    Solutions s = {.shapley = rats_new(r->arena, n), .banzhaf = rats_new(r->arena, n)};
    shapley_exact(c, s.shapley);
    banzhaf_exact(c, s.banzhaf);
    s.tau = rats_new(r->arena, n);
    if (!tau_exact(r->arena, c, s.tau)) s.tau = NULL;
    s.equal = rats_new(r->arena, n);
    s.proportional = rats_new(r->arena, n);
    surplus_equal(c, s.equal);
    if (!share_proportional(c, s.proportional)) s.proportional = NULL;
    s.nucleolus = nucleolus_of(r->arena, c, NUCLEOLUS_PLAIN);
    s.per_capita = other_nucleolus(r, c, NUCLEOLUS_PER_CAPITA);
    s.in_proportion = other_nucleolus(r, c, NUCLEOLUS_PROPORTIONAL);
    s.core = least_core(r->arena, c);
    return s;
}

static void say_nucleolus(Reporter *r, const Coalitions *c, const Solutions *s) {
    if (!s->nucleolus && coalitions_player_count(c) > NUCLEOLUS_PLAYERS_MAX)
        report_say(r, "no-nucleolus",
                   MSG("the nucleolus and the core are computed for at most {1} players",
                       report_count(r, NUCLEOLUS_PLAYERS_MAX)));
    else if (!s->nucleolus)
        report_say(r, "no-nucleolus",
                   MSG("the values have too many digits for the nucleolus: round them"));
    else if (!s->nucleolus->has_imputations)
        report_say(r, "no-imputation",
                   MSG("there is no imputation: together they make less than each alone in sum, "
                       "so there is no nucleolus"));
    else if (s->nucleolus->is_certified)
        report_say(
            r, "certified",
            MSG("each step to the nucleolus is proved by balanced weights in exact fractions; "
                "steps: {1}",
                report_count(r, s->nucleolus->stages)));
    else
        report_say(
            r, "not-certified",
            MSG("the proof of the nucleolus did not hold when it was checked: do not use it"));
}

static void add_heads(Reporter *r, const Solutions *s) {
    report_table(r, "shares", N_("Shares"));
    report_head(r, "player", report_word(r, N_("player")), false);
    report_head(r, "alone", report_word(r, N_("alone")), true);
    report_head(r, "shapley", report_word(r, N_("Shapley value")), true);
    if (s->nucleolus && s->nucleolus->shares)
        report_head(r, "nucleolus", report_word(r, N_("nucleolus")), true);
    if (s->per_capita)
        report_head(r, "nucleolus-per-capita", report_word(r, N_("nucleolus per head")), true);
    if (s->in_proportion)
        report_head(r, "nucleolus-proportional", report_word(r, N_("proportional nucleolus")),
                    true);
    if (s->tau) report_head(r, "tau", report_word(r, N_("tau value")), true);
    report_head(r, "banzhaf", report_word(r, N_("Banzhaf value")), true);
    report_head(r, "equal", report_word(r, N_("equal surplus")), true);
    if (s->proportional) report_head(r, "proportional", report_word(r, N_("proportional")), true);
}

static void add_player(Reporter *r, const Coalitions *c, const Solutions *s, size_t i) {
    Rat *alone = rats_new(r->arena, 1);
    coalitions_value(c, UINT64_C(1) << i, alone);
    report_cell(r, coalitions_player(c, i));
    report_rat(r, alone);
    report_rat(r, &s->shapley[i]);
    if (s->nucleolus && s->nucleolus->shares) report_rat(r, &s->nucleolus->shares[i]);
    if (s->per_capita) report_rat(r, &s->per_capita->shares[i]);
    if (s->in_proportion) report_rat(r, &s->in_proportion->shares[i]);
    if (s->tau) report_rat(r, &s->tau[i]);
    report_rat(r, &s->banzhaf[i]);
    report_rat(r, &s->equal[i]);
    if (s->proportional) report_rat(r, &s->proportional[i]);
}

static void add_sampled(Reporter *r, const Coalitions *c) {
    size_t n = coalitions_player_count(c);
    SampledShare *shares = ARENA_ARRAY(r->arena, SampledShare, n);
    shapley_sample(c, SAMPLED_ORDERS, SAMPLED_SEED, shares);
    report_say(r, "sampled",
               MSG("more than {1} players: the Shapley value is estimated from {2} pairs of "
                   "random orders",
                   report_count(r, COALITION_PLAYERS_MAX), report_count(r, SAMPLED_ORDERS)));
    report_table(r, "sampled", N_("Shares"));
    report_head(r, "player", report_word(r, N_("player")), false);
    report_head(r, "shapley", report_word(r, N_("Shapley value")), true);
    report_head(r, "half-width", report_word(r, N_("± in 95 of 100 cases")), true);
    for (size_t i = 0; i < n; i++) {
        report_cell(r, coalitions_player(c, i));
        report_cell(r, str_fmt(r->arena, "%.4f", shares[i].mean));
        report_cell(r, str_fmt(r->arena, "%.4f", shares[i].half_width));
    }
}

// ---- a proposed division ------------------------------------------------------------------------

static bool take_share(const Coalitions *c, Str piece, Rat *shares, uint64_t *known) {
    Str name;
    if (!str_next(&piece, '=', &name)) return false;
    for (size_t i = 0; i < coalitions_player_count(c); i++) {
        if (!str_is(str_trim(name), coalitions_player(c, i)) || *known >> i & 1) continue;
        *known |= UINT64_C(1) << i;
        return rat_from_text(str_trim(piece), &shares[i]);
    }
    return false;
}

static bool read_split(const Coalitions *c, Str split, Rat *shares, Err *err) {
    uint64_t known = 0;
    Str piece;
    while (str_next(&split, ',', &piece))
        if (!take_share(c, piece, shares, &known))
            return err_set(err, ERR_INPUT, MSG("\"{1}\" is no share of a player", piece),
                           MSG("write the name of each player once, such as a=1,b=1/2"));
    if (known == (UINT64_C(1) << coalitions_player_count(c)) - 1) return true;
    return err_set(err, ERR_INPUT, MSG("a player has no share"),
                   MSG("write the name of each player once, such as a=1,b=1/2"));
}

static Str members_text(Arena *a, const Coalitions *c, uint64_t members) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < coalitions_player_count(c); i++)
        if (members >> i & 1) {
            if (b.size) buf_add_c(&b, " + ");
            buf_add(&b, coalitions_player(c, i));
        }
    return buf_str(&b);
}

static void say_split(Reporter *r, const Coalitions *c, const Rat *shares) {
    Rat *v = rats_new(r->arena, 3), *sum = &v[0], *grand = &v[1], *gain = &v[2];
    uint64_t members;
    for (size_t i = 0; i < coalitions_player_count(c); i++) mpq_add(sum, sum, &shares[i]);
    coalitions_grand(c, grand);
    coalitions_object(c, shares, &members, gain);
    if (!mpq_equal(sum, grand))
        report_say(r, "split-sum",
                   MSG("the proposed division sums to {1}, not to {2}", rat_text(r->arena, sum),
                       rat_text(r->arena, grand)));
    if (mpq_sgn(gain) > 0)
        report_say(r, "split-refused",
                   MSG("{1} would do better by {2} alone than with the proposed division",
                       members_text(r->arena, c, members), rat_text(r->arena, gain)));
    else if (mpq_equal(sum, grand))
        report_say(r, "split-holds",
                   MSG("the proposed division is in the core: no group would do better alone"));
}

bool report_coalitions(Reporter *r, const Coalitions *c, Str split, Err *err) {
    size_t n = coalitions_player_count(c);
    Rat *shares = rats_new(r->arena, n);
    if (split.size && n > COALITION_PLAYERS_MAX)
        return err_set(err, ERR_LIMIT,
                       MSG("more than {1} players", report_count(r, COALITION_PLAYERS_MAX)),
                       MSG("leave --split out"));
    if (split.size && !read_split(c, split, shares, err)) return false;
    say_whole(r, c);
    if (n > COALITION_PLAYERS_MAX) {
        add_sampled(r, c);
        return true;
    }
    Solutions s = solve(r, c);
    if (s.core) say_core(r, s.core);
    if (split.size && n > 1) say_split(r, c, shares);
    say_nucleolus(r, c, &s);
    add_heads(r, &s);
    for (size_t i = 0; i < n; i++) add_player(r, c, &s, i);
    return true;
}
