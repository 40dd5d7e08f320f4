// games/plane.h - convex polygons with exact corners
#ifndef SOFTLAW_GAMES_PLANE_H
#define SOFTLAW_GAMES_PLANE_H

#include "games/rat.h"

// Corners against the clock, none between two others.
// One corner is a point, two are a segment, none is the empty set.
typedef struct Polygon {
    Rat *points; // x and y of each
    size_t count;
} Polygon;

// The least convex polygon around `count` points; their order changes.
Polygon polygon_hull(Arena *a, Rat *points, size_t count);
// The part where coordinate `axis` (0 or 1) is at least `bound`.
Polygon polygon_clip(Arena *a, const Polygon *p, size_t axis, const Rat *bound);
// Is the point inside or on the border?
bool polygon_has(const Polygon *p, const Rat *point);
// The least of a coordinate; of a polygon that is not empty.
void polygon_least(const Polygon *p, size_t axis, Rat *ret);
// Twice the area of the triangle of three points, below 0 where they go with the clock.
void polygon_turn(const Rat *p, const Rat *q, const Rat *r, Rat *ret);

#endif
