// app/design_say.c - what was found, in sentences and tables
#include "app/design_int.h"

typedef struct Sayer {
    Teller t; // its scenario is that before
    const DesignView *view;
} Sayer;

static void say(Sayer *s, const char *id, Message message) {
    report_say(&s->t.reporter, id, message);
}

// ---- values -------------------------------------------------------------------------------------

static Str lever_name(const Sayer *s, const Lever *l) {
    return tell_label(&s->t, &l->label, l->id);
}

static Str lever_value(const Sayer *s, const Lever *l, Dec value) {
    Str number = amount_text(s->t.reporter.arena, value, 0);
    if (!l->unit.size) return number;
    return str_fmt(s->t.reporter.arena, "%.*s\u00a0%.*s", STR_ARG(number), STR_ARG(l->unit));
}

static Str one_value(const Sayer *s, const Lever *l, Dec value) {
    return lang_render(s->t.reporter.arena, s->t.reporter.lang,
                       SAID(N_("\"{1}\" at {2}"), lever_name(s, l), lever_value(s, l, value)));
}

// "performance bond" at 30,000,000 CNY, "share passed on" at 80 %
static Str all_values(const Sayer *s, const Dec *values) {
    const DesignView *v = s->view;
    Buf b = {.arena = s->t.reporter.arena};
    for (size_t i = 0; i < v->lever_count; i++) {
        if (i) buf_add_c(&b, lang_text(s->t.reporter.lang, N_(", ")));
        buf_add(&b, one_value(s, &v->levers[i], values[i]));
    }
    return buf_str(&b);
}

// ---- sentences ----------------------------------------------------------------------------------

static void say_present(Sayer *s) {
    const DesignView *v = s->view;
    Dec values[DESIGN_UNKNOWNS_MAX];
    for (size_t i = 0; i < v->lever_count; i++) values[i] = v->levers[i].present;
    say(s, "before",
        SAID(N_("As written, with {1}, the agreement is kept in {2} of worlds; {3} are asked for."),
             all_values(s, values), tell_interval(&s->t, v->before.kept),
             tell_percent(&s->t, v->options.share)));
}

static void say_before(Sayer *s) {
    const DesignView *v = s->view;
    if (!design_asks_for_sums(v))
        say_present(s);
    else
        say(s, "before",
            SAID(N_("As written the agreement is kept in {1} of worlds; {2} are asked for."),
                 tell_interval(&s->t, v->before.kept), tell_percent(&s->t, v->options.share)));
    if (v->is_before_enough) say(s, "enough", PLAIN(N_("What is written is enough already.")));
}

static void say_none(Sayer *s) {
    const DesignView *v = s->view;
    const Lever *l = &v->levers[v->lever_count - 1];
    say(s, "none",
        SAID(N_("No value of \"{1}\" that was tried from {2} to {3} is enough."), lever_name(s, l),
             lever_value(s, l, l->grid.low), lever_value(s, l, l->grid.high)));
}

// ---- sentences of several sums ------------------------------------------------------------------

static const char *asked_word(const SumsAsked *asked) {
    if (!asked->transfers) return N_("bonds");
    return asked->bonds ? N_("bonds and payments") : N_("payments between the parties");
}

static void say_no_sums(Sayer *s) {
    const DesignView *v = s->view;
    Str asked = report_word(&s->t.reporter, asked_word(&v->asked));
    say(s, "none",
        SAID(N_("No {1} were found with which it is kept, in {2} rounds of linear programs."),
             asked, tell_count(&s->t, v->round_count)));
    if (v->has_no_solution)
        say(s, "no-solution",
            PLAIN(
                N_("The last of these programs has no solution: no sums that may be paid take the "
                   "temptation from each party.")));
    if (v->asked.transfers)
        say(s, "fair",
            PLAIN(N_("Payments had to leave each party at least as well off as without the "
                     "agreement.")));
}

static double deposited(const DesignView *v) {
    double sum = 0;
    for (size_t i = 0; i < v->bond_count; i++)
        for (uint32_t by = v->levers[i].by; by; by >>= 1)
            if (by & 1) sum += dec_to_double(v->values[i]);
    return sum;
}

