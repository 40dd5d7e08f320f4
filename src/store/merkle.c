// store/merkle.c - Merkle trees as RFC 9162, section 2.1 defines them
//
// A leaf is hashed behind a byte 0, an inner node behind a byte 1. A tree of n leaves splits at the
// largest power of two below n, so that a growing tree keeps its complete subtrees. The proofs are
// made by walking down from the root; what is met is the proof in reverse.
#include "store/store_int.h"

#include <assert.h>

static Sha256 parent(Sha256 left, Sha256 right) {
    unsigned char both[1 + 2 * SHA256_BYTES] = {1};
    memcpy(both + 1, left.bytes, SHA256_BYTES);
    memcpy(both + 1 + SHA256_BYTES, right.bytes, SHA256_BYTES);
    return sha256_of((Str){(const char *)both, sizeof both});
}

static int node_count(const MerkleEdge *e) {
    return __builtin_popcountll(e->count);
}

// Each trailing one bit of the count is a complete subtree of the new leaf's size.
void merkle_edge_add(MerkleEdge *e, Sha256 leaf) {
    assert(e->count < UINT64_MAX / 2);
    int nodes = node_count(e);
    for (uint64_t bits = e->count; bits & 1; bits >>= 1) leaf = parent(e->nodes[--nodes], leaf);
    e->nodes[nodes] = leaf;
    e->count++;
}

Sha256 merkle_edge_root(const MerkleEdge *e) {
    int nodes = node_count(e);
    if (nodes == 0) return sha256_of(STR(""));
    Sha256 root = e->nodes[--nodes];
    while (nodes > 0) root = parent(e->nodes[--nodes], root);
    return root;
}

Sha256 merkle_root(const Sha256 *leaves, size_t count) {
    MerkleEdge e = {0};
    for (size_t i = 0; i < count; i++) merkle_edge_add(&e, leaves[i]);
    return merkle_edge_root(&e);
}

static size_t split(size_t count) {
    assert(count > 1);
    size_t k = 1;
    while (k * 2 < count) k *= 2;
    return k;
}

static size_t reverse(Sha256 *hashes, size_t count) {
    for (size_t i = 0; i < count / 2; i++) {
        Sha256 kept = hashes[i];
        hashes[i] = hashes[count - 1 - i];
        hashes[count - 1 - i] = kept;
    }
    return count;
}

size_t merkle_prove_leaf(const Sha256 *leaves, size_t count, size_t index, Sha256 ret[64]) {
    assert(index < count);
    size_t found = 0;
    while (count > 1) {
        size_t k = split(count);
        bool is_left = index < k;
        ret[found++] = is_left ? merkle_root(leaves + k, count - k) : merkle_root(leaves, k);
        if (is_left) {
            count = k;
        } else {
            leaves += k, index -= k, count -= k;
        }
    }
    return reverse(ret, found);
}

// ---- a whole tree -------------------------------------------------------------------------------

enum { LEVELS = 64 };
struct MerkleTree {
    size_t counts[LEVELS];
    Sha256 *levels[LEVELS]; // the leaves first; a node without a partner goes up as it is
};

const MerkleTree *merkle_tree(Arena *a, const Sha256 *leaves, size_t count) {
    MerkleTree *t = ARENA_NEW(a, MerkleTree);
    t->levels[0] = ARENA_ARRAY(a, Sha256, count + 1);
    t->counts[0] = count;
    if (count) memcpy(t->levels[0], leaves, count * sizeof *leaves);
    for (size_t level = 0; t->counts[level] > 1; level++) {
        size_t below = t->counts[level], above = (below + 1) / 2;
        t->levels[level + 1] = ARENA_ARRAY(a, Sha256, above);
        t->counts[level + 1] = above;
        for (size_t i = 0; i < above; i++) {
            const Sha256 *pair = &t->levels[level][2 * i];
            t->levels[level + 1][i] = 2 * i + 1 < below ? parent(pair[0], pair[1]) : pair[0];
        }
    }
    return t;
}

size_t merkle_tree_prove(const MerkleTree *t, size_t index, Sha256 ret[64]) {
    assert(index < t->counts[0]);
    size_t found = 0;
    for (size_t level = 0; t->counts[level] > 1; level++, index /= 2) {
        size_t partner = index ^ 1;
        if (partner < t->counts[level]) ret[found++] = t->levels[level][partner];
    }
    return found;
}

// ---- prefixes -----------------------------------------------------------------------------------

size_t merkle_prove_prefix(const Sha256 *leaves, size_t count, size_t old_count, Sha256 ret[64]) {
    assert(old_count > 0 && old_count <= count);
    size_t found = 0;
    bool is_whole = true; // the old tree itself is the subtree reached: the reader knows its root
    while (old_count < count) {
        size_t k = split(count);
        if (old_count <= k) {
            ret[found++] = merkle_root(leaves + k, count - k);
            count = k;
        } else {
            ret[found++] = merkle_root(leaves, k);
            leaves += k, old_count -= k, count -= k;
            is_whole = false;
        }
    }
    if (!is_whole) ret[found++] = merkle_root(leaves, count);
    return reverse(ret, found);
}

bool merkle_check_leaf(Sha256 leaf, uint64_t index, uint64_t count, const Sha256 *path,
                       size_t path_count, Sha256 root) {
    if (index >= count) return false;
    uint64_t last = count - 1;
    for (size_t i = 0; i < path_count; i++, index >>= 1, last >>= 1) {
        if (last == 0) return false;
        if (!(index & 1) && index != last) {
            leaf = parent(leaf, path[i]);
            continue;
        }
        leaf = parent(path[i], leaf);
        while (!(index & 1) && index != 0) index >>= 1, last >>= 1;
    }
    return last == 0 && sha256_is(leaf, root);
}

bool merkle_check_prefix(uint64_t old_count, Sha256 old_root, uint64_t count, Sha256 root,
                         const Sha256 *path, size_t path_count) {
    if (old_count == 0 || old_count > count) return false;
    if (old_count == count) return path_count == 0 && sha256_is(old_root, root);
    if (path_count == 0) return false;
    uint64_t index = old_count - 1, last = count - 1;
    while (index & 1) index >>= 1, last >>= 1;
    bool starts_with_old = index == 0;
    Sha256 old_side = starts_with_old ? old_root : path[0], side = old_side;
    for (size_t i = starts_with_old ? 0 : 1; i < path_count; i++, index >>= 1, last >>= 1) {
        if (last == 0) return false;
        if (!(index & 1) && index != last) {
            side = parent(side, path[i]);
            continue;
        }
        old_side = parent(path[i], old_side);
        side = parent(path[i], side);
        while (!(index & 1) && index != 0) index >>= 1, last >>= 1;
    }
    return last == 0 && sha256_is(old_side, old_root) && sha256_is(side, root);
}
