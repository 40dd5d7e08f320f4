// app/game_membership.c - who joins an agreement told: which sets of members stand
#include "app/game_int.h"

enum { SETS_SHOWN = 200 };

static bool stands(unsigned found) {
    unsigned both = STABLE_INTERNALLY | STABLE_EXTERNALLY;
    return (found & both) == both;
}

static void head_stability(Reporter *r) {
    report_head(r, "internal", report_word(r, N_("nobody leaves")), false);
    report_head(r, "external", report_word(r, N_("nobody joins")), false);
}

static void cell_yes(Reporter *r, bool is_so) {
    report_cell(r, is_so ? report_word(r, N_("yes")) : STR("-"));
}

static void cell_stability(Reporter *r, unsigned found) {
    cell_yes(r, found & STABLE_INTERNALLY);
    cell_yes(r, found & STABLE_EXTERNALLY);
}

// ---- players that are alike ---------------------------------------------------------------------

static void total_of(const MembershipSizes *s, size_t size, Rat *ret) {
    mpq_t part;
    mpq_init(part);
    mpq_set_ui(part, size, 1);
    mpq_mul(ret, &s->member[size], part);
    mpq_set_ui(part, s->player_count - size, 1);
    mpq_mul(part, part, &s->outsider[size]);
    mpq_add(ret, ret, part);
    mpq_clear(part);
}

static void say_sizes(Reporter *r, const MembershipSizes *s) {
    Buf b = {.arena = r->arena};
    Rat *totals = rats_new(r->arena, 2);
    for (size_t k = 2; k <= s->player_count; k++)
        if (stands(membership_size_judge(s, k))) buf_add_fmt(&b, "%s%zu", b.size ? ", " : "", k);
    if (b.size)
        report_say(r, "stable",
                   MSG("of {1} players an agreement stands with so many members: {2}",
                       report_count(r, s->player_count), buf_str(&b)));
    else
        report_say(r, "unstable", MSG("no agreement of two or more stands"));
    total_of(s, 0, &totals[0]);
    total_of(s, s->player_count, &totals[1]);
    report_say(r, "worth",
               MSG("without an agreement all get {1} together, with all in it {2}",
                   str_fmt(r->arena, "%.4f", mpq_get_d(&totals[0])),
                   str_fmt(r->arena, "%.4f", mpq_get_d(&totals[1]))));
}

static void cell_estimate(Reporter *r, const Rat *value, bool is_there) {
    report_cell(r, is_there ? str_fmt(r->arena, "%.4f", mpq_get_d(value)) : STR("-"));
}

static void add_sizes(Reporter *r, const MembershipSizes *s) {
    Rat *total = rats_new(r->arena, 1);
    report_table(r, "sizes", N_("By number of members (rounded; judged exactly)"));
    report_head(r, "size", report_word(r, N_("members")), true);
    report_head(r, "member", report_word(r, N_("a member gets")), true);
    report_head(r, "outsider", report_word(r, N_("an outsider gets")), true);
    report_head(r, "total", report_word(r, N_("sum")), true);
    head_stability(r);
    for (size_t k = 0; k <= s->player_count && k < SETS_SHOWN; k++) {
        total_of(s, k, total);
        report_cell(r, report_count(r, k));
        cell_estimate(r, &s->member[k], k > 0);
        cell_estimate(r, &s->outsider[k], k < s->player_count);
        cell_estimate(r, total, true);
        cell_stability(r, membership_size_judge(s, k));
    }
}

// ---- players that differ ------------------------------------------------------------------------

static Str members_text(Arena *a, const MembershipTable *t, uint64_t members) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < t->game->player_count; i++) {
        if (!(members >> i & 1)) continue;
        if (b.size) buf_add_c(&b, " + ");
        buf_add(&b, t->players[i]);
    }
    return b.size ? buf_str(&b) : STR("-");
}

static void sum_of(const MembershipTable *t, uint64_t members, Rat *ret) {
    mpq_t part;
    mpq_init(part);
    mpq_set_ui(ret, 0, 1);
    for (size_t i = 0; i < t->game->player_count; i++) {
        t->game->payoff(t->game->data, members, i, part);
        mpq_add(ret, ret, part);
    }
    mpq_clear(part);
}

static void add_set(Reporter *r, const MembershipTable *t, uint64_t members, unsigned found) {
    Rat *total = rats_new(r->arena, 1);
    sum_of(t, members, total);
    report_cell(r, members_text(r->arena, t, members));
    report_rat(r, total);
    cell_stability(r, found);
    cell_yes(r, found & STABLE_POTENTIALLY);
}

// Sets that stand, or would with payments.
static void add_sets(Reporter *r, const MembershipTable *t) {
    const uint8_t *found = membership_judge(r->arena, t->game);
    size_t stable = 0, potential = 0, shown = 0;
    report_table(r, "sets", N_("Agreements that stand, or would if members pay each other"));
    report_head(r, "members", report_word(r, N_("members")), false);
    report_head(r, "total", report_word(r, N_("sum of all")), true);
    head_stability(r);
    report_head(r, "potential", report_word(r, N_("payments can hold it")), false);
    for (uint64_t s = 1; s < UINT64_C(1) << t->game->player_count; s++) {
        if (!(s & (s - 1))) continue;
        stable += stands(found[s]);
        potential += (found[s] & STABLE_POTENTIALLY) != 0;
        if (!stands(found[s]) && !(found[s] & STABLE_POTENTIALLY)) continue;
        if (shown++ < SETS_SHOWN) add_set(r, t, s, found[s]);
    }
    report_say(r, "stable-sets",
               MSG("sets of two or more members that stand: {1}; from which nobody would leave if "
                   "members pay each other: {2}",
                   report_count(r, stable), report_count(r, potential)));
    if (shown > SETS_SHOWN)
        report_say(r, "cut", MSG("only the first {1} are listed", report_count(r, SETS_SHOWN)));
}

void report_membership(Reporter *r, const MembershipTable *t) {
    if (t->game) {
        add_sets(r, t);
        return;
    }
    say_sizes(r, t->sizes);
    add_sizes(r, t->sizes);
}
