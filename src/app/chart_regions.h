// app/chart_regions.h - regions and the agreements between them, as a map of tiles and as a network
#ifndef SOFTLAW_APP_CHART_REGIONS_H
#define SOFTLAW_APP_CHART_REGIONS_H

#include "app/tiles.h"

typedef struct ChartRegion {
    Str label, address; // where its picture leads
    Str said;           // "Henan: 2"
    int64_t count;      // of agreements
    const Tile *tile;   // NULL: nowhere on the map
} ChartRegion;
typedef struct ChartLink {
    size_t from, to; // indexes of regions
    int64_t count;
} ChartLink;
typedef struct RegionChart {
    Lang lang;
    const ChartRegion *regions;
    size_t count;
    const ChartLink *links;
    size_t link_count;
    Str title, description; // for those who cannot see it
    const char *id;         // unique in the page
} RegionChart;

void chart_add_tiles(Buf *b, const RegionChart *c, const Tiles *tiles);
// On a circle, with a line for each pair that agreements bind, the wider the more.
void chart_add_graph(Buf *b, const RegionChart *c); // chart_graph.c

// What both share (chart_graph.c).
void region_chart_open(Buf *b, const RegionChart *c, size_t width, size_t height,
                       const char *class);
void region_link_open(Buf *b, const ChartRegion *r);

#endif
