// app/chart.c - bars as SVG: payments by period and direction
//
// Only what is the same in every language stands in the picture: periods and numbers. Who pays whom
// is told by the legend beside it, the exact amounts by the table. Binary floating point is good
// enough for the length of a bar.
#include "app/chart.h"

#include <assert.h>
#include <math.h>

enum { WIDTH = 640, HEIGHT = 300, LEFT = 110, RIGHT = 8, TOP = 12, BOTTOM = 34, LABELS_MAX = 12 };

typedef struct Scale {
    double low, high, step; // of values
} Scale;

void chart_series_init(Arena *a, ChartSeries *s, const Dec *up, const Dec *down, size_t periods) {
    s->up = ARENA_ARRAY(a, double, periods + 1);
    s->down = ARENA_ARRAY(a, double, periods + 1);
    for (size_t i = 0; i < periods; i++) {
        s->up[i] = dec_to_double(up[i]);
        s->down[i] = dec_to_double(down[i]);
    }
}

const char *chart_colour(size_t series) {
    // Okabe and Ito's palette, told apart by colour-blind readers and in grey.
    static const char *const colours[CHART_SERIES_MAX] = {"#0072b2", "#d55e00", "#009e73",
                                                          "#cc79a7", "#e69f00", "#56b4e9"};
    return colours[series % CHART_SERIES_MAX];
}

// The round number (1, 2 or 5 times a power of ten) that cuts `range` into about four.
static double round_step(double range) {
    double power = pow(10, floor(log10(range / 4))), part = range / 4 / power;
    return power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10);
}

static Scale scale_of(const Chart *c) {
    double low = 0, high = 0;
    for (size_t i = 0; i < c->series_count; i++)
        for (size_t p = 0; p < c->period_count; p++) {
            high = fmax(high, c->series[i].up[p]);
            low = fmin(low, -c->series[i].down[p]);
        }
    if (high - low <= 0) high = 1;
    double step = round_step(high - low);
    return (Scale){floor(low / step) * step, ceil(high / step) * step, step};
}

static double y_of(const Scale *s, double value) {
    return TOP + (s->high - value) / (s->high - s->low) * (HEIGHT - TOP - BOTTOM);
}

// As many digits after the point as the step between ticks has.
static Str tick_text(Arena *a, double value, double step) {
    int places = step < 1 ? (int)ceil(-log10(step)) : 0;
    Dec d = DEC_ZERO;
    dec_from_text(str_fmt(a, "%.*f", places, value), &d, NULL);
    return amount_text(a, d, places);
}

static void add_axis(Buf *b, const Scale *s) {
    Arena *a = b->arena;
    int ticks = (int)lround((s->high - s->low) / s->step);
    for (int i = 0; i <= ticks; i++) {
        double value = s->low + i * s->step, y = y_of(s, value);
        bool is_zero = fabs(value) < s->step / 2;
        buf_add_fmt(b, "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>", LEFT,
                    WIDTH - RIGHT, y, y, is_zero ? "zero" : "grid");
        Str label = tick_text(a, is_zero ? 0 : fabs(value), s->step);
        buf_add_fmt(b, "<text x=\"%d\" y=\"%.1f\" class=\"tick\">%.*s</text>", LEFT - 8, y + 4,
                    STR_ARG(label));
    }
}

static void add_bar(Buf *b, const Scale *s, double x, double width, double value, size_t series) {
    if (value == 0) return;
    double top = y_of(s, fmax(value, 0)), bottom = y_of(s, fmin(value, 0));
    buf_add_fmt(b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"%s/>", x,
                top, width, fmax(bottom - top, 1), chart_colour(series),
                value < 0 ? " fill-opacity=\"0.55\"" : "");
}

static void add_period(Buf *b, const Chart *c, const Scale *s, size_t period) {
    double slot = (double)(WIDTH - LEFT - RIGHT) / (double)c->period_count;
    double left = LEFT + slot * (double)period;
    double width = fmin(slot * 0.7 / (double)c->series_count, 48);
    double x = left + (slot - width * (double)c->series_count) / 2;
    for (size_t i = 0; i < c->series_count; i++, x += width) {
        add_bar(b, s, x, width * 0.94, c->series[i].up[period], i);
        add_bar(b, s, x, width * 0.94, -c->series[i].down[period], i);
    }
    size_t every = (c->period_count + LABELS_MAX - 1) / LABELS_MAX;
    if (period % every) return;
    buf_add_fmt(b, "<text x=\"%.1f\" y=\"%d\" class=\"period\">", left + slot / 2, HEIGHT - 12);
    HTML(b, "{}</text>", c->periods[period]);
}

void chart_add(Buf *b, const Chart *c) {
    assert(c->series_count <= CHART_SERIES_MAX);
    if (!c->period_count || !c->series_count) return;
    Scale s = scale_of(c);
    Str id = str_from(c->id);
    buf_add_fmt(b, "<svg viewBox=\"0 0 %d %d\" role=\"img\" ", WIDTH, HEIGHT);
    HTML(b, "aria-labelledby=\"{}-title {}-text\"><title id=\"{}-title\">{}</title>", id, id, id,
         c->title);
    HTML(b, "<desc id=\"{}-text\">{}</desc>", id, c->description);
    add_axis(b, &s);
    for (size_t i = 0; i < c->period_count; i++) add_period(b, c, &s, i);
    buf_add_c(b, "</svg>\n");
}
