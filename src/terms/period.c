// terms/period.c - periods: days, grains, texts
//
// All grains but the day are whole months. A grain of m months counts its periods from the month
// (year_start_month - 1) modulo m of year 0, so that quarters and half-years that coincide with
// those of the calendar are numbered and named as in the calendar: with years from July, 2020-Q3 is
// the first quarter of 2020/2021. Where they do not coincide they are named within their year,
// 2020/2021-Q1; both forms are read wherever they are clear.
#include "terms/terms.h"

#include <assert.h>

static const struct GrainRow {
    const char *name;
    int months;  // 0: no whole months
    char letter; // of "2021-Q3"
} grains[] = {
    [GRAIN_ONCE] = {"once", 0, '\0'},          [GRAIN_YEAR] = {"year", 12, '\0'},
    [GRAIN_HALF_YEAR] = {"half-year", 6, 'H'}, [GRAIN_QUARTER] = {"quarter", 3, 'Q'},
    [GRAIN_MONTH] = {"month", 1, '\0'},        [GRAIN_DAY] = {"day", 0, '\0'},
};

enum { GRAINS = sizeof grains / sizeof grains[0] };

bool grain_parse(Str word, Grain *ret) {
    for (int g = 0; g < GRAINS; g++)
        if (str_is(word, str_from(grains[g].name))) {
            *ret = (Grain)g;
            return true;
        }
    return false;
}

const char *grain_name(Grain g) {
    return grains[g].name;
}

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

// Months after January of year 0 at which period 0 starts.
static int offset_of(PeriodRule r, Grain g) {
    assert(r.year_start_month >= 1 && r.year_start_month <= 12);
    return (r.year_start_month - 1) % grains[g].months;
}

static int64_t first_day_of_month(int64_t month) {
    int64_t year = floor_div(month, 12);
    return civil_to_days((CivilDate){year, (int)(month - year * 12) + 1, 1});
}

int64_t period_first_day(PeriodRule r, Period p) {
    assert(p.grain != GRAIN_ONCE);
    if (p.grain == GRAIN_DAY) return p.index;
    if (p.grain == GRAIN_YEAR) return first_day_of_month(p.index * 12 + r.year_start_month - 1);
    return first_day_of_month(p.index * grains[p.grain].months + offset_of(r, p.grain));
}

int64_t period_last_day(PeriodRule r, Period p) {
    return period_first_day(r, (Period){p.grain, p.index + 1}) - 1;
}

Period period_of_day(PeriodRule r, Grain g, int64_t day) {
    if (g == GRAIN_ONCE) return (Period){g, 0};
    if (g == GRAIN_DAY) return (Period){g, day};
    CivilDate d = civil_from_days(day);
    int64_t month = d.year * 12 + d.month - 1;
    int offset = g == GRAIN_YEAR ? r.year_start_month - 1 : offset_of(r, g);
    return (Period){g, floor_div(month - offset, grains[g].months)};
}

Period period_to_grain(PeriodRule r, Period p, Grain g) {
    return p.grain == g ? p : period_of_day(r, g, period_first_day(r, p));
}

// "2021", or "2021/2022" where years do not start in January.
static Str year_text(Arena *a, PeriodRule r, int64_t year) {
    if (r.year_start_month == 1) return str_fmt(a, "%04lld", (long long)year);
    return str_fmt(a, "%04lld/%04lld", (long long)year, (long long)year + 1);
}

static Str part_text(Arena *a, PeriodRule r, Period p) {
    const struct GrainRow *g = &grains[p.grain];
    int64_t month = p.index * g->months + offset_of(r, p.grain);
    bool is_of_calendar = offset_of(r, p.grain) == 0;
    if (!is_of_calendar) month -= r.year_start_month - 1;
    int64_t year = floor_div(month, 12);
    Str name = year_text(a, is_of_calendar ? (PeriodRule){1} : r, year);
    return str_fmt(a, "%.*s-%c%d", STR_ARG(name), g->letter,
                   (int)(month - year * 12) / g->months + 1);
}

Str period_text(Arena *a, PeriodRule r, Period p) {
    int64_t year = floor_div(p.index, 12);
    switch (p.grain) {
    case GRAIN_ONCE: return STR("");
    case GRAIN_YEAR: return year_text(a, r, p.index);
    case GRAIN_HALF_YEAR:
    case GRAIN_QUARTER: return part_text(a, r, p);
    case GRAIN_MONTH:
        return str_fmt(a, "%04lld-%02d", (long long)year, (int)(p.index - year * 12) + 1);
    case GRAIN_DAY: break;
    }
    return civil_text(a, civil_from_days(p.index));
}

// ---- reading ------------------------------------------------------------------------------------

static bool take_number(Str *rest, size_t digits_least, size_t digits_most, int64_t *ret) {
    size_t count = 0;
    *ret = 0;
    for (; count < rest->size && count < digits_most; count++) {
        char c = rest->at[count];
        if (c < '0' || c > '9') break;
        *ret = *ret * 10 + (c - '0');
    }
    *rest = str_part(*rest, count, rest->size);
    return count >= digits_least;
}

static bool take(Str *rest, char c) {
    if (!rest->size || rest->at[0] != c) return false;
    *rest = str_part(*rest, 1, rest->size);
    return true;
}

// "H1" or "Q3" of a year; `is_span` if that was written 2021/2022.
static bool parse_part(Str text, PeriodRule r, int64_t year, bool is_span, Period *ret) {
    Grain g = text.size && text.at[0] == 'H' ? GRAIN_HALF_YEAR : GRAIN_QUARTER;
    int64_t part;
    if (!take(&text, grains[g].letter) || !take_number(&text, 1, 1, &part) || text.size)
        return false;
    if (part < 1 || part > 12 / grains[g].months) return false;
    int offset = offset_of(r, g);
    if (!is_span && offset) return false;
    int64_t month = year * 12 + (part - 1) * grains[g].months;
    if (is_span) month += r.year_start_month - 1;
    *ret = (Period){g, floor_div(month - offset, grains[g].months)};
    return true;
}

static bool parse_month(Str text, int64_t year, Period *ret) {
    int64_t month;
    if (!take_number(&text, 2, 2, &month) || text.size || month < 1 || month > 12) return false;
    *ret = (Period){GRAIN_MONTH, year * 12 + month - 1};
    return true;
}

bool period_parse(Str text, PeriodRule r, Period *ret) {
    CivilDate d;
    int64_t year, next;
    Str rest = text;
    if (!text.size) {
        *ret = (Period){GRAIN_ONCE, 0};
        return true;
    }
    if (civil_parse(text, &d)) {
        *ret = (Period){GRAIN_DAY, civil_to_days(d)};
        return true;
    }
    if (!take_number(&rest, 4, 9, &year)) return false;
    bool is_span = take(&rest, '/');
    bool is_next = is_span && take_number(&rest, 4, 9, &next) && next == year + 1;
    if (is_span && (!is_next || r.year_start_month == 1)) return false;
    if (!rest.size) {
        *ret = (Period){GRAIN_YEAR, year};
        return true;
    }
    if (!take(&rest, '-')) return false;
    return parse_part(rest, r, year, is_span, ret) || (!is_span && parse_month(rest, year, ret));
}
