// feel/temporal.c - arithmetic of dates, times and durations (clause 10.3.2.15)
//
// A date that meets a date and time, or hours, is the midnight of its day in UTC. Months are added
// on the calendar, and the day is cut to the end of the month. Days and time are added on the local
// clock, in a named zone on the UTC line: a day there has 23 or 25 hours when clocks are changed.
#include "feel/temporal.h"

#include <assert.h>

// Months of a result: enough for any calendar, and small enough to be added up.
#define MONTHS_MAX ((int64_t)1 << 60)

static FeelValue beyond_calendar(FeelMachine *m) {
    return feel_fault(m, FEEL_OUT_OF_RANGE,
                      MSG("the date is outside the years -999999999 to 999999999"));
}

static FeelValue too_long(FeelMachine *m) {
    return feel_fault(m, FEEL_OUT_OF_RANGE, MSG("the duration is too long"));
}

static FeelValue zone_fault(FeelMachine *m, FeelValue v) {
    return feel_fault(
        m, FEEL_ZONE_UNKNOWN,
        MSG("the clocks of the zone \"{1}\" are changed in the year, so a time without "
            "a date has no offset there; write it, as in +01:00",
            feel_zone_name(v.zone)));
}

static FeelValue months_value(FeelMachine *m, int64_t months) {
    return months > MONTHS_MAX || months < -MONTHS_MAX ? too_long(m) : temporal_months(months);
}

static FeelValue span_value(FeelMachine *m, int64_t seconds, int64_t nanoseconds) {
    FeelValue v;
    return temporal_span(seconds, nanoseconds, &v) ? v : too_long(m);
}

static FeelValue opposite(FeelValue duration) {
    if (duration.kind == FEEL_YEARS_DURATION) return temporal_months(-duration.months);
    duration.span.seconds = -duration.span.seconds;
    duration.span.nanoseconds = -duration.span.nanoseconds;
    return duration;
}

static bool is_duration(FeelValue v) {
    return v.kind == FEEL_DAYS_DURATION || v.kind == FEEL_YEARS_DURATION;
}

static bool is_moment(FeelValue v) {
    return v.kind == FEEL_DATE || v.kind == FEEL_TIME || v.kind == FEEL_DATE_TIME;
}

// ---- moment + duration --------------------------------------------------------------------------

static FeelValue add_months(FeelMachine *m, FeelValue moment, int64_t months) {
    CivilDate date = civil_from_days(moment.moment.days);
    if (months > MONTHS_MAX || months < -MONTHS_MAX) return beyond_calendar(m);
    date = civil_add_months(date, months);
    if (!civil_is_valid(date)) return beyond_calendar(m);
    moment.moment.days = civil_to_days(date);
    return moment;
}

// Whole days of a duration, and the nanoseconds left, which are never negative.
static int64_t span_days(FeelValue span, int64_t *ret_nanoseconds) {
    int64_t days = span.span.seconds / DAY_SECONDS;
    int64_t rest = span.span.seconds % DAY_SECONDS * SECOND_NANOSECONDS + span.span.nanoseconds;
    if (rest < 0) days--, rest += DAY_NANOSECONDS;
    *ret_nanoseconds = rest;
    return days;
}

// Nanoseconds by which the local clock of a zone is moved between a moment and what it becomes by
// adding on the clock.
static int64_t clock_change(FeelValue moment, int64_t days, int64_t nanoseconds) {
    int32_t offset = 0;
    bool is_known = temporal_offset(moment, &offset);
    assert(is_known);
    int64_t local = days * DAY_SECONDS + floor_div(nanoseconds, SECOND_NANOSECONDS);
    return (int64_t)(zone_offset_at(moment.zone, local - offset) - offset) * SECOND_NANOSECONDS;
}

static FeelValue add_span(FeelMachine *m, FeelValue moment, FeelValue span) {
    int64_t nanoseconds, days = span_days(span, &nanoseconds);
    FeelValue v;
    if (moment.kind == FEEL_TIME)
        return temporal_time(moment.moment.nanoseconds + nanoseconds, moment);
    days += moment.moment.days;
    if (moment.kind == FEEL_DATE) return temporal_date(days, &v) ? v : beyond_calendar(m);
    nanoseconds += moment.moment.nanoseconds;
    if (moment.zone_kind == FEEL_ZONE_NAMED) nanoseconds += clock_change(moment, days, nanoseconds);
    return temporal_date_time(days, nanoseconds, moment, &v) ? v : beyond_calendar(m);
}

static bool add_to_moment(FeelMachine *m, FeelValue moment, FeelValue duration, FeelValue *ret) {
    if (duration.kind == FEEL_YEARS_DURATION && moment.kind == FEEL_TIME) return false;
    *ret = duration.kind == FEEL_YEARS_DURATION ? add_months(m, moment, duration.months)
                                                : add_span(m, moment, duration);
    return true;
}

static FeelValue add_durations(FeelMachine *m, FeelValue a, FeelValue b) {
    if (a.kind == FEEL_DAYS_DURATION)
        return span_value(m, a.span.seconds + b.span.seconds,
                          (int64_t)a.span.nanoseconds + b.span.nanoseconds);
    int64_t sum;
    return __builtin_add_overflow(a.months, b.months, &sum) ? too_long(m) : months_value(m, sum);
}

