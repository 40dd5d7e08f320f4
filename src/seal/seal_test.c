// seal/seal_test.c - published signatures, and every way to alter one
//
// Ed25519: RFC 8032, section 7.1, tests 1 and 3. Notes: the example of Go's package
// golang.org/x/mod/sumdb/note, from which C2SP signed-note was taken.
#include "seal/seal_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char NEUMANN[] = "If you think cryptography is the answer to your problem,\n"
                              "then you don't know what your problem is.\n";
static const char NEUMANN_KEY[] =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
static const char NEUMANN_LINE[] =
    "\xe2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
    "qdngotpRZb6KE6RyyBwJnAM=\n";

static Str hex(Arena *a, const char *digits) {
    size_t size = strlen(digits) / 2;
    unsigned char *bytes = arena_get(a, size + 1);
    sodium_hex2bin(bytes, size, digits, 2 * size, NULL, NULL, NULL);
    return (Str){(const char *)bytes, size};
}

static void signatures_are_those_of_rfc_8032(void **state) {
    static const struct {
        const char *seed, *public, *message, *signature;
    } known[] = {
        {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
         "cf9"
         "b46bd25bf5f0595bbe24655141438e7a100b"},
        {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
         "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7609"
         "84d"
         "c6594a7c15e9716ed28dc027beceea1ec40a"},
    };
    Arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        unsigned char signature[SEAL_SIGNATURE_BYTES];
        Str message = hex(a, known[i].message);
        SealKey *k =
            seal_key_from_seed(a, STR("rfc8032"), (const unsigned char *)hex(a, known[i].seed).at);
        SealVerifier v = seal_key_verifier(a, k, SEAL_SIGNATURE);
        assert_memory_equal(v.key, hex(a, known[i].public).at, SEAL_KEY_BYTES);
        seal_sign(k, message, signature);
        assert_memory_equal(signature, hex(a, known[i].signature).at, SEAL_SIGNATURE_BYTES);
        assert_true(seal_is_signed(v.key, message, signature));
    }
    arena_free(a);
}

static Str neumann(Arena *a) {
    return str_fmt(a, "%s\n%s", NEUMANN, NEUMANN_LINE);
}

static void the_published_note_is_signed_by_its_key(void **state) {
    Arena *a = arena_new();
    SealVerifier v;
    SealNote n;
    Message why;
    (void)state;
    assert_true(seal_verifier_parse(a, str_from(NEUMANN_KEY), &v, &why));
    assert_true(seal_note_parse(a, STR("note"), neumann(a), &n, NULL));
    assert_true(str_is(n.text, str_from(NEUMANN)));
    assert_int_equal(n.count, 1);
    assert_int_equal(seal_note_check(a, &n, &v, NULL), SEAL_VALID);
    assert_true(str_is(seal_verifier_text(a, &v), str_from(NEUMANN_KEY)));
    arena_free(a);
}

// One bit of the text, of the name, of the signature: never valid.
static void no_altered_note_is_valid(void **state) {
    Arena *a = arena_new();
    SealVerifier v;
    Message why;
    Str good = neumann(a);
    size_t forged = 0;
    (void)state;
    assert_true(seal_verifier_parse(a, str_from(NEUMANN_KEY), &v, &why));
    for (size_t bit = 0; bit < 8 * good.size; bit++) {
        char *bad = arena_copy(a, good.at, good.size);
        SealNote n;
        bad[bit / 8] ^= (char)(1 << bit % 8);
        if (!seal_note_parse(a, STR("note"), (Str){bad, good.size}, &n, NULL)) continue;
        SealVerdict verdict = seal_note_check(a, &n, &v, NULL);
        assert_int_not_equal(verdict, SEAL_VALID);
        forged += verdict == SEAL_FORGED;
    }
    assert_true(forged > 500);
    arena_free(a);
}

static const unsigned char SEED_A[SEAL_KEY_BYTES] = {1}, SEED_B[SEAL_KEY_BYTES] = {2};

