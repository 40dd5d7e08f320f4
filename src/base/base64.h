// base/base64.h - bytes as letters (RFC 4648)
#ifndef SOFTLAW_BASE_BASE64_H
#define SOFTLAW_BASE_BASE64_H

#include "base/str.h"

typedef enum Base64 {
    BASE64,      // section 4, with padding
    BASE64_BARE, // the same without
    BASE64_URL,  // section 5, without
} Base64;

Str base64_text(Arena *a, Base64 kind, const void *bytes, size_t size);
static inline Str base64_url(Arena *a, Str bytes) {
    return base64_text(a, BASE64_URL, bytes.at, bytes.size);
}
// False unless `text` is the one way to write these bytes.
bool base64_parse(Arena *a, Base64 kind, Str text, Str *ret);

#endif
