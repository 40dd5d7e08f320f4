// app/chart_axis.c - the frame of a chart: what it says to those who cannot see it, values upwards
//
// Large numbers are told in millions, in Chinese in units of ten thousand or a hundred million.
#include "app/chart.h"

#include <math.h>

enum { GLYPH = 14, WIDE = 24, GAP = 10 }; // of letters on a narrow screen
static const double LARGE = 1e6, WAN = 1e4, YI = 1e8;

double chart_round_step(double range, double parts) {
    double power = pow(10, floor(log10(range / parts))), part = range / parts / power;
    return power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10);
}

// As many digits after the point as the step between ticks has.
static Str number_text(Arena *a, double value, double step, const char *unit) {
    int places = step < 1 ? (int)ceil(-log10(step) - 1e-9) : 0;
    Dec d = DEC_ZERO;
    dec_from_text(str_fmt(a, "%.*f", places, fabs(value) < step / 2 ? 0 : value), &d, NULL);
    Str number = amount_text(a, d, places);
    return *unit ? str_fmt(a, "%.*s %s", STR_ARG(number), unit) : number;
}

ChartLabel chart_number(Arena *a, double value, double step, double largest) {
    if (largest < LARGE || fabs(value) < step / 2) {
        Str both = number_text(a, value, step, "");
        return (ChartLabel){{both, both}};
    }
    double unit = largest < YI ? WAN : YI;
    return (ChartLabel){{number_text(a, value / LARGE, step / LARGE, "M"),
                         number_text(a, value / unit, step / unit, largest < YI ? "万" : "亿")}};
}

void chart_add_text(Buf *b, const ChartLabel *label, double x, double y, const char *class) {
    bool is_same = str_is(label->texts[LANG_EN], label->texts[LANG_ZH]);
    static const char *const tails[] = {" en", " zh"};
    for (Lang lang = LANG_EN; lang <= (is_same ? LANG_EN : LANG_ZH); lang++) {
        buf_add_fmt(b, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s%s\">", x, y, class,
                    is_same ? "" : tails[lang]);
        HTML(b, "{}</text>", label->texts[lang]);
    }
}

ChartAxis chart_axis(double low, double high) {
    if (!(high > low)) high = low + 1;
    double step = chart_round_step(high - low, 4);
    return (ChartAxis){
        .low = floor(low / step) * step, .high = ceil(high / step) * step, .step = step};
}

double chart_y(const ChartAxis *s, double value) {
    return CHART_TOP +
           (s->high - value) / (s->high - s->low) * (CHART_HEIGHT - CHART_TOP - CHART_BOTTOM);
}

static int tick_count(const ChartAxis *s) {
    return (int)lround((s->high - s->low) / s->step) + 1;
}

static ChartLabel tick_label(Arena *a, const ChartAxis *s, int tick) {
    return chart_number(a, s->low + tick * s->step, s->step, fmax(fabs(s->low), fabs(s->high)));
}

// A letter of many bytes is a wide one.
static size_t width_of(Str text) {
    size_t width = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        width += byte < 0x80 ? GLYPH : byte >= 0xc0 ? WIDE : 0;
    }
    return width;
}

static double room_for_ticks(Arena *a, const ChartAxis *s) {
    size_t longest = 0;
    for (int i = 0; i < tick_count(s); i++) {
        ChartLabel label = tick_label(a, s, i);
        for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++)
            if (width_of(label.texts[lang]) > longest) longest = width_of(label.texts[lang]);
    }
    return (double)(longest + GAP);
}

void chart_add_axis(Buf *b, ChartAxis *s) {
    s->left = room_for_ticks(b->arena, s);
    for (int i = 0; i < tick_count(s); i++) {
        double value = s->low + i * s->step, y = chart_y(s, value);
        ChartLabel label = tick_label(b->arena, s, i);
        buf_add_fmt(b, "<line x1=\"%.1f\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
                    s->left, CHART_WIDTH - CHART_RIGHT, y, y,
                    fabs(value) < s->step / 2 ? "zero" : "grid");
        chart_add_text(b, &label, s->left - GAP, y + 6, "tick");
    }
}

void chart_open(Buf *b, double height, Str title, Str description, const char *id) {
    Str name = str_from(id);
    buf_add_fmt(b, "<svg viewBox=\"0 0 %d %.0f\" role=\"img\" ", CHART_WIDTH, height);
    HTML(b, "aria-labelledby=\"{}-title {}-text\"><title id=\"{}-title\">{}</title>", name, name,
         name, title);
    HTML(b, "<desc id=\"{}-text\">{}</desc>", name, description);
}
