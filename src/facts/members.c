// facts/members.c - the members of open sets: ids interned by hash
#include "facts/facts_int.h"

#include "base/limits.h"

enum { PAGE_IDS = 1024, SLOTS_FIRST = 256 };

Str members_id(const Members *m, uint32_t index) {
    return m->pages.items[index / PAGE_IDS][index % PAGE_IDS];
}

static uint32_t hash_of(Str id) {
    uint64_t hash = str_hash(id);
    return (uint32_t)(hash ^ hash >> 32);
}

static void put(MemberSlot *slots, size_t slot_count, MemberSlot slot) {
    size_t at = slot.hash & (slot_count - 1);
    while (slots[at].index) at = (at + 1) & (slot_count - 1);
    slots[at] = slot;
}

static void grow(Members *m) {
    size_t grown = m->slot_count ? m->slot_count * 2 : SLOTS_FIRST;
    MemberSlot *slots = ARENA_ARRAY(m->arena, MemberSlot, grown);
    for (size_t i = 0; i < m->slot_count; i++)
        if (m->slots[i].index) put(slots, grown, m->slots[i]);
    m->slots = slots;
    m->slot_count = grown;
}

static bool find_hashed(const Members *m, Str id, uint32_t hash, uint32_t *ret) {
    if (m->slot_count == 0) return false;
    for (size_t at = hash & (m->slot_count - 1); m->slots[at].index;
         at = (at + 1) & (m->slot_count - 1)) {
        uint32_t index = m->slots[at].index - 1;
        if (m->slots[at].hash != hash || !str_is(members_id(m, index), id)) continue;
        *ret = index;
        return true;
    }
    return false;
}

bool members_find(const Members *m, Str id, uint32_t *ret) {
    return find_hashed(m, id, hash_of(id), ret);
}

static bool is_near_last(Members *m, Str id) {
    for (uint32_t i = m->last; i < m->count && i < m->last + 2; i++)
        if (str_is(members_id(m, i), id)) {
            m->last = i;
            return true;
        }
    return false;
}

static uint32_t add(Members *m, Str id, uint32_t hash) {
    if (m->count % PAGE_IDS == 0)
        *VEC_ADD(m->arena, &m->pages) = ARENA_ARRAY(m->arena, Str, PAGE_IDS);
    if ((size_t)m->count * 2 >= m->slot_count) grow(m);
    m->pages.items[m->count / PAGE_IDS][m->count % PAGE_IDS] = str_copy(m->arena, id);
    put(m->slots, m->slot_count, (MemberSlot){hash, m->count + 1});
    return m->count++;
}

bool members_intern(Members *m, Str id, uint32_t *ret) {
    if (!is_near_last(m, id)) {
        uint32_t hash = hash_of(id);
        if (!find_hashed(m, id, hash, &m->last)) {
            if (m->count >= LIMIT_MEMBERS) return false;
            m->last = add(m, id, hash);
        }
    }
    *ret = m->last;
    return true;
}
