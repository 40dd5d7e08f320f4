// app/chart_tiles.c - regions as tiles of a map, each with how many agreements concern it, as SVG
#include "app/chart_regions.h"

#include "base/html.h"

enum { TILE = 64, GAP = 4, SHADES = 3 };

static int64_t most_of(const RegionChart *c) {
    int64_t most = 1;
    for (size_t i = 0; i < c->count; i++)
        if (c->regions[i].count > most) most = c->regions[i].count;
    return most;
}

// The one that stands on a tile; NULL where none does.
static const ChartRegion *region_on(const RegionChart *c, const Tile *tile) {
    for (size_t i = 0; i < c->count; i++)
        if (c->regions[i].tile == tile) return &c->regions[i];
    return NULL;
}

static void add_square(Buf *b, const RegionChart *c, const Tile *tile, const ChartRegion *r,
                       int64_t most) {
    size_t x = tile->column * TILE, y = tile->row * TILE;
    int64_t shade = r ? 1 + (r->count - 1) * SHADES / most : 0;
    if (shade > SHADES) shade = SHADES;
    buf_add_fmt(b,
                "<g class=\"t%d\"><rect x=\"%zu\" y=\"%zu\" width=\"%d\" height=\"%d\" rx=\"6\"/>",
                (int)shade, x + GAP / 2, y + GAP / 2, TILE - GAP, TILE - GAP);
    buf_add_fmt(b, "<text x=\"%zu\" y=\"%zu\">", x + TILE / 2, y + (r ? 28u : 38u));
    html_add(b, tile_label(tile, c->lang));
    buf_add_c(b, "</text>");
    if (r)
        buf_add_fmt(b, "<text x=\"%zu\" y=\"%zu\" class=\"count\">%lld</text>", x + TILE / 2,
                    y + 50u, (long long)r->count);
    buf_add_c(b, "</g>");
}

void chart_add_tiles(Buf *b, const RegionChart *c, const Tiles *tiles) {
    int64_t most = most_of(c);
    region_chart_open(b, c, tiles->columns * TILE, tiles->rows * TILE, "tiles");
    for (size_t i = 0; i < tiles->count; i++) {
        const ChartRegion *r = region_on(c, &tiles->items[i]);
        if (r) region_link_open(b, r);
        add_square(b, c, &tiles->items[i], r, most);
        if (r) buf_add_c(b, "</a>");
        buf_add_byte(b, '\n');
    }
    buf_add_c(b, "</svg>\n");
}
