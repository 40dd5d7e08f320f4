// app/chart_swing.c - what moves a share most, as SVG: bars around the share as it is, widest first
//
// The darker half is where the cause is less, the lighter where it is more.
#include "app/chart.h"

#include <math.h>

enum { LEFT = 300, RIGHT = 60, ROW = 34, TOP = 34, BOTTOM = 10 };

static double x_of(double share) {
    return LEFT + share * (CHART_WIDTH - LEFT - RIGHT);
}

static void add_bar(Buf *b, double from, double to, double y, const char *colour) {
    double x = x_of(fmin(from, to)), width = fabs(x_of(to) - x_of(from));
    buf_add_fmt(b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", x, y,
                fmax(width, 1), ROW - 14, colour);
}

static void add_axis(Buf *b, double height) {
    for (int i = 0; i <= 4; i++) {
        double x = x_of(i / 4.0);
        buf_add_fmt(b, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%.1f\" class=\"grid\"/>", x, x,
                    TOP - 8, height - BOTTOM);
        buf_add_fmt(b, "<text x=\"%.1f\" y=\"%d\" class=\"period\">%d %%</text>", x, TOP - 14,
                    25 * i);
    }
}

void chart_add_swings(Buf *b, const ChartSwings *c) {
    double height = TOP + BOTTOM + ROW * (double)c->count, x = x_of(c->middle);
    chart_open(b, height, c->title, c->description, c->id);
    add_axis(b, height);
    for (size_t i = 0; i < c->count; i++) {
        double y = TOP + ROW * (double)i;
        chart_add_text(b, &c->items[i].name, LEFT - 12, y + 16, "tick");
        add_bar(b, c->middle, c->items[i].low, y, "#0072b2");
        add_bar(b, c->middle, c->items[i].high, y, "#e69f00");
    }
    buf_add_fmt(b, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%.1f\" class=\"zero\"/></svg>\n",
                x, x, TOP - 8, height - BOTTOM);
}
