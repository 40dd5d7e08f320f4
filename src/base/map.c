// base/map.c - from texts to numbers: open addressing over an insertion-ordered array
#include "base/map.h"

static struct MapSlot *find_slot(const Map *m, Str key, uint32_t hash) {
    size_t mask = m->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct MapSlot *slot = &m->slots[i];
        if (!slot->index) return slot;
        if (slot->hash == hash && str_is(m->keys[slot->index - 1], key)) return slot;
    }
}

static void make_room(Map *m) {
    if (m->count == m->capacity) {
        size_t grown = m->capacity ? m->capacity * 2 : 8;
        m->keys = arena_grow(m->arena, m->keys, m->capacity * sizeof(Str), grown * sizeof(Str));
        m->values = arena_grow(m->arena, m->values, m->capacity * sizeof(uint32_t),
                               grown * sizeof(uint32_t));
        m->capacity = grown;
    }
    if (m->count * 2 < m->slot_count) return;
    m->slot_count = m->slot_count ? m->slot_count * 4 : 16;
    m->slots = ARENA_ARRAY(m->arena, struct MapSlot, m->slot_count);
    for (size_t i = 0; i < m->count; i++) {
        uint32_t hash = (uint32_t)str_hash(m->keys[i]);
        *find_slot(m, m->keys[i], hash) = (struct MapSlot){hash, (uint32_t)i + 1};
    }
}

bool map_add(Map *m, Str key, uint32_t value) {
    make_room(m);
    uint32_t hash = (uint32_t)str_hash(key);
    struct MapSlot *slot = find_slot(m, key, hash);
    if (slot->index) return false;
    m->keys[m->count] = key;
    m->values[m->count] = value;
    *slot = (struct MapSlot){hash, (uint32_t)++m->count};
    return true;
}

bool map_get(const Map *m, Str key, uint32_t *ret_value) {
    if (!m->slot_count) return false;
    struct MapSlot *slot = find_slot(m, key, (uint32_t)str_hash(key));
    if (!slot->index) return false;
    if (ret_value) *ret_value = m->values[slot->index - 1];
    return true;
}
