// find/grams.c - texts cut into words that an index can hold, and what is typed into a query
//
// A run of Chinese characters becomes its pairs and its last character alone, so that any part of
// it is a phrase of pairs, and a single character the beginning of one. Only letters and digits get
// through; full-width ones become ASCII.
#include "find/find.h"

enum { WORDS_MAX = 12, WORD_BYTES_MAX = 120 };

typedef enum Class { CLASS_NONE, CLASS_WORD, CLASS_WIDE } Class;

static bool is_between(uint32_t c, uint32_t first, uint32_t last) {
    return c >= first && c <= last;
}

static Class class_of(uint32_t *c) {
    if (is_between(*c, 0xFF10, 0xFF19) || is_between(*c, 0xFF21, 0xFF3A) ||
        is_between(*c, 0xFF41, 0xFF5A))
        *c -= 0xFEE0;
    if (is_between(*c, 'A', 'Z')) *c += 'a' - 'A';
    if (is_between(*c, 'a', 'z') || is_between(*c, '0', '9')) return CLASS_WORD;
    if (*c < 0xC0 || *c == 0xD7 || *c == 0xF7) return CLASS_NONE;
    if (*c < 0x2000) return CLASS_WORD;
    if (is_between(*c, 0x3400, 0x9FFF) || is_between(*c, 0xF900, 0xFAFF) ||
        is_between(*c, 0x20000, 0x3FFFF))
        return CLASS_WIDE;
    return CLASS_NONE;
}

// One character, where malformed bytes count as one that is no letter.
static size_t next_of(Str text, size_t at, uint32_t *ret) {
    size_t size = utf8_get(text, at, ret);
    if (!size) *ret = ' ';
    return size ? size : 1;
}

static void put(Buf *b, uint32_t c) {
    char bytes[4];
    size_t size = utf8_put(c, bytes);
    buf_add(b, (Str){bytes, size});
}

typedef struct Run {
    Class class;
    size_t at, end; // in the text
    size_t char_count;
} Run;

// The next run of one class at or after `at`; false at the end.
static bool next_run(Str text, size_t at, Run *ret) {
    uint32_t c;
    *ret = (Run){CLASS_NONE, at, at, 0};
    for (size_t size; at < text.size; at += size) {
        size = next_of(text, at, &c);
        Class class = class_of(&c);
        if (ret->class == CLASS_NONE && class != CLASS_NONE) ret->class = class, ret->at = at;
        if (class != ret->class) break;
        if (class == CLASS_NONE) continue;
        ret->end = at + size;
        ret->char_count++;
    }
    return ret->class != CLASS_NONE;
}

static void add_word(Buf *b, Str text, const Run *r) {
    uint32_t c;
    for (size_t at = r->at; at < r->end;) {
        at += next_of(text, at, &c);
        class_of(&c);
        put(b, c);
    }
}

// Pairs, parted by blanks; of a single character itself.
static void add_pairs(Buf *b, Str text, const Run *r) {
    uint32_t before = 0, c;
    size_t count = 0;
    for (size_t at = r->at; at < r->end; count++, before = c) {
        at += next_of(text, at, &c);
        if (!count) continue;
        if (count > 1) buf_add_byte(b, ' ');
        put(b, before);
        put(b, c);
    }
    if (count == 1) put(b, before);
}

void find_add_grams(Buf *b, Str text) {
    for (Run r = {.end = 0}; next_run(text, r.end, &r);) {
        buf_add_byte(b, ' ');
        if (r.class == CLASS_WORD) {
            add_word(b, text, &r);
            continue;
        }
        add_pairs(b, text, &r);
        if (r.char_count < 2) continue;
        size_t last = r.end;
        while (((unsigned char)text.at[--last] & 0xC0) == 0x80) continue;
        buf_add_byte(b, ' ');
        buf_add(b, str_part(text, last, r.end - last));
    }
}

Str find_query(Arena *a, Str typed) {
    Buf b = {.arena = a};
    size_t count = 0;
    for (Run r = {.end = 0}; count < WORDS_MAX && next_run(typed, r.end, &r); count++) {
        if (r.end - r.at > WORD_BYTES_MAX) continue;
        if (b.size) buf_add_c(&b, " AND ");
        buf_add_byte(&b, '"');
        if (r.class == CLASS_WORD)
            add_word(&b, typed, &r);
        else
            add_pairs(&b, typed, &r);
        buf_add_byte(&b, '"');
        if (r.class == CLASS_WORD || r.char_count == 1) buf_add_byte(&b, '*');
    }
    return b.size ? buf_str(&b) : STR("");
}

// ---- showing where ------------------------------------------------------------------------------

// How many bytes of `text` at `at` are the same letters as the run; 0 where they are not.
static size_t same_letters(Str text, size_t at, Str typed, const Run *r) {
    uint32_t want, is;
    size_t from = at;
    for (size_t k = r->at; k < r->end;) {
        if (at >= text.size) return 0;
        k += next_of(typed, k, &want);
        at += next_of(text, at, &is);
        class_of(&want);
        class_of(&is);
        if (want != is) return 0;
    }
    return at - from;
}

static bool is_word_start(Str text, size_t at) {
    uint32_t c;
    if (!at) return true;
    size_t before = at - 1;
    while (before && ((unsigned char)text.at[before] & 0xC0) == 0x80) before--;
    next_of(text, before, &c);
    return class_of(&c) != CLASS_WORD;
}

static bool place_run(Str text, Str typed, const Run *r, size_t *ret_at, size_t *ret_size) {
    uint32_t c;
    for (size_t at = 0; at < text.size; at += next_of(text, at, &c)) {
        size_t size = same_letters(text, at, typed, r);
        if (!size || (r->class == CLASS_WORD && !is_word_start(text, at))) continue;
        *ret_at = at;
        *ret_size = size;
        return true;
    }
    return false;
}

bool find_place(Str text, Str typed, size_t *ret_at, size_t *ret_size) {
    size_t count = 0;
    for (Run r = {.end = 0}; count < WORDS_MAX && next_run(typed, r.end, &r); count++)
        if (place_run(text, typed, &r, ret_at, ret_size)) return true;
    return false;
}
