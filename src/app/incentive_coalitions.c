// app/incentive_coalitions.c - some of the parties by themselves: who would do better, and what is
// fair
#include "app/incentive_int.h"

static const double CENT = 0.005;

static void say(Teller *t, const char *id, Message message) {
    report_say(&t->reporter, id, message);
}

// "A", "A and B", "A, B and C"
static Str names_of(const Teller *t, uint64_t members) {
    Str names = STR("");
    for (size_t i = t->terms->party_count; i-- > 0;) {
        if (!(members >> i & 1)) continue;
        uint64_t later = members >> i >> 1;
        bool is_last_but_one = later && (later & (later - 1)) == 0;
        Message joined = is_last_but_one ? MSG("{1} and {2}", tell_party(t, i), names)
                                         : MSG("{1}, {2}", tell_party(t, i), names);
        names = names.size ? lang_render(t->reporter.arena, t->reporter.lang, joined)
                           : tell_party(t, i);
    }
    return names;
}

static void say_objection(Teller *t, const CoalitionJudgement *c) {
    Str names = names_of(t, c->objector), gain = tell_money(t, c->objection);
    bool is_one = (c->objector & (c->objector - 1)) == 0;
    if (c->objection < CENT)
        say(t, "coalition-none",
            PLAIN(N_("No coalition of parties would do better by itself in a period.")));
    else
        say(t, "coalition",
            is_one ? SAID(N_("{1} would do better alone by {2} a period."), names, gain)
                   : SAID(N_("{1} together would do better by themselves, by {2} a period."), names,
                          gain));
}

static void say_core(Teller *t, const CoalitionJudgement *c) {
    if (c->least < CENT)
        say(t, "core",
            PLAIN(N_("The whole can be shared so that no coalition would do better by "
                     "itself.")));
    else
        say(t, "core-empty",
            SAID(N_("However the whole is shared, some coalition would do better by itself, by {1} "
                    "at least."),
                 tell_money(t, c->least)));
}

static void say_leaving(Teller *t, const CoalitionJudgement *c) {
    bool is_stable = c->stability & STABLE_INTERNALLY;
    say(t, is_stable ? "stable" : "unstable",
        is_stable ? PLAIN(N_("Where members share their gain equally, nobody gains by leaving."))
                  : PLAIN(N_("Where members share their gain equally, somebody gains by "
                             "leaving.")));
}

void tell_coalitions(Teller *t) {
    const CoalitionJudgement *c = t->result->coalitions;
    if (!c) return;
    if (!c->is_known) {
        say(t, "coalitions-unknown",
            PLAIN(N_("What coalitions could do by themselves is not "
                     "decided: some coalition has no value.")));
        return;
    }
    say_objection(t, c);
    say_core(t, c);
    say_leaving(t, c);
}

// ---- in numbers ---------------------------------------------------------------------------------

static const struct {
    const char *id, *name;
    size_t at; // of the shares
} columns[] = {
    {"given", N_("by the agreement"), offsetof(CoalitionJudgement, given)},
    {"alone", N_("alone"), offsetof(CoalitionJudgement, alone)},
    {"shapley", N_("Shapley value"), offsetof(CoalitionJudgement, shapley)},
    {"nucleolus", N_("nucleolus"), offsetof(CoalitionJudgement, nucleolus)},
    {"bargained", N_("Nash bargaining"), offsetof(CoalitionJudgement, bargained)},
    {"proportional", N_("proportional"), offsetof(CoalitionJudgement, proportional)},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const double *shares_of(const CoalitionJudgement *c, size_t column) {
    const double *shares;
    memcpy(&shares, (const char *)c + columns[column].at, sizeof shares);
    return shares;
}

void tell_coalition_table(Teller *t) {
    const CoalitionJudgement *c = t->result->coalitions;
    if (!c || !c->is_known) return;
    report_table(&t->reporter, "coalitions", N_("How a period could be shared"));
    report_head(&t->reporter, "party", report_word(&t->reporter, N_("party")), false);
    for (size_t k = 0; k < COLUMNS; k++)
        if (shares_of(c, k))
            report_head(&t->reporter, columns[k].id, report_word(&t->reporter, columns[k].name),
                        true);
    for (size_t i = 0; i < t->terms->party_count; i++) {
        report_cell(&t->reporter, tell_party(t, i));
        for (size_t k = 0; k < COLUMNS; k++)
            if (shares_of(c, k)) report_cell(&t->reporter, tell_money(t, shares_of(c, k)[i]));
    }
}

// ---- for programs -------------------------------------------------------------------------------

static void add_shares(Buf *b, const CoalitionJudgement *c, size_t column, size_t count) {
    json_add_name(b, columns[column].id);
    buf_add_byte(b, '[');
    for (size_t i = 0; i < count; i++)
        buf_add_fmt(b, "%s%.15g", i ? "," : "", shares_of(c, column)[i]);
    buf_add_byte(b, ']');
}

static void add_members(Buf *b, const Terms *terms, uint64_t members) {
    const char *before = "";
    json_add_name(b, "objector");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < terms->party_count; i++) {
        if (!(members >> i & 1)) continue;
        buf_add_c(b, before);
        json_add_string(b, terms->parties[i].id);
        before = ",";
    }
    buf_add_byte(b, ']');
}

static void add_number(Buf *b, const char *name, double value) {
    json_add_name(b, name);
    buf_add_fmt(b, "%.15g", value);
}

void json_add_coalitions(Buf *b, const Incentive *result, const Terms *terms) {
    const CoalitionJudgement *c = result->coalitions;
    if (!c || !c->is_known) return;
    json_add_name(b, "coalitions");
    buf_add_byte(b, '{');
    add_members(b, terms, c->objector);
    add_number(b, "objection", c->objection);
    add_number(b, "least_objection", c->least);
    json_add_name(b, "stable_internally");
    buf_add_c(b, c->stability & STABLE_INTERNALLY ? "true" : "false");
    json_add_int(b, "stable_coalitions", (int64_t)c->stable_count);
    for (size_t k = 0; k < COLUMNS; k++)
        if (shares_of(c, k)) add_shares(b, c, k, terms->party_count);
    buf_add_byte(b, '}');
}
