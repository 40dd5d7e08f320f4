// base/civil.c - the proleptic Gregorian calendar on int64 days
//
// Conversions count days in 400-year eras that begin on 1 March, so that the leap day comes last.
#include "base/civil.h"

#include <assert.h>

enum { DAYS_PER_ERA = 146097, DAYS_TO_1970 = 719468 };

static bool is_leap(int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int civil_days_in_month(int64_t year, int month) {
    static const int days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return month == 2 && is_leap(year) ? 29 : days[month];
}

bool civil_is_valid(CivilDate d) {
    return d.year >= -999999999 && d.year <= 999999999 && d.month >= 1 && d.month <= 12 &&
           d.day >= 1 && d.day <= civil_days_in_month(d.year, d.month);
}

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

int64_t civil_to_days(CivilDate d) {
    int64_t year = d.month <= 2 ? d.year - 1 : d.year;
    int64_t era = floor_div(year, 400), year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

CivilDate civil_from_days(int64_t days) {
    days += DAYS_TO_1970;
    int64_t era = floor_div(days, DAYS_PER_ERA), day = days - era * DAYS_PER_ERA;
    int64_t year_of_era = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    return (CivilDate){year_of_era + era * 400 + (month <= 2), month,
                       (int)(day_of_year - (153 * shifted + 2) / 5 + 1)};
}

CivilDate civil_add_months(CivilDate d, int64_t months) {
    int64_t total = d.year * 12 + (d.month - 1) + months;
    CivilDate r = {floor_div(total, 12), 0, d.day};
    r.month = (int)(total - r.year * 12) + 1;
    int last = civil_days_in_month(r.year, r.month);
    if (r.day > last) r.day = last;
    return r;
}

int civil_weekday(int64_t days) {
    return (int)((days + 3) % 7 + 7) % 7 + 1;
}

int civil_week(int64_t days, int64_t *ret_week_year) {
    int64_t thursday = days - civil_weekday(days) + 4;
    int64_t year = civil_from_days(thursday).year;
    if (ret_week_year) *ret_week_year = year;
    return (int)((thursday - civil_to_days((CivilDate){year, 1, 1})) / 7) + 1;
}

static bool read_digits(Str s, size_t *at, size_t least, size_t most, int64_t *ret) {
    size_t start = *at;
    int64_t value = 0;
    while (*at < s.size && *at - start < most && s.at[*at] >= '0' && s.at[*at] <= '9')
        value = value * 10 + (s.at[(*at)++] - '0');
    *ret = value;
    return *at - start >= least;
}

bool civil_parse(Str text, CivilDate *ret) {
    size_t at = 0;
    int64_t year, month, day;
    bool negative = text.size && text.at[0] == '-';
    if (negative) at = 1;
    size_t year_start = at;
    if (!read_digits(text, &at, 4, 9, &year)) return false;
    if (at - year_start > 4 && text.at[year_start] == '0') return false;
    if (at >= text.size || text.at[at++] != '-' || !read_digits(text, &at, 2, 2, &month))
        return false;
    if (at >= text.size || text.at[at++] != '-' || !read_digits(text, &at, 2, 2, &day))
        return false;
    CivilDate d = {negative ? -year : year, (int)month, (int)day};
    if (at != text.size || !civil_is_valid(d)) return false;
    *ret = d;
    return true;
}

Str civil_text(Arena *a, CivilDate d) {
    return str_fmt(a, "%s%04lld-%02d-%02d", d.year < 0 ? "-" : "",
                   (long long)(d.year < 0 ? -d.year : d.year), d.month, d.day);
}
