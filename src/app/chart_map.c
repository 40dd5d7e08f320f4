// app/chart_map.c - shares of cells in a rectangle, as SVG: the darker, the larger
//
// Each cell says its share where a pointer rests on it. Between ranges stand the edges.
#include "app/chart.h"

#include <math.h>

enum { RIGHT = 16, LABELS = 6 };
static const char COLOUR[] = "#d55e00";

static double width_of(const ChartMap *c, double left) {
    return (CHART_WIDTH - left - RIGHT) / (double)c->across;
}

static double height_of(const ChartMap *c) {
    return (CHART_HEIGHT - CHART_TOP - CHART_BOTTOM) / (double)c->up;
}

static double left_of(const ChartMap *c) {
    size_t longest = 0;
    for (size_t i = 0; i + 1 < c->up; i++)
        if (c->edges_up[i].texts[LANG_EN].size > longest)
            longest = c->edges_up[i].texts[LANG_EN].size;
    return (double)longest * 12 + 16;
}

static void add_cell(Buf *b, const ChartMap *c, double left, size_t x, size_t y) {
    double share = c->shares[y * c->across + x], width = width_of(c, left), height = height_of(c);
    double at = CHART_TOP + height * (double)(c->up - 1 - y);
    if (isnan(share)) return;
    buf_add_fmt(b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" ",
                left + width * (double)x, at, width - 1, height - 1);
    buf_add_fmt(b, "fill=\"%s\" fill-opacity=\"%.3f\"><title>%.1f %%</title></rect>", COLOUR,
                0.05 + 0.95 * (c->most > 0 ? share / c->most : 0), 100 * share);
}

static void add_edges(Buf *b, const ChartMap *c, double left) {
    size_t every_up = c->up / LABELS + 1, every = c->across / LABELS + 1;
    for (size_t i = 0; i + 1 < c->up; i += every_up)
        chart_add_text(b, &c->edges_up[i], left - 10,
                       CHART_TOP + height_of(c) * (double)(c->up - 1 - i) + 6, "tick");
    for (size_t i = 0; i < c->across - !c->is_by_period; i += every)
        chart_add_text(b, &c->labels_across[i],
                       left + width_of(c, left) * ((double)i + (c->is_by_period ? 0.5 : 1)),
                       CHART_HEIGHT - 12, "period");
}

void chart_add_map(Buf *b, const ChartMap *c) {
    double left = left_of(c);
    chart_open(b, CHART_HEIGHT, c->title, c->description, c->id);
    buf_add_fmt(b, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"field\"/>",
                left - 0.5, CHART_TOP, CHART_WIDTH - RIGHT - left,
                CHART_HEIGHT - CHART_TOP - CHART_BOTTOM);
    for (size_t y = 0; y < c->up; y++)
        for (size_t x = 0; x < c->across; x++) add_cell(b, c, left, x, y);
    add_edges(b, c, left);
    buf_add_c(b, "</svg>\n");
}

void chart_add_map_key(Buf *b, double share) {
    buf_add_fmt(b,
                "<svg class=\"key\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" "
                "height=\"10\" class=\"field\"/><rect width=\"10\" height=\"10\" fill=\"%s\" "
                "fill-opacity=\"%.3f\"/></svg>",
                COLOUR, 0.05 + 0.95 * share);
}
