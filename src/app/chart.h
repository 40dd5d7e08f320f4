// app/chart.h - values by period or over a share, maps, and bars around zero, as SVG
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
typedef struct ChartSwings {
    const ChartSwing *items;
    size_t count;
    double middle;
    Str title, description;
    const char *id;
} ChartSwings;
void chart_add_swings(Buf *b, const ChartSwings *c);

// Two curves over a share, with marks (chart_curve.c).
typedef struct ChartCurves {
    const double *shares, *values[2];
    size_t count;
    double most; // nothing above it is shown
    double own, critical;
    bool has_critical;
    Str title, description;
    const char *id;
} ChartCurves;
void chart_add_curves(Buf *b, const ChartCurves *c);

// Shares in a rectangle of cells (chart_map.c).
typedef struct ChartMap {
    size_t across, up;
    const double *shares; // [y * across + x], from below; NAN: the cell is empty
    double most;          // the darkest
    bool is_by_period;    // across: labels stand below the ranges, not below their edges
    const ChartLabel *labels_across, *edges_up;
    Str title, description;
    const char *id;
} ChartMap;
void chart_add_map(Buf *b, const ChartMap *c);
// The colour of a share of the darkest, as a small square for the legend.
void chart_add_map_key(Buf *b, double share);

// ---- what the charts share (chart_axis.c) -------------------------------------------------------

enum { CHART_WIDTH = 640, CHART_HEIGHT = 320, CHART_RIGHT = 12, CHART_TOP = 16, CHART_BOTTOM = 40 };
typedef struct ChartAxis {
    double low, high, step; // of values
    double left;            // of what is drawn; the numbers stand before it
} ChartAxis;

ChartAxis chart_axis(double low,
                     double high);         // with room for both, from one round number to another
void chart_add_axis(Buf *b, ChartAxis *s); // also finds `left`
double chart_y(const ChartAxis *s, double value);
// The round number (1, 2 or 5 times a power of ten) that cuts `range` into about so many parts.
double chart_round_step(double range, double parts);
// A number as far as `step` tells it apart; in millions where the largest is so large.
ChartLabel chart_number(Arena *a, double value, double step, double largest);
// Begin a picture, with what it says to those who cannot see it; it ends with </svg>.
void chart_open(Buf *b, double height, Str title, Str description, const char *id);
void chart_add_text(Buf *b, const ChartLabel *label, double x, double y, const char *class);

// The colour of a series' bars, as a small square for the legend.
void chart_add_key(Buf *b, size_t series, bool is_back);
// One amount as a bar to the left (negative) or right of zero; `largest` fills its side.
void chart_add_bar(Buf *b, Dec amount, Dec largest);

#endif
