// app/portal_diff.c - versions of a published agreement, and what changed between two of them
#include "app/portal_int.h"

enum { DIGITS_MIN = 8 };

static bool find_version(const PortalDiff *d, Str word, size_t otherwise, VersionView *ret,
                         Err *err) {
    if (!word.size) return *ret = d->versions[otherwise], true;
    for (size_t i = 0; i < d->count && word.size >= DIGITS_MIN; i++)
        if (str_starts_with(d->versions[i].version, word)) return *ret = d->versions[i], true;
    return err_set(err, ERR_NOT_FOUND, MSG("there is no version {1}", word), NO_MSG);
}

// The last run that holds: its facts, and its period.
static bool last_facts(const PortalReading *r, Inputs *inputs, Str *ret_period, Err *err) {
    Run *runs;
    SourceFile *files;
    size_t count;
    const Run *last = NULL;
    Arena *a = r->app->arena;
    *ret_period = STR("");
    if (!settle_runs(a, r->store, r->info.id, &runs, &count, err)) return false;
    for (size_t i = 0; i < count; i++)
        if (!runs[i].corrected_by) last = &runs[i];
    if (!last) return true;
    if (!settle_run_facts(a, r->store, last->number, &files, &inputs->fact_count, err))
        return false;
    Str *names = ARENA_ARRAY(a, Str, inputs->fact_count + 1);
    Str *texts = ARENA_ARRAY(a, Str, inputs->fact_count + 1);
    for (size_t i = 0; i < inputs->fact_count; i++) {
        names[i] = files[i].name;
        texts[i] = files[i].text;
    }
    inputs->facts = names;
    inputs->fact_texts = texts;
    *ret_period = last->period;
    return true;
}

static bool set_view(const PortalReading *r, PortalDiff *d, Err *err) {
    Inputs inputs = {.payments_only = true};
    DiffPair pair = {.inputs = &inputs};
    App *app = r->app;
    pair.agreements[0] = portal_recorded(app, r->store, d->before.version, err);
    if (!pair.agreements[0]) return false;
    pair.agreements[1] = portal_recorded(app, r->store, d->after.version, err);
    if (!pair.agreements[1] || !last_facts(r, &inputs, &d->period, err)) return false;
    Findings said = app->findings;
    d->view = diff_agreements(app, &pair, err);
    app->findings = said;
    return d->view != NULL;
}

const PortalDiff *app_portal_diff(App *app, const Portal *p, Str id, Str before, Str after,
                                  Err *err) {
    PortalReading r;
    AgreementAt *list;
    PortalDiff *d = ARENA_NEW(app->arena, PortalDiff);
    if (!portal_read(app, p, id, &r, err) ||
        !settle_versions(app->arena, r.store, id, &list, &d->count, err))
        return NULL;
    const Terms *t = r.agreement->terms;
    d->agreement = name_of(app->options.lang, t->id, &t->title);
    d->period = STR("");
    d->versions = ARENA_ARRAY(app->arena, VersionView, d->count + 1);
    for (size_t i = 0; i < d->count; i++)
        d->versions[i] = (VersionView){list[i].version, list[i].at};
    if (!find_version(d, after, 0, &d->after, err) ||
        !find_version(d, before, d->count > 1 ? 1 : 0, &d->before, err))
        return NULL;
    if (str_is(d->before.version, d->after.version)) return d;
    return set_view(&r, d, err) ? d : NULL;
}
