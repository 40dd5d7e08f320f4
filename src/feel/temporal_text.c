// feel/temporal_text.c - dates, times and durations: from ISO 8601 text and back
//
// Strict forms only: four to nine digits of a year, two of everything else, up to nine of a
// fraction. 24:00:00 is the midnight that ends the day. Durations are of years and months, or of
// days and time, never of both.
#include "feel/temporal.h"

typedef struct Reader {
    Str text;
    size_t at;
} Reader;

static bool take(Reader *r, char c) {
    if (r->at >= r->text.size || r->text.at[r->at] != c) return false;
    r->at++;
    return true;
}

// Between `least` and `most` digits, of at most 18.
static bool take_digits(Reader *r, size_t least, size_t most, int64_t *ret) {
    size_t start = r->at;
    *ret = 0;
    while (r->at < r->text.size && r->at - start < most && r->text.at[r->at] >= '0' &&
           r->text.at[r->at] <= '9')
        *ret = *ret * 10 + (r->text.at[r->at++] - '0');
    return r->at - start >= least;
}

// Digits after a point, as nanoseconds.
static bool take_fraction(Reader *r, int64_t *ret_nanoseconds) {
    *ret_nanoseconds = 0;
    if (!take(r, '.')) return true;
    size_t start = r->at;
    if (!take_digits(r, 1, 9, ret_nanoseconds)) return false;
    for (size_t digits = r->at - start; digits < 9; digits++) *ret_nanoseconds *= 10;
    return true;
}

// ---- times and zones ----------------------------------------------------------------------------

static bool take_two(Reader *r, int64_t below, int64_t *ret) {
    return take_digits(r, 2, 2, ret) && *ret < below;
}

static bool take_offset(Reader *r, FeelValue *v) {
    bool negative = take(r, '-');
    int64_t hours, minutes, seconds = 0;
    if (!negative && !take(r, '+')) return false;
    if (!take_two(r, 24, &hours) || !take(r, ':') || !take_two(r, 60, &minutes)) return false;
    if (take(r, ':') && !take_two(r, 60, &seconds)) return false;
    int64_t offset = hours * 3600 + minutes * 60 + seconds;
    if (offset > OFFSET_SECONDS_MAX) return false;
    v->zone_kind = FEEL_ZONE_OFFSET;
    v->offset_seconds = (int32_t)(negative ? -offset : offset);
    return true;
}

// The zone, which is the rest of the text.
static bool take_zone(Reader *r, FeelValue *v) {
    if (r->at == r->text.size) return true;
    if (take(r, '@')) {
        v->zone_kind = FEEL_ZONE_NAMED;
        bool found = zone_find(str_part(r->text, r->at, r->text.size), &v->zone);
        r->at = r->text.size;
        return found;
    }
    if (take(r, 'Z') || take(r, 'z')) {
        v->zone_kind = FEEL_ZONE_OFFSET;
        return true;
    }
    return take_offset(r, v);
}

// The time and zone that end the text; nanoseconds may be those of 24:00:00.
static bool take_time(Reader *r, FeelValue *ret, int64_t *ret_nanoseconds) {
    int64_t hours, minutes, seconds, fraction;
    if (!take_two(r, 25, &hours) || !take(r, ':') || !take_two(r, 60, &minutes)) return false;
    if (!take(r, ':') || !take_two(r, 60, &seconds) || !take_fraction(r, &fraction)) return false;
    *ret_nanoseconds = (hours * 3600 + minutes * 60 + seconds) * SECOND_NANOSECONDS + fraction;
    *ret = (FeelValue){.kind = FEEL_TIME};
    return *ret_nanoseconds <= DAY_NANOSECONDS && take_zone(r, ret) && r->at == r->text.size;
}

bool temporal_parse_time(Str text, FeelValue *ret) {
    Reader r = {text, 0};
    FeelValue time;
    int64_t nanoseconds;
    if (!take_time(&r, &time, &nanoseconds)) return false;
    *ret = temporal_time(nanoseconds, time);
    return true;
}

