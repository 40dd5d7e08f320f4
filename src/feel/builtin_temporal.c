// feel/builtin_temporal.c - builtins that make dates, times and durations, or tell about them
#include "feel/builtin.h"
#include "feel/temporal.h"

static FeelValue not_a(FeelMachine *m, FeelValue from, FeelKind kind) {
    return feel_fault(
        m, FEEL_WRONG_VALUE,
        MSG("{1} is not a {2}", builtin_text(m, from), str_from(feel_kind_name(kind))));
}

// A whole number within bounds; a fault names the part.
static bool part(FeelMachine *m, FeelValue v, const char *name, int64_t least, int64_t most,
                 int64_t *ret, FeelValue *ret_fault) {
    if (!builtin_whole(m, v, ret, ret_fault)) return false;
    if (*ret >= least && *ret <= most) return true;
    *ret_fault = feel_fault(m, FEEL_WRONG_VALUE,
                            MSG("the {1} is {2}, not within {3} to {4}", str_from(name),
                                builtin_integer_text(m, *ret), builtin_integer_text(m, least),
                                builtin_integer_text(m, most)));
    return false;
}

// ---- date ---------------------------------------------------------------------------------------

// Year, month, day from three numbers.
static bool date_parts(FeelMachine *m, const FeelValue *args, int64_t *ret_days,
                       FeelValue *ret_fault) {
    int64_t year, month, day;
    if (!part(m, args[0], "year", -999999999, 999999999, &year, ret_fault) ||
        !part(m, args[1], "month", 1, 12, &month, ret_fault))
        return false;
    int last = civil_days_in_month(year, (int)month);
    if (!part(m, args[2], "day", 1, last, &day, ret_fault)) return false;
    *ret_days = civil_to_days((CivilDate){year, (int)month, (int)day});
    return true;
}

static FeelValue date_only(FeelValue v) {
    return (FeelValue){.kind = FEEL_DATE, .moment = {v.moment.days, 0}};
}

static FeelValue run_date(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelValue v;
    int64_t days;
    if (count == 3) {
        if (!date_parts(m, args, &days, &v)) return v;
        return (FeelValue){.kind = FEEL_DATE, .moment = {days, 0}};
    }
    if (args[0].kind != FEEL_STRING) return date_only(args[0]);
    return temporal_parse_date(args[0].string, &v) ? v : not_a(m, args[0], FEEL_DATE);
}

// ---- time ---------------------------------------------------------------------------------------

// Hour, minute and second (which may have a fraction) as nanoseconds of the day.
static bool time_parts(FeelMachine *m, const FeelValue *args, int64_t *ret, FeelValue *ret_fault) {
    int64_t hour, minute, second, nanosecond = 0;
    Dec fraction;
    if (!part(m, args[0], "hour", 0, 23, &hour, ret_fault) ||
        !part(m, args[1], "minute", 0, 59, &minute, ret_fault) ||
        !part(m, args[2], "second", 0, 59, &second, ret_fault))
        return false;
    if (!dec_sub(args[2].number, dec_from_int(second), &fraction) ||
        !dec_mul(fraction, dec_from_int(SECOND_NANOSECONDS), &fraction) ||
        !dec_round(fraction, 0, DEC_DOWN, &fraction) || !dec_to_int(fraction, &nanosecond) ||
        nanosecond < 0) {
        *ret_fault = not_a(m, args[2], FEEL_TIME);
        return false;
    }
    *ret = (hour * 3600 + minute * 60 + second) * SECOND_NANOSECONDS + nanosecond;
    return true;
}

// The zone of a duration (an offset) or of a text (a name or an offset); none if it is left out.
static bool zone_part(FeelMachine *m, const FeelValue *args, size_t count, size_t index,
                      FeelValue *ret_like, FeelValue *ret_fault) {
    *ret_like = (FeelValue){.kind = FEEL_TIME};
    if (!builtin_is_given(args, count, index)) return true;
    FeelValue zone = args[index];
    if (zone.kind == FEEL_STRING) {
        ret_like->zone_kind = FEEL_ZONE_NAMED;
        if (zone_find(zone.string, &ret_like->zone)) return true;
    } else if (zone.span.nanoseconds == 0 && zone.span.seconds <= OFFSET_SECONDS_MAX &&
               zone.span.seconds >= -OFFSET_SECONDS_MAX) {
        ret_like->zone_kind = FEEL_ZONE_OFFSET;
        ret_like->offset_seconds = (int32_t)zone.span.seconds;
        return true;
    }
    *ret_fault = feel_fault(m, FEEL_WRONG_VALUE,
                            MSG("{1} is no offset from UTC (up to 18 hours) and no name of a zone",
                                builtin_text(m, zone)));
    return false;
}

