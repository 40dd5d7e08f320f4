// app/incentive_say.c - a judgement in sentences: the verdict, who, when, where, why, and what
// hangs on it
#include "app/incentive_int.h"
#include "base/version.h"

#include <math.h>

static const double TELLING = 0.02; // a party that breaks in fewer worlds is left to the table

static void say(Teller *t, const char *id, Message message) {
    report_say(&t->reporter, id, message);
}

// ---- the verdict --------------------------------------------------------------------------------

static Message verdict_message(Teller *t, bool holds) {
    const Incentive *i = t->result;
    Str kept = tell_interval(t, i->kept), asked = tell_percent(t, i->options.share);
    if (i->is_certain)
        return holds ? PLAIN(N_("The agreement is self-enforcing: nothing in the scenario is "
                                "uncertain, and nobody breaks it."))
                     : PLAIN(N_("The agreement is not self-enforcing: nothing in the scenario is "
                                "uncertain, and it is broken."));
    return holds ? SAID(N_("The agreement is self-enforcing: it is kept in {1} of worlds; {2} are "
                           "asked for."),
                        kept, asked)
                 : SAID(N_("The agreement is not self-enforcing: it is kept in {1} of worlds; {2} "
                           "are asked for."),
                        kept, asked);
}

static void say_verdict(Teller *t) {
    const Incentive *i = t->result;
    if (i->verdict == VERDICT_UNDECIDED)
        say(t, "undecided",
            SAID(N_("Not decided: {1}."),
                 lang_render(t->reporter.arena, t->reporter.lang, i->why)));
    else
        say(t, verdict_name(i->verdict), verdict_message(t, i->verdict == VERDICT_HOLDS));
}

// ---- who, when, where ---------------------------------------------------------------------------

static void say_clause(Teller *t, const ScenarioAction *action) {
    const ClauseRef *c = &action->breaks;
    if (!c->id.size) return;
    Str clause = tell_label(t, &c->label, c->id), article = tell_article(t, c->provision);
    say(t, "clause",
        action->kind == ACTION_EXIT
            ? SAID(N_("The clause by which it leaves: \"{1}\", {2}."), clause, article)
            : SAID(N_("The clause that is broken: \"{1}\", {2}."), clause, article));
}

static void say_region(Teller *t, const PartyJudgement *p) {
    const Region *r = &p->region;
    Str variable = STR(""), threshold = tell_number(t, r->threshold);
    if (!p->has_region) return;
    variable = tell_variable(t, p->variable);
    Str beyond = tell_percent(t, r->share_beyond), within = tell_percent(t, r->share_short);
    say(t, "region",
        r->is_above ? SAID(N_("It breaks where \"{1}\" is above {2}: there in {3} of periods, "
                              "elsewhere in {4}."),
                           variable, threshold, beyond, within)
                    : SAID(N_("It breaks where \"{1}\" is below {2}: there in {3} of periods, "
                              "elsewhere in {4}."),
                           variable, threshold, beyond, within));
}

static Message breaker_message(Teller *t, size_t party) {
    const PartyJudgement *p = &t->result->parties[party];
    Str name = tell_party(t, party), action = tell_action(t, p->action);
    bool leaves = t->scenario->actions[p->action].kind == ACTION_EXIT;
    Str share = tell_interval(t, p->broke), period = tell_period(t, p->median);
    if (t->result->is_certain)
        return leaves ? SAID(N_("{1} would be the first to leave it, by \"{2}\", in period {3}."),
                             name, action, period)
                      : SAID(N_("{1} would be the first to break it, by \"{2}\", in period {3}."),
                             name, action, period);
    return leaves
               ? SAID(N_("{1} would be the first to leave it in {2} of worlds, by \"{3}\", at the "
                         "median in period {4}."),
                      name, share, action, period)
               : SAID(N_("{1} would be the first to break it in {2} of worlds, by \"{3}\", at the "
                         "median in period {4}."),
                      name, share, action, period);
}

static void say_breaker(Teller *t, size_t party) {
    const PartyJudgement *p = &t->result->parties[party];
    if (!t->result->count.broke[party] || p->broke.value < TELLING) return;
    say(t, "breaker", breaker_message(t, party));
    say_region(t, p);
    say_clause(t, &t->scenario->actions[p->action]);
}

// Worlds in which another party breaks it.
static double share_of_others(const Teller *t, size_t party) {
    const PlayCount *c = &t->result->count;
    return (double)(c->worlds - c->kept - c->broke[party]) / (double)c->worlds;
}

static void say_losses(Teller *t) {
    for (size_t i = 0; i < told_parties(t); i++) {
        double loss = t->result->count.loss[i];
        if (loss > 0 && share_of_others(t, i) >= TELLING)
            say(t, "loss",
                SAID(N_("Where another breaks it, {1} loses {2} on average."), tell_party(t, i),
                     tell_money(t, loss)));
    }
}

static void say_breakers(Teller *t) {
    size_t first = t->result->breaker;
    say_breaker(t, first);
    for (size_t i = 0; i < told_parties(t); i++)
        if (i != first) say_breaker(t, i);
    say_losses(t);
}

