// feel/temporal.h - dates, times and durations: what the files of the calendar share with each
// other
//
// A date is `moment.days`; a time is `moment.nanoseconds` since local midnight; a date and time is
// both. A zone is none, an offset in seconds, or a name. A time that is compared or subtracted is
// first placed on the UTC line; the offset of a named zone is not known here, except for UTC under
// its names, so what needs it fails with "zone-unknown".
#ifndef SOFTLAW_FEEL_TEMPORAL_H
#define SOFTLAW_FEEL_TEMPORAL_H

#include "feel/feel_int.h"

#define FEEL_ZONE_UNKNOWN "zone-unknown" // the result needs the offset of a named zone

enum { DAY_SECONDS = 86400, SECOND_NANOSECONDS = 1000000000, OFFSET_SECONDS_MAX = 18 * 3600 };
#define DAY_NANOSECONDS ((int64_t)DAY_SECONDS * SECOND_NANOSECONDS)

// Zone names of the IANA database. False if there is no such zone.
bool zone_find(Str name, uint32_t *ret_zone);
bool zone_is_utc(uint32_t zone);

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

// The offset from UTC, where it is known. False for no zone and for named zones other than UTC.
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
