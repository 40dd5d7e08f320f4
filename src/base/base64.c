// base/base64.c - bytes as letters: the calls to libsodium
#include "base/base64.h"

#include <sodium.h>

static int variant_of(Base64 kind) {
    static const int VARIANTS[] = {
        [BASE64] = sodium_base64_VARIANT_ORIGINAL,
        [BASE64_BARE] = sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
        [BASE64_URL] = sodium_base64_VARIANT_URLSAFE_NO_PADDING,
    };
    return VARIANTS[kind];
}

Str base64_text(Arena *a, Base64 kind, const void *bytes, size_t size) {
    size_t room = sodium_base64_encoded_len(size, variant_of(kind));
    char *text = arena_get(a, room);
    sodium_bin2base64(text, room, bytes, size, variant_of(kind));
    return (Str){text, room - 1};
}

// libsodium takes bytes from 0x80 on for letters: what is read must be what is written.
bool base64_parse(Arena *a, Base64 kind, Str text, Str *ret) {
    size_t room = text.size / 4 * 3 + 3, size = 0;
    unsigned char *bytes = arena_get(a, room);
    if (sodium_base642bin(bytes, room, text.at, text.size, NULL, &size, NULL, variant_of(kind)) ||
        !str_is(base64_text(a, kind, bytes, size), text))
        return false;
    *ret = (Str){(const char *)bytes, size};
    return true;
}
