// app/chart_swing.c - what moves a share most, as SVG: bars around the share as it is, widest first
//
// The darker half is where the cause is less, the lighter where it is more.
#include "app/chart.h"

#include <math.h>

enum { WIDTH = 640, LEFT = 300, RIGHT = 60, ROW = 34, TOP = 34, BOTTOM = 10 };

static double x_of(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
}

static void add_name(Buf *b, const ChartLabel *name, double y) {
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        buf_add_fmt(b, "<text x=\"%d\" y=\"%.1f\" class=\"tick %s\">", LEFT - 12, y,
                    lang == LANG_ZH ? "zh" : "en");
        HTML(b, "{}</text>", name->texts[lang]);
    }
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

void chart_add_swings(Buf *b, const ChartSwing *swings, size_t count, double middle, Str title,
                      const char *id) {
    double height = TOP + BOTTOM + ROW * (double)count, x = x_of(middle);
    buf_add_fmt(b, "<svg viewBox=\"0 0 %d %.0f\" role=\"img\" aria-labelledby=\"%s-title\">", WIDTH,
                height, id);
    HTML(b, "<title id=\"{}-title\">{}</title>", str_from(id), title);
    add_axis(b, height);
    for (size_t i = 0; i < count; i++) {
        double y = TOP + ROW * (double)i;
        add_name(b, &swings[i].name, y + 16);
        add_bar(b, middle, swings[i].low, y, "#0072b2");
        add_bar(b, middle, swings[i].high, y, "#e69f00");
    }
    buf_add_fmt(b, "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%.1f\" class=\"zero\"/></svg>\n",
                x, x, TOP - 8, height - BOTTOM);
}
