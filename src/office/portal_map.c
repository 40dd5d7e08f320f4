// office/portal_map.c - regions on a map of tiles and as a network, with the numbers beside
#include "base/html.h"
#include "office/portal.h"

typedef struct MapRow {
    const KnownView *place;
    Str count;
    bool is_placed;
} MapRow;

typedef struct PairRow {
    Str one, other, count;
} PairRow;

typedef struct MapPage {
    Heading heading;
    const PortalMap *map;
    MapRow *rows;
    PairRow *pairs;
} MapPage;

#include "office/layout.html.h"

#include "office/map.html.h"

static Str counted(const OfficeCall *c, int64_t count) {
    return str_fmt(c->arena, "%lld", (long long)count);
}

bool page_use_map(const OfficeCall *c, Out *out, Err *err) {
    Page p = portal_page(c);
    p.scripts = page_charts;
    const PortalMap *m = app_portal_map(c->app, c->portal, err);
    if (!m) return false;
    MapPage v = {.heading = {page_say(c, N_("Map and network of regions")), true},
                 .map = m,
                 .rows = ARENA_ARRAY(c->arena, MapRow, m->places.count + 1),
                 .pairs = ARENA_ARRAY(c->arena, PairRow, m->pair_count + 1)};
    for (size_t i = 0; i < m->places.count; i++)
        v.rows[i] =
            (MapRow){&m->places.items[i], counted(c, m->places.items[i].count), m->is_placed[i]};
    for (size_t i = 0; i < m->pair_count; i++)
        v.pairs[i] =
            (PairRow){m->places.items[m->pairs[i].from].name.label,
                      m->places.items[m->pairs[i].to].name.label, counted(c, m->pairs[i].count)};
    page_map(&out->buf, &p, &v);
    return out_end(out);
}

bool use_map(const OfficeCall *c, Out *out, Err *err) {
    const PortalMap *m = app_portal_map(c->app, c->portal, err);
    return m && map_json(m, out);
}
