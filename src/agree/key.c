// agree/key.c - figures to keys, and sets of keys by hashing
#include "agree/key.h"

typedef struct Keys {
    Key *items;
    size_t count;
} Keys;

static void put(Keys *k, FigureKind kind, Dec value) {
    if (k->count < KEYS_MAX) k->items[k->count++] = (Key){kind, dec_abs(value)};
}

static void put_int(Keys *k, FigureKind kind, int64_t value) {
    put(k, kind, dec_from_int(value));
}

// Raised by 5 per cent is times 1.05, lowered by it times 0.95.
static void put_share(Keys *k, const Figure *f) {
    Dec one = dec_from_int(1), sum;
    put(k, FIGURE_PERCENT, f->value);
    put(k, FIGURE_NUMBER, f->value);
    put(k, FIGURE_NUMBER, f->written);
    if (!f->is_change) return;
    if (dec_add(one, f->value, &sum)) put(k, FIGURE_NUMBER, sum);
    if (dec_sub(one, f->value, &sum) && !dec_is_zero(sum)) put(k, FIGURE_NUMBER, sum);
}

// Two thirds may be 2 / 3 in a formula.
static void put_number(Keys *k, const Figure *f) {
    Dec top;
    put(k, FIGURE_NUMBER, f->value);
    put(k, FIGURE_STEP, f->value);
    if (dec_compare(f->over, dec_from_int(1)) == 0) return;
    put(k, FIGURE_NUMBER, f->over);
    if (dec_mul(f->value, f->over, &top) && dec_round(top, 0, DEC_HALF_UP, &top))
        put(k, FIGURE_NUMBER, top);
}

static void put_time(Keys *k, const Figure *f) {
    put(k, f->kind, f->value);
    if (f->kind == FIGURE_YEAR) put(k, FIGURE_NUMBER, f->value);
    if (!f->is_end) return;
    if (f->kind == FIGURE_YEAR) put(k, FIGURE_UNTIL_YEAR, f->value);
    if (f->kind == FIGURE_MONTH) put(k, FIGURE_UNTIL_MONTH, f->value);
    if (f->kind == FIGURE_DATE) put(k, FIGURE_UNTIL_DATE, f->value);
}

size_t keys_asked(const Figure *f, Key ret[KEYS_MAX]) {
    Keys k = {ret, 0};
    if (f->kind == FIGURE_PERCENT) {
        put_share(&k, f);
    } else if (figure_is_number(f->kind)) {
        put_number(&k, f);
    } else if (figure_is_span(f->kind)) {
        put(&k, f->kind, f->value);
        put(&k, FIGURE_NUMBER, f->value);
        put(&k, FIGURE_NUMBER, f->written);
    } else {
        put_time(&k, f);
    }
    return k.count;
}

// A day is the year, or the month, that it begins or ends. Of the agreement's own term any day is,
// and the year before its beginning is where values start from.
static void put_day(Keys *k, int64_t day, bool is_any) {
    CivilDate d = civil_from_days(day), before = civil_from_days(day - 1);
    bool is_last = civil_from_days(day + 1).day == 1;
    put_int(k, FIGURE_DATE, day);
    put_int(k, FIGURE_UNTIL_DATE, day - 1);
    put_int(k, FIGURE_DAY_OF_YEAR, d.month * 100 + d.day);
    if (is_any || is_last || d.day == 1) put_int(k, FIGURE_MONTH, d.year * 12 + d.month);
    if (d.day == 1) put_int(k, FIGURE_UNTIL_MONTH, before.year * 12 + before.month);
    bool is_edge = (d.day == 1 && d.month == 1) || (is_last && d.month == 12);
    if (is_any || is_edge) put_int(k, FIGURE_YEAR, d.year);
    if (d.day == 1 && d.month == 1)
        put_int(k, is_any ? FIGURE_YEAR : FIGURE_UNTIL_YEAR, before.year);
}

size_t keys_offered(const Figure *f, Key ret[KEYS_MAX]) {
    Keys k = {ret, 0};
    int64_t day;
    Dec scaled;
    if (f->kind == FIGURE_DATE && dec_to_int(f->value, &day)) {
        put_day(&k, day, f->is_soft);
        return k.count;
    }
    put(&k, f->kind == FIGURE_MONEY ? FIGURE_NUMBER : f->kind, f->value);
    if (f->kind == FIGURE_PERCENT) put(&k, FIGURE_NUMBER, f->written);
    if (f->kind == FIGURE_YEAR) put(&k, FIGURE_NUMBER, f->value);
    if (f->kind == FIGURE_NUMBER && f->scale > 1 &&
        dec_mul(f->value, dec_from_int(f->scale), &scaled))
        put(&k, FIGURE_NUMBER, scaled);
    return k.count;
}

// ---- sets ---------------------------------------------------------------------------------------

static struct KeySlot *slot_of(const KeySet *s, const Key *key) {
    uint64_t hash = dec_hash(key->value) ^ (uint64_t)key->kind * 0x9E3779B97F4A7C15u;
    for (size_t i = (size_t)(hash ^ hash >> 29);; i++) {
        struct KeySlot *slot = &s->slots[i & (s->slot_count - 1)];
        if (!slot->is_taken) return slot;
        if (slot->key.kind == key->kind && dec_compare(slot->key.value, key->value) == 0)
            return slot;
    }
}

static void add_one(KeySet *s, const Key *key) {
    struct KeySlot *slot = slot_of(s, key);
    if (slot->is_taken) return;
    *slot = (struct KeySlot){*key, true};
    s->count++;
}

static void grow(KeySet *s) {
    KeySet old = *s;
    s->slot_count = old.slot_count ? old.slot_count * 2 : 16;
    s->slots = ARENA_ARRAY(s->arena, struct KeySlot, s->slot_count);
    s->count = 0;
    for (size_t i = 0; i < old.slot_count; i++)
        if (old.slots[i].is_taken) add_one(s, &old.slots[i].key);
}

void key_set_add(KeySet *s, const Key *keys, size_t count) {
    while ((s->count + count) * 2 > s->slot_count) grow(s);
    for (size_t i = 0; i < count; i++) add_one(s, &keys[i]);
}

bool key_set_has_any(const KeySet *s, const Key *keys, size_t count) {
    if (!s->slot_count) return false;
    for (size_t i = 0; i < count; i++)
        if (slot_of(s, &keys[i])->is_taken) return true;
    return false;
}
