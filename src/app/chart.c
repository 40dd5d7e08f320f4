// app/chart.c - bars and lines as SVG: values by period, and single bars around zero
//
// Periods and numbers stand in the picture. Who pays whom is told by the legend beside it, the
// exact amounts by the table. Binary floating point is good enough for the length of a bar. Letters
// are drawn larger on a narrow screen (statement.css), for which GLYPH leaves room.
#include "app/chart.h"

#include <assert.h>
#include <math.h>

enum { WIDTH = 640, HEIGHT = 320, RIGHT = 8, TOP = 16, BOTTOM = 40, GLYPH = 14, GAP = 10 };
enum { BAR_WIDTH = 200, BAR_HEIGHT = 12 };

typedef struct Scale {
    double low, high, step; // of values
    double left;            // of the bars; the numbers stand before it
} Scale;

void chart_series_init(Arena *a, ChartSeries *s, const Dec *up, const Dec *down, size_t periods) {
    s->up = ARENA_ARRAY(a, double, periods + 1);
    s->down = ARENA_ARRAY(a, double, periods + 1);
    for (size_t i = 0; i < periods; i++) {
        s->up[i] = dec_to_double(up[i]);
        s->down[i] = dec_to_double(down[i]);
    }
}

static const char *colour_of(size_t series) {
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
    return (Scale){floor(low / step) * step, ceil(high / step) * step, step, 0};
}

static double y_of(const Scale *s, double value) {
    return TOP + (s->high - value) / (s->high - s->low) * (HEIGHT - TOP - BOTTOM);
}

// As many digits after the point as the step between ticks has, and as a decimal can have.
static Str tick_text(Arena *a, double value, double step) {
    int places = step < 1 ? (int)fmin(ceil(-log10(step)), DEC_DIGITS) : 0;
    Dec d = DEC_ZERO;
    dec_from_text(str_fmt(a, "%.*f", places, value), &d, NULL);
    return amount_text(a, d, places);
}

static int tick_count(const Scale *s) {
    return (int)lround((s->high - s->low) / s->step) + 1;
}

static Str tick_label(Arena *a, const Scale *s, int tick) {
    double value = s->low + tick * s->step;
    return tick_text(a, fabs(value) < s->step / 2 ? 0 : fabs(value), s->step);
}

static double room_for_ticks(Arena *a, const Scale *s) {
    size_t longest = 0;
    for (int i = 0; i < tick_count(s); i++) {
        Str label = tick_label(a, s, i);
        if (label.size > longest) longest = label.size;
    }
    return (double)(longest * GLYPH + GAP);
}

static void add_axis(Buf *b, const Scale *s) {
    for (int i = 0; i < tick_count(s); i++) {
        double value = s->low + i * s->step, y = y_of(s, value);
        Str label = tick_label(b->arena, s, i);
        buf_add_fmt(b, "<line x1=\"%.1f\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
                    s->left, WIDTH - RIGHT, y, y, fabs(value) < s->step / 2 ? "zero" : "grid");
        buf_add_fmt(b, "<text x=\"%.1f\" y=\"%.1f\" class=\"tick\">%.*s</text>", s->left - GAP,
                    y + 6, STR_ARG(label));
    }
}

static void add_bar(Buf *b, const Scale *s, double x, double width, double value, size_t series) {
    if (value == 0) return;
    double top = y_of(s, fmax(value, 0)), bottom = y_of(s, fmin(value, 0));
    buf_add_fmt(b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"%s/>", x,
                top, width, fmax(bottom - top, 1), colour_of(series),
                value < 0 ? " fill-opacity=\"0.55\"" : "");
}

static void add_label(Buf *b, const ChartLabel *label, double x) {
    bool is_same = str_is(label->texts[LANG_EN], label->texts[LANG_ZH]);
    for (Lang lang = LANG_EN; lang <= (is_same ? LANG_EN : LANG_ZH); lang++) {
        buf_add_fmt(b, "<text x=\"%.1f\" y=\"%d\" class=\"period%s%s\">", x, HEIGHT - 12,
                    is_same ? "" : " ",
                    is_same           ? ""
                    : lang == LANG_ZH ? "zh"
                                      : "en");
        HTML(b, "{}</text>", label->texts[lang]);
    }
}

