// office/portal_calendar.c - deadlines of an agreement, or of all of a region: pages, feeds, JSON
#include "base/civil.h"
#include "base/html.h"
#include "office/portal.h"

typedef struct CalendarPage {
    Heading heading;
    const Calendar *calendar;
    DutyTable undated;
    Str back; // the agreement; "" where they are several
    bool has_place;
    Str place, kind, from, through, feed, data;
} CalendarPage;

#include "office/layout.html.h"

#include "office/deadlines.html.h"

#include "office/duties.html.h"

#include "office/calendar.html.h"

static bool window_of(const OfficeCall *c, bool is_feed, CalendarWindow *ret, Err *err) {
    return calendar_window(c->app, office_query(c->request, "from"),
                           office_query(c->request, "through"), is_feed, ret, err);
}

static Str day_text(const OfficeCall *c, int64_t day) {
    return civil_text(c->arena, civil_from_days(day));
}

static void write_page(const OfficeCall *c, CalendarPage *v, CalendarWindow w, Out *out) {
    Page p = portal_page(c);
    p.scripts = page_charts;
    v->from = day_text(c, w.first_day);
    v->through = day_text(c, w.last_day);
    page_calendar(&out->buf, &p, v);
}

// ---- one agreement ------------------------------------------------------------------------------

static const Calendar *calendar_of(const OfficeCall *c, bool is_feed, CalendarWindow *w, Err *err) {
    if (!window_of(c, is_feed, w, err)) return NULL;
    return app_portal_calendar(c->app, c->portal, c->id, *w, err);
}

bool page_use_calendar(const OfficeCall *c, Out *out, Err *err) {
    CalendarWindow w;
    const Calendar *found = calendar_of(c, false, &w, err);
    if (!found) return false;
    Str back = portal_address(c, "", "/agreements/", c->id, "");
    CalendarPage v = {.heading = {portal_title(c, N_("Deadlines"), found->title), true},
                      .calendar = found,
                      .undated = {back, found->undated.items, found->undated.count},
                      .back = back,
                      .feed = portal_address(c, "", "/agreements/", c->id, "/calendar.ics"),
                      .data = portal_address(c, "/api/v1", "/agreements/", c->id, "/calendar")};
    write_page(c, &v, w, out);
    return out_end(out);
}

bool use_calendar(const OfficeCall *c, Out *out, Err *err) {
    CalendarWindow w;
    const Calendar *found = calendar_of(c, false, &w, err);
    return found && calendar_json(found, out);
}

bool use_calendar_ics(const OfficeCall *c, Out *out, Err *err) {
    CalendarWindow w;
    const Calendar *found = calendar_of(c, true, &w, err);
    return found && calendar_ics(c->app, found, found->title, c->request->origin, out);
}

// ---- all agreements of a region -----------------------------------------------------------------

static const Calendar *calendar_for(const OfficeCall *c, bool is_feed, CalendarWindow *w,
                                    Err *err) {
    if (!window_of(c, is_feed, w, err)) return NULL;
    return app_portal_calendar_for(c->app, c->portal, office_query(c->request, "place"),
                                   office_query(c->request, "kind"), *w, err);
}

static Str place_of(const OfficeCall *c) {
    Str place = office_query(c->request, "place");
    return place.size ? place : page_say(c, N_("all regions"));
}

// The same for the same region and kind, elsewhere.
static Str beside(const OfficeCall *c, const char *path) {
    Buf b = {.arena = c->arena};
    buf_add_c(&b, path);
    buf_add_c(&b, "?place=");
    html_add_url(&b, office_query(c->request, "place"));
    buf_add_c(&b, "&kind=");
    html_add_url(&b, office_query(c->request, "kind"));
    buf_add_c(&b, "&lang=");
    buf_add(&b, lang_name(c->request->lang));
    return buf_str(&b);
}

bool page_use_calendar_for(const OfficeCall *c, Out *out, Err *err) {
    CalendarWindow w;
    const Calendar *found = calendar_for(c, false, &w, err);
    if (!found) return false;
    CalendarPage v = {.heading = {portal_title(c, N_("Deadlines"), place_of(c)), true},
                      .calendar = found,
                      .has_place = true,
                      .place = office_query(c->request, "place"),
                      .kind = office_query(c->request, "kind"),
                      .feed = beside(c, "/calendar.ics"),
                      .data = beside(c, "/api/v1/calendar")};
    write_page(c, &v, w, out);
    return out_end(out);
}

bool use_calendar_for(const OfficeCall *c, Out *out, Err *err) {
    CalendarWindow w;
    const Calendar *found = calendar_for(c, false, &w, err);
    return found && calendar_json(found, out);
}

bool use_calendar_ics_for(const OfficeCall *c, Out *out, Err *err) {
    CalendarWindow w;
    const Calendar *found = calendar_for(c, true, &w, err);
    Str name = portal_title(c, N_("Deadlines"), place_of(c));
    return found && calendar_ics(c->app, found, name, c->request->origin, out);
}
