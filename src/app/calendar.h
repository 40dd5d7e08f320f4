// app/calendar.h - the days on which something falls due under agreements
#ifndef SOFTLAW_APP_CALENDAR_H
#define SOFTLAW_APP_CALENDAR_H

#include "app/duty.h"

// From the first to the last day, both included; days since 1970-01-01.
typedef struct CalendarWindow {
    int64_t first_day, last_day;
} CalendarWindow;
// From texts, which may be absent: from today on, for a year; a feed that programs fetch looks a
// year back and three ahead.
bool calendar_window(App *app, Str from, Str through, bool is_feed, CalendarWindow *ret, Err *err);

typedef struct Deadline {
    int64_t day;
    Str date; // "2027-03-02"
    Str id;   // the same whenever it is made: "delivery payment/2027-01"
    Str at;   // when the text that it follows from was recorded, or what was posted
    Str period;
    NameView agreement;
    DutyView duty;
    Str who, towards; // as posted, where it was; else as the duty says
    bool is_posted;
    Dec sum; // where it is posted
    Str currency;
    Str amount; // with its currency; "" until it is posted
} Deadline;

enum { CALENDAR_MAX = 5000 };
typedef struct Calendar {
    Deadline *items; // by day, after calendar_sort
    size_t count, capacity;
    size_t agreement_count;
    Str title;        // of the agreement that was added last
    DutyList undated; // what has no day in its terms
    bool is_cut;      // there were more than CALENDAR_MAX
} Calendar;

// Add what falls due under an agreement within the window. `at` is when its text was recorded;
// absent for a draft, which then stands at the clock's time.
void app_calendar(App *app, const struct Agreement *g, Str at, CalendarWindow w, Calendar *c);
void calendar_sort(Calendar *c);

bool calendar_json(const Calendar *c, Out *out);
// As iCalendar (RFC 5545), with alarms 30, 7 and 1 days ahead; `origin` stands before addresses.
bool calendar_ics(App *app, const Calendar *c, Str name, Str origin, Out *out);

#endif
