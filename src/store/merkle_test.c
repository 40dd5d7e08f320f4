// store/merkle_test.c - the tree against RFC 6962's reference values, proofs over all small shapes
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

// The eight leaves and roots that implementations of RFC 6962 share.
static const char *const LEAVES[] = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
};
static const char *const ROOTS[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

static size_t shapes(void) {
    return getenv("SOFTLAW_LONG") ? 300 : 64;
}

static Sha256 leaf_of(Str bytes) {
    char behind_zero[65] = {0};
    assert_true(bytes.size < sizeof behind_zero);
    memcpy(behind_zero + 1, bytes.at, bytes.size);
    return sha256_of((Str){behind_zero, bytes.size + 1});
}

static Str bytes_of(const char *hex, char out[32]) {
    size_t size = strlen(hex) / 2;
    for (size_t i = 0; i < size; i++) {
        char digits[3] = {hex[2 * i], hex[2 * i + 1], 0};
        out[i] = (char)strtol(digits, NULL, 16);
    }
    return (Str){out, size};
}

static Sha256 *numbered_leaves(Arena *a, size_t count) {
    Sha256 *leaves = ARENA_ARRAY(a, Sha256, count);
    for (size_t i = 0; i < count; i++) leaves[i] = leaf_of((Str){(const char *)&i, sizeof i});
    return leaves;
}

// Another number inside the proof, at the place that `round` picks.
static void flip_bit(Sha256 *path, size_t count, size_t round) {
    size_t bit = round * 7919 % (count * 256);
    path[bit / 256].bytes[bit % 256 / 8] ^= (unsigned char)(1 << bit % 8);
}

static void roots_are_those_of_the_reference(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sha256 leaves[8];
    for (size_t i = 0; i < 8; i++) {
        char bytes[32];
        leaves[i] = leaf_of(bytes_of(LEAVES[i], bytes));
    }
    for (size_t n = 0; n <= 8; n++) {
        Str root = sha256_hex(a, merkle_root(leaves, n));
        assert_true(str_is(root, str_from(ROOTS[n])));
    }
    arena_free(a);
}

static void a_leaf_is_proved_in_every_tree_and_a_flipped_bit_refutes_it(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sha256 *leaves = numbered_leaves(a, shapes());
    for (size_t n = 1; n <= shapes(); n++) {
        Sha256 root = merkle_root(leaves, n);
        const MerkleTree *tree = merkle_tree(a, leaves, n);
        for (size_t i = 0; i < n; i++) {
            Sha256 path[64] = {0};
            size_t count = merkle_prove_leaf(leaves, n, i, path);
            Sha256 again[64];
            assert_int_equal(merkle_tree_prove(tree, i, again), count);
            assert_memory_equal(again, path, count * sizeof *path);
            assert_true(merkle_check_leaf(leaves[i], i, n, path, count, root));
            assert_false(merkle_check_leaf(leaves[i], i + 1, n, path, count, root));
            assert_false(merkle_check_leaf(leaves[i], i, n, path, count + 1, root));
            if (!count) continue;
            assert_false(merkle_check_leaf(leaves[i], i, n, path, count - 1, root));
            flip_bit(path, count, n * 64 + i);
            assert_false(merkle_check_leaf(leaves[i], i, n, path, count, root));
        }
    }
    arena_free(a);
}

static void a_prefix_is_proved_of_every_tree_and_a_flipped_bit_refutes_it(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sha256 *leaves = numbered_leaves(a, shapes());
    for (size_t n = 1; n <= shapes(); n++) {
        Sha256 root = merkle_root(leaves, n);
        for (size_t m = 1; m <= n; m++) {
            Sha256 path[64] = {0}, old = merkle_root(leaves, m);
            size_t count = merkle_prove_prefix(leaves, n, m, path);
            assert_true(merkle_check_prefix(m, old, n, root, path, count));
            assert_false(merkle_check_prefix(m, old, n, root, path, count + 1));
            if (!count) continue;
            assert_false(merkle_check_prefix(m, old, n, root, path, count - 1));
            assert_false(merkle_check_prefix(m, root, n, root, path, count));
            flip_bit(path, count, n * 64 + m);
            assert_false(merkle_check_prefix(m, old, n, root, path, count));
        }
    }
    arena_free(a);
}

static void an_empty_tree_proves_nothing(void **state) {
    (void)state;
    Sha256 empty = merkle_root(NULL, 0);
    assert_false(merkle_check_prefix(0, empty, 0, empty, NULL, 0));
    assert_false(merkle_check_prefix(0, empty, 3, empty, NULL, 0));
    assert_false(merkle_check_prefix(4, empty, 3, empty, NULL, 0));
    assert_false(merkle_check_leaf(empty, 0, 0, NULL, 0, empty));
}

static void a_growing_tree_has_the_root_of_the_whole(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sha256 *leaves = numbered_leaves(a, shapes());
    MerkleEdge edge = {0};
    for (size_t n = 1; n <= shapes(); n++) {
        merkle_edge_add(&edge, leaves[n - 1]);
        assert_true(sha256_is(merkle_edge_root(&edge), merkle_root(leaves, n)));
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roots_are_those_of_the_reference),
        cmocka_unit_test(a_leaf_is_proved_in_every_tree_and_a_flipped_bit_refutes_it),
        cmocka_unit_test(a_prefix_is_proved_of_every_tree_and_a_flipped_bit_refutes_it),
        cmocka_unit_test(an_empty_tree_proves_nothing),
        cmocka_unit_test(a_growing_tree_has_the_root_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
