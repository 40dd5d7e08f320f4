// app/notice_deadline.c - warnings of what falls due, and of what was due and is not posted
#include "app/notice_int.h"
#include "app/portal.h"

enum { AHEAD = 30, BEHIND = 60, DRAFTS = 100 };

// By the days that are left; each row holds until the next one does.
static const struct {
    int64_t first, last; // days left
    const char *kind, *act, *once;
    bool is_unposted; // only payments that are not posted
} STEPS[] = {
    {8, 30, "deadline", "read", "30", false},
    {2, 7, "deadline", "read", "7", false},
    {0, 1, "deadline", "read", "1", false},
    {-7, -1, "missed", "prepare-payment", "missed", true},
    {-BEHIND, -8, "missed", "sign", "escalated", true},
};

static bool tell_deadline(App *app, OpenPeople *p, const DeskDraft *draft, const Deadline *d,
                          int64_t today, Err *err) {
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        int64_t left = d->day - today;
        if (left < STEPS[i].first || left > STEPS[i].last) continue;
        if (STEPS[i].is_unposted && (!d->duty.is_payment || d->is_posted)) continue;
        Telling t = {.kind = STEPS[i].kind,
                     .act = STEPS[i].act,
                     .draft = draft->id,
                     .words = {d->who, draft->title, d->duty.name.label, d->date},
                     .once = str_fmt(app->arena, "%.*s/%.*s/%.*s/%s", STR_ARG(draft->id),
                                     STR_ARG(d->id), STR_ARG(d->date), STEPS[i].once)};
        if (!notice_tell(app, p, &t, err)) return false;
    }
    return true;
}

static bool tell_draft(App *app, OpenPeople *p, const DeskDraft *draft, int64_t today, Err *err) {
    Portal portal = {.db = p->db};
    CalendarWindow w = {today - BEHIND, today + AHEAD};
    const Calendar *c = app_portal_calendar(app, &portal, draft->id, w, err);
    if (!c) return false;
    for (size_t i = 0; i < c->count; i++)
        if (!tell_deadline(app, p, draft, &c->items[i], today, err)) return false;
    return true;
}

bool app_notice_deadlines(App *app, OpenPeople *p, Err *err) {
    const int64_t day = 24ll * 60 * 60 * 1000000;
    int64_t today = sys_now(app->options.sys) / day;
    Str after = STR("");
    for (;;) {
        DeskDraft *list;
        size_t count;
        if (!desk_published_drafts(app->arena, p->desk, after, DRAFTS, &list, &count, err))
            return false;
        for (size_t i = 0; i < count; i++)
            if (!tell_draft(app, p, &list[i], today, err)) return false;
        if (count < DRAFTS) return true;
        after = list[count - 1].id;
    }
}
