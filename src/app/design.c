// app/design.c - the least numbers with which an agreement is self-enforcing
//
// Each trial is a text with other numbers in it, read and compiled anew, on the same worlds; what
// was found is played again on other ones, and judged by check as any text is.
#include "app/design_int.h"

#include "base/file.h"

#include <math.h>
#include <sys/stat.h>

enum { WORLDS = 20000, SEEDS_MOST = 4 };

static bool is_same_file(Arena *a, Str one, Str other) {
    struct stat x, y;
    if (str_is(one, other)) return true;
    if (stat(str_c(a, one), &x) != 0 || stat(str_c(a, other), &y) != 0) return false;
    return x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static bool output_is_free(App *app, const DesignQuestion *q, Err *err) {
    const IncentiveQuestion *i = &q->incentive;
    if (!q->output.size) return true;
    if (!is_same_file(app->arena, q->output, i->path) &&
        !is_same_file(app->arena, q->output, i->scenario))
        return true;
    return err_set(err, ERR_INPUT, MSG("\"{1}\" is what is read", q->output),
                   MSG("name another file: the edit is yours to take over"));
}

// Findings of a text, without telling them.
static DesignChecks checks_of(App *app, Str file, Str text) {
    Findings before = app->findings;
    app->findings = (Findings){.arena = app->arena};
    const CheckLists lists = {lint_words_of(app), kinds_new(app->arena)};
    check_text(app, (SourceText){file, text}, &lists, NULL);
    const Findings *f = &app->findings;
    DesignChecks c = {.errors = f->error_count};
    for (size_t i = 0; i < f->count; i++) c.warnings += f->items[i].severity == SEVERITY_WARNING;
    app->findings = before;
    return c;
}

static bool play_as_written(DesignView *v) {
    DesignTexts texts = {v->agreement->source.text, v->scenario_text, 0};
    if (!design_play(v, v->app->arena, &texts, v->options.seed, &v->before)) return false;
    v->is_before_enough = design_is_enough(v, &v->before);
    return true;
}

static bool search(DesignView *v) {
    Grid grids[DESIGN_UNKNOWNS_MAX];
    for (size_t i = 0; i < v->lever_count; i++) grids[i] = v->levers[i].grid;
    DesignSearch s = {.grids = grids,
                      .unknowns = v->lever_count,
                      .holds = design_holds,
                      .cost = design_cost,
                      .self = v};
    return design_search(v->app->arena, &s, &v->frontier);
}

// With the last number at the low end of its range: what it brings.
static bool play_low(DesignView *v) {
    Dec values[LEVERS_MAX];
    DesignTexts texts;
    memcpy(values, v->values, sizeof values);
    values[v->lever_count - 1] = v->levers[v->lever_count - 1].grid.low;
    return design_amend(v, v->app->arena, values, &texts) &&
           design_play(v, v->app->arena, &texts, v->options.seed, &v->low);
}

static bool search_one_by_one(DesignView *v) {
    const DesignFrontier *f = &v->frontier;
    if (!search(v)) return false;
    v->is_found = f->best < f->count;
    if (!v->is_found) return true;
    memcpy(v->values, f->items[f->best].values, sizeof f->items[f->best].values);
    return play_low(v);
}

static bool verify(DesignView *v) {
    App *app = v->app;
    Str file = v->agreement->source.file;
    if (!design_amend(v, app->arena, v->values, &v->found) ||
        !design_play(v, app->arena, &v->found, v->options.seed, &v->after) ||
        !design_play(v, app->arena, &v->found, v->options.seed + v->seed_count, &v->again) ||
        !design_cost(v, v->values, &v->cost))
        return false;
    v->checked[0] = checks_of(app, file, v->agreement->source.text);
    v->checked[1] = checks_of(app, file, v->found.agreement);
    return true;
}

// What was found by luck does not hold on the next random numbers: then it must hold on these too.
static bool search_until_verified(DesignView *v) {
    for (v->seed_count = 1; v->seed_count <= SEEDS_MOST; v->seed_count++) {
        if (!(design_asks_for_sums(v) ? linear_search(v) : search_one_by_one(v))) return false;
        if (!v->is_found) return true;
        if (!verify(v)) return false;
        if (v->again.kept.value >= v->options.share) return true;
    }
    v->seed_count = SEEDS_MOST;
    return true;
}

static bool run(DesignView *v) {
    v->work = arena_new();
    bool is_done = play_as_written(v) && search_until_verified(v);
    arena_free(v->work);
    return is_done;
}

bool design_asks_for_sums(const DesignView *v) {
    return v->asked.bonds || v->asked.transfers;
}

// What is asked for at once, and what is asked for one by one, are different searches.
static bool read_asked(DesignView *v, const DesignQuestion *q, Err *err) {
    Dec most;
    v->asked = (SumsAsked){q->has_bonds, q->has_transfers, INFINITY};
    bool is_number = !q->most.size || dec_from_text(q->most, &most, NULL);
    if (!is_number || (q->most.size && dec_to_double(most) <= 0))
        return err_set(err, ERR_INPUT, MSG("--{1} cannot be \"{2}\"", STR("most"), q->most),
                       NO_MSG);
    if (q->most.size) v->asked.most = dec_to_double(most);
    if (design_asks_for_sums(v) == (q->vary_count > 0))
        return err_set(err, ERR_INPUT,
                       MSG("either --vary is needed, or --bonds and --transfers, not both"),
                       MSG("write --vary NAME, or --bonds, or --transfers balanced"));
    return true;
}

static DesignView *open_view(App *app, const DesignQuestion *q, Err *err) {
    DesignView *v = ARENA_NEW(app->arena, DesignView);
    *v = (DesignView){.app = app, .scenario_file = q->incentive.scenario, .err = err};
    if (!read_asked(v, q, err) || !incentive_options(app, &q->incentive, &v->options, err) ||
        !output_is_free(app, q, err))
        return NULL;
    if (v->options.share <= 0) v->options.share = INCENTIVE_SHARE;
    v->agreement = load_agreement(app, q->incentive.path, err);
    if (!v->agreement || !load_text(app, v->scenario_file, &v->scenario_text, err)) return NULL;
    return v->agreement->is_sound ? v : NULL;
}

// What the scenario's own faults are is told by places; those of trials are not.
static bool prepare(DesignView *v, const DesignQuestion *q) {
    App *app = v->app;
    Str text = v->scenario_text;
    const Scenario *s =
        scenario_from_yaml(app->arena, v->agreement->terms, v->scenario_file, text, &app->findings);
    const Plays *plays = s ? plays_compile(app->arena, s, &app->findings) : NULL;
    if (!plays) return false;
    for (size_t i = 0; i < s->action_count; i++) v->actors |= (uint32_t)1 << s->actions[i].party;
    if (!v->options.worlds)
        v->options.worlds =
            v->options.is_exact || !plays_are_fast(plays) ? INCENTIVE_WORLDS_EXACT : WORLDS;
    LeverTexts t = {v->agreement->terms, NULL};
    Findings unwanted = {.arena = app->arena};
    t.scenario = yaml_parse(app->arena, v->scenario_file, text, 0, text.size, &unwanted);
    return levers_read(v, q, &t, v->err) && sums_read(v, &t, v->err) && weights_read(v, q, v->err);
}

const DesignView *app_design(App *app, const DesignQuestion *q, Err *err) {
    DesignView *v = open_view(app, q, err);
    if (!v || !prepare(v, q) || !run(v)) return NULL;
    if (!q->output.size || !v->is_found) return v;
    return file_write(app->arena, app->options.sys, q->output, v->found.agreement, err) ? v : NULL;
}

bool design_is_verified(const DesignView *v) {
    return v->is_found && v->again.kept.value >= v->options.share &&
           v->checked[1].errors <= v->checked[0].errors;
}

Str design_patch(const DesignView *v) {
    Buf b = {.arena = v->app->arena};
    if (!v->is_found) return STR("");
    patch_add(&b, v->agreement->source.file, v->agreement->source.text, v->found.agreement);
    patch_add(&b, v->scenario_file, v->scenario_text, v->found.scenario);
    return buf_str(&b);
}
