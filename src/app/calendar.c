// app/calendar.c - the days on which something falls due under agreements
#include "app/calendar.h"
#include "app/duty_int.h"

#include <stdlib.h>

enum { YEAR_DAYS = 365, FEED_AHEAD = 3 * YEAR_DAYS };

// ---- the window ---------------------------------------------------------------------------------

static bool read_day(Str text, int64_t *ret, Err *err) {
    CivilDate d;
    if (!text.size) return true;
    if (!civil_parse(text, &d) || d.year < 1 || d.year > 9999)
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no day", text),
                       MSG("write it as 2026-12-31"));
    *ret = civil_to_days(d);
    return true;
}

bool calendar_window(App *app, Str from, Str through, bool is_feed, CalendarWindow *ret, Err *err) {
    const int64_t day_microseconds = 24ll * 60 * 60 * 1000000;
    int64_t today = sys_now(app->options.sys) / day_microseconds;
    CalendarWindow w = {is_feed ? today - YEAR_DAYS : today, 0};
    if (!read_day(from, &w.first_day, err)) return false;
    w.last_day = is_feed && !from.size ? today + FEED_AHEAD : w.first_day + YEAR_DAYS;
    if (!read_day(through, &w.last_day, err)) return false;
    *ret = w;
    return true;
}

// ---- adding an agreement ------------------------------------------------------------------------

typedef struct Adding {
    App *app;
    const Terms *terms;
    NameView agreement;
    Str at;
    const DutyView *duty;
    Calendar *calendar;
} Adding;

static bool add_day(void *self, Period p, int64_t day) {
    const Adding *x = self;
    Arena *a = x->app->arena;
    if (x->calendar->count == CALENDAR_MAX) {
        x->calendar->is_cut = true;
        return false;
    }
    Str period = period_text(a, x->terms->period_rule, p);
    *VEC_ADD(a, x->calendar) = (Deadline){.day = day,
                                          .date = civil_text(a, civil_from_days(day)),
                                          .id = str_fmt(a, "%s/%.*s/%.*s", x->duty->section,
                                                        STR_ARG(x->duty->name.id), STR_ARG(period)),
                                          .at = x->at,
                                          .period = period,
                                          .agreement = x->agreement,
                                          .duty = *x->duty,
                                          .who = x->duty->who,
                                          .towards = x->duty->towards,
                                          .amount = STR("")};
    return true;
}

void app_calendar(App *app, const struct Agreement *g, Str at, CalendarWindow w, Calendar *c) {
    const Terms *t = g->terms;
    const DutyList *l = app_duties(app, g);
    Adding x = {.app = app,
                .terms = t,
                .agreement = name_of(app->options.lang, t->id, &t->title),
                .at = at.size ? at : now_text(app),
                .calendar = c};
    c->agreement_count++;
    c->title = x.agreement.label;
    c->undated = (DutyList){ARENA_ARRAY(app->arena, DutyView, l->count + 1), 0};
    for (size_t i = 0; i < l->count; i++) {
        DutyTime time = duty_time(app->arena, t, &l->items[i]);
        x.duty = &l->items[i];
        duty_days(t, &time, w, add_day, &x);
        if (!x.duty->first.size) c->undated.items[c->undated.count++] = *x.duty;
    }
}

static int by_day(const void *a, const void *b) {
    const Deadline *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    int order = str_compare(x->agreement.id, y->agreement.id);
    return order ? order : str_compare(x->id, y->id);
}

void calendar_sort(Calendar *c) {
    if (c->count) qsort(c->items, c->count, sizeof *c->items, by_day);
}

// ---- for programs -------------------------------------------------------------------------------

bool calendar_json(const Calendar *c, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"deadlines\":[");
    for (size_t i = 0; i < c->count; i++) {
        const Deadline *d = &c->items[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "day", d->date);
        json_add_text(b, "agreement", d->agreement.id);
        json_add_text(b, "id", d->id);
        json_add_text(b, "name", d->duty.name.label);
        json_add_text(b, "article", d->duty.article);
        json_add_text_or_null(b, "period", d->period);
        json_add_text(b, "who", d->who);
        json_add_text(b, "what", d->duty.what);
        json_add_text_or_null(b, "towards", d->towards);
        json_add_text_or_null(b, "amount", d->amount);
        buf_add_byte(b, '}');
        if (!out_spill(out)) return false;
    }
    buf_add_fmt(b, "],\n\"cut\":%s}\n", c->is_cut ? "true" : "false");
    return out_end(out);
}
