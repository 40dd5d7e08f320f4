// base/str.h - text: Str is a view and never owns, Buf makes text, Vec grows
#ifndef SOFTLAW_BASE_STR_H
#define SOFTLAW_BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// A view of UTF-8 bytes, not terminated. The zero Str {NULL, 0} is the absent text.
typedef struct Str {
    const char *at;
    size_t size;
} Str;

#define STR(literal) ((Str){"" literal, sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).size, (s).at // for "%.*s"

static inline Str str_from(const char *c_string) {
    return c_string ? (Str){c_string, strlen(c_string)} : (Str){NULL, 0};
}
static inline bool str_is(Str a, Str b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}
// Order by bytes, which is the order of code points.
int str_compare(Str a, Str b);
bool str_starts_with(Str s, Str prefix);
bool str_ends_with(Str s, Str suffix);
// Without blanks (space, tab, CR, LF) at both ends.
Str str_trim(Str s);
// From byte `from`, at most `size` bytes; clipped to what is there.
Str str_part(Str s, size_t from, size_t size);
// Byte offset of the first `needle` at or after `from`, or -1.
int64_t str_find(Str s, Str needle, size_t from);
// The first line end (LF or CR) at or after `from`; the size of `s` if there is none.
size_t str_line_end(Str s, size_t from);
// Cut the next piece off `*rest` up to `separator`; false when nothing is left.
bool str_next(Str *rest, char separator, Str *ret_piece);
uint64_t str_hash(Str s);
Str str_copy(Arena *a, Str s);
char *str_c(Arena *a, Str s); // terminated copy
// printf into the arena.
Str str_fmt(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Text under construction; memory in its arena. Start with {.arena = a}.
typedef struct Buf {
    Arena *arena;
    char *at;
    size_t size, capacity;
} Buf;

void buf_add(Buf *b, Str s);
// Space for `size` bytes behind the text; whoever fills it adds to b->size.
char *buf_room(Buf *b, size_t size);
void buf_add_c(Buf *b, const char *c_string);
void buf_add_byte(Buf *b, char byte);
void buf_add_fmt(Buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline Str buf_str(const Buf *b) {
    return (Str){b->at, b->size};
}

// UTF-8. Decode one code point at `at` (size > 0); returns its length in bytes, 0 if malformed.
size_t utf8_get(Str s, size_t at, uint32_t *ret_code_point);
// Encode into `out` (4 bytes); returns the length.
size_t utf8_put(uint32_t code_point, char out[4]);
// Byte offset of the first malformed sequence, or -1 where all is well-formed.
int64_t utf8_find_fault(Str s);
size_t utf8_count(Str s); // code points of well-formed text
// Its first bytes, `most` or a few less: none of a character that does not fit.
Str utf8_start(Str s, size_t most);

// Append a zeroed element to the array field `items` with `count` and `capacity` beside it, and
// yield its address: `*VEC_ADD(a, list, items) = x` on struct { T *items; size_t count, capacity;
// }.
#define VEC_ADD(a, v)                                                                              \
    ((v)->count == (v)->capacity                                                                   \
         ? (void)((v)->items = vec_grow((a), (v)->items, &(v)->capacity, sizeof *(v)->items))      \
         : (void)0,                                                                                \
     &(v)->items[(v)->count++])
void *vec_grow(Arena *a, void *items, size_t *capacity, size_t item_size);

#endif
