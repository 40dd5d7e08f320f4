// app/tiles.h - where regions stand on a map of tiles
//
// The map is data that whoever runs the office may replace: a CSV file with the columns `names`,
// `column`, `row`. The names of a region are parted by |; the first is shown in English, the last
// in Chinese, and a party of an agreement stands on the tile of which it has any name. Tiles are a
// schema: they draw no border.
#ifndef SOFTLAW_APP_TILES_H
#define SOFTLAW_APP_TILES_H

#include "base/csv.h"
#include "base/lang.h"

enum { TILES_MAX = 1000, TILE_SIDE_MAX = 60, TILE_NAMES_MAX = 12, TILES_BYTES_MAX = 1 << 20 };

typedef struct Tile {
    Str *names;
    size_t name_count;
    size_t column, row; // from 0
} Tile;
typedef struct Tiles {
    Tile *items;
    size_t count, capacity;
    size_t columns, rows; // how far the tiles reach
} Tiles;

// NULL with err, with its place in `file`, where it is no such map.
const Tiles *tiles_parse(Arena *a, Str file, Str text, Err *err);
// The map that softlaw brings along: the provinces of China.
Str tiles_built_in(void);
// NULL where no tile has this name.
const Tile *tiles_find(const Tiles *t, Str name);
Str tile_label(const Tile *t, Lang lang);

#endif
