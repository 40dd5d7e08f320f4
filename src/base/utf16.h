// base/utf16.h - places in a text as JavaScript counts them: in units of UTF-16
#ifndef SOFTLAW_BASE_UTF16_H
#define SOFTLAW_BASE_UTF16_H

#include "base/str.h"

// Where the units of a text lie; it takes 1/64 of the text's memory.
typedef struct Utf16Index Utf16Index;
// `text` is UTF-8 and must outlive the index.
const Utf16Index *utf16_index(Arena *a, Str text);
// How many units stand before byte `offset`; beyond the end: before the end.
size_t utf16_units(const Utf16Index *x, size_t offset);
// The byte at which a unit begins; the end of the text where there are fewer. The second half of a
// pair begins where its pair does.
size_t utf16_offset(const Utf16Index *x, size_t units);

#endif
