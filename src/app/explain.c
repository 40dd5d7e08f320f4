// app/explain.c - why an amount is what it is: words, formula, numbers, facts, rounding
//
// The trace of one value comes from eval; here each of its steps gets what a reader needs: the
// article's words (once), the formula and the same with its numbers, where each fact came from, and
// how it was rounded.
#include "app/citation_int.h"

#include <assert.h>
#include <stdlib.h>

enum { EXPLAIN_MAX = 100 };

// What one explanation is of.
typedef struct Target {
    uint32_t item;
    uint32_t members[LIMIT_SET_DIMENSIONS];
    Period period;
    const Payment *payment; // NULL for other items
} Target;

typedef struct Explainer {
    App *app;
    const Agreement *agreement;
    Facts facts;
    const Outcome *outcome;
    ExplainQuestion q;
    bool *shown; // by provision: its words were printed
    ExplanationList *list;
    Err *err;
} Explainer;

// ---- one step -----------------------------------------------------------------------------------

static Str value_text(Arena *a, FeelValue v) {
    if (v.kind == FEEL_NULL) return STR("null");
    return feel_to_string(a, v);
}

static void set_words(Explainer *x, StepView *step, const Item *item) {
    const Document *d = x->agreement->document;
    assert(item->provision < d->provision_count);
    const Provision *p = &d->provisions[item->provision];
    step->heading = p->heading;
    if (x->shown[item->provision]) return;
    x->shown[item->provision] = true;
    step->words = text_words(x->app->arena, p);
}

static const char *rounding_mode_name(DecRounding mode) {
    switch (mode) {
    case DEC_HALF_EVEN: return N_("half even");
    case DEC_HALF_UP: return N_("half up");
    case DEC_HALF_DOWN: return N_("half down");
    case DEC_UP: return N_("up");
    case DEC_DOWN: return N_("down");
    case DEC_FLOOR: return N_("floor");
    case DEC_CEILING: return N_("ceiling");
    }
    abort();
}

static void set_rounding(Explainer *x, StepView *step, const Item *item, const TraceStep *t) {
    const Rounding *r = &item->rounding;
    if (!r->is_given || t->value.kind != FEEL_NUMBER) return;
    step->has_rounding = true;
    step->rounding_step = r->step.text;
    step->rounding_mode = r->is_none                ? "none"
                          : r->is_largest_remainder ? N_("largest remainder")
                                                    : rounding_mode_name(r->mode);
    step->rounded = value_text(x->app->arena, t->rounded);
}

static Str fired_text(Arena *a, const TraceStep *t) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < t->fired_count; i++) buf_add_fmt(&b, i ? ", %u" : "%u", t->fired[i] + 1);
    return buf_str(&b);
}

static StepView step_view(Explainer *x, const TraceStep *t) {
    Arena *a = x->app->arena;
    const Terms *terms = x->agreement->terms;
    const Item *item = &terms->items[t->item];
    StepView step = {.item = name_of_item(terms, x->app->options.lang, t->item),
                     .kind = item_kind_name(item->kind),
                     .member = member_text(a, terms, x->outcome, item, t->members),
                     .period = period_text(a, terms->period_rule, t->period),
                     .place = item->place,
                     .formula = t->formula,
                     .with_numbers = t->with_numbers,
                     .value = value_text(a, t->value),
                     .unit = item->unit.text,
                     .rows = fired_text(a, t),
                     .has_fact = t->has_source,
                     .why = t->why};
    if (t->has_source)
        step.fact = (FactView){step.value, t->source.source, t->source.date, t->source.place};
    set_words(x, &step, item);
    set_rounding(x, &step, item, t);
    return step;
}

static void set_payment(Explainer *x, StepView *step, const Payment *p) {
    const Terms *t = x->agreement->terms;
    const Item *item = &t->items[p->item];
    step->from = name_of_actor(t, x->app->options.lang, &p->from);
    step->to = name_of_actor(t, x->app->options.lang, &p->to);
    step->currency = item->currency;
    step->due_rule = item->due.text;
    if (p->has_due) step->due = civil_text(x->app->arena, civil_from_days(p->due_day));
}

// A step may be read by several; under the first it is shown.
static void set_readers(Explanation *e, const Trace *t) {
    for (size_t i = t->count; i-- > 0;)
        for (size_t k = 0; k < t->steps[i].read_count; k++) {
            const TraceRead *read = &t->steps[i].reads[k];
            if (read->has_step && read->step > i && read->step < t->count)
                e->steps[read->step].reader = i;
        }
}

// ---- choosing what to explain -------------------------------------------------------------------

static bool add(Explainer *x, const Target *target) {
    ExplanationList *l = x->list;
    if (l->count == EXPLAIN_MAX) {
        l->left_out++;
        return true;
    }
    const Trace *t = eval_explain(x->app->arena, x->agreement->rulebook, x->facts, target->item,
                                  target->members, target->period, x->err);
    if (!t) return false;
    Explanation *e = &l->items[l->count++];
    *e = (Explanation){ARENA_ARRAY(x->app->arena, StepView, t->count + 1), t->count};
    for (size_t i = 0; i < t->count; i++) e->steps[i] = step_view(x, &t->steps[i]);
    set_readers(e, t);
    if (target->payment && t->count) set_payment(x, &e->steps[0], target->payment);
    return true;
}

static bool is_asked(Str asked, Str text) {
    return !asked.size || str_is(asked, text);
}

static bool is_period_asked(const Explainer *x, Period p) {
    Arena *a = x->app->arena;
    return !x->q.period.size ||
           str_is(x->q.period, period_text(a, x->agreement->terms->period_rule, p));
}

