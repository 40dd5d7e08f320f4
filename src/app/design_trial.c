// app/design_trial.c - an agreement with other numbers in it: written, read, compiled and played
//
// Nothing but the text is changed, so what was tried is what will be signed.
#include "app/design_int.h"

#include "agree/agree.h"

#include <math.h>
#include <stdlib.h>

// ---- writing ------------------------------------------------------------------------------------

static Str spliced(Arena *a, Str text, Place at, Str by) {
    Buf b = {.arena = a};
    buf_add(&b, str_part(text, 0, at.offset));
    buf_add(&b, by);
    buf_add(&b, str_part(text, at.offset + at.size, text.size));
    return buf_str(&b);
}

static const Terms *terms_of(const DesignView *v, Arena *a, Str text, Findings *f) {
    return terms_from_text(a, text_parse(a, v->agreement->source.file, text, f), f);
}

static bool amend_one(const DesignView *v, Arena *a, const Lever *l, Dec value, DesignTexts *ret) {
    Findings unwanted = {.arena = a};
    Lever found;
    Place place;
    LeverTexts t = {.terms = terms_of(v, a, ret->agreement, &unwanted)};
    t.scenario = yaml_parse(a, v->scenario_file, ret->scenario, 0, ret->scenario.size, &unwanted);
    if (dec_compare(value, l->present) == 0) return true;
    if (!t.scenario || !lever_find(&t, l->id, &found, &place)) return false;
    if (lever_is_of_scenario(l)) {
        ret->scenario = spliced(a, ret->scenario, place, dec_text(a, value));
        return true;
    }
    AgreeAmendment m;
    if (!agree_amend(a, t.terms->document, place, value, &m)) return false;
    ret->agreement = agree_amended(a, ret->agreement, &m);
    ret->left_count += m.left_count;
    return true;
}

// Of levers of one bond the first stands for all.
static bool amend_lever(const DesignView *v, Arena *a, size_t lever, const Dec *values,
                        DesignTexts *ret) {
    const Lever *l = &v->levers[lever];
    Findings unwanted = {.arena = a};
    if (lever_is_new(l)) return true;
    if (l->kind != LEVER_SPLIT) return amend_one(v, a, l, values[lever], ret);
    if (lever && str_is(v->levers[lever - 1].of, l->of)) return true;
    return design_split(v, a, terms_of(v, a, ret->agreement, &unwanted), lever, values, ret);
}

bool design_amend(const DesignView *v, Arena *a, const Dec *values, DesignTexts *ret) {
    Findings unwanted = {.arena = a};
    *ret = (DesignTexts){v->agreement->source.text, v->scenario_text, 0};
    for (size_t i = 0; i < v->lever_count; i++)
        if (!amend_lever(v, a, i, values, ret))
            return err_set(v->err, ERR_INPUT,
                           MSG("\"{1}\" could not be written in the text", v->levers[i].id),
                           NO_MSG);
    if (design_asks_for_sums(v))
        ret->agreement = design_article(v, a, terms_of(v, a, ret->agreement, &unwanted), values);
    return true;
}

// ---- playing ------------------------------------------------------------------------------------

static bool faulty(const DesignView *v, const Findings *f) {
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].severity == SEVERITY_ERROR) {
            Str why = lang_render(v->app->arena, v->app->options.lang, f->items[i].message);
            return err_set(v->err, ERR_INPUT,
                           MSG("with other numbers the text has a fault: {1}", why),
                           MSG("choose a range in which it has none"));
        }
    return err_set(v->err, ERR_INPUT, MSG("with other numbers the text cannot be read"), NO_MSG);
}

static const Scenario *scenario_of(const DesignView *v, Arena *a, const DesignTexts *texts,
                                   Findings *f) {
    const Terms *t = terms_of(v, a, texts->agreement, f);
    rules_from_terms(a, t, f);
    if (f->error_count) return NULL;
    return scenario_from_yaml(a, t, v->scenario_file, texts->scenario, f);
}

static const IncentiveSetup *open_setup(const DesignView *v, Arena *a, const DesignTexts *texts,
                                        uint64_t seed) {
    Findings f = {.arena = a};
    IncentiveOptions options = v->options;
    Message why;
    const Scenario *s = scenario_of(v, a, texts, &f);
    options.seed = seed;
    const IncentiveSetup *setup = s ? incentive_setup(a, s, options, &f) : NULL;
    if (!setup || f.error_count) faulty(v, &f);
    if (!setup || f.error_count) return NULL;
    if (plays_can_run(setup->plays, &why)) return setup;
    err_set(v->err, ERR_INPUT, why, NO_MSG);
    return NULL;
}

