// app/chart_curve.c - two curves over a share, and upright marks on it, as SVG
//
// What would go far beyond the rest is cut off at the top.
#include "app/chart.h"

#include <math.h>

enum { TICKS = 5 };
static const char *const COLOURS[] = {"#d55e00", "#0072b2"};

static double x_of(const ChartAxis *s, double share) {
    return s->left + share * (CHART_WIDTH - CHART_RIGHT - s->left);
}

static ChartAxis axis_of(const ChartCurves *c) {
    double low = 0, high = 0;
    for (size_t i = 0; i < c->count; i++)
        for (int k = 0; k < 2; k++) {
            low = fmin(low, c->values[k][i]);
            high = fmax(high, fmin(c->values[k][i], c->most));
        }
    return chart_axis(low, high);
}

// Up to where the curve leaves the picture.
static void add_curve(Buf *b, const ChartCurves *c, const ChartAxis *s, int which) {
    const double *values = c->values[which];
    buf_add_fmt(b, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"3\" points=\"",
                COLOURS[which]);
    for (size_t i = 0; i < c->count; i++) {
        double x = c->shares[i], y = values[i];
        bool is_beyond = y > s->high;
        if (is_beyond && i > 0) {
            double part = (s->high - values[i - 1]) / (y - values[i - 1]);
            x = c->shares[i - 1] + part * (x - c->shares[i - 1]);
        }
        buf_add_fmt(b, "%.1f,%.1f ", x_of(s, x), chart_y(s, fmin(y, s->high)));
        if (is_beyond) break;
    }
    buf_add_c(b, "\"/>");
}

static void add_mark(Buf *b, const ChartAxis *s, double share, bool is_dashed) {
    double x = x_of(s, share);
    buf_add_fmt(b,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" class=\"mark\" "
                "stroke-width=\"2.5\"%s/>",
                x, x, CHART_TOP, CHART_HEIGHT - CHART_BOTTOM,
                is_dashed ? " stroke-dasharray=\"3 5\"" : "");
}

static void add_shares(Buf *b, const ChartAxis *s) {
    for (int i = 0; i <= TICKS; i++) {
        double share = (double)i / TICKS;
        Str text = str_fmt(b->arena, "%.1f", share);
        chart_add_text(b, &(ChartLabel){{text, text}}, x_of(s, share), CHART_HEIGHT - 12,
                       i < TICKS ? "period" : "period last");
    }
}

void chart_add_curves(Buf *b, const ChartCurves *c) {
    ChartAxis s = axis_of(c);
    if (!c->count) return;
    chart_open(b, CHART_HEIGHT, c->title, c->description, c->id);
    chart_add_axis(b, &s);
    for (int k = 0; k < 2; k++) add_curve(b, c, &s, k);
    add_mark(b, &s, c->own, true);
    if (c->has_critical) add_mark(b, &s, c->critical, false);
    add_shares(b, &s);
    buf_add_c(b, "</svg>\n");
}
