// app/chart_fan.c - how a value spreads over time, as SVG: two bands around a middle, and a level
#include "app/chart.h"

#include <math.h>

enum { LABELS = 6 };
static const char BAND[] = "#0072b2", LEVEL[] = "#d55e00";

static ChartAxis axis_of(const ChartFan *c) {
    double low = c->has_line ? c->line : INFINITY, high = c->has_line ? c->line : -INFINITY;
    for (size_t p = 0; p < c->period_count; p++) {
        low = fmin(low, c->quantiles[p][0]);
        high = fmax(high, c->quantiles[p][4]);
    }
    return chart_axis(low, high);
}

static double x_of(const ChartFan *c, const ChartAxis *s, size_t period) {
    double span = CHART_WIDTH - s->left - CHART_RIGHT;
    return s->left + span * ((double)period + 0.5) / (double)c->period_count;
}

static void add_band(Buf *b, const ChartFan *c, const ChartAxis *s, size_t low, size_t high,
                     const char *opacity) {
    buf_add_fmt(b, "<polygon fill=\"%s\" fill-opacity=\"%s\" points=\"", BAND, opacity);
    for (size_t p = 0; p < c->period_count; p++)
        buf_add_fmt(b, "%.1f,%.1f ", x_of(c, s, p), chart_y(s, c->quantiles[p][high]));
    for (size_t p = c->period_count; p-- > 0;)
        buf_add_fmt(b, "%.1f,%.1f ", x_of(c, s, p), chart_y(s, c->quantiles[p][low]));
    buf_add_c(b, "\"/>");
}

static void add_middle(Buf *b, const ChartFan *c, const ChartAxis *s) {
    buf_add_fmt(b, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" points=\"", BAND);
    for (size_t p = 0; p < c->period_count; p++)
        buf_add_fmt(b, "%.1f,%.1f ", x_of(c, s, p), chart_y(s, c->quantiles[p][2]));
    buf_add_c(b, "\"/>");
}

static void add_level(Buf *b, const ChartFan *c, const ChartAxis *s) {
    double y = chart_y(s, c->line);
    if (!c->has_line) return;
    buf_add_fmt(b,
                "<line x1=\"%.1f\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" "
                "stroke-width=\"2.5\" stroke-dasharray=\"8 5\"/>",
                s->left, CHART_WIDTH - CHART_RIGHT, y, y, LEVEL);
}

static void add_labels(Buf *b, const ChartFan *c, const ChartAxis *s) {
    size_t every = (c->period_count + LABELS - 1) / LABELS;
    for (size_t p = 0; p < c->period_count; p += every)
        chart_add_text(b, &c->periods[p], x_of(c, s, p), CHART_HEIGHT - 12, "period");
}

void chart_add_fan(Buf *b, const ChartFan *c) {
    ChartAxis s = axis_of(c);
    if (!c->period_count) return;
    chart_open(b, CHART_HEIGHT, c->title, c->description, c->id);
    chart_add_axis(b, &s);
    add_band(b, c, &s, 0, 4, "0.16");
    add_band(b, c, &s, 1, 3, "0.30");
    add_middle(b, c, &s);
    add_level(b, c, &s);
    add_labels(b, c, &s);
    buf_add_c(b, "</svg>\n");
}
