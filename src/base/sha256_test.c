// base/sha256_test.c - the vectors of FIPS 180-2 and of RFC 6962
#include "base/sha256.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char *hex(Arena *a, Sha256 digest) {
    return str_c(a, sha256_hex(a, digest));
}

static void known_answers(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    Arena *a = arena_new();
    Sha256Hasher *h = sha256_new(a);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Str text = str_from(rows[i][0]);
        assert_string_equal(hex(a, sha256_of(text)), rows[i][1]);
        assert_string_equal(hex(a, sha256_run(h, &text, 1)), rows[i][1]);
    }
    assert_string_equal(hex(a, sha256_of((Str){NULL, 0})), rows[0][1]);
    arena_free(a);
}

// The Merkle leaf of the empty entry: SHA-256 of one zero byte.
static void parts_are_joined(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sha256Hasher *h = sha256_new(a);
    Str leaf[2] = {{"\0", 1}, {"", 0}}, abc[3] = {STR("a"), {NULL, 0}, STR("bc")};
    assert_string_equal(hex(a, sha256_run(h, leaf, 2)),
                        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assert_true(sha256_is(sha256_run(h, abc, 3), sha256_of(STR("abc"))));
    assert_false(sha256_is(sha256_run(h, abc, 2), sha256_of(STR("abc"))));
    arena_free(a);
}

static void hexadecimal_reads_back(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sha256 digest = sha256_of(STR("abc")), back;
    assert_true(sha256_from_hex(sha256_hex(a, digest), &back) && sha256_is(digest, back));
    assert_true(sha256_from_hex(
        STR("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"), &back));
    assert_true(sha256_is(digest, back));
    assert_false(sha256_from_hex(STR("ba78"), &back));
    assert_false(sha256_from_hex(
        STR("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), &back));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(parts_are_joined),
        cmocka_unit_test(hexadecimal_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