// What was counted; worlds without a value cannot be judged.
static bool play(const DesignView *v, Arena *a, const IncentiveSetup *setup, IncentiveCase c,
                 PlayCount *ret) {
    c.pilot = incentive_pilot(setup, c.worlds);
    const PlayResult *r = incentive_play(a, setup, &c, v->err);
    if (!r) return false;
    *ret = play_count(a, r);
    return !ret->undefined ||
           err_set(v->err, ERR_INPUT, MSG("in some worlds what a party earns has no value"),
                   NO_MSG);
}

bool design_play(const DesignView *v, Arena *a, const DesignTexts *texts, uint64_t seed,
                 DesignTrial *ret) {
    const IncentiveSetup *setup = open_setup(v, a, texts, seed);
    if (!setup) return false;
    *ret = (DesignTrial){.scenario = setup->scenario, .is_exact = setup->is_exact};
    IncentiveCase c = incentive_case(a, setup->scenario);
    c.worlds = v->options.worlds;
    if (!play(v, a, setup, c, &ret->count)) return false;
    ret->kept = wilson(ret->count.kept, ret->count.worlds);
    return true;
}

// ---- measuring ----------------------------------------------------------------------------------

// Worlds whose temptations are kept.
enum { MEASURED_MOST = 65536 };

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

bool design_measure(const DesignView *v, Arena *a, const DesignTexts *texts, bool is_trusting,
                    Measure *ret) {
    const IncentiveSetup *setup = open_setup(v, a, texts, v->options.seed);
    if (!setup) return false;
    size_t parties = setup->scenario->terms->party_count;
    size_t worlds = v->options.worlds < MEASURED_MOST ? v->options.worlds : MEASURED_MOST;
    IncentiveCase c = incentive_case(a, setup->scenario);
    PlayCount count;
    c.worlds = worlds;
    c.is_trusting = is_trusting;
    c.temptations = ARENA_ARRAY(a, double, worlds *parties);
    if (!play(v, a, setup, c, &count)) return false;
    *ret = (Measure){.worlds = worlds,
                     .tempted = ARENA_ARRAY(a, double, worlds *parties),
                     .surplus = ARENA_ARRAY(a, double, parties)};
    for (size_t i = 0; i < parties; i++) {
        double *tempted = &ret->tempted[i * worlds];
        for (size_t w = 0; w < worlds; w++) tempted[w] = c.temptations[w * parties + i];
        qsort(tempted, worlds, sizeof *tempted, by_value);
        ret->surplus[i] = count.value[i] - count.without[i];
    }
    return true;
}

// ---- what is enough -----------------------------------------------------------------------------

// As the verdict of softlaw incentive.
bool design_is_enough(const DesignView *v, const DesignTrial *t) {
    return t->kept.low >= v->options.share || t->count.kept == t->count.worlds;
}

bool design_holds(void *self, const Dec *values, bool *ret_holds) {
    DesignView *v = self;
    DesignTexts texts;
    DesignTrial trial;
    bool holds = true;
    arena_reset(v->work);
    v->trial_count++;
    if (!design_amend(v, v->work, values, &texts)) return false;
    for (size_t k = 0; k < v->seed_count && holds; k++) {
        if (!design_play(v, v->work, &texts, v->options.seed + k, &trial)) return false;
        holds = design_is_enough(v, &trial);
    }
    *ret_holds = holds;
    return true;
}

// ---- what it costs ------------------------------------------------------------------------------

// A deposit lies idle until it is given back: at its owner's discount factor that is the difference
// between having it now and then.
static double idle_cost(const Scenario *s, const Lever *l, double amount) {
    double cost = 0;
    for (size_t i = 0; i < s->terms->party_count; i++) {
        double late = s->is_renewed ? 0 : pow(s->parties[i].discount, (double)s->periods);
        if (l->by >> i & 1) cost += amount * (1 - late);
    }
    return cost;
}

bool design_cost(void *self, const Dec *values, double *ret_cost) {
    DesignView *v = self;
    DesignTexts texts;
    Findings f = {.arena = v->work};
    arena_reset(v->work);
    if (!design_amend(v, v->work, values, &texts)) return false;
    const Scenario *s = scenario_of(v, v->work, &texts, &f);
    if (!s) return faulty(v, &f);
    *ret_cost = 0;
    for (size_t i = 0; i < v->lever_count; i++) {
        const Lever *l = &v->levers[i];
        *ret_cost += l->weight * dec_to_double(values[i]);
        if (l->is_bond && l->weight == 0) *ret_cost += idle_cost(s, l, dec_to_double(values[i]));
    }
    return true;
}
