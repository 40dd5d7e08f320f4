// app/incentive_say.c - a judgement in sentences: the verdict, who, when, where, why, and what
// hangs on it
#include "app/incentive_int.h"

#include <math.h>

static const double TELLING = 0.02; // a party that breaks in fewer worlds is left to the table

static void say(Teller *t, const char *id, Message message) {
    report_say(&t->reporter, id, message);
}

// ---- the verdict --------------------------------------------------------------------------------

static void say_verdict(Teller *t) {
    const Incentive *i = t->result;
    Str kept = tell_interval(t, i->kept), asked = tell_percent(t, i->options.share);
    switch (i->verdict) {
    case VERDICT_HOLDS:
        say(t, "holds",
            SAID(N_("The agreement is self-enforcing: it is kept in {1} of worlds; {2} are asked "
                    "for."),
                 kept, asked));
        break;
    case VERDICT_BREAKS:
        say(t, "breaks",
            SAID(N_("The agreement is not self-enforcing: it is kept in {1} of worlds; {2} are "
                    "asked "
                    "for."),
                 kept, asked));
        break;
    case VERDICT_UNDECIDED:
        say(t, "undecided",
            SAID(N_("Not decided: {1}."),
                 lang_render(t->reporter.arena, t->reporter.lang, i->why)));
        break;
    }
}

// ---- who, when, where ---------------------------------------------------------------------------

static void say_clause(Teller *t, const ScenarioAction *action) {
    const ClauseRef *c = &action->breaks;
    if (!c->id.size) return;
    say(t, "clause",
        SAID(N_("The clause that is broken: \"{1}\", {2}."), tell_label(t, &c->label, c->id),
             tell_article(t, c->provision)));
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

static void say_breaker(Teller *t, size_t party) {
    const PartyJudgement *p = &t->result->parties[party];
    if (!t->result->count.broke[party] || p->broke.value < TELLING) return;
    say(t, "breaker",
        SAID(N_("{1} would be the first to break it in {2} of worlds, by \"{3}\", at the median in "
                "period {4}."),
             tell_party(t, party), tell_interval(t, p->broke), tell_action(t, p->action),
             tell_period(t, p->median)));
    say_region(t, p);
    say_clause(t, &t->scenario->actions[p->action]);
}

// Worlds in which another party breaks it.
static double share_of_others(const Teller *t, size_t party) {
    const PlayCount *c = &t->result->count;
    return (double)(c->worlds - c->kept - c->broke[party]) / (double)c->worlds;
}

static void say_losses(Teller *t) {
    for (size_t i = 0; i < t->terms->party_count; i++) {
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
    for (size_t i = 0; i < t->terms->party_count; i++)
        if (i != first) say_breaker(t, i);
    say_losses(t);
}

// ---- taking part --------------------------------------------------------------------------------

static void say_participation(Teller *t) {
    const PlayCount *c = &t->result->count;
    for (size_t i = 0; i < t->terms->party_count; i++)
        if (c->value[i] < c->without[i])
            say(t, "participation",
                SAID(
                    N_("{1} would do better without the agreement: {2} with it, {3} without it, on "
                       "average."),
                    tell_party(t, i), tell_money(t, c->value[i]), tell_money(t, c->without[i])));
}

// ---- one period ---------------------------------------------------------------------------------

static void say_stage(Teller *t) {
    const StageGame *g = &t->result->stage;
    if (!g->is_known) {
        say(t, "stage-unknown",
            SAID(N_("One period alone was not looked at: {1}."),
                 lang_render(t->reporter.arena, t->reporter.lang, g->why_not)));
        return;
    }
    say(t, g->is_kept ? "stage-kept" : "stage-broken",
        g->is_kept
            ? PLAIN(N_("In one period alone, at mean values and without what follows, nobody "
                       "gains by breaking it."))
            : PLAIN(N_("In one period alone, at mean values and without what follows, somebody "
                       "gains by breaking it.")));
    if (g->kind != GAME_OTHER && g->kind != GAME_HARMONY) report_kind(&t->reporter, g->kind);
    for (size_t i = 0; i < t->terms->party_count; i++)
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

static void say_assumptions(Teller *t) {
    for (size_t i = 0; i < t->terms->party_count; i++)
        if (has_action(t, i)) say_discount(t, i);
    for (size_t i = 0; i < t->result->break_even_count; i++)
        say_break_even(t, &t->result->break_evens[i]);
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

static void say_evidence(Teller *t) {
    const Incentive *i = t->result;
    say(t, "evidence",
        SAID(N_("Evidence: {1} worlds of {2} periods, seed {3}; {4} worlds for what the verdict "
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
    say_assumptions(t);
    say_method(t);
    say_evidence(t);
}