// ---- taking part --------------------------------------------------------------------------------

// What never ran leaves all as they would be without it: of that one sentence is enough.
static void say_alike(Teller *t) {
    double unborn = t->result->unborn;
    if (unborn >= TELLING)
        say(t, "never-ran",
            SAID(N_("In {1} of worlds it is broken in its first period, and never runs as agreed."),
                 tell_percent(t, unborn)));
    for (size_t i = 0; i < t->terms->party_count; i++)
        if (t->result->parties[i].alike - unborn >= TELLING)
            say(t, "alike",
                SAID(N_("In {1} of worlds {2} earns the same with it as without it."),
                     tell_percent(t, t->result->parties[i].alike), tell_party(t, i)));
}

static void say_participation(Teller *t) {
    const PlayCount *c = &t->result->count;
    say_alike(t);
    for (size_t i = 0; i < told_parties(t); i++)
        if (c->value[i] < c->without[i])
            say(t, "participation",
                SAID(
                    N_("{1} would do better without the agreement: {2} with it, {3} without it, on "
                       "average."),
                    tell_party(t, i), tell_money(t, c->value[i]), tell_money(t, c->without[i])));
}

// ---- one period ---------------------------------------------------------------------------------

static Message stage_message(Teller *t) {
    bool is_kept = t->result->stage.is_kept;
    Str first = tell_period(t, 0);
    if (t->scenario->is_renewed)
        return is_kept ? PLAIN(N_("In one period alone, at mean values and without what follows, "
                                  "nobody gains by breaking it."))
                       : PLAIN(N_("In one period alone, at mean values and without what follows, "
                                  "somebody gains by breaking it."));
    return is_kept ? SAID(N_("In period {1} alone, at mean values and without what follows, nobody "
                             "gains by breaking it."),
                          first)
                   : SAID(N_("In period {1} alone, at mean values and without what follows, "
                             "somebody gains by breaking it."),
                          first);
}

// Where the periods are not alike.
static void say_other_periods(Teller *t) {
    const StageGame *g = &t->result->stage;
    size_t gaining = g->open_periods - g->kept_periods;
    if (g->kept_periods && gaining)
        say(t, "stage-periods",
            SAID(N_("Of the {1} periods in which it can be broken, looked at in this way, somebody "
                    "gains by it in {2}."),
                 tell_count(t, g->open_periods), tell_count(t, gaining)));
}

static void say_stage(Teller *t) {
    const StageGame *g = &t->result->stage;
    if (tell_alike(t)) return;
    if (!g->is_known) {
        say(t, "stage-unknown",
            SAID(N_("One period alone was not looked at: {1}."),
                 lang_render(t->reporter.arena, t->reporter.lang, g->why_not)));
        return;
    }
    say(t, g->is_kept ? "stage-kept" : "stage-broken", stage_message(t));
    say_other_periods(t);
    if (g->kind != GAME_OTHER && g->kind != GAME_HARMONY) report_kind(&t->reporter, g->kind);
    for (size_t i = 0; i < told_parties(t); i++)
        if (g->has_dominant[i] && g->dominant[i] > 0)
            say(t, "dominant",
                SAID(N_("For {1} it is better to break it whatever the others do."),
                     tell_party(t, i)));
}

// ---- the end ------------------------------------------------------------------------------------

// Behind the last period nothing is left to lose, and that is known beforehand.
static void say_end(Teller *t) {
    const Incentive *i = t->result;
    const VariantJudgement *renewed = &i->variants[VARIANT_RENEWED];
    if (t->scenario->is_renewed || !renewed->is_known || i->verdict != VERDICT_BREAKS) return;
    if (renewed->kept.low >= i->options.share)
        say(t, "unravels",
            SAID(N_("It breaks because it ends, and all know when: renewed without end it would "
                    "be kept in {1} of worlds."),
                 tell_interval(t, renewed->kept)));
}

// ---- what the verdict hangs on ------------------------------------------------------------------

static bool has_action(const Teller *t, size_t party) {
    for (size_t i = 0; i < t->scenario->action_count; i++)
        if (t->scenario->actions[i].party == party) return true;
    return false;
}

static void say_discount(Teller *t, size_t party) {
    const CriticalDiscount *d = &t->result->parties[party].critical;
    Str name = tell_party(t, party);
    Str own = tell_number(t, t->scenario->parties[party].discount);
    if (!d->is_known)
        say(t, "discount-none", SAID(N_("No discount factor below 1 makes {1} keep it."), name));
    else if (d->value > 0)
        say(t, "discount",
            SAID(N_("{1} keeps it if its discount factor is at least {2}; it is {3}."), name,
                 tell_number(t, d->value), own));
    else
        say(t, "discount-any",
            SAID(N_("{1} keeps it however little it thinks of the future."), name));
}

