// feel/zone.c - the IANA time zones: their names, and their offset from UTC at any time
//
// The tables are made from tzdata.zi, a pinned release of the IANA database, when softlaw is built
// (tools/zones.c), so that a settlement does not change with the machine's own. A value keeps a
// zone as its index among the names, which are sorted by bytes.
#include "feel/temporal.h"

#include <assert.h>

// The day on which a clock is changed each year: the week-th weekday (0 = Sunday) of the month,
// week 5 being the last; and the second of that day, by the clock that ends.
typedef struct ZoneDay {
    int32_t month, week, weekday, second;
} ZoneDay;

// Seconds east of UTC behind the last change; daylight time runs from `start` to `end`.
typedef struct ZoneRule {
    int32_t standard, daylight;
    ZoneDay start, end;
} ZoneRule;

typedef struct ZoneChange {
    int64_t at; // seconds since 1970-01-01T00:00:00Z
    int32_t offset;
} ZoneChange;

typedef struct Zone {
    uint32_t first, count; // of its changes
    int32_t before;        // the first of them
    ZoneRule rule;
} Zone;

typedef struct ZoneName {
    const char *name;
    uint32_t row;
} ZoneName;

#include "feel/zone_data.h"

enum { ZONE_COUNT = sizeof zone_names / sizeof *zone_names };

// ---- names --------------------------------------------------------------------------------------

bool zone_find(Str name, uint32_t *ret_zone) {
    uint32_t low = 0, high = ZONE_COUNT;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = str_compare(name, str_from(zone_names[middle].name));
        if (order == 0) {
            *ret_zone = middle;
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

Str feel_zone_name(uint32_t zone) {
    assert(zone < ZONE_COUNT);
    return str_from(zone_names[zone].name);
}

const char *feel_zone_version(void) {
    return ZONE_VERSION;
}

// ---- offsets ------------------------------------------------------------------------------------

static const Zone *zone_row(uint32_t zone) {
    assert(zone < ZONE_COUNT);
    return &zone_rows[zone_names[zone].row];
}

static bool has_daylight(const Zone *z) {
    return z->rule.standard != z->rule.daylight;
}

bool zone_is_constant(uint32_t zone, int32_t *ret_offset) {
    const Zone *z = zone_row(zone);
    *ret_offset = z->rule.standard;
    return !has_daylight(z);
}

// The second, on the local clock and since 1970, at which the clock is changed in a year.
static int64_t change_in_year(ZoneDay day, int64_t year) {
    int64_t first = civil_to_days((CivilDate){year, day.month, 1});
    int64_t date = first + (day.weekday - civil_weekday(first) % 7 + 7) % 7 + (day.week - 1) * 7;
    while (date >= first + civil_days_in_month(year, day.month)) date -= 7;
    return date * DAY_SECONDS + day.second;
}

static int32_t offset_by_rule(const ZoneRule *r, int64_t seconds) {
    int64_t local = seconds + r->standard;
    int64_t year = civil_from_days(floor_div(local, DAY_SECONDS)).year;
    int64_t start = change_in_year(r->start, year) - r->standard,
            end = change_in_year(r->end, year) - r->daylight;
    bool is_daylight =
        start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
    return is_daylight ? r->daylight : r->standard;
}

int32_t zone_offset_at(uint32_t zone, int64_t seconds) {
    const Zone *z = zone_row(zone);
    const ZoneChange *changes = zone_changes + z->first;
    uint32_t low = 0, high = z->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (changes[middle].at <= seconds)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == z->count && has_daylight(z)) return offset_by_rule(&z->rule, seconds);
    return low == 0 ? z->before : changes[low - 1].offset;
}

int32_t zone_offset_of_local(uint32_t zone, int64_t local_seconds) {
    int32_t before = zone_offset_at(zone, local_seconds - DAY_SECONDS),
            after = zone_offset_at(zone, local_seconds + DAY_SECONDS);
    if (zone_offset_at(zone, local_seconds - before) == before) return before;
    return zone_offset_at(zone, local_seconds - after) == after ? after : before;
}
