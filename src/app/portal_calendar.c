// app/portal_calendar.c - what falls due under published agreements, with what was posted
#include "app/duty_int.h"
#include "app/ledger.h"
#include "app/portal_int.h"

enum { LINES_MAX = 20000 }; // beyond, amounts are left to the statement

typedef struct Merging {
    App *app;
    const Terms *terms;
    const AgreementInfo *info;
    CalendarWindow window;
    Calendar *calendar;
    const DutyList *duties;
    Map index; // id of a deadline -> its place
} Merging;

static const DutyView *duty_of(const Merging *x, Str payment) {
    for (size_t i = 0; i < x->duties->count; i++)
        if (x->duties->items[i].is_payment && str_is(x->duties->items[i].name.id, payment))
            return &x->duties->items[i];
    return NULL;
}

static void set_posted(const Merging *x, Deadline *d, const LineView *l, int64_t day) {
    d->is_posted = true;
    d->day = day;
    d->date = l->due;
    d->who = l->from.label;
    d->towards = l->to.label;
    d->currency = l->currency;
    d->sum = l->amount;
    d->duty.what = lang_render(x->app->arena, x->app->options.lang,
                               MSG("pay \"{1}\" to {2}", l->payment.label, l->to.label));
}

static bool is_alike(const Deadline *d, const LineView *l) {
    return str_is(d->who, l->from.label) && str_is(d->towards, l->to.label) &&
           str_is(d->currency, l->currency) && str_is(d->date, l->due);
}

// A deadline that the terms alone did not give.
static void add_own(Merging *x, const LineView *l, int64_t day, Str id) {
    const DutyView *duty = duty_of(x, l->payment.id);
    if (!duty || x->calendar->count >= CALENDAR_MAX) return;
    map_add(&x->index, id, (uint32_t)x->calendar->count);
    Deadline *d = VEC_ADD(x->app->arena, x->calendar);
    *d = (Deadline){.id = id, .at = x->info->at, .period = l->period, .duty = *duty};
    d->agreement = name_of(x->app->options.lang, x->terms->id, &x->terms->title);
    set_posted(x, d, l, day);
}

// The first line of a payment and period takes the place of what the terms gave; lines alike are
// added to it, others are deadlines of their own.
static void merge_line(Merging *x, const LineView *l) {
    CivilDate date;
    uint32_t at;
    if (!civil_parse(l->due, &date)) return;
    int64_t day = civil_to_days(date);
    if (day < x->window.first_day || day > x->window.last_day) return;
    Str id =
        str_fmt(x->app->arena, "payments/%.*s/%.*s", STR_ARG(l->payment.id), STR_ARG(l->period));
    if (map_get(&x->index, id, &at) && x->calendar->items[at].is_posted &&
        !is_alike(&x->calendar->items[at], l))
        id = str_fmt(x->app->arena, "%.*s/%.*s/%.*s/%.*s/%.*s", STR_ARG(id), STR_ARG(l->from.id),
                     STR_ARG(l->to.id), STR_ARG(l->currency), STR_ARG(l->due));
    if (!map_get(&x->index, id, &at)) {
        add_own(x, l, day, id);
        return;
    }
    Deadline *d = &x->calendar->items[at];
    if (!d->is_posted)
        set_posted(x, d, l, day);
    else
        dec_add(d->sum, l->amount, &d->sum);
}

static bool count_lines(const PortalReading *r, int64_t *ret, Err *err) {
    Run *runs;
    size_t count;
    *ret = 0;
    if (!settle_runs(r->app->arena, r->store, r->info.id, &runs, &count, err)) return false;
    for (size_t i = 0; i < count; i++) *ret += runs[i].corrected_by ? 0 : runs[i].entry_count;
    return true;
}

static bool merge_posted(Merging *x, const Portal *p, size_t first, Err *err) {
    const Settlement *s = app_statement(x->app, p->db, x->info->id, STR(""), err);
    if (!s) return false;
    for (size_t i = first; i < x->calendar->count; i++)
        map_add(&x->index, x->calendar->items[i].id, (uint32_t)i);
    for (size_t i = 0; i < settlement_line_count(s); i++) {
        LineView l = settlement_line(x->app->arena, s, i);
        merge_line(x, &l);
    }
    for (size_t i = first; i < x->calendar->count; i++) {
        Deadline *d = &x->calendar->items[i];
        if (d->is_posted)
            d->amount =
                str_fmt(x->app->arena, "%.*s %.*s", STR_ARG(amount_text(x->app->arena, d->sum, 0)),
                        STR_ARG(d->currency));
    }
    return true;
}

bool portal_add_calendar(const PortalReading *r, const Portal *p, CalendarWindow w, Calendar *c,
                         Err *err) {
    int64_t lines;
    size_t first = c->count;
    app_calendar(r->app, r->agreement, r->info.at, w, c);
    if (!count_lines(r, &lines, err)) return false;
    if (!lines || lines > LINES_MAX) return true;
    Merging x = {.app = r->app,
                 .terms = r->agreement->terms,
                 .info = &r->info,
                 .window = w,
                 .calendar = c,
                 .duties = app_duties(r->app, r->agreement),
                 .index = {.arena = r->app->arena}};
    return merge_posted(&x, p, first, err);
}

const Calendar *app_portal_calendar(App *app, const Portal *p, Str id, CalendarWindow w, Err *err) {
    PortalReading r;
    Calendar *c = ARENA_NEW(app->arena, Calendar);
    if (!portal_read(app, p, id, &r, err) || !portal_add_calendar(&r, p, w, c, err)) return NULL;
    calendar_sort(c);
    return c;
}
