// app/chart_fan.c - how a value spreads over time, as SVG: two bands around a middle, and a level
#include "app/chart.h"

#include <math.h>

enum {
    WIDTH = 640,
    HEIGHT = 320,
    RIGHT = 12,
    GLYPH = 14,
    GAP = 10,
    TOP = 16,
    BOTTOM = 40,
    LABELS = 6
};
static const char BAND[] = "#0072b2", LEVEL[] = "#d55e00";

typedef struct FanScale {
    double low, high, step;
    double left; // of the bands; the numbers stand before it
} FanScale;

static FanScale scale_of(const ChartFan *c) {
    double low = c->has_line ? c->line : INFINITY, high = c->has_line ? c->line : -INFINITY;
    for (size_t p = 0; p < c->period_count; p++) {
        low = fmin(low, c->quantiles[p][0]);
        high = fmax(high, c->quantiles[p][4]);
    }
    if (!(high > low)) high = low + 1;
    double power = pow(10, floor(log10((high - low) / 4))), part = (high - low) / 4 / power;
    double step = power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10);
    return (FanScale){floor(low / step) * step, ceil(high / step) * step, step, 0};
}

static double x_of(const ChartFan *c, const FanScale *s, size_t period) {
    double span = WIDTH - s->left - RIGHT;
    return s->left + span * ((double)period + 0.5) / (double)c->period_count;
}

static double y_of(const FanScale *s, double value) {
    return TOP + (s->high - value) / (s->high - s->low) * (HEIGHT - TOP - BOTTOM);
}

static int tick_count(const FanScale *s) {
    return (int)lround((s->high - s->low) / s->step) + 1;
}

static Str tick_label(Arena *a, const FanScale *s, int tick) {
    int places = s->step < 1 ? (int)ceil(-log10(s->step)) : 0;
    double value = s->low + tick * s->step;
    Dec d = DEC_ZERO;
    dec_from_text(str_fmt(a, "%.*f", places, fabs(value) < s->step / 2 ? 0 : value), &d, NULL);
    return amount_text(a, d, places);
}

static double room_for_ticks(Arena *a, const FanScale *s) {
    size_t longest = 0;
    for (int i = 0; i < tick_count(s); i++) {
        Str label = tick_label(a, s, i);
        if (label.size > longest) longest = label.size;
    }
    return (double)(longest * GLYPH + GAP);
}

static void add_axis(Buf *b, const FanScale *s) {
    for (int i = 0; i < tick_count(s); i++) {
        double value = s->low + i * s->step, y = y_of(s, value);
        Str label = tick_label(b->arena, s, i);
        buf_add_fmt(b, "<line x1=\"%.1f\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
                    s->left, WIDTH - RIGHT, y, y, fabs(value) < s->step / 2 ? "zero" : "grid");
        buf_add_fmt(b, "<text x=\"%.1f\" y=\"%.1f\" class=\"tick\">%.*s</text>", s->left - GAP,
                    y + 6, STR_ARG(label));
    }
}

static void add_band(Buf *b, const ChartFan *c, const FanScale *s, size_t low, size_t high,
                     const char *opacity) {
    buf_add_fmt(b, "<polygon fill=\"%s\" fill-opacity=\"%s\" points=\"", BAND, opacity);
    for (size_t p = 0; p < c->period_count; p++)
        buf_add_fmt(b, "%.1f,%.1f ", x_of(c, s, p), y_of(s, c->quantiles[p][high]));
    for (size_t p = c->period_count; p-- > 0;)
        buf_add_fmt(b, "%.1f,%.1f ", x_of(c, s, p), y_of(s, c->quantiles[p][low]));
    buf_add_c(b, "\"/>");
}

static void add_middle(Buf *b, const ChartFan *c, const FanScale *s) {
    buf_add_fmt(b, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" points=\"", BAND);
    for (size_t p = 0; p < c->period_count; p++)
        buf_add_fmt(b, "%.1f,%.1f ", x_of(c, s, p), y_of(s, c->quantiles[p][2]));
    buf_add_c(b, "\"/>");
}

static void add_level(Buf *b, const ChartFan *c, const FanScale *s) {
    double y = y_of(s, c->line);
    if (!c->has_line) return;
    buf_add_fmt(b,
                "<line x1=\"%.1f\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" "
                "stroke-width=\"2.5\" stroke-dasharray=\"8 5\"/>",
                s->left, WIDTH - RIGHT, y, y, LEVEL);
}

static void add_labels(Buf *b, const ChartFan *c, const FanScale *s) {
    size_t every = (c->period_count + LABELS - 1) / LABELS;
    for (size_t p = 0; p < c->period_count; p += every)
        buf_add_fmt(b, "<text x=\"%.1f\" y=\"%d\" class=\"period\">%.*s</text>", x_of(c, s, p),
                    HEIGHT - 12, STR_ARG(c->periods[p].texts[LANG_EN]));
}

void chart_add_fan(Buf *b, const ChartFan *c) {
    FanScale s = scale_of(c);
    Str id = str_from(c->id);
    if (!c->period_count) return;
    s.left = room_for_ticks(b->arena, &s);
    buf_add_fmt(b, "<svg viewBox=\"0 0 %d %d\" role=\"img\" ", WIDTH, HEIGHT);
    HTML(b, "aria-labelledby=\"{}-title {}-text\"><title id=\"{}-title\">{}</title>", id, id, id,
         c->title);
    HTML(b, "<desc id=\"{}-text\">{}</desc>", id, c->description);
    add_axis(b, &s);
    add_band(b, c, &s, 0, 4, "0.16");
    add_band(b, c, &s, 1, 3, "0.30");
    add_middle(b, c, &s);
    add_level(b, c, &s);
    add_labels(b, c, &s);
    buf_add_c(b, "</svg>\n");
}
