// seal/seal_fuzz.c - any bytes as note, checkpoint, public key and key file
//
// What is read is written back the same, and nothing is signed by a key that signed nothing.
#include "base/fuzz.h"
#include "seal/seal_int.h"

#include <assert.h>

static void try_note(Arena *a, Str text) {
    static const unsigned char seed[SEAL_KEY_BYTES] = {3};
    SealNote n, more;
    Err err = {.code = ERR_NONE};
    if (!seal_note_parse(a, STR("fuzz"), text, &n, &err)) {
        assert(err.code != ERR_NONE);
        return;
    }
    SealKey *k = seal_key_from_seed(a, STR("nobody"), seed);
    SealVerifier v = seal_key_verifier(a, k, SEAL_SIGNATURE);
    assert(seal_note_check(a, &n, &v, NULL) != SEAL_VALID);
    Str note = seal_note_sign(a, text, k);
    assert(seal_note_parse(a, STR("fuzz"), note, &more, NULL));
    assert(str_is(more.text, n.text) && more.count == n.count + 1);
    assert(seal_note_check(a, &more, &v, NULL) == SEAL_VALID);
}

static void try_checkpoint(Arena *a, Str text) {
    SealCheckpoint c;
    Message why;
    if (seal_checkpoint_parse(a, text, &c, &why)) assert(str_is(seal_checkpoint_text(a, &c), text));
}

static void try_keys(Arena *a, Str text) {
    SealVerifier v;
    SealLocked l;
    Str public;
    Message why;
    if (seal_verifier_parse(a, text, &v, &why))
        assert(str_is(seal_verifier_text(a, &v), str_trim(text)));
    if (seal_locked_parse(a, text, &l, &public)) assert(seal_name_check(l.name, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Str text = {(const char *)data, size};
    seal_begin();
    if (size > 4096) return 0;
    try_note(a, text);
    try_checkpoint(a, text);
    try_keys(a, text);
    return 0;
}
