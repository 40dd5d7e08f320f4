// agree/key.h - under which keys a figure of the words meets one of the terms
//
// The words ask, the terms offer; they agree where one key is asked and offered. So 50% asks for
// 0.5 and 50; "three years" for 36 months and the number 3. A first of January offers the year, and
// the end of the year before it: "until the end of 2021" is `since 2022-01-01`.
#ifndef SOFTLAW_AGREE_KEY_H
#define SOFTLAW_AGREE_KEY_H

#include "agree/figure.h"

enum { KEYS_MAX = 8 };

typedef struct Key {
    FigureKind kind; // never MONEY: amounts are numbers
    Dec value;
} Key;

size_t keys_asked(const Figure *f, Key ret[KEYS_MAX]);
size_t keys_offered(const Figure *f, Key ret[KEYS_MAX]);

// A set of keys. Start with {.arena = a}.
typedef struct KeySet {
    Arena *arena;
    struct KeySlot {
        Key key;
        bool is_taken;
    } * slots;
    size_t slot_count, count;
} KeySet;

void key_set_add(KeySet *s, const Key *keys, size_t count);
bool key_set_has_any(const KeySet *s, const Key *keys, size_t count);

#endif
