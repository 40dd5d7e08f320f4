// app/settle.c - every payment of an agreement from its facts, without a store
#include "app/app_int.h"

#include <assert.h>

static Str label_of_title(const Agreement *g, Lang lang) {
    return name_of(lang, g->terms->id, &g->terms->title).label;
}

static void index_periods(Settlement *s) {
    Arena *a = s->app->arena;
    const Outcome *o = s->outcome;
    s->period_count = outcome_period_count(o);
    s->periods = ARENA_ARRAY(a, Str, s->period_count + 1);
    s->starts = ARENA_ARRAY(a, size_t, s->period_count + 1);
    for (size_t i = 0; i <= s->period_count; i++) s->starts[i] = outcome_period_start(o, i);
    for (size_t i = 0; i < s->period_count; i++)
        s->periods[i] = period_text(a, s->agreement->terms->period_rule, outcome_period(o, i));
}

static bool run(Settlement *s, Facts facts, const Inputs *inputs, Err *err) {
    App *app = s->app;
    EvalOptions options;
    if (!load_eval_options(app, inputs, &options, err)) return false;
    s->outcome = eval_run(app->arena, s->agreement->rulebook, facts, options, &app->findings, err);
    if (!s->outcome) return false;
    s->line_count = outcome_payment_count(s->outcome);
    s->residue_count = outcome_residue_count(s->outcome);
    index_periods(s);
    return true;
}

static Settlement *settlement_of(App *app, const Agreement *g) {
    Settlement *s = ARENA_NEW(app->arena, Settlement);
    s->app = app;
    s->agreement = g;
    return s;
}

const Settlement *settle_facts(App *app, const Agreement *g, const FactFiles *files,
                               const Inputs *inputs, Err *err) {
    Settlement *s = settlement_of(app, g);
    return run(s, files->facts, inputs, err) ? s : NULL;
}

const Settlement *settle_agreement(App *app, const Agreement *g, const Inputs *inputs, Err *err) {
    FactFiles files;
    if (!g->is_sound) return settlement_of(app, g);
    if (!load_facts(app, g, inputs, &files, err)) return NULL;
    return settle_facts(app, g, &files, inputs, err);
}

const Settlement *app_settle(App *app, const Inputs *inputs, Err *err) {
    const Agreement *g = load_agreement(app, inputs->agreement, err);
    return g ? settle_agreement(app, g, inputs, err) : NULL;
}

NameView settlement_agreement(const Settlement *s) {
    return (NameView){s->agreement->terms->id, label_of_title(s->agreement, s->app->options.lang)};
}

Str settlement_version(const Settlement *s) {
    return s->agreement->terms->version;
}

size_t settlement_period_count(const Settlement *s) {
    return s->period_count;
}

Str settlement_period(const Settlement *s, size_t index) {
    assert(index < s->period_count);
    return s->periods[index];
}

size_t settlement_line_count(const Settlement *s) {
    return s->line_count;
}

void settlement_period_lines(const Settlement *s, size_t period, size_t *ret_first,
                             size_t *ret_count) {
    assert(period < s->period_count);
    *ret_first = s->starts[period];
    *ret_count = s->starts[period + 1] - s->starts[period];
}

// The period whose lines include `line`: the last that starts at or before it.
static size_t period_of_line(const Settlement *s, size_t line) {
    size_t low = 0, high = s->period_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (s->starts[middle] <= line)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static Str due_text(Arena *a, const Payment *p) {
    return p->has_due ? civil_text(a, civil_from_days(p->due_day)) : STR("");
}

LineView line_in(Arena *a, const Settlement *s, size_t index, Lang lang) {
    assert(index < s->line_count);
    if (!s->outcome) return s->lines[lang][index];
    const Terms *t = s->agreement->terms;
    Payment p = outcome_payment(s->outcome, index);
    size_t period = period_of_line(s, index);
    return (LineView){.payment = name_of_item(t, lang, p.item),
                      .from = name_of_actor(t, lang, &p.from),
                      .to = name_of_actor(t, lang, &p.to),
                      .period = s->periods[period],
                      .period_index = period,
                      .member = member_text(a, t, s->outcome, &t->items[p.item], p.members),
                      .amount = p.amount,
                      .currency = t->items[p.item].currency,
                      .due = due_text(a, &p)};
}

size_t settlement_residue_count(const Settlement *s) {
    return s->residue_count;
}

LineView settlement_line(Arena *a, const Settlement *s, size_t index) {
    return line_in(a, s, index, s->app->options.lang);
}

ResidueView residue_in(Arena *a, const Settlement *s, size_t index, Lang lang) {
    assert(index < s->residue_count);
    if (!s->outcome) return s->residues[lang][index];
    const Terms *t = s->agreement->terms;
    Residue r = outcome_residue(s->outcome, index);
    bool is_pool = r.item == UINT32_MAX;
    return (ResidueView){.name = is_pool
                                     ? name_of(lang, t->pools[r.pool].id, &t->pools[r.pool].label)
                                     : name_of_item(t, lang, r.item),
                         .is_pool = is_pool,
                         .period = period_text(a, t->period_rule, r.period),
                         .currency = is_pool ? t->currency : t->items[r.item].currency,
                         .amount = r.amount};
}

ResidueView settlement_residue(Arena *a, const Settlement *s, size_t index) {
    return residue_in(a, s, index, s->app->options.lang);
}
