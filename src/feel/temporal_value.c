// feel/temporal_value.c - dates, times and durations as values: range, zones, order
#include "feel/temporal.h"

#include <assert.h>

// Far beyond any calendar, and small enough that two of them can be added.
#define SPAN_SECONDS_MAX ((int64_t)1 << 61)

bool temporal_days_fit(int64_t days) {
    return days >= civil_to_days((CivilDate){-999999999, 1, 1}) &&
           days <= civil_to_days((CivilDate){999999999, 12, 31});
}

bool temporal_date(int64_t days, FeelValue *ret) {
    if (!temporal_days_fit(days)) return false;
    *ret = (FeelValue){.kind = FEEL_DATE, .moment = {days, 0}};
    return true;
}

bool temporal_date_time(int64_t days, int64_t nanoseconds, FeelValue like, FeelValue *ret) {
    int64_t carry = floor_div(nanoseconds, DAY_NANOSECONDS);
    days += carry;
    if (!temporal_days_fit(days)) return false;
    like.kind = FEEL_DATE_TIME;
    like.moment = (FeelMoment){days, nanoseconds - carry * DAY_NANOSECONDS};
    *ret = like;
    return true;
}

FeelValue temporal_time(int64_t nanoseconds, FeelValue like) {
    int64_t carry = floor_div(nanoseconds, DAY_NANOSECONDS);
    like.kind = FEEL_TIME;
    like.moment = (FeelMoment){0, nanoseconds - carry * DAY_NANOSECONDS};
    return like;
}

FeelValue temporal_months(int64_t months) {
    return (FeelValue){.kind = FEEL_YEARS_DURATION, .months = months};
}

bool temporal_span(int64_t seconds, int64_t nanoseconds, FeelValue *ret) {
    if (seconds > SPAN_SECONDS_MAX || seconds < -SPAN_SECONDS_MAX) return false;
    seconds += nanoseconds / SECOND_NANOSECONDS;
    nanoseconds %= SECOND_NANOSECONDS;
    if (seconds > 0 && nanoseconds < 0) seconds--, nanoseconds += SECOND_NANOSECONDS;
    if (seconds < 0 && nanoseconds > 0) seconds++, nanoseconds -= SECOND_NANOSECONDS;
    if (seconds > SPAN_SECONDS_MAX || seconds < -SPAN_SECONDS_MAX) return false;
    *ret = (FeelValue){.kind = FEEL_DAYS_DURATION, .span = {seconds, (int32_t)nanoseconds}};
    return true;
}

Dec temporal_seconds(FeelValue span) {
    assert(span.kind == FEEL_DAYS_DURATION);
    Dec fraction, sum;
    bool ok =
        dec_mul(dec_from_int(span.span.nanoseconds), dec_from_small(1, DEC_BIAS - 9), &fraction) &&
        dec_add(dec_from_int(span.span.seconds), fraction, &sum);
    assert(ok);
    return sum;
}

bool temporal_span_from(Dec seconds, FeelValue *ret) {
    Dec whole, fraction;
    int64_t whole_seconds, nanoseconds;
    return dec_round(seconds, 9, DEC_HALF_EVEN, &seconds) &&
           dec_round(seconds, 0, DEC_DOWN, &whole) && dec_to_int(whole, &whole_seconds) &&
           dec_sub(seconds, whole, &fraction) &&
           dec_mul(fraction, dec_from_int(SECOND_NANOSECONDS), &fraction) &&
           dec_to_int(fraction, &nanoseconds) && temporal_span(whole_seconds, nanoseconds, ret);
}

// ---- zones --------------------------------------------------------------------------------------

bool temporal_has_zone(FeelValue v) {
    return v.zone_kind != FEEL_ZONE_NONE;
}

bool temporal_offset(FeelValue v, int32_t *ret_seconds) {
    if (v.zone_kind == FEEL_ZONE_NONE) return false;
    if (v.zone_kind == FEEL_ZONE_OFFSET)
        *ret_seconds = v.offset_seconds;
    else if (v.kind == FEEL_TIME)
        return zone_is_constant(v.zone, ret_seconds);
    else
        *ret_seconds = zone_offset_of_local(v.zone, v.moment.days * DAY_SECONDS +
                                                        v.moment.nanoseconds / SECOND_NANOSECONDS);
    return true;
}

static bool zones_are_same(FeelValue a, FeelValue b) {
    if (a.zone_kind != b.zone_kind) return false;
    if (a.zone_kind == FEEL_ZONE_OFFSET) return a.offset_seconds == b.offset_seconds;
    return a.zone_kind == FEEL_ZONE_NONE || a.zone == b.zone;
}

// ---- order --------------------------------------------------------------------------------------

static FeelMoment to_utc(FeelMoment local, int32_t offset_seconds) {
    local.nanoseconds -= (int64_t)offset_seconds * SECOND_NANOSECONDS;
    int64_t carry = floor_div(local.nanoseconds, DAY_NANOSECONDS);
    return (FeelMoment){local.days + carry, local.nanoseconds - carry * DAY_NANOSECONDS};
}

bool temporal_order(FeelValue a, FeelValue b, int *ret) {
    FeelMoment x = a.moment, y = b.moment;
    if (temporal_has_zone(a) && temporal_has_zone(b) && !zones_are_same(a, b)) {
        int32_t offset_a, offset_b;
        if (!temporal_offset(a, &offset_a) || !temporal_offset(b, &offset_b)) return false;
        x = to_utc(x, offset_a);
        y = to_utc(y, offset_b);
    }
    *ret = x.days != y.days ? (x.days < y.days ? -1 : 1)
                            : (x.nanoseconds < y.nanoseconds ? -1 : x.nanoseconds > y.nanoseconds);
    return true;
}

bool temporal_is_identical(FeelValue a, FeelValue b) {
    return a.kind == b.kind && a.moment.days == b.moment.days &&
           a.moment.nanoseconds == b.moment.nanoseconds && zones_are_same(a, b);
}
