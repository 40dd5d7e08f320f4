// app/calendar_ics.c - deadlines as iCalendar (RFC 5545), which calendars of people read
#include "app/calendar.h"
#include "app/duty_int.h"
#include "base/html.h"
#include "base/ics.h"
#include "base/sha256.h"

// "2024-01-31T12:00:00Z" as "20240131T120000Z", "2024-01-31" as "20240131".
static Str compact(Arena *a, Str time) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < time.size; i++)
        if (time.at[i] != '-' && time.at[i] != ':') buf_add_byte(&b, time.at[i]);
    return buf_str(&b);
}

// The same for the same deadline, whoever fetches it and whenever (section 3.8.4.7).
static Str uid_of(Arena *a, const Deadline *d) {
    enum { DIGITS = 32 };
    Str name = str_fmt(a, "%.*s/%.*s", STR_ARG(d->agreement.id), STR_ARG(d->id));
    Str hash = sha256_hex(a, sha256_of(name));
    return str_fmt(a, "%.*s@softlaw", DIGITS, hash.at);
}

static Str address_of(Arena *a, const Deadline *d, Str origin) {
    Buf b = {.arena = a};
    buf_add(&b, origin);
    buf_add_c(&b, "/agreements/");
    html_add_url(&b, d->agreement.id);
    buf_add_byte(&b, '#');
    html_add_url(&b, d->duty.article);
    return buf_str(&b);
}

static Str summary_of(Arena *a, Lang lang, const Deadline *d) {
    Message m = MSG("{1}: {2}", d->who, d->duty.name.label);
    return lang_render(a, lang, m);
}

static Str description_of(Arena *a, const Deadline *d) {
    Buf b = {.arena = a};
    const Str lines[] = {d->duty.what,   d->duty.when, d->amount,
                         d->duty.detail, d->period,    d->agreement.label};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (!lines[i].size) continue;
        if (b.size) buf_add_byte(&b, '\n');
        buf_add(&b, lines[i]);
    }
    return buf_str(&b);
}

static void add_alarms(Buf *b, Str summary) {
    static const char *const TRIGGERS[] = {"-P30D", "-P7D", "-P1D"};
    for (size_t i = 0; i < sizeof TRIGGERS / sizeof *TRIGGERS; i++) {
        ics_add(b, "BEGIN", STR("VALARM"));
        ics_add(b, "ACTION", STR("DISPLAY"));
        ics_add(b, "TRIGGER", str_from(TRIGGERS[i]));
        ics_add_text(b, "DESCRIPTION", summary);
        ics_add(b, "END", STR("VALARM"));
    }
}

static void add_event(Arena *a, Lang lang, Buf *b, const Deadline *d, Str origin) {
    Str summary = summary_of(a, lang, d);
    ics_add(b, "BEGIN", STR("VEVENT"));
    ics_add(b, "UID", uid_of(a, d));
    ics_add(b, "DTSTAMP", compact(a, d->at));
    ics_add(b, "DTSTART;VALUE=DATE", compact(a, d->date));
    ics_add_text(b, "SUMMARY", summary);
    ics_add_text(b, "DESCRIPTION", description_of(a, d));
    ics_add(b, "URL", address_of(a, d, origin));
    ics_add(b, "TRANSP", STR("TRANSPARENT"));
    add_alarms(b, summary);
    ics_add(b, "END", STR("VEVENT"));
}

// A calendar has at least one component (section 3.6).
static void add_nothing(Buf *b) {
    static const char *const LINES[][2] = {
        {"BEGIN", "VTIMEZONE"},    {"TZID", "Etc/UTC"},
        {"BEGIN", "STANDARD"},     {"DTSTART", "19700101T000000"},
        {"TZOFFSETFROM", "+0000"}, {"TZOFFSETTO", "+0000"},
        {"END", "STANDARD"},       {"END", "VTIMEZONE"},
    };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        ics_add(b, LINES[i][0], str_from(LINES[i][1]));
}

bool calendar_ics(App *app, const Calendar *c, Str name, Str origin, Out *out) {
    Buf *b = &out->buf;
    ics_add(b, "BEGIN", STR("VCALENDAR"));
    ics_add(b, "VERSION", STR("2.0"));
    ics_add(b, "PRODID", STR("-//softlaw//office//EN"));
    ics_add_text(b, "NAME", name);
    ics_add_text(b, "X-WR-CALNAME", name);
    ics_add(b, "REFRESH-INTERVAL;VALUE=DURATION", STR("P1D"));
    if (!c->count) add_nothing(b);
    Arena *scratch = arena_new();
    for (size_t i = 0; i < c->count && out_spill(out); i++) {
        add_event(scratch, app->options.lang, b, &c->items[i], origin);
        arena_reset(scratch);
    }
    arena_free(scratch);
    ics_add(b, "END", STR("VCALENDAR"));
    return out_end(out);
}
