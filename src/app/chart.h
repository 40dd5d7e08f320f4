// app/chart.h - bars by period, as SVG
#ifndef SOFTLAW_APP_CHART_H
#define SOFTLAW_APP_CHART_H

#include "app/app_int.h"

// Bars by period. A series is an unordered pair of sides: what the first pays the second stands
// above the line, what flows back below it.
typedef struct ChartSeries {
    double *up, *down; // by period, not negative
} ChartSeries;
void chart_series_init(Arena *a, ChartSeries *s, const Dec *up, const Dec *down, size_t periods);

typedef struct Chart {
    const Str *periods;
    size_t period_count;
    ChartSeries *series;
    size_t series_count;
    Str title, description; // for those who cannot see it
    const char *id;         // unique in the page
} Chart;
enum { CHART_SERIES_MAX = 6 };
// The series' colour, as "#0072b2".
const char *chart_colour(size_t series);
void chart_add(Buf *b, const Chart *c);

#endif
