// app/portal_map.c - regions on a map of tiles, and the network of agreements between them
#include "app/chart_regions.h"
#include "app/portal_int.h"

#include "base/file.h"
#include "base/html.h"

enum { PLACES_MAX = 500, NODES_MAX = 40, PAIRS_MAX = 300 };

static Str address_of(const App *app, const KnownView *place) {
    Buf b = {.arena = app->arena};
    buf_add_c(&b, "/for-me?place=");
    html_add_url(&b, place->name.label);
    buf_add_c(&b, "&lang=");
    buf_add(&b, lang_name(app->options.lang));
    return buf_str(&b);
}

static const Tile *tile_of(const Tiles *t, const KnownView *place) {
    const Str names[] = {place->names[LANG_EN], place->names[LANG_ZH], place->name.id};
    for (size_t i = 0; i < 3; i++) {
        const Tile *tile = tiles_find(t, names[i]);
        if (tile) return tile;
    }
    return NULL;
}

// Two regions of other names may stand on one tile: their agreements are added up there.
static ChartRegion *regions_of(App *app, const PortalMap *m, const Tiles *tiles) {
    ChartRegion *regions = ARENA_ARRAY(app->arena, ChartRegion, m->places.count + 1);
    for (size_t i = 0; i < m->places.count; i++) {
        const KnownView *p = &m->places.items[i];
        regions[i] = (ChartRegion){.label = p->name.label,
                                   .address = address_of(app, p),
                                   .count = p->count,
                                   .tile = tile_of(tiles, p)};
        regions[i].said =
            str_fmt(app->arena, "%.*s: %lld", STR_ARG(p->name.label), (long long)p->count);
        for (size_t k = 0; k < i && regions[i].tile; k++)
            if (regions[k].tile == regions[i].tile) regions[k].count += p->count;
    }
    return regions;
}

static bool find_index(const PortalMap *m, Str english, size_t *ret) {
    for (size_t i = 0; i < m->places.count; i++)
        if (str_is(m->places.items[i].names[LANG_EN], english)) return *ret = i, true;
    return false;
}

static void set_pairs(App *app, PortalMap *m, const FindPair *pairs, size_t count) {
    m->pairs = ARENA_ARRAY(app->arena, PortalPair, count + 1);
    for (size_t i = 0; i < count; i++) {
        PortalPair p = {.count = pairs[i].count};
        if (!find_index(m, pairs[i].ids[0], &p.from) || !find_index(m, pairs[i].ids[1], &p.to))
            continue;
        m->pairs[m->pair_count++] = p;
    }
}

static Str say(const App *app, const char *english) {
    return str_from(lang_text(app->options.lang, english));
}

static void draw(App *app, PortalMap *m, const Tiles *tiles) {
    Buf map = {.arena = app->arena}, graph = {.arena = app->arena};
    ChartRegion *regions = regions_of(app, m, tiles);
    ChartLink *links = ARENA_ARRAY(app->arena, ChartLink, m->pair_count + 1);
    RegionChart c = {.lang = app->options.lang,
                     .regions = regions,
                     .count = m->places.count,
                     .title = say(app, N_("Agreements of each region")),
                     .description = say(app, N_("A tile for each region, with the number of its "
                                                "agreements. The table has the same numbers.")),
                     .id = "map"};
    chart_add_tiles(&map, &c, tiles);
    m->map = buf_str(&map);
    for (size_t i = 0; i < m->places.count; i++) m->is_placed[i] = regions[i].tile != NULL;
    c.count = c.count < NODES_MAX ? c.count : NODES_MAX;
    for (size_t i = 0; i < m->pair_count; i++)
        if (m->pairs[i].from < c.count && m->pairs[i].to < c.count)
            links[c.link_count++] =
                (ChartLink){m->pairs[i].from, m->pairs[i].to, m->pairs[i].count};
    c.links = links;
    c.id = "graph";
    c.title = say(app, N_("Agreements between regions"));
    c.description = say(app, N_("A line for each pair of regions that agreements bind, the wider "
                                "the more. The table has the same numbers."));
    if (c.count) chart_add_graph(&graph, &c);
    m->graph = c.count ? buf_str(&graph) : STR("");
}

const PortalMap *app_portal_map(App *app, const Portal *p, Err *err) {
    FindKnown *known;
    FindPair *pairs;
    size_t pair_count;
    bool is_whole;
    PortalMap *m = ARENA_NEW(app->arena, PortalMap);
    Str text = p->tiles.size ? p->tiles : tiles_built_in();
    const Tiles *tiles = tiles_parse(app->arena, STR("map"), text, err);
    Find *f = tiles ? portal_find(app, p, &is_whole, err) : NULL;
    if (!f || !find_known(app->arena, f, "place", PLACES_MAX, &known, &m->places.count, err) ||
        !find_pairs(app->arena, f, PAIRS_MAX, &pairs, &pair_count, err))
        return NULL;
    m->places.items = ARENA_ARRAY(app->arena, KnownView, m->places.count + 1);
    m->is_placed = ARENA_ARRAY(app->arena, bool, m->places.count + 1);
    for (size_t i = 0; i < m->places.count; i++)
        m->places.items[i] = (KnownView){{known[i].id, known[i].names[app->options.lang]},
                                         {known[i].names[LANG_EN], known[i].names[LANG_ZH]},
                                         known[i].count};
    set_pairs(app, m, pairs, pair_count);
    draw(app, m, tiles);
    return m;
}

bool app_portal_tiles(App *app, Str path, Str *ret, Err *err) {
    return file_read(app->arena, path, TILES_BYTES_MAX, ret, err) &&
           tiles_parse(app->arena, path, *ret, err) != NULL;
}

bool map_json(const PortalMap *m, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"regions\":[");
    for (size_t i = 0; i < m->places.count; i++) {
        const KnownView *p = &m->places.items[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "id", p->name.id);
        json_add_text(b, "name", p->name.label);
        json_add_int(b, "agreements", p->count);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "],\n\"between\":[");
    for (size_t i = 0; i < m->pair_count; i++) {
        const PortalPair *p = &m->pairs[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "one", m->places.items[p->from].name.label);
        json_add_text(b, "other", m->places.items[p->to].name.label);
        json_add_int(b, "agreements", p->count);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}
