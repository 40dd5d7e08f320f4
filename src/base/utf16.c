// base/utf16.c - places in a text as JavaScript counts them: in units of UTF-16
#include "base/utf16.h"

enum { STRIDE = 512 };

struct Utf16Index {
    Str text;
    size_t *marks; // units before byte STRIDE * i
    size_t count;
};

// Units that begin at this byte: a character of four bytes is a pair, and what follows its first
// byte begins none.
static size_t units_at(unsigned char c) {
    if ((c & 0xC0) == 0x80) return 0;
    return c >= 0xF0 ? 2 : 1;
}

const Utf16Index *utf16_index(Arena *a, Str text) {
    Utf16Index *x = ARENA_NEW(a, Utf16Index);
    *x = (Utf16Index){.text = text, .count = text.size / STRIDE + 1};
    x->marks = ARENA_ARRAY(a, size_t, x->count);
    size_t units = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (i % STRIDE == 0) x->marks[i / STRIDE] = units;
        units += units_at((unsigned char)text.at[i]);
    }
    if (text.size % STRIDE == 0) x->marks[x->count - 1] = units;
    return x;
}

size_t utf16_units(const Utf16Index *x, size_t offset) {
    if (offset > x->text.size) offset = x->text.size;
    size_t mark = offset / STRIDE, units = x->marks[mark];
    for (size_t i = mark * STRIDE; i < offset; i++) units += units_at((unsigned char)x->text.at[i]);
    return units;
}

// The last mark that is not behind so many units.
static size_t mark_before(const Utf16Index *x, size_t units) {
    size_t low = 0, high = x->count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (x->marks[middle] <= units)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t utf16_offset(const Utf16Index *x, size_t units) {
    size_t mark = mark_before(x, units), at = mark * STRIDE, seen = x->marks[mark];
    while (at < x->text.size) {
        size_t here = units_at((unsigned char)x->text.at[at]);
        if (here && seen + here > units) break;
        seen += here;
        at++;
    }
    return at;
}