// As many labels as fit side by side: every how many-th period has one.
static size_t label_step(const Chart *c, const Scale *s) {
    size_t longest = 1;
    for (size_t i = 0; i < c->period_count; i++)
        if (c->periods[i].texts[LANG_EN].size > longest)
            longest = c->periods[i].texts[LANG_EN].size;
    double fit = floor((WIDTH - RIGHT - s->left) / (double)(longest * GLYPH + GAP));
    size_t labels = fit < 1 ? 1 : (size_t)fit;
    return (c->period_count + labels - 1) / labels;
}

static double slot_width(const Chart *c, const Scale *s) {
    return (WIDTH - s->left - RIGHT) / (double)c->period_count;
}

static double slot_middle(const Chart *c, const Scale *s, size_t period) {
    return s->left + slot_width(c, s) * ((double)period + 0.5);
}

static void add_bars(Buf *b, const Chart *c, const Scale *s, size_t period) {
    double width = fmin(slot_width(c, s) * 0.7 / (double)c->series_count, 48);
    double x = slot_middle(c, s, period) - width * (double)c->series_count / 2;
    for (size_t i = 0; i < c->series_count; i++, x += width) {
        add_bar(b, s, x, width * 0.94, c->series[i].up[period], i);
        add_bar(b, s, x, width * 0.94, -c->series[i].down[period], i);
    }
}

static void add_line(Buf *b, const Chart *c, const Scale *s, size_t series) {
    buf_add_fmt(b, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" points=\"",
                colour_of(series));
    for (size_t p = 0; p < c->period_count; p++)
        buf_add_fmt(b, p ? " %.1f,%.1f" : "%.1f,%.1f", slot_middle(c, s, p),
                    y_of(s, c->series[series].up[p]));
    buf_add_c(b, "\"/>");
}

// A name that would not fit before the edge is left out.
static void add_labels(Buf *b, const Chart *c, const Scale *s) {
    size_t step = c->label_every ? c->label_every : label_step(c, s);
    for (size_t i = 0; i < c->period_count; i += step) {
        double x = slot_middle(c, s, i);
        double half = (double)(c->periods[i].texts[LANG_EN].size * GLYPH) / 2;
        if (!c->label_every || x + half < WIDTH) add_label(b, &c->periods[i], x);
    }
}

static Scale open_chart(Buf *b, const Chart *c) {
    assert(c->series_count <= CHART_SERIES_MAX);
    Scale s = scale_of(c);
    s.left = room_for_ticks(b->arena, &s);
    Str id = str_from(c->id);
    buf_add_fmt(b, "<svg viewBox=\"0 0 %d %d\" role=\"img\" ", WIDTH, HEIGHT);
    HTML(b, "aria-labelledby=\"{}-title {}-text\"><title id=\"{}-title\">{}</title>", id, id, id,
         c->title);
    HTML(b, "<desc id=\"{}-text\">{}</desc>", id, c->description);
    add_axis(b, &s);
    return s;
}

void chart_add(Buf *b, const Chart *c) {
    if (!c->period_count || !c->series_count) return;
    Scale s = open_chart(b, c);
    for (size_t i = 0; i < c->period_count; i++) add_bars(b, c, &s, i);
    add_labels(b, c, &s);
    buf_add_c(b, "</svg>\n");
}

void chart_add_lines(Buf *b, const Chart *c) {
    if (!c->period_count || !c->series_count) return;
    Scale s = open_chart(b, c);
    for (size_t i = 0; i < c->series_count; i++) add_line(b, c, &s, i);
    add_labels(b, c, &s);
    buf_add_c(b, "</svg>\n");
}

void chart_add_key(Buf *b, size_t series, bool is_back) {
    buf_add_fmt(b,
                "<svg class=\"key\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" "
                "height=\"10\" fill=\"%s\"%s/></svg>",
                colour_of(series), is_back ? " fill-opacity=\"0.55\"" : "");
}

void chart_add_bar(Buf *b, Dec amount, Dec largest) {
    double half = BAR_WIDTH / 2.0, value = dec_to_double(amount);
    double length = dec_is_zero(largest) ? 0 : fabs(value) / dec_to_double(largest) * half;
    buf_add_fmt(b, "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
                BAR_WIDTH, BAR_HEIGHT);
    if (length > 0)
        buf_add_fmt(b, "<rect x=\"%.1f\" y=\"1\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                    value < 0 ? half - length : half, fmax(length, 0.5), BAR_HEIGHT - 2,
                    colour_of(value < 0));
    buf_add_fmt(b, "<line x1=\"%.0f\" x2=\"%.0f\" y1=\"0\" y2=\"%d\" class=\"zero\"/></svg>", half,
                half, BAR_HEIGHT);
}
