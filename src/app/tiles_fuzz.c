// app/tiles_fuzz.c - any bytes as a map of tiles: refused with a reason, or sound
#include "app/tiles.h"
#include "base/fuzz.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    Arena *a = fuzz_arena();
    Err err = {.code = ERR_NONE};
    const Tiles *t = tiles_parse(a, STR("map.csv"), (Str){(const char *)bytes, size}, &err);
    assert(!t == (err.code != ERR_NONE));
    for (size_t i = 0; t && i < t->count; i++) {
        const Tile *tile = &t->items[i];
        assert(tile->column < t->columns && tile->row < t->rows && tile->name_count);
        assert(t->columns <= TILE_SIDE_MAX && t->rows <= TILE_SIDE_MAX);
        assert(tiles_find(t, tile->names[0]) && tile_label(tile, LANG_ZH).size);
    }
    return 0;
}