static void say_sums(Sayer *s) {
    const DesignView *v = s->view;
    Str kept = tell_interval(&s->t, v->after.kept);
    if (v->lever_count)
        say(s, "found",
            SAID(N_("With {1} it is kept in {2} of worlds."), all_values(s, v->values), kept));
    else
        say(s, "found", SAID(N_("Nothing need be paid: it is kept in {1} of worlds."), kept));
    if (v->asked.bonds)
        say(s, "deposited",
            SAID(N_("All bonds together come to {1}."), tell_money(&s->t, deposited(v))));
    if (v->asked.transfers)
        say(s, "balanced",
            PLAIN(N_("Payments go from party to party in each period, so they balance; at the mean "
                     "each party is at least as well off as without the agreement.")));
    say(s, "kind",
        SAID(
            N_("Proposed by linear programs in {1} rounds, each tried by playing the text. None of "
               "these numbers alone can be smaller, within three digits."),
            tell_count(&s->t, v->round_count)));
}

static const char *kind_sentence(DesignKind k) {
    static const char *const sentences[] = {
        [DESIGN_NONE] = "",
        [DESIGN_ALL] = N_("Every value of \"{1}\" from {2} to {3} seems enough: it is so at both "
                          "ends."),
        [DESIGN_LEAST] = N_("Less of \"{1}\" is not enough, within the steps that are written."),
        [DESIGN_MOST] = N_("More of \"{1}\" is not enough, within the steps that are written."),
        [DESIGN_FROM] = N_("\"{1}\" is enough here, but not at {2}, nor at {3}."),
    };
    return sentences[k];
}

static void say_found(Sayer *s, const DesignPoint *p) {
    const DesignView *v = s->view;
    const Lever *l = &v->levers[v->lever_count - 1];
    Str low = lever_value(s, l, l->grid.low);
    say(s, "found",
        SAID(N_("With {1} it is kept in {2} of worlds; with {3} in {4}."), all_values(s, p->values),
             tell_interval(&s->t, v->after.kept), one_value(s, l, l->grid.low),
             tell_percent(&s->t, v->low.kept.value)));
    say(s, "kind",
        SAID(kind_sentence(p->kind), lever_name(s, l), low, lever_value(s, l, l->grid.high)));
}

static bool has_cost(const DesignView *v) {
    for (size_t i = 0; i < v->lever_count; i++)
        if (v->levers[i].is_bond || v->levers[i].weight != 0) return true;
    return false;
}

static void say_cost(Sayer *s) {
    if (!has_cost(s->view)) return;
    say(s, "cost",
        SAID(N_("It costs {1}: what deposits lose by lying idle until the end, at their owners' "
                "discount factors, and what --weight says of the others."),
             tell_money(&s->t, s->view->cost)));
}

static void say_verified(Sayer *s) {
    const DesignView *v = s->view;
    Str seed = tell_count(&s->t, v->options.seed + v->seed_count),
        kept = tell_interval(&s->t, v->again.kept);
    bool is_kept = v->again.kept.value >= v->options.share;
    say(s, "verified",
        is_kept ? SAID(N_("Verified again from the edited text, with other random numbers (seed "
                          "{1}): kept in {2} of worlds."),
                       seed, kept)
                : SAID(N_("Not verified: with other random numbers (seed {1}) the edited text is "
                          "kept in {2} of worlds only. Take more worlds."),
                       seed, kept));
}

static void say_checked(Sayer *s) {
    const DesignChecks *c = s->view->checked;
    if (s->view->found.left_count)
        say(s, "words",
            SAID(N_("{1} figures in the words may say the same number and were left as they are: a "
                    "person must look at them."),
                 tell_count(&s->t, s->view->found.left_count)));
    say(s, "checked",
        SAID(N_("softlaw check finds {1} errors and {2} warnings in the edited text; in the text "
                "as it is {3} and {4}."),
             tell_count(&s->t, c[1].errors), tell_count(&s->t, c[1].warnings),
             tell_count(&s->t, c[0].errors), tell_count(&s->t, c[0].warnings)));
}

static void say_evidence(Sayer *s) {
    const DesignView *v = s->view;
    say(s, "evidence",
        SAID(N_("Evidence: {1} texts tried, each on the same {2} worlds of {3} periods, seed {4}."),
             tell_count(&s->t, v->trial_count), tell_count(&s->t, v->options.worlds),
             tell_count(&s->t, v->before.scenario->periods), tell_count(&s->t, v->options.seed)));
    if (v->seed_count > 1)
        say(s, "seeds",
            SAID(N_("It had to hold on {1} sets of random numbers, seeds {2} to {3}: what was "
                    "enough "
                    "on fewer was not on the next."),
                 tell_count(&s->t, v->seed_count), tell_count(&s->t, v->options.seed),
                 tell_count(&s->t, v->options.seed + v->seed_count - 1)));
}

