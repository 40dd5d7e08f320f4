// base/known.h - the nearest known name for one that is mistyped
#ifndef SOFTLAW_BASE_KNOWN_H
#define SOFTLAW_BASE_KNOWN_H

#include "base/map.h"
#include "base/message.h"

// Names among which a mistyped one is looked up. Start with {.arena = a}.
typedef struct Known {
    Arena *arena;
    Str *items;
    size_t count, capacity;
} Known;

void known_add(Known *k, Str name);
void known_add_map(Known *k, const Map *m);
// The nearest name within a few edits; absent if none is near.
Str known_nearest(const Known *k, Str word);
// The nearest, nearest first and those of equal distance in the order added, as a list: "a, b"; at
// most `most`.
Str known_near_list(const Known *k, Str word, size_t most);
// "did you mean …?", or the list of the known if it is short, or nothing.
Message known_hint(const Known *k, Str word);

#endif
