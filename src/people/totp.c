// people/totp.c - codes of an authenticator: HOTP (RFC 4226), TOTP (RFC 6238), base 32 (RFC 4648)
#include "people/people_int.h"

#include <assert.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

uint32_t hotp(Str secret, uint64_t counter, int digits) {
    unsigned char message[8], mac[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    for (int i = 0; i < 8; i++) message[i] = (unsigned char)(counter >> (56 - 8 * i));
    const unsigned char *made =
        HMAC(EVP_sha1(), secret.at, (int)secret.size, message, sizeof message, mac, &size);
    assert(made && size == 20);
    const unsigned char *at = mac + (mac[19] & 15);
    uint32_t number = ((uint32_t)at[0] & 127) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
                      (uint32_t)at[3];
    uint32_t modulus = 1;
    for (int i = 0; i < digits; i++) modulus *= 10;
    return number % modulus;
}

static bool read_code(Str text, uint32_t *ret) {
    *ret = 0;
    if (text.size != TOTP_DIGITS) return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return false;
        *ret = *ret * 10 + (uint32_t)(text.at[i] - '0');
    }
    return true;
}

bool totp_check(Str secret, Str code, int64_t now, int64_t last, int64_t *ret_step) {
    uint32_t given;
    int64_t found = -1;
    if (!secret.size || now < TOTP_SECONDS || !read_code(code, &given)) return false;
    for (int64_t step = now / TOTP_SECONDS + 1, i = 0; i < 3; i++, step--)
        if (hotp(secret, (uint64_t)step, TOTP_DIGITS) == given && step > last) found = step;
    if (found < 0) return false;
    *ret_step = found;
    return true;
}

Str base32_text(Arena *a, Str bytes) {
    Buf b = {.arena = a};
    uint32_t bits = 0;
    int count = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        bits = bits << 8 | (unsigned char)bytes.at[i];
        for (count += 8; count >= 5; count -= 5)
            buf_add_byte(&b, ALPHABET[bits >> (count - 5) & 31]);
        bits &= (1U << count) - 1;
    }
    if (count) buf_add_byte(&b, ALPHABET[bits << (5 - count) & 31]);
    return buf_str(&b);
}

// One content has one text: no small letters, no padding, no spare bits, no spare letter.
bool base32_parse(Arena *a, Str text, Str *ret) {
    Buf b = {.arena = a};
    uint32_t bits = 0;
    int count = 0;
    for (size_t i = 0; i < text.size; i++) {
        const char *letter = text.at[i] ? strchr(ALPHABET, text.at[i]) : NULL;
        if (!letter) return false;
        bits = (bits << 5 | (uint32_t)(letter - ALPHABET)) & 0xFFFF;
        count += 5;
        if (count < 8) continue;
        count -= 8;
        buf_add_byte(&b, (char)(bits >> count & 255));
    }
    if (count >= 5 || (bits & ((1U << count) - 1))) return false;
    *ret = buf_str(&b);
    return true;
}

static void add_escaped(Buf *b, Str text) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (is_plain)
            buf_add_byte(b, c);
        else
            buf_add_fmt(b, "%%%02X", (unsigned)(unsigned char)c);
    }
}

Str totp_uri(Arena *a, Str issuer, Str person, Str secret) {
    Buf b = {.arena = a};
    buf_add_c(&b, "otpauth://totp/");
    add_escaped(&b, issuer);
    buf_add_byte(&b, ':');
    add_escaped(&b, person);
    buf_add_c(&b, "?secret=");
    buf_add(&b, base32_text(a, secret));
    buf_add_c(&b, "&issuer=");
    add_escaped(&b, issuer);
    buf_add_c(&b, "&algorithm=SHA1&digits=6&period=30");
    return buf_str(&b);
}