static void say_break_even(Teller *t, const BreakEven *b) {
    const ScenarioParameter *p = &t->scenario->parameters[b->parameter];
    Str name = tell_label(t, &p->label, p->id), now = tell_number(t, p->value);
    if (b->has_below)
        say(t, "turns-below",
            SAID(N_("The verdict turns if \"{1}\" falls to {2}; it is {3}."), name,
                 tell_number(t, b->below), now));
    if (b->has_above)
        say(t, "turns-above",
            SAID(N_("The verdict turns if \"{1}\" rises to {2}; it is {3}."), name,
                 tell_number(t, b->above), now));
}

// Of all numbers the first, where it moves the share of worlds at all.
static void say_matters(Teller *t) {
    const Swings *all = t->view->swings;
    const Swing *w = all->items;
    if (!all->count) return;
    if (fabs(w->kept[1] - w->kept[0]) >= TELLING)
        say(t, "matters",
            SAID(
                N_("What matters most is \"{1}\": a fifth less, and it is kept in {2} of worlds; a "
                   "fifth more, in {3}."),
                tell_swing(t, w), tell_percent(t, w->kept[w->is_discount]),
                tell_percent(t, w->kept[!w->is_discount])));
    else if (w->effect >= TELLING)
        say(t, "matters-together",
            SAID(N_("A fifth less or more of \"{1}\" alone changes little; together with other "
                    "numbers it matters most."),
                 tell_swing(t, w)));
    else
        say(t, "matters-none",
            PLAIN(N_("No number of the scenario, a fifth less or a fifth more, changes in how many "
                     "worlds it is kept.")));
}

static void say_assumptions(Teller *t) {
    for (size_t i = 0; i < told_parties(t); i++)
        if (has_action(t, i)) say_discount(t, i);
    for (size_t i = 0; i < t->result->break_even_count; i++)
        say_break_even(t, &t->result->break_evens[i]);
    say_matters(t);
}

// ---- evidence -----------------------------------------------------------------------------------

static void say_method(Teller *t) {
    const IncentiveSetup *s = t->result->setup;
    Message why = plays_why_exact(s->plays);
    if (!s->is_exact)
        say(t, "method-columns",
            PLAIN(N_("Payments were computed from the agreement's formulas, in binary floating "
                     "point.")));
    else if (why.text)
        say(t, "method-exact",
            SAID(N_("Payments were computed by the evaluator that settles agreements: {1}."),
                 lang_render(t->reporter.arena, t->reporter.lang, why)));
    else
        say(t, "method-exact",
            PLAIN(
                N_("Payments were computed by the evaluator that settles agreements, as asked.")));
}

static void say_carried(Teller *t) {
    if (plays_are_carried(t->result->setup->plays))
        say(t, "method-carried",
            PLAIN(N_("What the agreement carries over was followed in each world, from period to "
                     "period, as if all had performed before; what a breach changes by itself in "
                     "later periods was added as if all performed again.")));
}

static void say_beliefs(Teller *t) {
    for (size_t i = 0; i < t->terms->party_count; i++)
        if (t->scenario->parties[i].believes)
            say(t, "beliefs",
                SAID(
                    N_("{1} decides by what it believes, which is not what the scenario says; what "
                       "is counted is what the scenario says."),
                    tell_party(t, i)));
}

static void say_evidence(Teller *t) {
    const Incentive *i = t->result;
    const Swings *w = t->view->swings;
    say(t, "method-program", SAID(N_("Computed by softlaw {1}."), STR(SOFTLAW_VERSION)));
    if (w->count)
        say(t, "method-matters",
            SAID(N_("What matters most: {1} worlds each; effect: the mean change of the share from "
                    "a fifth less to a fifth more while the others lie anywhere between, and its "
                    "deviation (Morris 1991, {2} walks)."),
                 tell_count(t, w->worlds), tell_count(t, w->walks)));
    say(t, "evidence",
        i->is_certain
            ? SAID(N_("Evidence: one world of {1} periods, in which nothing is uncertain."),
                   tell_count(t, t->scenario->periods))
            : SAID(N_("Evidence: {1} worlds of {2} periods, seed {3}; {4} worlds for what the "
                      "verdict "
                      "hangs "
                      "on."),
                   tell_count(t, i->count.worlds), tell_count(t, t->scenario->periods),
                   str_fmt(t->reporter.arena, "%llu", (unsigned long long)i->options.seed),
                   tell_count(t, i->search_worlds)));
    if (i->variant_worlds < i->count.worlds)
        say(t, "evidence-rules",
            SAID(N_("What it would be worth under other rules was found in {1} worlds."),
                 tell_count(t, i->variant_worlds)));
    say(t, "hashes",
        SAID(N_("SHA-256 of the agreement {1}, of the scenario {2}."), t->view->agreement_hash,
             t->scenario->hash));
}

void tell_sentences(Teller *t) {
    say_verdict(t);
    if (!t->result->result) return;
    say_breakers(t);
    say_participation(t);
    say_stage(t);
    say_end(t);
    tell_coalitions(t);
    say_assumptions(t);
    say_method(t);
    say_carried(t);
    say_beliefs(t);
    say_evidence(t);
}
