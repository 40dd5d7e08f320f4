// app/incentive_alike.c - one period of many parties that are alike: sentences, numbers, JSON
#include "app/incentive_int.h"

#include <math.h>

static void say(Teller *t, const char *id, Message message) {
    report_say(&t->reporter, id, message);
}

size_t told_parties(const Teller *t) {
    return t->result->alike ? 1 : t->terms->party_count;
}

bool tell_alike(Teller *t) {
    const AlikeGame *g = t->result->alike;
    if (!g) return false;
    say(t, "alike",
        SAID(N_("The {1} parties are alike: what is said of {2} holds of each."),
             tell_count(t, t->terms->party_count), tell_party(t, 0)));
    if (!g->is_known) {
        say(t, "stage-unknown",
            SAID(N_("One period alone was not looked at: {1}."),
                 lang_render(t->reporter.arena, t->reporter.lang, g->why_not)));
        return true;
    }
    say(t, g->is_kept ? "stage-kept" : "stage-broken",
        g->is_kept
            ? PLAIN(N_("In one period alone, at mean values and without what follows, nobody "
                       "gains by being the only one to break it."))
            : PLAIN(N_("In one period alone, at mean values and without what follows, each "
                       "gains by breaking it while the others perform.")));
    if (g->kind == GAME_SOCIAL_DILEMMA)
        say(t, "tragedy",
            SAID(N_("It is a tragedy of the commons: whatever the others do each gains by \"{1}\", "
                    "and where all do each has {2} instead of {3}."),
                 tell_action(t, 0), tell_money(t, g->acts[t->terms->party_count]),
                 tell_money(t, g->performs[0])));
    else if (g->is_dominant)
        say(t, "dominant",
            SAID(N_("For {1} it is better to break it whatever the others do."), tell_party(t, 0)));
    return true;
}

// ---- in numbers ---------------------------------------------------------------------------------

static Str money_or_dash(const Teller *t, double amount) {
    return isnan(amount) ? STR("–") : tell_money(t, amount);
}

// Few, many, and some between.
static bool is_shown(size_t m, size_t parties) {
    return m <= 2 || m + 1 >= parties || m % 5 == 0;
}

void tell_alike_table(Teller *t) {
    const AlikeGame *g = t->result->alike;
    Reporter *r = &t->reporter;
    if (!g || !g->is_known) return;
    report_table(r, "alike", N_("One period alone, by how many break it"));
    report_head(r, "count", report_word(r, N_("how many")), true);
    report_head(r, "acts", report_word(r, N_("each of them earns")), true);
    report_head(r, "performs", report_word(r, N_("each other earns")), true);
    for (size_t m = 0; m <= t->terms->party_count; m++) {
        if (!is_shown(m, t->terms->party_count)) continue;
        report_cell(r, tell_count(t, m));
        report_cell(r, money_or_dash(t, g->acts[m]));
        report_cell(r, money_or_dash(t, g->performs[m]));
    }
}

// ---- for programs -------------------------------------------------------------------------------

static void add_numbers(Buf *b, const char *name, const double *values, size_t count) {
    json_add_name(b, name);
    buf_add_byte(b, '[');
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(b, ',');
        if (isnan(values[i]))
            buf_add_c(b, "null");
        else
            buf_add_fmt(b, "%.15g", values[i]);
    }
    buf_add_byte(b, ']');
}

static void add_flag(Buf *b, const char *name, bool value) {
    json_add_name(b, name);
    buf_add_c(b, value ? "true" : "false");
}

void json_add_alike(Buf *b, const Incentive *result, size_t parties) {
    const AlikeGame *g = result->alike;
    if (!g || !g->is_known) return;
    json_add_name(b, "alike");
    buf_add_byte(b, '{');
    add_flag(b, "kept", g->is_kept);
    add_flag(b, "dominant", g->is_dominant);
    add_flag(b, "tragedy", g->kind == GAME_SOCIAL_DILEMMA);
    add_numbers(b, "acts", g->acts, parties + 1);
    add_numbers(b, "performs", g->performs, parties + 1);
    buf_add_byte(b, '}');
}
