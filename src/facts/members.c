// facts/members.c - the members of open sets: ids interned by hash
//
// For millions of members a pointer each is too much: an id is found by 32 bits, its block and its
// offset there; a slot of the hash table is 32 bits too, of which 7 spare most comparisons.
#include "facts/facts_int.h"
#include "facts/stretch.h"

#include "base/limits.h"

#include <assert.h>

enum {
    BLOCK_BITS = 16,
    BLOCK_BYTES = 1 << BLOCK_BITS,
    BLOCK_FIRST_BYTES = 1 << 10,
    BLOCKS_MAX = 1 << (32 - BLOCK_BITS),
    LONG_ID = 255, // in place of a size in one byte: four bytes follow
    PAGE_IDS = 1024,
    SLOTS_FIRST = 256,
    SLOTS_FEW = 1 << 12,
    INDEX_BITS = 25,
};
#define INDEX_MASK (((uint32_t)1 << INDEX_BITS) - 1)

static_assert(LIMIT_MEMBERS < INDEX_MASK, "the index of a member fits into a slot");

// ---- ids ----------------------------------------------------------------------------------------

Str members_id(const Members *m, uint32_t index) {
    uint32_t place = m->pages.items[index / PAGE_IDS][index % PAGE_IDS], size;
    const char *at = m->blocks.items[place >> BLOCK_BITS] + (place & (BLOCK_BYTES - 1));
    size = (unsigned char)*at++;
    if (size < LONG_ID) return (Str){at, size};
    memcpy(&size, at, sizeof size);
    return (Str){at + sizeof size, size};
}

// The first block of a set is small, as most sets are.
static bool add_block(Members *m, size_t size) {
    size_t usual = m->blocks.count == 0 ? BLOCK_FIRST_BYTES : BLOCK_BYTES;
    if (m->blocks.count == BLOCKS_MAX) return false;
    m->block_size = size > usual ? size : usual;
    m->block_used = 0;
    *VEC_ADD(m->arena, &m->blocks) = arena_get(m->arena, m->block_size + WORD_BYTES);
    return true;
}

// Room for `size` bytes; NULL where no more can be found by 32 bits.
static char *get_room(Members *m, size_t size, uint32_t *ret_place) {
    bool fits =
        m->blocks.count > 0 && m->block_used < BLOCK_BYTES && m->block_used + size <= m->block_size;
    if (!fits && !add_block(m, size)) return NULL;
    *ret_place = (uint32_t)(m->blocks.count - 1) << BLOCK_BITS | (uint32_t)m->block_used;
    char *room = m->blocks.items[m->blocks.count - 1] + m->block_used;
    m->block_used += size;
    return room;
}

static bool put_id(Members *m, Str id, uint32_t *ret_place) {
    uint32_t size = (uint32_t)id.size;
    bool is_long = id.size >= LONG_ID;
    if (id.size > UINT32_MAX) return false;
    char *room = get_room(m, 1 + (is_long ? sizeof size : 0) + id.size, ret_place);
    if (!room) return false;
    *room++ = (char)(is_long ? LONG_ID : size);
    if (is_long) {
        memcpy(room, &size, sizeof size);
        room += sizeof size;
    }
    memcpy(room, id.at, id.size);
    return true;
}

// ---- slots --------------------------------------------------------------------------------------

// Ids that differ in their last byte lie side by side, so that numbered ids that come in order find
// the same part of the table in the cache.
static uint64_t hash_of(Str id) {
    unsigned char last = id.size > 0 ? (unsigned char)id.at[id.size - 1] : 0;
    uint64_t rest = str_hash(str_part(id, 0, id.size > 0 ? id.size - 1 : 0));
    return rest + last + ((uint64_t)last << INDEX_BITS << 32);
}

static uint32_t slot_of(uint64_t hash, uint32_t index) {
    return ((uint32_t)(hash >> 32) & ~INDEX_MASK) | (index + 1);
}

