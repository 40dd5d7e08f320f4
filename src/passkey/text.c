// passkey/text.c - bytes as text, and the site of an origin
#include "passkey/passkey_int.h"

#include <openssl/evp.h>

static const char MARKS[2][2] = {{'+', '-'}, {'/', '_'}};

static char swapped(char c, int from) {
    for (int i = 0; i < 2; i++)
        if (c == MARKS[i][from]) return MARKS[i][!from];
    return c;
}

Str passkey_text(Arena *a, Str bytes) {
    size_t size = (bytes.size + 2) / 3 * 4;
    char *text = arena_get(a, size + 1);
    EVP_EncodeBlock((unsigned char *)text, (const unsigned char *)bytes.at, (int)bytes.size);
    while (size && text[size - 1] == '=') size--;
    for (size_t i = 0; i < size; i++) text[i] = swapped(text[i], 0);
    return (Str){text, size};
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

bool passkey_bytes(Arena *a, Str text, Str *ret) {
    size_t whole = (text.size + 3) / 4 * 4;
    if (text.size > 2 * PASSKEY_ANSWER_MAX || text.size % 4 == 1) return false;
    char *padded = arena_get(a, whole + 1);
    unsigned char *bytes = arena_get(a, whole / 4 * 3 + 1);
    for (size_t i = 0; i < whole; i++) {
        if (i < text.size && !is_letter(text.at[i])) return false;
        padded[i] = i < text.size ? swapped(text.at[i], 1) : '=';
    }
    int size = EVP_DecodeBlock(bytes, (const unsigned char *)padded, (int)whole);
    if (size < 0) return false;
    Str read = {(const char *)bytes, (size_t)size - (whole - text.size)};
    if (!str_is(passkey_text(a, read), text)) return false;
    *ret = read;
    return true;
}

// ---- sites --------------------------------------------------------------------------------------

static bool is_number_address(Str host) {
    for (size_t i = 0; i < host.size; i++)
        if ((host.at[i] < '0' || host.at[i] > '9') && host.at[i] != '.') return host.at[0] == '[';
    return true;
}

bool passkey_site(Str origin, Str *ret) {
    static const Str SECURE = {"https://", 8}, PLAIN = {"http://", 7};
    bool is_secure = str_starts_with(origin, SECURE);
    if (!is_secure && !str_starts_with(origin, PLAIN)) return false;
    Str host = str_part(origin, is_secure ? SECURE.size : PLAIN.size, origin.size);
    int64_t port = host.size && host.at[0] == '[' ? -1 : str_find(host, STR(":"), 0);
    if (port >= 0) host = str_part(host, 0, (size_t)port);
    if (!host.size || is_number_address(host)) return false;
    bool is_local = str_is(host, STR("localhost")) || str_ends_with(host, STR(".localhost"));
    if (!is_secure && !is_local) return false;
    *ret = host;
    return true;
}
