// base/str.c - text: views, construction, UTF-8
#include "base/str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

int str_compare(Str a, Str b) {
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    if (order) return order < 0 ? -1 : 1;
    return a.size == b.size ? 0 : a.size < b.size ? -1 : 1;
}

bool str_starts_with(Str s, Str prefix) {
    return s.size >= prefix.size && str_is((Str){s.at, prefix.size}, prefix);
}

bool str_ends_with(Str s, Str suffix) {
    return s.size >= suffix.size &&
           str_is((Str){s.at + (s.size - suffix.size), suffix.size}, suffix);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Str str_trim(Str s) {
    while (s.size && is_blank(s.at[0])) s.at++, s.size--;
    while (s.size && is_blank(s.at[s.size - 1])) s.size--;
    return s;
}

Str str_part(Str s, size_t from, size_t size) {
    if (from > s.size) from = s.size;
    if (size > s.size - from) size = s.size - from;
    return (Str){s.at ? s.at + from : NULL, size};
}

// Does every third byte of a Chinese text begin like this?
static bool is_common_lead(char c) {
    return (unsigned char)c >= 0xE3 && (unsigned char)c <= 0xE9;
}

int64_t str_find(Str s, Str needle, size_t from) {
    if (from > s.size || needle.size > s.size - from) return -1;
    if (!needle.size) return (int64_t)from;
    if (is_common_lead(needle.at[0])) {
        const char *hit = memmem(s.at + from, s.size - from, needle.at, needle.size);
        return hit ? hit - s.at : -1;
    }
    for (size_t i = from; i + needle.size <= s.size; i++) {
        const char *hit = memchr(s.at + i, needle.at[0], s.size - needle.size - i + 1);
        if (!hit) return -1;
        i = (size_t)(hit - s.at);
        if (memcmp(hit, needle.at, needle.size) == 0) return (int64_t)i;
    }
    return -1;
}

// In steps, so that a text whose lines end with CR alone is not searched for LF again and again.
size_t str_line_end(Str s, size_t from) {
    enum { STEP = 512 };
    for (size_t at = from; at < s.size; at += STEP) {
        size_t size = s.size - at < STEP ? s.size - at : STEP;
        const char *lf = memchr(s.at + at, '\n', size);
        const char *cr = memchr(s.at + at, '\r', lf ? (size_t)(lf - s.at) - at : size);
        if (cr || lf) return (size_t)((cr ? cr : lf) - s.at);
    }
    return s.size;
}

bool str_next(Str *rest, char separator, Str *ret_piece) {
    if (!rest->at) return false;
    const char *end = rest->size ? memchr(rest->at, separator, rest->size) : NULL;
    if (!end) {
        *ret_piece = *rest;
        *rest = (Str){NULL, 0};
        return true;
    }
    size_t size = (size_t)(end - rest->at);
    *ret_piece = (Str){rest->at, size};
    *rest = (Str){end + 1, rest->size - size - 1};
    return true;
}

// FNV-1a, finished by a multiplication so that the low bits are usable in tables.
uint64_t str_hash(Str s) {
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.size; i++) h = (h ^ (unsigned char)s.at[i]) * 1099511628211u;
    return (h ^ (h >> 29)) * 0x9e3779b97f4a7c15u;
}

Str str_copy(Arena *a, Str s) {
    return s.at ? (Str){arena_copy(a, s.at, s.size), s.size} : s;
}

char *str_c(Arena *a, Str s) {
    char *copy = arena_get(a, s.size + 1);
    if (s.size) memcpy(copy, s.at, s.size);
    return copy;
}

__attribute__((format(printf, 2, 0))) static Str format_in(Arena *a, const char *format,
                                                           va_list args) {
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    assert(size >= 0);
    char *text = arena_get(a, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return (Str){text, (size_t)size};
}

Str str_fmt(Arena *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    Str s = format_in(a, format, args);
    va_end(args);
    return s;
}

static void buf_reserve(Buf *b, size_t more) {
    if (b->capacity - b->size >= more) return;
    size_t capacity = b->capacity ? b->capacity * 2 : 256;
    while (capacity - b->size < more) capacity *= 2;
    b->at = arena_grow(b->arena, b->at, b->capacity, capacity);
    b->capacity = capacity;
}

char *buf_room(Buf *b, size_t size) {
    buf_reserve(b, size);
    return b->at + b->size;
}

void buf_add(Buf *b, Str s) {
    if (!s.size) return;
    buf_reserve(b, s.size);
    memcpy(b->at + b->size, s.at, s.size);
    b->size += s.size;
}

void buf_add_c(Buf *b, const char *c_string) {
    buf_add(b, str_from(c_string));
}

void buf_add_byte(Buf *b, char byte) {
    buf_reserve(b, 1);
    b->at[b->size++] = byte;
}

void buf_add_fmt(Buf *b, const char *format, ...) {
    va_list args;
    va_start(args, format);
    buf_add(b, format_in(b->arena, format, args));
    va_end(args);
}

size_t utf8_get(Str s, size_t at, uint32_t *ret_code_point) {
    assert(at < s.size);
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)s.at + at;
    size_t size = p[0] < 0x80             ? 1
                  : (p[0] & 0xE0) == 0xC0 ? 2
                  : (p[0] & 0xF0) == 0xE0 ? 3
                  : (p[0] & 0xF8) == 0xF0 ? 4
                                          : 0;
    if (size == 0 || s.size - at < size) return 0;
    uint32_t c = size == 1 ? p[0] : p[0] & (0xFFu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    if (c < smallest[size] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
    *ret_code_point = c;
    return size;
}

size_t utf8_put(uint32_t c, char out[4]) {
    assert(c <= 0x10FFFF);
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[size] | c);
    return size;
}

// Eight bytes at once where all are ASCII: large inputs mostly are.
static size_t skip_ascii(Str s, size_t at) {
    uint64_t word;
    for (; s.size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s.at + at, sizeof word);
        if (word & 0x8080808080808080u) break;
    }
    return at;
}

// Three bytes that most of Chinese is written in; those behind E0 and ED want a closer look.
static bool is_common_triple(Str s, size_t at) {
    const unsigned char *p = (const unsigned char *)s.at + at;
    return s.size - at >= 3 && p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED &&
           (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
}

int64_t utf8_find_fault(Str s) {
    uint32_t c;
    for (size_t i = skip_ascii(s, 0); i < s.size;) {
        if ((unsigned char)s.at[i] < 0x80) {
            i = skip_ascii(s, i + 1);
            continue;
        }
        size_t n = is_common_triple(s, i) ? 3 : utf8_get(s, i, &c);
        if (!n) return (int64_t)i;
        i += n;
    }
    return -1;
}

Str utf8_start(Str s, size_t most) {
    if (s.size <= most) return s;
    while (most > 0 && ((unsigned char)s.at[most] & 0xC0) == 0x80) most--;
    return str_part(s, 0, most);
}

size_t utf8_count(Str s) {
    size_t count = 0;
    for (size_t i = 0; i < s.size; i++) count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return count;
}

void *vec_grow(Arena *a, void *items, size_t *capacity, size_t item_size) {
    size_t grown = *capacity ? *capacity * 2 : 8;
    items = arena_grow(a, items, *capacity * item_size, grown * item_size);
    *capacity = grown;
    return items;
}