static void each_signer_adds_a_line_and_none_stands_for_another(void **state) {
    Arena *a = arena_new();
    SealKey *henan = seal_key_from_seed(a, STR("河南"), SEED_A);
    SealKey *shandong = seal_key_from_seed(a, STR("shandong"), SEED_B);
    SealKey *other = seal_key_from_seed(a, STR("河南"), SEED_B);
    Str note = seal_note_sign(a, STR("We agree.\n\nAll of it.\n"), henan);
    SealVerifier of_henan = seal_key_verifier(a, henan, SEAL_SIGNATURE);
    SealVerifier of_shandong = seal_key_verifier(a, shandong, SEAL_SIGNATURE);
    SealVerifier of_other = seal_key_verifier(a, other, SEAL_SIGNATURE);
    SealNote n;
    (void)state;
    assert_true(seal_note_parse(a, STR("n"), note, &n, NULL));
    assert_int_equal(seal_note_check(a, &n, &of_henan, NULL), SEAL_VALID);
    assert_int_equal(seal_note_check(a, &n, &of_shandong, NULL), SEAL_ABSENT);
    assert_int_equal(seal_note_check(a, &n, &of_other, NULL), SEAL_ABSENT);
    note = seal_note_sign(a, note, shandong);
    assert_true(seal_note_parse(a, STR("n"), note, &n, NULL));
    assert_true(str_is(n.text, STR("We agree.\n\nAll of it.\n")));
    assert_int_equal(n.count, 2);
    assert_int_equal(seal_note_check(a, &n, &of_henan, NULL), SEAL_VALID);
    assert_int_equal(seal_note_check(a, &n, &of_shandong, NULL), SEAL_VALID);
    arena_free(a);
}

static Str checkpoint(Arena *a) {
    SealCheckpoint c = {.origin = STR("office.example/log"), .size = 20852163};
    memset(c.root.bytes, 0xab, SHA256_BYTES);
    return seal_checkpoint_text(a, &c);
}

static void a_checkpoint_is_read_as_it_was_written(void **state) {
    Arena *a = arena_new();
    SealCheckpoint c;
    Message why;
    (void)state;
    assert_true(seal_checkpoint_parse(a, checkpoint(a), &c, &why));
    assert_true(str_is(c.origin, STR("office.example/log")));
    assert_int_equal(c.size, 20852163);
    assert_int_equal(c.root.bytes[31], 0xab);
    assert_true(str_is(seal_checkpoint_text(a, &c), checkpoint(a)));
    static const char *const faulty[] = {
        "",
        "log\n",
        "log\n5\n",
        "log\n05\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n",
        "log\n5\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s\n",
        "log\n5\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=",
        "log\n-5\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n",
        "log\n5\nq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\n\nmore\n"};
    for (size_t i = 0; i < sizeof faulty / sizeof faulty[0]; i++)
        assert_false(seal_checkpoint_parse(a, str_from(faulty[i]), &c, &why));
    arena_free(a);
}

static void a_witness_says_when_it_saw_the_checkpoint(void **state) {
    Arena *a = arena_new();
    SealKey *office = seal_key_from_seed(a, STR("office.example/log"), SEED_A);
    SealKey *witness = seal_key_from_seed(a, STR("witness.example"), SEED_B);
    Str note =
        seal_checkpoint_cosign(a, seal_note_sign(a, checkpoint(a), office), witness, 1679315147);
    SealVerifier log = seal_key_verifier(a, office, SEAL_SIGNATURE);
    SealVerifier seen = seal_key_verifier(a, witness, SEAL_COSIGNATURE);
    SealVerifier plain = seal_key_verifier(a, witness, SEAL_SIGNATURE);
    SealNote n;
    int64_t time = 0;
    (void)state;
    assert_true(seal_note_parse(a, STR("n"), note, &n, NULL));
    assert_int_equal(seal_note_check(a, &n, &log, NULL), SEAL_VALID);
    assert_int_equal(seal_note_check(a, &n, &seen, &time), SEAL_VALID);
    assert_int_equal(time, 1679315147);
    assert_int_equal(seal_note_check(a, &n, &plain, NULL), SEAL_ABSENT);
    ((char *)n.lines[1].signature.at)[7] ^= 1; // a second later
    assert_int_equal(seal_note_check(a, &n, &seen, &time), SEAL_FORGED);
    arena_free(a);
}

