// feel/temporal.h - dates, times and durations: what the files of the calendar share with each
// other
//
// A date is `moment.days`; a time is `moment.nanoseconds` since local midnight; a date and time is
// both. A zone is none, an offset in seconds, or a name. A time that is compared or subtracted is
// first placed on the UTC line. The offset of a named zone is that of the moment; a local time that
// is skipped when clocks go forward, or comes twice when they go back, has the offset before the
// change. A time without a date has none where the zone's clocks are changed: what needs it fails
// with "zone-unknown".
#ifndef SOFTLAW_FEEL_TEMPORAL_H
#define SOFTLAW_FEEL_TEMPORAL_H

#include "feel/feel_int.h"

#define FEEL_ZONE_UNKNOWN "zone-unknown" // the result needs the offset of a named zone

enum { DAY_SECONDS = 86400, SECOND_NANOSECONDS = 1000000000, OFFSET_SECONDS_MAX = 18 * 3600 };
#define DAY_NANOSECONDS ((int64_t)DAY_SECONDS * SECOND_NANOSECONDS)

// The offset of a zone whose clocks are no longer changed; false for the others.
bool zone_is_constant(uint32_t zone, int32_t *ret_offset);
// Seconds east of UTC at a time on the local clock, in seconds since 1970-01-01T00:00:00.
int32_t zone_offset_of_local(uint32_t zone, int64_t local_seconds);

// Quotient toward minus infinity.
static inline int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

// Days of the first and the last day that FEEL knows.
bool temporal_days_fit(int64_t days);
// A date of `days`; a date and time of `days` plus nanoseconds (of any size, carried into days) and
// the zone of `like`. False if the year is out of range.
bool temporal_date(int64_t days, FeelValue *ret);
bool temporal_date_time(int64_t days, int64_t nanoseconds, FeelValue like, FeelValue *ret);
// A time of any nanoseconds, taken modulo one day, with the zone of `like`.
FeelValue temporal_time(int64_t nanoseconds, FeelValue like);
FeelValue temporal_months(int64_t months);
// Seconds and nanoseconds of any signs, made to agree; false on overflow.
bool temporal_span(int64_t seconds, int64_t nanoseconds, FeelValue *ret);
// A days and time duration as exact seconds, and back (rounded half-even to nanoseconds).
Dec temporal_seconds(FeelValue span);
bool temporal_span_from(Dec seconds, FeelValue *ret);

// The offset from UTC. False for no zone, and for a time in a zone whose clocks are changed.
bool temporal_offset(FeelValue v, int32_t *ret_seconds);
bool temporal_has_zone(FeelValue v);
// Order of two dates, times or date-times of one kind; a side without a zone borrows the other's.
bool temporal_order(FeelValue a, FeelValue b, int *ret);
// Same value and the same zone as it was written.
bool temporal_is_identical(FeelValue a, FeelValue b);

// Lexical forms of clause 10.3.2.3 and ISO 8601; false if malformed.
bool temporal_parse_date(Str text, FeelValue *ret);
bool temporal_parse_time(Str text, FeelValue *ret);
bool temporal_parse_date_time(Str text, FeelValue *ret); // a date alone is its midnight
bool temporal_parse_duration(Str text, FeelValue *ret);
// The canonical text.
void temporal_add_text(Buf *b, FeelValue v);

#endif