static bool add_payments(Explainer *x, bool has_item, uint32_t item) {
    const Terms *t = x->agreement->terms;
    PaymentCursor cursor = {0, 0};
    for (Payment p = {0}; outcome_next(x->outcome, &cursor, &p);) {
        if ((has_item && p.item != item) || !is_period_asked(x, p.period)) continue;
        Str member = member_text(x->app->arena, t, x->outcome, &t->items[p.item], p.members);
        if (!is_asked(x->q.member, member)) continue;
        Target target = {.item = p.item, .period = p.period, .payment = &p};
        memcpy(target.members, p.members, sizeof target.members);
        if (!add(x, &target)) return false;
    }
    return true;
}

static bool add_members(Explainer *x, Target *target, size_t depth) {
    const Item *item = &x->agreement->terms->items[target->item];
    if (depth == item->set_count) {
        Str member =
            member_text(x->app->arena, x->agreement->terms, x->outcome, item, target->members);
        return !is_asked(x->q.member, member) || add(x, target);
    }
    size_t count = outcome_member_count(x->outcome, item->sets[depth]);
    for (uint32_t i = 0; i < count; i++) {
        target->members[depth] = i;
        if (!add_members(x, target, depth + 1)) return false;
    }
    return true;
}

static bool add_period(Explainer *x, uint32_t item, Period p) {
    Target target = {.item = item, .period = p};
    return !is_period_asked(x, p) || add_members(x, &target, 0);
}

// A formula or fact is explained for each settled period, in its own grain and each but once.
static bool add_values(Explainer *x, uint32_t item) {
    PeriodRule rule = x->agreement->terms->period_rule;
    Grain grain = x->agreement->terms->items[item].grain;
    if (grain == GRAIN_ONCE) return add_period(x, item, (Period){GRAIN_ONCE, 0});
    int64_t done = INT64_MIN;
    for (size_t i = 0; i < outcome_period_count(x->outcome); i++) {
        Period settled = outcome_period(x->outcome, i);
        if (settled.grain == GRAIN_ONCE) continue;
        Period p = period_to_grain(rule, settled, grain);
        int64_t last_day = period_last_day(rule, settled);
        for (; period_first_day(rule, p) <= last_day; p.index++) {
            if (p.index <= done) continue;
            done = p.index;
            if (!add_period(x, item, p)) return false;
        }
    }
    return true;
}

static bool unknown_item(const Explainer *x) {
    return err_set(x->err, ERR_NOT_FOUND,
                   MSG("the agreement \"{1}\" has no \"{2}\"", x->agreement->terms->id, x->q.item),
                   NO_MSG);
}

static bool add_item(Explainer *x, uint32_t item) {
    bool is_payment = x->agreement->terms->items[item].kind == ITEM_PAYMENT;
    return is_payment ? add_payments(x, true, item) : add_values(x, item);
}

// Payments lead to all else that their provision defines.
static bool add_provision(Explainer *x) {
    const Terms *t = x->agreement->terms;
    Cited cited = {t->id, x->q.provision};
    size_t first;
    if (!cited_find(x->app->arena, t->document, cited, &first, x->err)) return false;
    size_t end = cited_end(t->document, first), payments = 0;
    for (uint32_t i = 0; i < t->item_count; i++) {
        size_t home = t->items[i].provision;
        payments += home >= first && home < end && t->items[i].kind == ITEM_PAYMENT;
    }
    for (uint32_t i = 0; i < t->item_count; i++) {
        size_t home = t->items[i].provision;
        bool is_wanted = !payments || t->items[i].kind == ITEM_PAYMENT;
        if (home >= first && home < end && is_wanted && !add_item(x, i)) return false;
    }
    return true;
}

static bool add_asked(Explainer *x) {
    uint32_t item = 0;
    if (!x->q.item.size && x->q.provision.size) return add_provision(x);
    if (!x->q.item.size) return add_payments(x, false, 0);
    return item_find(x->agreement->terms, x->q.item, &item) ? add_item(x, item) : unknown_item(x);
}

const ExplanationList *explain_run(App *app, const Agreement *g, Facts facts,
                                   const Outcome *outcome, ExplainQuestion q, Err *err) {
    Explainer x = {.app = app,
                   .agreement = g,
                   .facts = facts,
                   .outcome = outcome,
                   .q = q,
                   .shown = ARENA_ARRAY(app->arena, bool, g->document->provision_count + 1),
                   .list = ARENA_NEW(app->arena, ExplanationList),
                   .err = err};
    x.list->agreement = name_of(app->options.lang, g->terms->id, &g->terms->title);
    x.list->version = g->terms->version;
    x.list->items = ARENA_ARRAY(app->arena, Explanation, EXPLAIN_MAX);
    if (!add_asked(&x)) return NULL;
    if (x.list->count) return x.list;
    err_set(err, ERR_NOT_FOUND, MSG("nothing was settled that could be explained"),
            MSG("look at the names of payments, periods and members with: softlaw settle"));
    return NULL;
}

const ExplanationList *app_explain(App *app, const Inputs *inputs, ExplainQuestion q, Err *err) {
    FactFiles files;
    EvalOptions options;
    Cited cited = cited_of(inputs->agreement);
    const Agreement *g = load_cited(app, &cited, err);
    if (!g || !g->is_sound) return NULL;
    if (cited.provision.size) q.provision = cited.provision;
    if (!load_facts(app, g, inputs, &files, err)) return NULL;
    if (!load_eval_options(app, inputs, &options, err)) return NULL;
    const Outcome *o = eval_run(app->arena, g->rulebook, files.facts, options, &app->findings, err);
    return o ? explain_run(app, g, files.facts, o, q, err) : NULL;
}
