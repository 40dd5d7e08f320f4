// people/token.c - the tokens of sessions and programs, and what guards a form
//
// A token is a prefix, by which a scanner finds one that has leaked, and 64 hexadecimal digits.
// Nothing but the token itself yields its CSRF token: the store, which has only its hash, does not.
#include "people/people_int.h"

#include <sodium.h>

static const Str PREFIXES[] = {
    [TOKEN_SESSION] = {"softlaw_s_", 10},
    [TOKEN_API] = {"softlaw_t_", 10},
};

Str token_make(Arena *a, Sys *sys, TokenKind kind) {
    Sha256 bytes;
    sys_random(sys, bytes.bytes, sizeof bytes.bytes);
    Str hex = sha256_hex(a, bytes);
    return str_fmt(a, "%.*s%.*s", STR_ARG(PREFIXES[kind]), STR_ARG(hex));
}

bool token_is(TokenKind kind, Str text) {
    if (!str_starts_with(text, PREFIXES[kind])) return false;
    Str digits = str_part(text, PREFIXES[kind].size, text.size);
    bool is_hex = digits.size == 64;
    for (size_t i = 0; is_hex && i < digits.size; i++)
        is_hex = (digits.at[i] >= '0' && digits.at[i] <= '9') ||
                 (digits.at[i] >= 'a' && digits.at[i] <= 'f');
    return is_hex;
}

Str token_hash(Arena *a, Str text) {
    return sha256_hex(a, sha256_of(text));
}

static Sha256 csrf_of(Str session) {
    static const unsigned char USE[] = "csrf";
    Sha256 mac;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)session.at, session.size);
    crypto_auth_hmacsha256_update(&state, USE, sizeof USE - 1);
    crypto_auth_hmacsha256_final(&state, mac.bytes);
    return mac;
}

Str csrf_token(Arena *a, Str session) {
    return sha256_hex(a, csrf_of(session));
}

bool csrf_check(Str session, Str csrf) {
    Sha256 given, wanted = csrf_of(session);
    return token_is(TOKEN_SESSION, session) && sha256_from_hex(csrf, &given) &&
           sodium_memcmp(given.bytes, wanted.bytes, sizeof wanted.bytes) == 0;
}
