// agree/span.h - dates and lengths of time as terms have them: 2022-05-01, P30D after period end
#ifndef SOFTLAW_AGREE_SPAN_H
#define SOFTLAW_AGREE_SPAN_H

#include "agree/figure.h"

// The text as one date or duration of ISO 8601; `start` is where it stands. Nothing if it is none.
bool figures_in_iso(Str text, size_t start, FigureList *ret);
// A due day or limit of a terms block. `year_starts` is the month in which periods of a year begin,
// 0 where periods are shorter: then "P3M after period start" names a day of the year as well.
void figures_in_due(Str text, int year_starts, FigureList *ret);

#endif