// The time of a date and time; of a date the midnight in UTC.
static FeelValue time_only(FeelValue v) {
    if (v.kind == FEEL_TIME) return v;
    if (v.kind == FEEL_DATE) v.zone_kind = FEEL_ZONE_OFFSET, v.offset_seconds = 0;
    return temporal_time(v.moment.nanoseconds, v);
}

static FeelValue run_time(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelValue v, fault;
    int64_t nanoseconds;
    if (count >= 3) {
        if (!time_parts(m, args, &nanoseconds, &fault) || !zone_part(m, args, count, 3, &v, &fault))
            return fault;
        return temporal_time(nanoseconds, v);
    }
    if (args[0].kind != FEEL_STRING) return time_only(args[0]);
    return temporal_parse_time(args[0].string, &v) ? v : not_a(m, args[0], FEEL_TIME);
}

// ---- date and time ------------------------------------------------------------------------------

static FeelValue from_parts(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelValue v, fault;
    int64_t days, nanoseconds;
    if (!date_parts(m, args, &days, &fault) || !time_parts(m, args + 3, &nanoseconds, &fault) ||
        !zone_part(m, args, count, 6, &v, &fault))
        return fault;
    temporal_date_time(days, nanoseconds, v, &v);
    return v;
}

static FeelValue run_date_time(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelValue v;
    if (count >= 6) return from_parts(m, args, count);
    if (count == 2) {
        v = args[1];
        v.kind = FEEL_DATE_TIME;
        v.moment.days = args[0].moment.days;
        return v;
    }
    if (args[0].kind == FEEL_DATE_TIME) return args[0];
    return temporal_parse_date_time(args[0].string, &v) ? v : not_a(m, args[0], FEEL_DATE_TIME);
}

// ---- durations ----------------------------------------------------------------------------------

static FeelValue run_duration(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelValue v;
    if (args[0].kind != FEEL_STRING) return args[0];
    if (temporal_parse_duration(args[0].string, &v)) return v;
    return feel_fault(m, FEEL_WRONG_VALUE,
                      MSG("{1} is not a duration of years and months, or of days and time",
                          builtin_text(m, args[0])));
}

// Whole months between two days, toward zero; the time of day does not count.
static FeelValue run_months_between(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)m, (void)count;
    CivilDate from = civil_from_days(args[0].moment.days),
              to = civil_from_days(args[1].moment.days);
    int64_t months = (to.year - from.year) * 12 + (to.month - from.month);
    if (months > 0 && to.day < from.day) months--;
    if (months < 0 && to.day > from.day) months++;
    return temporal_months(months);
}

// ---- about a day --------------------------------------------------------------------------------

static FeelValue run_day_of_year(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)m, (void)count;
    CivilDate first = {civil_from_days(args[0].moment.days).year, 1, 1};
    return feel_integer(args[0].moment.days - civil_to_days(first) + 1);
}

static FeelValue run_day_of_week(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)m, (void)count;
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    return feel_string(str_from(names[civil_weekday(args[0].moment.days) - 1]));
}

static FeelValue run_month_of_year(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)m, (void)count;
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return feel_string(str_from(names[civil_from_days(args[0].moment.days).month - 1]));
}

static FeelValue run_week_of_year(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)m, (void)count;
    return feel_integer(civil_week(args[0].moment.days, NULL));
}

// ---- the clock ----------------------------------------------------------------------------------

static FeelValue run_now(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)args, (void)count;
    FeelValue now = feel_machine_now(m);
    if (now.kind != FEEL_NULL) return now;
    return feel_fault(m, FEEL_NO_CLOCK,
                      MSG("there is no clock here: write the date, or make it a fact"));
}

static FeelValue run_today(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelValue now = run_now(m, args, count);
    return now.kind == FEEL_NULL ? now : date_only(now);
}

enum { K_DAYS = K_DATE | K_DATE_TIME };

#define OF_NOTHING SIGNATURES({.count = 0})
#define OF_DAY SIGNATURES(SIGNATURE(PARAM("date", K_DAYS)))
#define TIME_PARTS PARAM("hour", K_NUMBER), PARAM("minute", K_NUMBER), PARAM("second", K_NUMBER)
#define DATE_PARTS PARAM("year", K_NUMBER), PARAM("month", K_NUMBER), PARAM("day", K_NUMBER)
#define ZONE_PART OPTIONAL("offset", K_DAYS_DURATION | K_NULL)

