// evidence/evidence_fuzz.c - any bytes as bundle, request to a witness, its memory, two heads, keys
//
// What is read is written back and reads the same, and nothing of it is proved to who trusts a key
// that signed nothing.
#include "base/fuzz.h"
#include "evidence/evidence_int.h"

#include <assert.h>

static void try_bundle(Arena *a, Str text, const EvidenceTrust *nobody) {
    Evidence e, again;
    if (!evidence_read(a, STR("fuzz"), text, &e, NULL)) return;
    assert(!evidence_check(a, &e, nobody).is_sound);
    Str written = evidence_write(a, &e);
    assert(evidence_read(a, STR("fuzz"), written, &again, NULL));
    assert(str_is(evidence_write(a, &again), written));
}

static void try_request(Arena *a, Str text, const SealVerifier *nobody, const SealKey *key) {
    WitnessRequest r;
    WitnessState s = {0};
    Str note;
    if (!witness_request_parse(a, STR("fuzz"), text, &r, NULL)) return;
    assert(str_is(witness_request_write(a, &r), text));
    assert(witness_judge(a, &r, nobody, key, 1, &s, &note) == WITNESS_UNSIGNED);
}

static void try_state(Arena *a, Str text) {
    WitnessState s, again;
    if (!witness_state_parse(STR("fuzz"), text, &s, NULL)) return;
    assert(witness_state_parse(STR("fuzz"), witness_state_write(a, s), &again, NULL));
    assert(s.size == again.size && sha256_is(s.root, again.root));
}

static void try_heads(Arena *a, Str text, const SealVerifier *nobody) {
    Str notes[2];
    SealCheckpoint heads[2];
    HeadsVerdict v;
    if (!heads_parse(STR("fuzz"), text, notes, NULL)) return;
    assert(str_is(heads_write(a, notes[0], notes[1]), text));
    assert(!heads_judge(a, STR("fuzz"), notes, nobody, heads, &v, NULL) || v == HEADS_UNSIGNED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const unsigned char seed[SEAL_KEY_BYTES] = {5};
    Arena *a = fuzz_arena();
    Str text = {(const char *)data, size};
    SealKey *key = seal_key_from_seed(a, STR("nobody"), seed);
    SealVerifier nobody = seal_key_verifier(a, key, SEAL_SIGNATURE);
    EvidenceTrust trust = {&nobody, 1, 1}, keys = {0};
    if (size > 8192) return 0;
    try_bundle(a, text, &trust);
    try_request(a, text, &nobody, key);
    try_state(a, text);
    try_heads(a, text, &nobody);
    evidence_trust_parse(a, STR("fuzz"), text, &keys, NULL);
    return 0;
}
