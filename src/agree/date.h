// agree/date.h - dates as people write them: 2022年5月1日, 1 January 2020, 31 March, 2021
#ifndef SOFTLAW_AGREE_DATE_H
#define SOFTLAW_AGREE_DATE_H

#include "agree/figure.h"

// Is the numeral, with what stands around it, a date, a month of a year, a day of each year, a
// year? Then kind, value and end are set.
bool date_of(Str text, const Numeral *n, Figure *ret);

#endif
