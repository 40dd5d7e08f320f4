// app/duty_time.c - by when something must be done: in words, and as days
#include "app/duty_int.h"

DutyTime duty_time(Arena *a, const Terms *t, const DutyView *d) {
    if (d->is_payment) {
        const Item *item = &t->items[d->source];
        bool has_due = item->due.anchor != DUE_NONE;
        return (DutyTime){
            {.kind = has_due ? CLAUSE_DUE : CLAUSE_ANY_TIME, .due = item->due}, item->grain, true};
    }
    return (DutyTime){clause_time(a, t, &t->clauses[d->source]), t->period, false};
}

// ---- in words -----------------------------------------------------------------------------------

static const char *const ANCHORS[][2] = {
    [GRAIN_ONCE] = {N_("the start of the term"), N_("the end of the term")},
    [GRAIN_YEAR] = {N_("the start of each year"), N_("the end of each year")},
    [GRAIN_HALF_YEAR] = {N_("the start of each half-year"), N_("the end of each half-year")},
    [GRAIN_QUARTER] = {N_("the start of each quarter"), N_("the end of each quarter")},
    [GRAIN_MONTH] = {N_("the start of each month"), N_("the end of each month")},
    [GRAIN_DAY] = {N_("the start of each day"), N_("the end of each day")},
};

static const char *const EACH[] = {
    [GRAIN_ONCE] = N_("once; no day is stated"),
    [GRAIN_YEAR] = N_("for each year; no day is stated"),
    [GRAIN_HALF_YEAR] = N_("for each half-year; no day is stated"),
    [GRAIN_QUARTER] = N_("for each quarter; no day is stated"),
    [GRAIN_MONTH] = N_("for each month; no day is stated"),
    [GRAIN_DAY] = N_("for each day; no day is stated"),
};

static Str say(const App *app, Message m) {
    return lang_render(app->arena, app->options.lang, m);
}

static Str counted(const App *app, int64_t number, Message one, Message many) {
    (void)app;
    return say(app, number == 1 ? one : many);
}

// "2 months and 3 days", without sign.
static Str amount_of_time(const App *app, int64_t months, int64_t days, bool is_working) {
    months = months < 0 ? -months : months;
    days = days < 0 ? -days : days;
    Str m = str_fmt(app->arena, "%lld", (long long)months);
    Str d = str_fmt(app->arena, "%lld", (long long)days);
    Str in_months = counted(app, months, MSG("one month"), MSG("{1} months", m));
    Str in_days = is_working
                      ? counted(app, days, MSG("one working day"), MSG("{1} working days", d))
                      : counted(app, days, MSG("one day"), MSG("{1} days", d));
    if (!months) return in_days;
    return days ? say(app, MSG("{1} and {2}", in_months, in_days)) : in_months;
}

static Str anchor_text(const App *app, const Terms *t, const Due *due, Grain grain) {
    if (due->anchor == DUE_ITEM)
        return say(app,
                   MSG("the day \"{1}\"", name_of_item(t, app->options.lang, due->item).label));
    return str_from(lang_text(app->options.lang, ANCHORS[grain][due->anchor == DUE_PERIOD_END]));
}

static Str due_text(const App *app, const Terms *t, const Due *due, Grain grain) {
    Str anchor = anchor_text(app, t, due, grain);
    bool is_before = due->months < 0 || due->days < 0;
    if (!due->months && !due->days) return say(app, MSG("by {1}", anchor));
    Str time = amount_of_time(app, due->months, due->days, due->is_working_days);
    return is_before ? say(app, MSG("at least {1} before {2}", time, anchor))
                     : say(app, MSG("within {1} after {2}", time, anchor));
}

Str duty_time_text(App *app, const Terms *t, const DutyTime *time) {
    const ClauseTime *c = &time->time;
    switch (c->kind) {
    case CLAUSE_ANY_TIME: break;
    case CLAUSE_ON_DAY:
        return say(app, MSG("by {1}", civil_text(app->arena, civil_from_days(c->day))));
    case CLAUSE_DUE: return due_text(app, t, &c->due, time->grain);
    case CLAUSE_WITHIN:
        return say(app, MSG("within {1}", amount_of_time(app, c->months, c->days, false)));
    }
    return str_from(lang_text(app->options.lang,
                              time->is_payment ? EACH[time->grain] : N_("no day is stated")));
}

// ---- as days ------------------------------------------------------------------------------------

// Further from its anchor no due is than this, roughly.
static int64_t slack_of(const Due *due) {
    int64_t months = due->months < 0 ? -due->months : due->months;
    int64_t days = due->days < 0 ? -due->days : due->days;
    return (months + 1) * 31 + days * (due->is_working_days ? 8 : 1) + 400;
}

static bool is_in(CalendarWindow w, int64_t day) {
    return day >= w.first_day && day <= w.last_day;
}

static int64_t larger(int64_t a, int64_t b) {
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static void due_days(const Terms *t, const DutyTime *time, CalendarWindow w, DutyVisit *visit,
                     void *self) {
    const Due *due = &time->time.due;
    const Period once = {GRAIN_ONCE, 0};
    int64_t day, slack = slack_of(due);
    if (time->grain == GRAIN_ONCE) {
        if (due_in_period(t, due, once, &day) && is_in(w, day)) visit(self, once, day);
        return;
    }
    int64_t from = larger(t->from_day, w.first_day - slack);
    int64_t to = smaller(t->to_day, w.last_day + slack);
    if (from > to) return;
    Period p = period_of_day(t->period_rule, time->grain, from);
    for (; period_first_day(t->period_rule, p) <= to; p.index++) {
        if (!due_in_period(t, due, p, &day)) return;
        if (is_in(w, day) && !visit(self, p, day)) return;
    }
}

void duty_days(const Terms *t, const DutyTime *time, CalendarWindow w, DutyVisit *visit,
               void *self) {
    const Period once = {GRAIN_ONCE, 0};
    if (time->time.kind == CLAUSE_DUE) due_days(t, time, w, visit, self);
    if (time->time.kind == CLAUSE_ON_DAY && is_in(w, time->time.day))
        visit(self, once, time->time.day);
}
