// base/map.h - from texts to numbers, in insertion order
#ifndef SOFTLAW_BASE_MAP_H
#define SOFTLAW_BASE_MAP_H

#include "base/str.h"

// Keys are views: they must outlive the map. Start with {.arena = a}.
typedef struct Map {
    Arena *arena;
    struct MapSlot {
        uint32_t hash;
        uint32_t index; // into keys, plus one; 0 = free
    } * slots;
    size_t slot_count;
    Str *keys;
    uint32_t *values;
    size_t count, capacity;
} Map;

// False if the key is already there (its value is kept).
bool map_add(Map *m, Str key, uint32_t value);
bool map_get(const Map *m, Str key, uint32_t *ret_value);

#endif
