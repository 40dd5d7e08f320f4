// oidc/text.c - base64url, and texts among lists
#include "oidc/oidc_int.h"

#include <sodium.h>

Str oidc_base64url(Arena *a, Str bytes) {
    const unsigned char *from = (const unsigned char *)bytes.at;
    size_t room = sodium_base64_ENCODED_LEN(bytes.size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_get(a, room);
    sodium_bin2base64(text, room, from, bytes.size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_from(text);
}

// libsodium takes bytes from 0x80 on for letters: what is read must be what is written.
bool oidc_base64url_parse(Arena *a, Str text, Str *ret) {
    size_t size;
    unsigned char *bytes = arena_get(a, text.size + 1);
    if (sodium_base642bin(bytes, text.size + 1, text.at, text.size, NULL, &size, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return false;
    Str read = {(const char *)bytes, size};
    if (!str_is(oidc_base64url(a, read), text)) return false;
    *ret = read;
    return true;
}

bool oidc_names(const JsonNode *list, Str name) {
    if (!list) return false;
    if (list->kind == JSON_STRING) return str_is(list->text, name);
    if (list->kind != JSON_ARRAY) return false;
    for (const JsonNode *n = list->first; n; n = n->next)
        if (n->kind == JSON_STRING && str_is(n->text, name)) return true;
    return false;
}