bool temporal_parse_date(Str text, FeelValue *ret) {
    CivilDate date;
    if (!civil_parse(text, &date)) return false;
    *ret = feel_date(date);
    return true;
}

bool temporal_parse_date_time(Str text, FeelValue *ret) {
    int64_t t = str_find(text, STR("T"), 0);
    size_t date_size = t < 0 ? text.size : (size_t)t;
    FeelValue date, time = {.kind = FEEL_TIME};
    int64_t nanoseconds = 0;
    Reader r = {text, date_size + 1};
    if (!temporal_parse_date(str_part(text, 0, date_size), &date)) return false;
    if (t >= 0 && !take_time(&r, &time, &nanoseconds)) return false;
    return temporal_date_time(date.moment.days, nanoseconds, time, ret);
}

// ---- durations ----------------------------------------------------------------------------------

enum { YEARS, MONTHS, DAYS, HOURS, MINUTES, SECONDS, PARTS };

typedef struct DurationParts {
    int64_t values[PARTS];
    bool given[PARTS];
    int64_t nanoseconds;
} DurationParts;

// One number with its mark, which must come after `*next` in the order of marks.
static bool take_part(Reader *r, bool in_time, int *next, DurationParts *parts) {
    static const char marks[PARTS] = {'Y', 'M', 'D', 'H', 'M', 'S'};
    int64_t value, nanoseconds;
    if (!take_digits(r, 1, 18, &value)) return false;
    size_t point = r->at;
    if (!take_fraction(r, &nanoseconds)) return false;
    bool has_fraction = r->at > point;
    for (int part = *next; part < (in_time ? PARTS : HOURS); part++) {
        if (!take(r, marks[part])) continue;
        if (has_fraction && part != SECONDS) return false;
        parts->values[part] = value;
        parts->given[part] = true;
        parts->nanoseconds = nanoseconds;
        *next = part + 1;
        return true;
    }
    return false;
}

static bool take_parts(Reader *r, DurationParts *parts) {
    int next = YEARS;
    bool in_time = false;
    if (r->at == r->text.size) return false;
    while (r->at < r->text.size) {
        if (!in_time && take(r, 'T')) {
            in_time = true;
            next = HOURS;
        }
        if (!take_part(r, in_time, &next, parts)) return false;
    }
    return true;
}

static bool add_product(int64_t *total, int64_t value, int64_t unit) {
    int64_t product;
    return !__builtin_mul_overflow(value, unit, &product) &&
           !__builtin_add_overflow(*total, product, total);
}

static bool months_of(const DurationParts *p, bool negative, FeelValue *ret) {
    int64_t months = p->values[MONTHS];
    if (!add_product(&months, p->values[YEARS], 12)) return false;
    *ret = temporal_months(negative ? -months : months);
    return true;
}

static bool span_of(const DurationParts *p, bool negative, FeelValue *ret) {
    int64_t seconds = p->values[SECONDS];
    if (!add_product(&seconds, p->values[DAYS], DAY_SECONDS) ||
        !add_product(&seconds, p->values[HOURS], 3600) ||
        !add_product(&seconds, p->values[MINUTES], 60))
        return false;
    return temporal_span(negative ? -seconds : seconds, negative ? -p->nanoseconds : p->nanoseconds,
                         ret);
}

bool temporal_parse_duration(Str text, FeelValue *ret) {
    Reader r = {text, 0};
    DurationParts parts = {0};
    bool negative = take(&r, '-');
    if (!take(&r, 'P') || !take_parts(&r, &parts)) return false;
    bool of_months = parts.given[YEARS] || parts.given[MONTHS], of_days = false;
    for (int part = DAYS; part < PARTS; part++) of_days |= parts.given[part];
    if (of_months && of_days) return false;
    return of_months ? months_of(&parts, negative, ret) : span_of(&parts, negative, ret);
}

