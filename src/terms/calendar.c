// terms/calendar.c - working days: weekends, holidays, weekend days on which people work
#include "terms/terms_int.h"

#include <assert.h>
#include <stdlib.h>

enum { SPAN_DAYS_MAX = 366, CALENDAR_DAYS_MAX = 100000 };

typedef struct Days {
    int64_t *items;
    size_t count, capacity;
} Days;

static int by_day(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void sort_days(Days *d) {
    size_t kept = 0;
    if (d->count) qsort(d->items, d->count, sizeof *d->items, by_day);
    for (size_t i = 0; i < d->count; i++)
        if (!kept || d->items[kept - 1] != d->items[i]) d->items[kept++] = d->items[i];
    d->count = kept;
}

static bool has_day(const int64_t *days, size_t count, int64_t day) {
    return count && bsearch(&day, days, count, sizeof *days, by_day);
}

// 2024-10-01 or 2024-10-01/2024-10-07.
static bool parse_span(Str text, int64_t *ret_first, int64_t *ret_last) {
    CivilDate first, last;
    int64_t slash = str_find(text, STR("/"), 0);
    Str head = slash < 0 ? text : str_part(text, 0, (size_t)slash);
    Str tail = slash < 0 ? text : str_part(text, (size_t)slash + 1, text.size);
    if (!civil_parse(head, &first) || !civil_parse(tail, &last)) return false;
    *ret_first = civil_to_days(first);
    *ret_last = civil_to_days(last);
    return *ret_first <= *ret_last && *ret_last - *ret_first < SPAN_DAYS_MAX;
}

static void read_days(TermsReader *r, const YamlNode *n, Days *days) {
    for (size_t i = 0; i < terms_each_count(n); i++) {
        const YamlNode *item = terms_each(n, i);
        int64_t first, last;
        if (!terms_is_word(item)) continue;
        if (!parse_span(item->text, &first, &last)) {
            terms_fault(r, "bad-date", item->place,
                        MSG("\"{1}\" is neither a date nor a span of dates", item->text),
                        MSG("write 2024-10-01, or 2024-10-01/2024-10-07 for a span"));
            continue;
        }
        for (; first <= last && days->count < CALENDAR_DAYS_MAX; first++)
            *VEC_ADD(r->arena, days) = first;
    }
    sort_days(days);
}

static void read_weekend(TermsReader *r, const YamlNode *n, WorkCalendar *c) {
    static const char *const names[] = {"",         "monday", "tuesday",  "wednesday",
                                        "thursday", "friday", "saturday", "sunday"};
    bool weekend[8] = {false};
    size_t count = 0;
    for (size_t i = 0; i < terms_each_count(n); i++)
        for (int day = 1; day <= 7; day++) {
            const YamlNode *item = terms_each(n, i);
            bool is_day = item->kind == YAML_SCALAR && str_is(item->text, str_from(names[day]));
            if (!is_day || weekend[day]) continue;
            weekend[day] = true;
            count++;
        }
    if (count == 7) {
        terms_fault(r, "bad-calendar", n->place, MSG("the weekend takes all seven days"),
                    MSG("leave at least one working day"));
        return;
    }
    memcpy(c->weekend, weekend, sizeof weekend);
}

void terms_read_calendar(TermsReader *r, const Entry *e) {
    WorkCalendar *c = &r->terms->calendar;
    Days holidays = {NULL, 0, 0}, workdays = {NULL, 0, 0};
    if (!str_is(e->id, STR("default"))) {
        terms_fault(r, "unknown-calendar", e->place,
                    MSG("there is one calendar, called \"default\", not \"{1}\"", e->id),
                    MSG("write \"default:\""));
        return;
    }
    c->is_given = true;
    c->place = e->place;
    const YamlNode *weekend = yaml_find(e->node, "weekend");
    if (weekend) read_weekend(r, weekend, c);
    read_days(r, yaml_find(e->node, "holidays"), &holidays);
    read_days(r, yaml_find(e->node, "workdays"), &workdays);
    for (size_t i = 0; i < workdays.count; i++)
        if (has_day(holidays.items, holidays.count, workdays.items[i]))
            terms_fault(r, "bad-calendar", e->place,
                        MSG("{1} is both a holiday and a working day",
                            civil_text(r->arena, civil_from_days(workdays.items[i]))),
                        MSG("take it out of one of the two lists"));
    c->holidays = holidays.items;
    c->holiday_count = holidays.count;
    c->workdays = workdays.items;
    c->workday_count = workdays.count;
}

static bool is_working_day(const WorkCalendar *c, int64_t day) {
    if (has_day(c->workdays, c->workday_count, day)) return true;
    return !c->weekend[civil_weekday(day)] && !has_day(c->holidays, c->holiday_count, day);
}

int64_t work_calendar_add(const WorkCalendar *c, int64_t day, int64_t count) {
    bool is_any_working = false;
    for (int i = 1; i <= 7; i++) is_any_working = is_any_working || !c->weekend[i];
    assert(is_any_working);
    int64_t step = count < 0 ? -1 : 1;
    for (; count != 0; count -= step) {
        day += step;
        while (!is_working_day(c, day)) day += step;
    }
    return day;
}
