// app/evolve_phase.c - where large populations go from everywhere: a phase diagram as SVG
//
// Two populations fill a square, three a cube seen from a corner, one with three strategies a
// triangle. Each thin line starts in another mixture and follows the replicator equation, its arrow
// says which way; the bold one starts where the file says. A full dot is a stable state.
#include "app/evolve_int.h"
#include "app/page.h"

#include <math.h>

enum { SIZE = 560, MARGIN = 70, POINTS = 1000, AXES_MAX = 3 };
static const double ARROW = 7, NEAR = 3, LEAN = 0.5, HEIGHT_OF_TRIANGLE = 0.8660254037844386;

typedef struct Phase {
    const EvolveFile *file;
    const EvolveResult *result;
    Buf *b;
    size_t axes; // coordinates of a state
} Phase;

typedef struct Spot {
    double x, y;
} Spot;

static bool is_triangle(const Phase *f) {
    return f->file->form == EVOLVE_SHARES;
}

// ---- where a state lies -------------------------------------------------------------------------

static Spot flat(double x, double y) {
    double span = SIZE - 2 * MARGIN;
    return (Spot){MARGIN + span * x, SIZE - MARGIN - span * y};
}

// Of a cube the third side goes back, up to the right.
static Spot spot_of(const Phase *f, const double *shares) {
    if (is_triangle(f)) return flat(shares[1] + shares[2] / 2, shares[2] * HEIGHT_OF_TRIANGLE);
    if (f->axes == 2) return flat(shares[0], shares[1]);
    double front = 1 / (1 + LEAN);
    return flat((shares[0] + LEAN * shares[2]) * front, (shares[1] + LEAN * shares[2]) * front);
}

static void corner(const Phase *f, size_t vertex, double ret[AXES_MAX]) {
    for (size_t i = 0; i < f->axes; i++)
        ret[i] = is_triangle(f) ? i == vertex : (double)(vertex >> i & 1);
}

static size_t corner_count(const Phase *f) {
    return is_triangle(f) ? 3 : (size_t)1 << f->axes;
}

// ---- lines --------------------------------------------------------------------------------------

static void add_edges(const Phase *f) {
    for (size_t v = 0; v < corner_count(f); v++)
        for (size_t w = v + 1; w < corner_count(f); w++) {
            double from[AXES_MAX], to[AXES_MAX];
            size_t differ = v ^ w;
            if (!is_triangle(f) && differ & (differ - 1)) continue;
            corner(f, v, from);
            corner(f, w, to);
            Spot a = spot_of(f, from), b = spot_of(f, to);
            buf_add_fmt(f->b,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"grid\"/>",
                        a.x, a.y, b.x, b.y);
        }
}

static void add_arrow(const Phase *f, Spot from, Spot to) {
    double length = hypot(to.x - from.x, to.y - from.y);
    if (length < 1e-3) return;
    double x = (to.x - from.x) / length * ARROW, y = (to.y - from.y) / length * ARROW;
    buf_add_fmt(f->b, "<path d=\"M%.1f,%.1fL%.1f,%.1fL%.1f,%.1fZ\" fill=\"#595959\"/>", from.x + x,
                from.y + y, from.x - y / 2, from.y + x / 2, from.x + y / 2, from.y - x / 2);
}

// The arrow stands where a third of the line's length is behind it.
static void add_arrow_on(const Phase *f, const Spot *spots, size_t count) {
    double whole = 0, behind = 0;
    for (size_t i = 1; i < count; i++)
        whole += hypot(spots[i].x - spots[i - 1].x, spots[i].y - spots[i - 1].y);
    if (whole < ARROW) return;
    for (size_t i = 1; i < count; i++) {
        behind += hypot(spots[i].x - spots[i - 1].x, spots[i].y - spots[i - 1].y);
        if (behind < whole / 3) continue;
        add_arrow(f, spots[i - 1], spots[i]);
        return;
    }
}

static bool follow(const Phase *f, const double *start, double *ret_path) {
    const EvolveFile *file = f->file;
    if (is_triangle(f))
        return evolve_replicator_path(&file->model.game, start, file->time, POINTS, ret_path);
    return evolve_parties_path(&file->parties, start, file->time, POINTS, ret_path);
}

// Points that could not be told apart are left out.
static size_t spots_of_path(const Phase *f, const double *path, Spot *ret) {
    size_t count = 0;
    for (size_t i = 0; i < POINTS; i++) {
        Spot at = spot_of(f, &path[i * f->axes]);
        if (!count || hypot(at.x - ret[count - 1].x, at.y - ret[count - 1].y) >= NEAR)
            ret[count++] = at;
    }
    return count;
}

