// feel/temporal_path.c - the properties of dates, times and durations (v.year, v.time offset …)
#include "feel/temporal.h"

typedef struct Property {
    const char *key;
    uint16_t kinds; // KIND_BIT set
    FeelKind type;
    FeelValue (*get)(FeelMachine *m, FeelValue v);
} Property;

static FeelValue get_year(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(civil_from_days(v.moment.days).year);
}

static FeelValue get_month(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(civil_from_days(v.moment.days).month);
}

static FeelValue get_day(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(civil_from_days(v.moment.days).day);
}

static FeelValue get_weekday(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(civil_weekday(v.moment.days));
}

static int64_t second_of_day(FeelValue v) {
    return v.moment.nanoseconds / SECOND_NANOSECONDS;
}

static FeelValue get_hour(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(second_of_day(v) / 3600);
}

static FeelValue get_minute(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(second_of_day(v) / 60 % 60);
}

static FeelValue get_second(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(second_of_day(v) % 60);
}

static FeelValue get_offset(FeelMachine *m, FeelValue v) {
    int32_t offset;
    FeelValue span = feel_null();
    if (!temporal_has_zone(v))
        return feel_fault(m, FEEL_NO_SUCH_ENTRY, MSG("the time has no zone, so it has no offset"));
    if (!temporal_offset(v, &offset))
        return feel_fault(
            m, FEEL_ZONE_UNKNOWN,
            MSG("the clocks of the zone \"{1}\" are changed in the year, so a time without a date "
                "has no offset there; write it, as in +01:00",
                feel_zone_name(v.zone)));
    temporal_span(offset, 0, &span);
    return span;
}

static FeelValue get_timezone(FeelMachine *m, FeelValue v) {
    if (v.zone_kind == FEEL_ZONE_NAMED) return feel_string(feel_zone_name(v.zone));
    return feel_fault(m, FEEL_NO_SUCH_ENTRY, MSG("the time has no named zone"));
}

static FeelValue get_years(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(v.months / 12);
}

static FeelValue get_months(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(v.months % 12);
}

static FeelValue get_days(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(v.span.seconds / DAY_SECONDS);
}

static FeelValue get_hours(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(v.span.seconds % DAY_SECONDS / 3600);
}

static FeelValue get_minutes(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(v.span.seconds % 3600 / 60);
}

static FeelValue get_seconds(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(v.span.seconds % 60);
}

// Seconds since 1970-01-01T00:00:00 of a date or date and time (UTC where it has an offset), since
// midnight of a time.
static FeelValue get_value(FeelMachine *m, FeelValue v) {
    (void)m;
    FeelValue span = feel_null();
    int32_t offset = 0;
    temporal_offset(v, &offset);
    if (v.kind == FEEL_TIME) offset = 0;
    temporal_span(v.moment.days * DAY_SECONDS - offset, v.moment.nanoseconds, &span);
    return feel_number(temporal_seconds(span));
}

static FeelValue get_span_value(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_number(temporal_seconds(v));
}

static FeelValue get_months_value(FeelMachine *m, FeelValue v) {
    (void)m;
    return feel_integer(v.months);
}

enum {
    DATES = KIND_BIT(FEEL_DATE) | KIND_BIT(FEEL_DATE_TIME),
    TIMES = KIND_BIT(FEEL_TIME) | KIND_BIT(FEEL_DATE_TIME),
    SPANS = KIND_BIT(FEEL_DAYS_DURATION),
    MONTHS = KIND_BIT(FEEL_YEARS_DURATION),
};

static const Property properties[] = {
    {"year", DATES, FEEL_NUMBER, get_year},
    {"month", DATES, FEEL_NUMBER, get_month},
    {"day", DATES, FEEL_NUMBER, get_day},
    {"weekday", DATES, FEEL_NUMBER, get_weekday},
    {"hour", TIMES, FEEL_NUMBER, get_hour},
    {"minute", TIMES, FEEL_NUMBER, get_minute},
    {"second", TIMES, FEEL_NUMBER, get_second},
    {"time offset", TIMES, FEEL_DAYS_DURATION, get_offset},
    {"timezone", TIMES, FEEL_STRING, get_timezone},
    {"years", MONTHS, FEEL_NUMBER, get_years},
    {"months", MONTHS, FEEL_NUMBER, get_months},
    {"days", SPANS, FEEL_NUMBER, get_days},
    {"hours", SPANS, FEEL_NUMBER, get_hours},
    {"minutes", SPANS, FEEL_NUMBER, get_minutes},
    {"seconds", SPANS, FEEL_NUMBER, get_seconds},
    {"value", DATES | TIMES, FEEL_NUMBER, get_value},
    {"value", SPANS, FEEL_NUMBER, get_span_value},
    {"value", MONTHS, FEEL_NUMBER, get_months_value},
};

static const Property *find_property(FeelKind kind, Str key) {
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if ((properties[i].kinds & KIND_BIT(kind)) && str_is(key, str_from(properties[i].key)))
            return &properties[i];
    return NULL;
}

bool feel_temporal_path(FeelMachine *m, FeelValue v, Str key, FeelValue *ret) {
    const Property *p = find_property((FeelKind)v.kind, key);
    if (p) *ret = p->get(m, v);
    return p != NULL;
}

const FeelType *feel_temporal_path_type(FeelKind kind, Str key) {
    const Property *p = find_property(kind, key);
    return p ? feel_type(p->type) : NULL;
}
