// store/head.c - the head of the log and the proofs that hang on it
//
// Proofs are made from the leaves of all records: a few milliseconds for thousands of them, and
// asked for rarely.
#include "store/store_int.h"

#include <assert.h>

bool store_head(Store *s, Head *ret, Err *err) {
    *ret = (Head){0, merkle_root(NULL, 0)};
    bool is_sound = true;
    Query *q = store_query(s, "SELECT size, root FROM head ORDER BY number DESC LIMIT 1");
    if (query_next(q)) {
        ret->size = query_int(q, 0);
        is_sound = sha256_from_hex(query_text(q, 1), &ret->root);
    }
    if (!query_end(q, err)) return false;
    return is_sound ||
           err_set(err, ERR_STORE, MSG("the record log is damaged"), MSG("see: softlaw verify"));
}

static bool read_head(Query *q, Head *ret) {
    ret->size = query_int(q, 0);
    return sha256_from_hex(query_text(q, 1), &ret->root);
}

static bool damaged_heads(Err *err) {
    return err_set(err, ERR_STORE, MSG("the record log is damaged"), MSG("see: softlaw verify"));
}

bool store_visit_heads(Store *s, int64_t after, HeadVisit visit, void *self, Err *err) {
    Head head;
    bool goes_on = true, is_sound = true;
    Query *q = store_query(s, "SELECT size, root FROM head WHERE size > $1 ORDER BY number");
    query_bind_int(q, "$1", after);
    while (goes_on && is_sound && query_next(q))
        if ((is_sound = read_head(q, &head))) goes_on = visit(self, head, err);
    return query_end(q, err) && (is_sound || damaged_heads(err)) && goes_on;
}

bool store_find_head(Store *s, int64_t size, Head *ret, bool *ret_found, Err *err) {
    bool is_sound = true;
    Query *q = store_query(s, "SELECT size, root FROM head WHERE size = $1 ORDER BY number");
    query_bind_int(q, "$1", size);
    *ret_found = query_next(q);
    if (*ret_found) is_sound = read_head(q, ret);
    return query_end(q, err) && (is_sound || damaged_heads(err));
}

bool head_load_leaves(Arena *a, Store *s, int64_t size, Sha256 **ret, Err *err) {
    assert(size >= 0);
    Sha256 *leaves = ARENA_ARRAY(a, Sha256, (size_t)size);
    int64_t found = 0;
    bool is_sound = true;
    Query *q = store_query(s, "SELECT seq, leaf FROM record WHERE seq <= $1 ORDER BY seq");
    query_bind_int(q, "$1", size);
    while (is_sound && query_next(q)) {
        is_sound =
            query_int(q, 0) == found + 1 && sha256_from_hex(query_text(q, 1), &leaves[found]);
        found++;
    }
    if (!query_end(q, err)) return false;
    *ret = leaves;
    return (is_sound && found == size) ||
           err_set(err, ERR_NOT_FOUND,
                   MSG("the log has no {1} records in order", str_fmt(a, "%lld", (long long)size)),
                   NO_MSG);
}

bool store_prove_record(Arena *a, Store *s, int64_t seq, int64_t size, Sha256 **ret_path,
                        size_t *ret_count, Err *err) {
    Sha256 *leaves;
    if (seq < 1 || seq > size)
        return err_set(err, ERR_INPUT, MSG("the record is not in a log of that size"), NO_MSG);
    if (!head_load_leaves(a, s, size, &leaves, err)) return false;
    *ret_path = ARENA_ARRAY(a, Sha256, 64);
    *ret_count = merkle_prove_leaf(leaves, (size_t)size, (size_t)seq - 1, *ret_path);
    return true;
}

const MerkleTree *store_tree(Arena *a, Store *s, int64_t size, Err *err) {
    Sha256 *leaves;
    if (!head_load_leaves(a, s, size, &leaves, err)) return NULL;
    return merkle_tree(a, leaves, (size_t)size);
}

bool store_prove_prefix(Arena *a, Store *s, int64_t old_size, int64_t size, Sha256 **ret_path,
                        size_t *ret_count, Err *err) {
    Sha256 *leaves;
    if (old_size < 1 || old_size > size)
        return err_set(err, ERR_INPUT, MSG("the log is not that long"), NO_MSG);
    if (!head_load_leaves(a, s, size, &leaves, err)) return false;
    *ret_path = ARENA_ARRAY(a, Sha256, 64);
    *ret_count = merkle_prove_prefix(leaves, (size_t)size, (size_t)old_size, *ret_path);
    return true;
}