// ---- tables -------------------------------------------------------------------------------------

static void head(Sayer *s, const char *id, const char *word, bool is_right) {
    report_head(&s->t.reporter, id, report_word(&s->t.reporter, word), is_right);
}

static const char *kind_word(DesignKind k) {
    static const char *const words[] = {N_("nowhere"), N_("everywhere"), N_("from here on"),
                                        N_("up to here"), N_("from here, not to the end")};
    return words[k];
}

static void frontier_row(Sayer *s, const DesignPoint *p) {
    const DesignView *v = s->view;
    Reporter *r = &s->t.reporter;
    bool is_held = p->kind != DESIGN_NONE;
    for (size_t i = 0; i < v->lever_count; i++) {
        bool is_shown = is_held || i + 1 < v->lever_count;
        report_cell(r, is_shown ? lever_value(s, &v->levers[i], p->values[i]) : STR("–"));
    }
    report_cell(r, report_word(r, kind_word(p->kind)));
    report_cell(r, is_held ? tell_money(&s->t, p->cost) : STR("–"));
}

static void table_frontier(Sayer *s) {
    const DesignView *v = s->view;
    if (v->lever_count < 2 || design_asks_for_sums(v)) return;
    report_table(&s->t.reporter, "frontier", N_("What is enough"));
    for (size_t i = 0; i < v->lever_count; i++)
        report_head(&s->t.reporter, str_c(s->t.reporter.arena, v->levers[i].id),
                    lever_name(s, &v->levers[i]), true);
    head(s, "holds", N_("holds"), false);
    head(s, "cost", N_("cost"), true);
    for (size_t i = 0; i < v->frontier.count; i++) frontier_row(s, &v->frontier.items[i]);
}

static void effect_row(Sayer *s, size_t party) {
    const DesignTrial *x = &s->view->before, *y = &s->view->after;
    Reporter *r = &s->t.reporter;
    double worlds = (double)x->count.worlds;
    report_cell(r, tell_party(&s->t, party));
    report_cell(r, tell_percent(&s->t, (double)x->count.broke[party] / worlds));
    report_cell(r, tell_percent(&s->t, (double)y->count.broke[party] / worlds));
    report_cell(r, tell_money(&s->t, x->count.value[party]));
    report_cell(r, tell_money(&s->t, y->count.value[party]));
    report_cell(r, tell_money(&s->t, y->count.value[party] - x->count.value[party]));
}

static void table_effect(Sayer *s) {
    report_table(&s->t.reporter, "effect", N_("What the edit does"));
    head(s, "party", N_("party"), false);
    head(s, "broke_before", N_("breaks first"), true);
    head(s, "broke_after", N_("with the edit"), true);
    head(s, "earns_before", N_("earns"), true);
    head(s, "earns_after", N_("with the edit"), true);
    head(s, "change", N_("change"), true);
    for (size_t i = 0; i < s->t.terms->party_count; i++) effect_row(s, i);
}

// ---- the report ---------------------------------------------------------------------------------

static void tell_found(Sayer *s) {
    if (design_asks_for_sums(s->view))
        say_sums(s);
    else
        say_found(s, &s->view->frontier.items[s->view->frontier.best]);
    say_cost(s);
    say_verified(s);
    say_checked(s);
}

const GameReport *design_report(App *app, const DesignView *v, Lang lang) {
    const Terms *terms = v->agreement->terms;
    Str name = name_of(lang, terms->id, &terms->title).label;
    Sayer s = {.t = {.reporter = reporter_new(app, "design", name),
                     .scenario = v->before.scenario,
                     .terms = terms},
               .view = v};
    s.t.reporter.lang = lang;
    say_before(&s);
    if (v->is_found)
        tell_found(&s);
    else if (design_asks_for_sums(v))
        say_no_sums(&s);
    else
        say_none(&s);
    say_evidence(&s);
    table_frontier(&s);
    if (v->is_found) table_effect(&s);
    return s.t.reporter.report;
}