static void a_key_comes_back_with_its_passphrase_and_not_without(void **state) {
    Arena *a = arena_new();
    Sys *sys = sys_fixed(a, 0, 7);
    SealKey *k = seal_key_new(a, sys, STR("finance.henan"));
    Str file = seal_key_write(a, sys, k, STR("a long passphrase"));
    Err err = {.code = ERR_NONE};
    (void)state;
    assert_true(file.size > 0);
    SealKey *back = seal_key_read(a, STR("k"), file, STR("a long passphrase"), &err);
    assert_non_null(back);
    assert_memory_equal(back->secret, k->secret, sizeof k->secret);
    assert_null(seal_key_read(a, STR("k"), file, STR("a long passphrasf"), &err));
    assert_int_equal(err.code, ERR_DENIED);
    arena_free(a);
}

// Any byte of the file: it is refused, or (of the name and the public key) known to be altered.
static void a_damaged_key_file_is_refused(void **state) {
    static const char *const texts[] = {
        "",
        "softlaw-key 2\n",
        "softlaw-key 1\nname x\n",
        "softlaw-key 1\nname a b\npublic p\nargon2id 3 268435456 AAAAAAAAAAAAAAAAAAAAAA==\n",
        "softlaw-key 1\nname x\npublic p\nargon2id 99 268435456 AAAAAAAAAAAAAAAAAAAAAA==\n",
        "softlaw-key 1\nname x\npublic p\nargon2id 3 99999999999 AAAAAAAAAAAAAAAAAAAAAA==\n"};
    Arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Err err = {.code = ERR_NONE};
        assert_null(seal_key_read(a, STR("k"), str_from(texts[i]), STR("p"), &err));
        assert_int_equal(err.code, ERR_INPUT);
    }
    arena_free(a);
}

static void a_public_key_with_a_changed_letter_is_refused(void **state) {
    Arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof NEUMANN_KEY - 1; i++) {
        char *bad = arena_copy(a, NEUMANN_KEY, sizeof NEUMANN_KEY);
        SealVerifier v;
        Message why;
        bad[i] = bad[i] == 'A' ? 'B' : 'A';
        assert_false(seal_verifier_parse(a, str_from(bad), &v, &why));
    }
    arena_free(a);
}

static void what_could_be_read_in_two_ways_is_not_signed(void **state) {
    static const char *const faulty[] = {"", "no line end", "a\r\n", "tab\there\n", "\xff\n"};
    (void)state;
    for (size_t i = 0; i < sizeof faulty / sizeof faulty[0]; i++)
        assert_false(seal_text_check(str_from(faulty[i]), NULL));
    assert_true(seal_text_check(STR("第一条\n\nText.\n"), NULL));
    assert_false(seal_name_check(STR("a b"), NULL));
    assert_false(seal_name_check(STR("a+b"), NULL));
    assert_false(seal_name_check(STR("a\u3000b"), NULL));
    assert_true(seal_name_check(STR("河南省财政厅"), NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_are_those_of_rfc_8032),
        cmocka_unit_test(the_published_note_is_signed_by_its_key),
        cmocka_unit_test(no_altered_note_is_valid),
        cmocka_unit_test(each_signer_adds_a_line_and_none_stands_for_another),
        cmocka_unit_test(a_checkpoint_is_read_as_it_was_written),
        cmocka_unit_test(a_witness_says_when_it_saw_the_checkpoint),
        cmocka_unit_test(a_key_comes_back_with_its_passphrase_and_not_without),
        cmocka_unit_test(a_damaged_key_file_is_refused),
        cmocka_unit_test(a_public_key_with_a_changed_letter_is_refused),
        cmocka_unit_test(what_could_be_read_in_two_ways_is_not_signed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