static void add_line(const Phase *f, const double *start, bool is_own) {
    double path[POINTS * AXES_MAX];
    Spot spots[POINTS];
    if (!follow(f, start, path)) return;
    size_t count = spots_of_path(f, path, spots);
    buf_add_fmt(f->b, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" points=\"",
                is_own ? "#0072b2" : "#8c8c8c", is_own ? "3.5" : "1.2");
    for (size_t i = 0; i < count; i++)
        buf_add_fmt(f->b, i ? " %.1f,%.1f" : "%.1f,%.1f", spots[i].x, spots[i].y);
    buf_add_c(f->b, "\"/>");
    if (!is_own) add_arrow_on(f, spots, count);
}

// Evenly over the inside.
static void add_lines_of_triangle(const Phase *f) {
    enum { PARTS = 4 };
    for (size_t i = 0; i < PARTS - 1; i++)
        for (size_t j = 0; i + j < PARTS - 1; j++) {
            double step = 1.0 / (PARTS + 0.5);
            double first = ((double)i + 0.75) * step, second = ((double)j + 0.75) * step;
            add_line(f, (const double[]){first, second, 1 - first - second}, false);
        }
}

static void add_lines_of_box(const Phase *f) {
    size_t cells = f->axes == 2 ? 5 : 3, all = f->axes == 2 ? cells * cells : cells * cells * cells;
    for (size_t n = 0; n < all; n++) {
        size_t at[AXES_MAX] = {n % cells, n / cells % cells, n / (cells * cells)};
        double start[AXES_MAX];
        for (size_t i = 0; i < f->axes; i++) start[i] = ((double)at[i] + 0.5) / (double)cells;
        add_line(f, start, false);
    }
}

// ---- names and states ---------------------------------------------------------------------------

// An arrow before the name says which way the share grows.
static void add_name(const Phase *f, Spot at, const char *anchor, const char *arrow, size_t axis) {
    BothText name = evolve_series_name(f->b->arena, f->file, axis);
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        buf_add_fmt(f->b, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s", at.x,
                    at.y, anchor, lang == LANG_ZH ? "zh" : "en", arrow);
        HTML(f->b, "{}</text>", name.texts[lang]);
    }
}

static void add_axis_names(const Phase *f) {
    Spot bottom = flat(0.5, 0), left = flat(0, 1), right = flat(1, 0.5);
    add_name(f, (Spot){bottom.x, bottom.y + 40}, "middle", "→ ", 0);
    add_name(f, (Spot){left.x, left.y - 24}, "start", "↑ ", 1);
    if (f->axes == 3) add_name(f, (Spot){right.x + MARGIN - 4, right.y}, "end", "↗ ", 2);
}

static void add_corner_names(const Phase *f) {
    static const char *const anchors[] = {"start", "end", "middle"};
    for (size_t s = 0; s < 3; s++) {
        double state[AXES_MAX];
        corner(f, s, state);
        Spot at = spot_of(f, state);
        at.x += s == 0 ? -MARGIN / 2.0 : s == 1 ? MARGIN / 2.0 : 0;
        add_name(f, (Spot){at.x, at.y + (s == 2 ? -24 : 40)}, anchors[s], "", s);
    }
}

static void add_states(const Phase *f) {
    for (size_t v = 0; v < f->result->vertex_count; v++) {
        double state[AXES_MAX];
        bool is_stable = f->result->vertices[v].verdict == EVOLVE_STABLE;
        corner(f, v, state);
        Spot at = spot_of(f, state);
        buf_add_fmt(f->b,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"7\" fill=\"%s\" stroke=\"#1a1a1a\" "
                    "stroke-width=\"1.5\"/>",
                    at.x, at.y, is_stable ? "#1a1a1a" : "#ffffff");
    }
}

// ---- the diagram --------------------------------------------------------------------------------

bool evolve_has_phase(const EvolveFile *f) {
    size_t count = evolve_series_count(f);
    return f->form == EVOLVE_SHARES ? count == 3
                                    : f->form == EVOLVE_SIDES && (count == 2 || count == 3);
}

void evolve_add_phase(Buf *b, const EvolveResult *r) {
    const Phase f = {r->file, r, b, evolve_series_count(r->file)};
    buf_add_fmt(b, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"phase-title\">", SIZE,
                SIZE);
    HTML(b, "<title id=\"phase-title\">{} · {}</title>",
         str_from(lang_text(LANG_EN, N_("Where it goes from everywhere"))),
         str_from(lang_text(LANG_ZH, "Where it goes from everywhere")));
    add_edges(&f);
    (is_triangle(&f) ? add_lines_of_triangle : add_lines_of_box)(&f);
    add_line(&f, r->file->shares, true);
    (is_triangle(&f) ? add_corner_names : add_axis_names)(&f);
    add_states(&f);
    buf_add_c(b, "</svg>\n");
}
