// games/plane.c - convex polygons with exact corners: hull, cut, membership
//
// The hull by Andrew's chains (1979): sorted points, a lower and an upper border, from which a
// corner goes where the border would not turn left.
#include "games/plane.h"

#include <stdlib.h>

static int compare(const void *one, const void *other) {
    const Rat *p = one, *q = other;
    int sign = mpq_cmp(&p[0], &q[0]);
    return sign ? sign : mpq_cmp(&p[1], &q[1]);
}

void polygon_turn(const Rat *p, const Rat *q, const Rat *r, Rat *ret) {
    mpq_t v[4];
    for (int i = 0; i < 4; i++) mpq_init(v[i]);
    for (int i = 0; i < 2; i++) mpq_sub(v[i], &q[i], &p[i]);
    for (int i = 0; i < 2; i++) mpq_sub(v[2 + i], &r[i], &p[i]);
    mpq_mul(v[0], v[0], v[3]);
    mpq_mul(v[1], v[1], v[2]);
    mpq_sub(ret, v[0], v[1]);
    for (int i = 0; i < 4; i++) mpq_clear(v[i]);
}

// Above 0 where the way turns left.
static int turn(const Rat *p, const Rat *q, const Rat *r) {
    mpq_t area;
    mpq_init(area);
    polygon_turn(p, q, r, area);
    int sign = mpq_sgn(area);
    mpq_clear(area);
    return sign;
}

static void set_point(Rat *to, const Rat *from) {
    mpq_set(&to[0], &from[0]);
    mpq_set(&to[1], &from[1]);
}

static void add_corner(Polygon *p, size_t first, const Rat *point) {
    while (p->count >= first + 2 &&
           turn(&p->points[2 * (p->count - 2)], &p->points[2 * (p->count - 1)], point) <= 0)
        p->count--;
    set_point(&p->points[2 * p->count++], point);
}

Polygon polygon_hull(Arena *a, Rat *points, size_t count) {
    Polygon p = {rats_new(a, 4 * count + 2), 0};
    if (count) qsort(points, count, 2 * sizeof *points, compare);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || compare(&points[2 * (kept - 1)], &points[2 * i]))
            set_point(&points[2 * kept++], &points[2 * i]);
    for (size_t i = 0; i < kept; i++) add_corner(&p, 0, &points[2 * i]);
    size_t upper = p.count ? p.count - 1 : 0;
    for (size_t i = kept > 1 ? kept - 1 : 0; i-- > 0;) add_corner(&p, upper, &points[2 * i]);
    if (p.count > 1) p.count--;
    return p;
}

// Where the way from p to q crosses the bound.
static void cross(const Rat *p, const Rat *q, size_t axis, const Rat *bound, Rat *ret) {
    mpq_t part, step;
    mpq_inits(part, step, NULL);
    mpq_sub(part, bound, &p[axis]);
    mpq_sub(step, &q[axis], &p[axis]);
    mpq_div(part, part, step);
    mpq_sub(step, &q[1 - axis], &p[1 - axis]);
    mpq_mul(part, part, step);
    mpq_add(&ret[1 - axis], &p[1 - axis], part);
    mpq_set(&ret[axis], bound);
    mpq_clears(part, step, NULL);
}

Polygon polygon_clip(Arena *a, const Polygon *p, size_t axis, const Rat *bound) {
    Rat *points = rats_new(a, 4 * p->count + 2);
    size_t count = 0;
    for (size_t i = 0; i < p->count; i++) {
        const Rat *here = &p->points[2 * i], *next = &p->points[2 * ((i + 1) % p->count)];
        int sign = mpq_cmp(&here[axis], bound), other = mpq_cmp(&next[axis], bound);
        if (sign >= 0) set_point(&points[2 * count++], here);
        if ((sign < 0 && other > 0) || (sign > 0 && other < 0))
            cross(here, next, axis, bound, &points[2 * count++]);
    }
    return polygon_hull(a, points, count);
}

static bool is_between(const Rat *p, const Rat *q, const Rat *point) {
    return turn(p, q, point) == 0 && compare(p, point) <= 0 && compare(point, q) <= 0;
}

bool polygon_has(const Polygon *p, const Rat *point) {
    if (p->count == 0) return false;
    if (p->count < 3) return is_between(p->points, &p->points[2 * (p->count - 1)], point);
    for (size_t i = 0; i < p->count; i++)
        if (turn(&p->points[2 * i], &p->points[2 * ((i + 1) % p->count)], point) < 0) return false;
    return true;
}

void polygon_least(const Polygon *p, size_t axis, Rat *ret) {
    mpq_set(ret, &p->points[axis]);
    for (size_t i = 1; i < p->count; i++)
        if (mpq_cmp(&p->points[2 * i + axis], ret) < 0) mpq_set(ret, &p->points[2 * i + axis]);
}
