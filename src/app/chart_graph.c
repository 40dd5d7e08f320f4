// app/chart_graph.c - regions on a circle, and lines between those whom agreements bind, as SVG
#include "app/chart_regions.h"

#include "base/html.h"

#include <math.h>

enum { WIDTH = 640, HEIGHT = 460, LABEL_MAX = 14, THINNEST = 2, WIDEST = 10 };
static const double RADIUS = 150, PI = 3.14159265358979;

void region_chart_open(Buf *b, const RegionChart *c, size_t width, size_t height,
                       const char *class) {
    buf_add_fmt(b,
                "<svg class=\"%s\" viewBox=\"0 0 %zu %zu\" role=\"group\" aria-labelledby=\"%s-t "
                "%s-d\"><title id=\"%s-t\">",
                class, width, height, c->id, c->id, c->id);
    html_add(b, c->title);
    buf_add_fmt(b, "</title><desc id=\"%s-d\">", c->id);
    html_add(b, c->description);
    buf_add_c(b, "</desc>\n");
}

void region_link_open(Buf *b, const ChartRegion *r) {
    buf_add_c(b, "<a href=\"");
    html_add(b, r->address);
    buf_add_c(b, "\"><title>");
    html_add(b, r->said);
    buf_add_c(b, "</title>");
}

static double angle_of(const RegionChart *c, size_t index) {
    return 2 * PI * (double)index / (double)c->count - PI / 2;
}

static double x_of(double angle, double radius) {
    return WIDTH / 2.0 + radius * cos(angle);
}

static double y_of(double angle, double radius) {
    return HEIGHT / 2.0 + radius * sin(angle);
}

static void add_link(Buf *b, const RegionChart *c, const ChartLink *l, int64_t most) {
    double from = angle_of(c, l->from), to = angle_of(c, l->to);
    double share = most > 1 ? (double)(l->count - 1) / (double)(most - 1) : 0;
    double width = THINNEST + (WIDEST - THINNEST) * share;
    buf_add_fmt(b, "<path d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\" stroke-width=\"%.1f\"/>\n",
                x_of(from, RADIUS), y_of(from, RADIUS), WIDTH / 2.0, HEIGHT / 2.0, x_of(to, RADIUS),
                y_of(to, RADIUS), width);
}

// A name that is too long is cut; the table beside has it whole.
static void add_label(Buf *b, Str label) {
    enum { FIRST_WIDE = 0x1100 }; // such letters are as wide as two others
    size_t at = 0, width = 0;
    for (uint32_t c = 0; at < label.size && width < LABEL_MAX;) {
        size_t size = utf8_get(label, at, &c);
        at += size ? size : 1;
        width += c >= FIRST_WIDE ? 2 : 1;
    }
    html_add(b, str_part(label, 0, at));
    if (at < label.size) buf_add_c(b, "…");
}

static void add_node(Buf *b, const RegionChart *c, size_t index) {
    double angle = angle_of(c, index), side = cos(angle);
    const char *anchor = fabs(side) < 0.2 ? "middle" : side > 0 ? "start" : "end";
    double y = y_of(angle, RADIUS + 16) + 6 + (fabs(side) < 0.2 ? 10 * sin(angle) : 0);
    region_link_open(b, &c->regions[index]);
    buf_add_fmt(b,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"8\"/><text x=\"%.1f\" y=\"%.1f\" "
                "text-anchor=\"%s\">",
                x_of(angle, RADIUS), y_of(angle, RADIUS), x_of(angle, RADIUS + 16), y, anchor);
    add_label(b, c->regions[index].label);
    buf_add_c(b, "</text></a>\n");
}

void chart_add_graph(Buf *b, const RegionChart *c) {
    int64_t most = 1;
    for (size_t i = 0; i < c->link_count; i++)
        if (c->links[i].count > most) most = c->links[i].count;
    region_chart_open(b, c, WIDTH, HEIGHT, "graph");
    for (size_t i = 0; i < c->link_count; i++) add_link(b, c, &c->links[i], most);
    for (size_t i = 0; i < c->count; i++) add_node(b, c, i);
    buf_add_c(b, "</svg>\n");
}