FeelValue feel_temporal_literal(Str text) {
    FeelValue v;
    if (temporal_parse_duration(text, &v) || temporal_parse_date(text, &v) ||
        temporal_parse_time(text, &v) || temporal_parse_date_time(text, &v))
        return v;
    return feel_null();
}

// ---- writing ------------------------------------------------------------------------------------

static void add_fraction(Buf *b, int64_t nanoseconds) {
    if (nanoseconds == 0) return;
    int digits = 9;
    for (; nanoseconds % 10 == 0; nanoseconds /= 10) digits--;
    buf_add_fmt(b, ".%0*lld", digits, (long long)nanoseconds);
}

static void add_zone(Buf *b, FeelValue v) {
    if (v.zone_kind == FEEL_ZONE_NAMED) {
        buf_add_byte(b, '@');
        buf_add(b, feel_zone_name(v.zone));
    }
    if (v.zone_kind != FEEL_ZONE_OFFSET) return;
    int32_t seconds = v.offset_seconds < 0 ? -v.offset_seconds : v.offset_seconds;
    if (seconds == 0) {
        buf_add_byte(b, 'Z');
        return;
    }
    buf_add_fmt(b, "%c%02d:%02d", v.offset_seconds < 0 ? '-' : '+', seconds / 3600,
                seconds / 60 % 60);
    if (seconds % 60) buf_add_fmt(b, ":%02d", seconds % 60);
}

static void add_time(Buf *b, FeelValue v) {
    int seconds = (int)(v.moment.nanoseconds / SECOND_NANOSECONDS);
    buf_add_fmt(b, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    add_fraction(b, v.moment.nanoseconds % SECOND_NANOSECONDS);
    add_zone(b, v);
}

static void add_part(Buf *b, int64_t value, char mark) {
    if (value) buf_add_fmt(b, "%lld%c", (long long)value, mark);
}

static void add_months(Buf *b, int64_t months) {
    int64_t size = months < 0 ? -months : months;
    if (months < 0) buf_add_byte(b, '-');
    buf_add_byte(b, 'P');
    add_part(b, size / 12, 'Y');
    if (size % 12 || size == 0) buf_add_fmt(b, "%lldM", (long long)(size % 12));
}

static void add_span(Buf *b, int64_t seconds, int64_t nanoseconds) {
    if (seconds < 0 || nanoseconds < 0) {
        seconds = -seconds, nanoseconds = -nanoseconds;
        buf_add_byte(b, '-');
    }
    int64_t rest = seconds % DAY_SECONDS;
    buf_add_byte(b, 'P');
    add_part(b, seconds / DAY_SECONDS, 'D');
    if (rest == 0 && nanoseconds == 0) {
        if (seconds == 0) buf_add_c(b, "T0S");
        return;
    }
    buf_add_byte(b, 'T');
    add_part(b, rest / 3600, 'H');
    add_part(b, rest / 60 % 60, 'M');
    if (rest % 60 == 0 && nanoseconds == 0) return;
    buf_add_fmt(b, "%d", (int)(rest % 60));
    add_fraction(b, nanoseconds);
    buf_add_byte(b, 'S');
}

void temporal_add_text(Buf *b, FeelValue v) {
    if (v.kind == FEEL_YEARS_DURATION) add_months(b, v.months);
    if (v.kind == FEEL_DAYS_DURATION) add_span(b, v.span.seconds, v.span.nanoseconds);
    if (v.kind == FEEL_DATE || v.kind == FEEL_DATE_TIME)
        buf_add(b, civil_text(b->arena, civil_from_days(v.moment.days)));
    if (v.kind == FEEL_DATE_TIME) buf_add_byte(b, 'T');
    if (v.kind == FEEL_TIME || v.kind == FEEL_DATE_TIME) add_time(b, v);
}