static const Builtin rows[] = {
    {DOC("date", "date(from) or date(year, month, day)",
         "The date that a text writes, that a date and time falls on, or that its parts make.",
         "由文本、日期时间或年月日得到日期。", "date(2012, 12, 25)", "date(\"2012-12-25\")"),
     SIGNATURES(SIGNATURE(PARAM("from", K_STRING | K_DAYS)), SIGNATURE(DATE_PARTS)),
     .run = run_date, .result = FEEL_DATE},
    {DOC("time", "time(from) or time(hour, minute, second, offset?)",
         "The time that a text writes, of a date and time, or that its parts make.",
         "由文本、日期时间或时分秒得到时间；offset 为与 UTC 的时差。",
         "time(23, 59, 0, duration(\"PT8H\"))", "time(\"23:59:00+08:00\")"),
     SIGNATURES(SIGNATURE(PARAM("from", K_STRING | K_TIME | K_DAYS)),
                SIGNATURE(TIME_PARTS, ZONE_PART)),
     .run = run_time, .result = FEEL_TIME},
    {DOC("date and time",
         "date and time(from) or date and time(date, time) or "
         "date and time(year, month, day, hour, minute, second, offset or timezone?)",
         "The moment that a text writes, that a date and a time make, or their parts.",
         "由文本、日期与时间，或各组成部分得到日期时间。",
         "date and time(date(\"2012-12-24\"), time(\"23:59:00\"))",
         "date and time(\"2012-12-24T23:59:00\")"),
     SIGNATURES(SIGNATURE(PARAM("from", K_STRING | K_DATE_TIME)),
                SIGNATURE(PARAM("date", K_DAYS), PARAM("time", K_TIME)),
                SIGNATURE(DATE_PARTS, TIME_PARTS, ZONE_PART),
                SIGNATURE(DATE_PARTS, TIME_PARTS, PARAM("timezone", K_STRING))),
     .run = run_date_time, .result = FEEL_DATE_TIME},
    {DOC("duration", "duration(from)",
         "The duration that a text writes: of years and months, or of days and time.",
         "由文本得到时长：年月时长，或日时时长。", "duration(\"PT90M\")", "duration(\"PT1H30M\")"),
     SIGNATURES(SIGNATURE(PARAM("from", K_STRING | KINDS_DURATION))), .run = run_duration,
     .result = FEEL_ANY},
    {DOC("years and months duration", "years and months duration(from, to)",
         "The whole months from one day to another.", "两日之间的整月数。",
         "years and months duration(date(\"2011-12-22\"), date(\"2013-08-24\"))",
         "duration(\"P1Y8M\")"),
     SIGNATURES(SIGNATURE(PARAM("from", K_DAYS), PARAM("to", K_DAYS))), .run = run_months_between,
     .result = FEEL_YEARS_DURATION},
    {DOC("day of year", "day of year(date)", "The number of the day in its year, from 1.",
         "该日在一年中的序数。", "day of year(date(2019, 9, 17))", "260"),
     OF_DAY, .run = run_day_of_year, .result = FEEL_NUMBER},
    {DOC("day of week", "day of week(date)", "The English name of the weekday.", "星期的英文名。",
         "day of week(date(2019, 9, 17))", "\"Tuesday\""),
     OF_DAY, .run = run_day_of_week, .result = FEEL_STRING},
    {DOC("month of year", "month of year(date)", "The English name of the month.", "月份的英文名。",
         "month of year(date(2019, 9, 17))", "\"September\""),
     OF_DAY, .run = run_month_of_year, .result = FEEL_STRING},
    {DOC("week of year", "week of year(date)", "The number of the week by ISO 8601.",
         "ISO 8601 周数。", "week of year(date(2003, 12, 29))", "1"),
     OF_DAY, .run = run_week_of_year, .result = FEEL_NUMBER},
    {DOC("now", "now()", "The date and time of the evaluation; agreements have none.",
         "求值时的日期时间；协议中没有。", "now() instance of date and time", "true"),
     OF_NOTHING, .run = run_now, .result = FEEL_DATE_TIME},
    {DOC("today", "today()", "The date of the evaluation; agreements have none.",
         "求值时的日期；协议中没有。", "today() instance of date", "true"),
     OF_NOTHING, .run = run_today, .result = FEEL_DATE},
};

const BuiltinFamily builtin_temporals = FAMILY(rows);