bool feel_temporal_add(FeelMachine *m, FeelValue a, FeelValue b, FeelValue *ret) {
    if (is_moment(a) && is_duration(b)) return add_to_moment(m, a, b, ret);
    if (is_duration(a) && is_moment(b)) return add_to_moment(m, b, a, ret);
    if (!is_duration(a) || a.kind != b.kind) return false;
    *ret = add_durations(m, a, b);
    return true;
}

// ---- moment - moment ----------------------------------------------------------------------------

static FeelValue as_midnight(FeelValue v) {
    if (v.kind != FEEL_DATE) return v;
    v.kind = FEEL_DATE_TIME;
    v.zone_kind = FEEL_ZONE_OFFSET;
    v.offset_seconds = 0;
    return v;
}

static FeelValue moment_difference(FeelMachine *m, FeelValue a, FeelValue b) {
    bool same_clock = a.kind == FEEL_TIME && a.zone_kind == b.zone_kind && a.zone == b.zone;
    int32_t offset_a = 0, offset_b = 0;
    if (temporal_has_zone(a) != temporal_has_zone(b))
        return feel_fault(m, FEEL_WRONG_VALUE,
                          MSG("one of the times has a zone and the other has none"));
    if (temporal_has_zone(a) && !same_clock) {
        if (!temporal_offset(a, &offset_a)) return zone_fault(m, a);
        if (!temporal_offset(b, &offset_b)) return zone_fault(m, b);
    }
    int64_t seconds = (a.moment.days - b.moment.days) * DAY_SECONDS - offset_a + offset_b;
    return span_value(m, seconds, a.moment.nanoseconds - b.moment.nanoseconds);
}

bool feel_temporal_subtract(FeelMachine *m, FeelValue a, FeelValue b, FeelValue *ret) {
    if (is_duration(b)) {
        if (!is_moment(a) && a.kind != b.kind) return false;
        return feel_temporal_add(m, a, opposite(b), ret);
    }
    if (!is_moment(a) || !is_moment(b)) return false;
    if ((a.kind == FEEL_TIME) != (b.kind == FEEL_TIME)) return false;
    bool dates = a.kind == FEEL_DATE && b.kind == FEEL_DATE;
    *ret = dates ? span_value(m, (a.moment.days - b.moment.days) * DAY_SECONDS, 0)
                 : moment_difference(m, as_midnight(a), as_midnight(b));
    return true;
}

// ---- duration and number ------------------------------------------------------------------------

static FeelValue months_from(FeelMachine *m, Dec months) {
    int64_t whole;
    if (!dec_round(months, 0, DEC_DOWN, &months) || !dec_to_int(months, &whole)) return too_long(m);
    return months_value(m, whole);
}

// The duration scaled: `op` is dec_mul or dec_div.
static FeelValue scale(FeelMachine *m, FeelValue duration, Dec by, bool (*op)(Dec, Dec, Dec *)) {
    Dec scaled;
    FeelValue v;
    if (duration.kind == FEEL_YEARS_DURATION)
        return op(dec_from_int(duration.months), by, &scaled) ? months_from(m, scaled)
                                                              : too_long(m);
    return op(temporal_seconds(duration), by, &scaled) && temporal_span_from(scaled, &v)
               ? v
               : too_long(m);
}

static bool multiply(Dec a, Dec b, Dec *ret) {
    return dec_mul(a, b, ret);
}

bool feel_temporal_multiply(FeelMachine *m, FeelValue a, FeelValue b, FeelValue *ret) {
    FeelValue duration = is_duration(a) ? a : b, number = is_duration(a) ? b : a;
    if (!is_duration(duration) || number.kind != FEEL_NUMBER) return false;
    *ret = scale(m, duration, number.number, multiply);
    return true;
}

static FeelValue ratio(FeelMachine *m, Dec a, Dec b) {
    Dec quotient;
    if (dec_is_zero(b))
        return feel_fault(m, FEEL_DIVISION_BY_ZERO, MSG("the duration divided by is zero"));
    return dec_div(a, b, &quotient) ? feel_number(quotient) : too_long(m);
}

bool feel_temporal_divide(FeelMachine *m, FeelValue a, FeelValue b, FeelValue *ret) {
    if (!is_duration(a) || (b.kind != FEEL_NUMBER && b.kind != a.kind)) return false;
    if (b.kind == FEEL_YEARS_DURATION)
        *ret = ratio(m, dec_from_int(a.months), dec_from_int(b.months));
    else if (b.kind == FEEL_DAYS_DURATION)
        *ret = ratio(m, temporal_seconds(a), temporal_seconds(b));
    else if (dec_is_zero(b.number))
        *ret = feel_fault(m, FEEL_DIVISION_BY_ZERO, MSG("a duration is divided by zero"));
    else
        *ret = scale(m, a, b.number, dec_div);
    return true;
}

bool feel_temporal_negate(FeelMachine *m, FeelValue a, FeelValue *ret) {
    (void)m;
    if (!is_duration(a)) return false;
    *ret = opposite(a);
    return true;
}