static void put_slot(uint32_t *slots, size_t slot_count, uint64_t hash, uint32_t index) {
    size_t at = hash & (slot_count - 1);
    while (slots[at]) at = (at + 1) & (slot_count - 1);
    slots[at] = slot_of(hash, index);
}

static void free_slots(void *members) {
    arena_free(((Members *)members)->slot_arena);
}

// Of few slots those left behind do not matter.
static void grow(Members *m) {
    size_t grown = m->slot_count ? m->slot_count * 2 : SLOTS_FIRST;
    Arena *arena = grown > SLOTS_FEW ? arena_new() : NULL;
    uint32_t *slots = ARENA_ARRAY(arena ? arena : m->arena, uint32_t, grown);
    for (uint32_t i = 0; i < m->count; i++) put_slot(slots, grown, hash_of(members_id(m, i)), i);
    if (arena && !m->slot_arena) arena_defer(m->arena, free_slots, m);
    arena_free(m->slot_arena);
    m->slot_arena = arena;
    m->slots = slots;
    m->slot_count = grown;
}

void members_take(Members *m, Members *from) {
    Arena *arena = m->arena;
    *m = *from;
    m->arena = arena;
    if (m->slot_arena) arena_defer(arena, free_slots, m);
    from->slot_arena = NULL;
    from->slots = NULL;
    from->slot_count = 0;
    from->count = 0;
}

static bool find_hashed(const Members *m, Str id, uint64_t hash, uint32_t *ret) {
    if (m->slot_count == 0) return false;
    for (size_t at = hash & (m->slot_count - 1); m->slots[at];
         at = (at + 1) & (m->slot_count - 1)) {
        uint32_t index = (m->slots[at] & INDEX_MASK) - 1;
        if (m->slots[at] != slot_of(hash, index) || !str_is(members_id(m, index), id)) continue;
        *ret = index;
        return true;
    }
    return false;
}

static bool add(Members *m, Str id, uint64_t hash) {
    uint32_t place;
    if (m->count >= LIMIT_MEMBERS || !put_id(m, id, &place)) return false;
    if (m->count % PAGE_IDS == 0)
        *VEC_ADD(m->arena, &m->pages) = ARENA_ARRAY(m->arena, uint32_t, PAGE_IDS);
    if ((size_t)m->count * 3 >= m->slot_count * 2) grow(m);
    m->pages.items[m->count / PAGE_IDS][m->count % PAGE_IDS] = place;
    put_slot(m->slots, m->slot_count, hash, m->count++);
    return true;
}

// ---- the one found last -------------------------------------------------------------------------

// Would it stand in CSV as it is?
static bool is_plain(Str id) {
    for (size_t i = 0; i < id.size; i++)
        if (id.at[i] == ',' || id.at[i] == '"' || id.at[i] == '\n' || id.at[i] == '\r')
            return false;
    return id.size > 0 && (unsigned char)id.at[0] > ' ' && (unsigned char)id.at[id.size - 1] > ' ';
}

static Str plain_id(const Members *m, uint32_t index) {
    Str id = index < m->count ? members_id(m, index) : (Str){NULL, 0};
    return is_plain(id) ? id : (Str){NULL, 0};
}

void members_move(Members *m, uint32_t index) {
    m->near[0] = m->near[1].at && index == m->last + 1 ? m->near[1] : plain_id(m, index);
    m->near[1] = plain_id(m, index + 1);
    m->last = index;
}

bool members_intern(Members *m, Str id, uint32_t *ret) {
    uint32_t found;
    if (m->near[0].at && str_is(id, m->near[0])) {
        *ret = m->last;
        return true;
    }
    if (m->near[1].at && str_is(id, m->near[1])) {
        found = m->last + 1;
    } else {
        uint64_t hash = hash_of(id);
        if (!find_hashed(m, id, hash, &found)) {
            if (!add(m, id, hash)) return false;
            found = m->count - 1;
        }
    }
    members_move(m, found);
    *ret = found;
    return true;
}
