// dmn/tag.h - start tags in the text of well-formed XML, attribute by attribute
//
// base/xml.h reads values; to change one attribute and leave the rest of its tag as it is written,
// the spans of names and values are needed.
#ifndef SOFTLAW_DMN_TAG_H
#define SOFTLAW_DMN_TAG_H

#include "base/str.h"

typedef struct TagAttribute {
    size_t start, end; // with the blanks before it
    Str name, value;   // as written, the value without its quotes
    size_t value_at;
} TagAttribute;

typedef struct TagReader {
    Str text;
    size_t at;
} TagReader;

// `offset` is that of the `<`.
TagReader tag_open(Str text, size_t offset);
bool tag_next(TagReader *r, TagAttribute *ret);
// Behind the last attribute: does the tag end with `/>`; *ret_end is behind its `>`.
bool tag_close(const TagReader *r, size_t *ret_end);
// "xmlns" or "xmlns:p"; *ret_prefix is absent or "p".
bool tag_is_declaration(const TagAttribute *t, Str *ret_prefix);

#endif
