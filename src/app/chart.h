// app/chart.h - bars and lines by period and bars around zero, as SVG
#ifndef SOFTLAW_APP_CHART_H
#define SOFTLAW_APP_CHART_H

#include "app/app_int.h"

// Bars by period. A series is an unordered pair of sides: what the first pays the second stands
// above the line, what flows back below it.
typedef struct ChartSeries {
    double *up, *down; // by period, not negative
} ChartSeries;
void chart_series_init(Arena *a, ChartSeries *s, const Dec *up, const Dec *down, size_t periods);

typedef struct ChartLabel {
    Str texts[2]; // by Lang
} ChartLabel;

typedef struct Chart {
    const ChartLabel *periods;
    size_t period_count;
    ChartSeries *series;
    size_t series_count;
    Str title, description; // for those who cannot see it
    const char *id;         // unique in the page
    size_t label_every;     // period has its name below; 0 = as many as have room
} Chart;
enum { CHART_SERIES_MAX = 6 };
void chart_add(Buf *b, const Chart *c);
// The same as lines through the values above zero, for what goes on from period to period.
void chart_add_lines(Buf *b, const Chart *c);
// Values spread around a middle, period by period: at 5, 25, 50, 75 and 95 % of the cases.
typedef struct ChartFan {
    const ChartLabel *periods;
    size_t period_count;
    const double (*quantiles)[5];
    bool has_line; // a level across it
    double line;
    Str title, description;
    const char *id;
} ChartFan;
void chart_add_fan(Buf *b, const ChartFan *c); // chart_fan.c

// How far each of several causes moves one share, from `low` to `high` around `middle`
// (chart_swing.c).
typedef struct ChartSwing {
    ChartLabel name;
    double low, high; // shares; low is where the cause is less
} ChartSwing;
void chart_add_swings(Buf *b, const ChartSwing *swings, size_t count, double middle, Str title,
                      const char *id);

// The colour of a series' bars, as a small square for the legend.
void chart_add_key(Buf *b, size_t series, bool is_back);
// One amount as a bar to the left (negative) or right of zero; `largest` fills its side.
void chart_add_bar(Buf *b, Dec amount, Dec largest);

#endif
