// passkey/passkey_fuzz.c - any bytes as parts of an answer
//
// The first byte says which part they are. Nothing is proved by bytes that no key has signed, and
// bytes as text read back the same.
#include "base/base64.h"
#include "base/fuzz.h"
#include "passkey/passkey_int.h"

#include <assert.h>

static void try_text(Arena *a, Str bytes) {
    Str read;
    assert(base64_parse(a, BASE64_URL, base64_url(a, bytes), &read) && str_is(read, bytes));
    if (base64_parse(a, BASE64_URL, bytes, &read)) assert(str_is(base64_url(a, read), bytes));
}

static void try_client(Arena *a, const PasskeyQuestion *q, Str said) {
    client_check(a, q, "webauthn.get", said, NULL);
}

static void try_attestation(Arena *a, const PasskeyQuestion *q, Str bytes) {
    Passkey k;
    Str says =
        str_fmt(a, "{\"type\":\"webauthn.create\",\"challenge\":\"%.*s\",\"origin\":\"%.*s\"}",
                STR_ARG(base64_url(a, q->challenge)), STR_ARG(q->origin));
    if (passkey_register(a, q, says, bytes, &k, NULL)) assert(k.id.size && k.key.size);
}

static void try_answer(Arena *a, const PasskeyQuestion *q, Str bytes) {
    Passkey k = {STR("id"), STR("0123456789abcdef0123456789abcdef"), PASSKEY_EDDSA, 0,
                 BACKUP_UNKNOWN};
    Str says = str_fmt(a, "{\"type\":\"webauthn.get\",\"challenge\":\"%.*s\",\"origin\":\"%.*s\"}",
                       STR_ARG(base64_url(a, q->challenge)), STR_ARG(q->origin));
    PasskeyAnswer x = {says, bytes, str_part(bytes, bytes.size / 2, bytes.size)};
    PasskeyUse use;
    assert(!passkey_check(a, q, &k, &x, &use, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Str bytes = {(const char *)data + 1, size - 1};
    PasskeyQuestion q = {STR("https://office.example"), STR("office.example"), STR("challenge"),
                         false};
    if (!size || size > 4096) return 0;
    if (data[0] % 4 == 0) try_text(a, bytes);
    if (data[0] % 4 == 1) try_client(a, &q, bytes);
    if (data[0] % 4 == 2) try_attestation(a, &q, bytes);
    if (data[0] % 4 == 3) try_answer(a, &q, bytes);
    return 0;
}
