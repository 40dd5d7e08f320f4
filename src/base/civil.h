// base/civil.h - the proleptic Gregorian calendar on int64 days (day 0 = 1970-01-01)
//
// Years run from -999,999,999 to 999,999,999 as XML Schema and FEEL allow. No clock here.
#ifndef SOFTLAW_BASE_CIVIL_H
#define SOFTLAW_BASE_CIVIL_H

#include "base/str.h"

typedef struct CivilDate {
    int64_t year;
    int month, day; // 1..12, 1..31
} CivilDate;

bool civil_is_valid(CivilDate d);
int civil_days_in_month(int64_t year, int month);
int64_t civil_to_days(CivilDate d);
CivilDate civil_from_days(int64_t days);
// Add months; the day is cut to the end of the month (31 Jan + 1 month = 28 or 29 Feb).
CivilDate civil_add_months(CivilDate d, int64_t months);
// Monday 1 … Sunday 7 (ISO 8601).
int civil_weekday(int64_t days);
// ISO 8601 week number and its year.
int civil_week(int64_t days, int64_t *ret_week_year);
// "YYYY-MM-DD" exactly (years of more than four digits as in XML Schema). False if malformed.
bool civil_parse(Str text, CivilDate *ret);
Str civil_text(Arena *a, CivilDate d);

#endif
