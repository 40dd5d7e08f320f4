// people/people_fuzz.c - any bytes as password, code, token, secret, name of a person and words
#include "base/fuzz.h"
#include "people/people_int.h"

#include <assert.h>

static const Str SECRET = {"12345678901234567890", 20};

// What is read is written back the same.
static void try_base32(Arena *a, Str text) {
    Str bytes;
    if (base32_parse(a, text, &bytes)) assert(str_is(base32_text(a, bytes), text));
    assert(base32_parse(a, base32_text(a, text), &bytes) && str_is(bytes, text));
}

static void try_code(Str text) {
    int64_t step = 0;
    if (!totp_check(SECRET, text, 1770000000, 0, &step)) return;
    assert(text.size == TOTP_DIGITS && step >= 59000000 - 1 && step <= 59000000 + 1);
}

// A token of one kind is none of the other; no other session has its CSRF token.
static void try_token(Arena *a, Str text) {
    bool is_session = token_is(TOKEN_SESSION, text);
    assert(!is_session || !token_is(TOKEN_API, text));
    assert(csrf_check(text, csrf_token(a, text)) == is_session);
    assert(!csrf_check(STR("softlaw_s_00000000000000000000000000000000"
                           "00000000000000000000000000000000"),
                       text));
}

static void try_words(Arena *a, Str text) {
    ActSet acts, again;
    Message why = NO_MSG;
    if (acts_from_text(text, &acts))
        assert(acts_from_text(acts_text(a, acts), &again) && again == acts);
    bool is_good = password_check(text, str_part(text, 0, text.size / 3), &why);
    assert(is_good == (why.text == NULL));
    assert(!is_good || text.size >= PASSWORD_MIN);
}

// The name goes into the address of an authenticator without what could end its part of it.
static void try_uri(Arena *a, Str text) {
    Str uri = totp_uri(a, STR("softlaw"), text, SECRET);
    Str tail = STR("?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=softlaw"
                   "&algorithm=SHA1&digits=6&period=30");
    assert(str_starts_with(uri, STR("otpauth://totp/softlaw:")) && str_ends_with(uri, tail));
    assert(str_find(uri, STR("?"), 0) == (int64_t)(uri.size - tail.size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Str text = {(const char *)data, size};
    if (size > 1024) return 0;
    try_base32(a, text);
    try_code(text);
    try_token(a, text);
    try_words(a, text);
    try_uri(a, text);
    return 0;
}
