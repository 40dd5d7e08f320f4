// evidence/collect_db.c - the records that prove an agreement or a run, with their paths
#include "evidence/evidence_int.h"

#include <stdlib.h>

typedef struct Collection {
    Arena *arena;
    Store *store;
    int64_t size; // wanted; 0: the whole log
    struct Numbers {
        int64_t *items;
        size_t count, capacity;
    } numbers;
} Collection;

// The numbers of the records that a query yields.
static bool collect(Collection *c, Query *q, Err *err) {
    while (query_next(q)) *VEC_ADD(c->arena, &c->numbers) = query_int(q, 0);
    return query_end(q, err);
}

static bool collect_source(Collection *c, Str hash, Err *err) {
    Query *q = store_query(c->store, "SELECT seq FROM source WHERE hash = $1 ORDER BY part");
    query_bind_text(q, "$1", hash);
    return collect(c, q, err);
}

static bool collect_agreement(Collection *c, EvidenceStatement of, Err *err) {
    Query *q = store_query(c->store, "SELECT seq FROM agreement WHERE id = $1 AND version = $2");
    query_bind_text(q, "$1", of.agreement);
    query_bind_text(q, "$2", of.version);
    if (!collect(c, q, err)) return false;
    if (!c->numbers.count)
        return err_set(err, ERR_NOT_FOUND,
                       MSG("the agreement \"{1}\" is not in the store in the version {2}",
                           of.agreement, of.version),
                       NO_MSG);
    Query *signatures = store_query(c->store, "SELECT seq FROM signature WHERE agreement = $1 "
                                              "AND version = $2 ORDER BY seq");
    query_bind_text(signatures, "$1", of.agreement);
    query_bind_text(signatures, "$2", of.version);
    return collect_source(c, of.version, err) && collect(c, signatures, err);
}

static bool collect_facts(Collection *c, Str body, Err *err) {
    BodyLine line;
    while (body_next(c->arena, &body, &line))
        if (line.count == 1 && str_is(line.name, STR("facts")) &&
            !collect_source(c, line.values[0], err))
            return false;
    return true;
}

static bool collect_entries(Collection *c, int64_t run, Err *err) {
    Query *q = store_query(c->store, "SELECT seq FROM entry WHERE run = $1 ORDER BY number");
    query_bind_int(q, "$1", run);
    return collect(c, q, err);
}

static int by_number(const void *left, const void *right) {
    int64_t l = *(const int64_t *)left, r = *(const int64_t *)right;
    return (l > r) - (l < r);
}

// Each number once, in order.
static void sort_numbers(struct Numbers *n) {
    size_t kept = 0;
    qsort(n->items, n->count, sizeof *n->items, by_number);
    for (size_t i = 0; i < n->count; i++)
        if (!kept || n->items[kept - 1] != n->items[i]) n->items[kept++] = n->items[i];
    n->count = kept;
}

static bool add_record(Collection *c, const MerkleTree *tree, int64_t seq, Evidence *e, Err *err) {
    EvidenceRecord *r = VEC_ADD(c->arena, e);
    if (!store_record(c->arena, c->store, seq, &r->record, err)) return false;
    Sha256 path[EVIDENCE_PATH_MAX];
    r->path_count = merkle_tree_prove(tree, (size_t)seq - 1, path);
    r->path = ARENA_ARRAY(c->arena, Sha256, r->path_count + 1);
    memcpy(r->path, path, r->path_count * sizeof *path);
    return true;
}

// The head of so many records as wanted, if all that were collected are among them.
static bool find_head(Collection *c, Head *ret, Err *err) {
    Head early;
    bool is_found = false;
    if (!store_head(c->store, ret, err)) return false;
    bool is_within = c->size && c->size < ret->size && c->numbers.count &&
                     c->numbers.items[c->numbers.count - 1] <= c->size;
    if (is_within && !store_find_head(c->store, c->size, &early, &is_found, err)) return false;
    if (is_found) *ret = early;
    return true;
}

static bool prove(Collection *c, Evidence *ret, Head *ret_head, Err *err) {
    Evidence e = {.file = {NULL, 0}};
    Head head;
    sort_numbers(&c->numbers);
    if (c->numbers.count > EVIDENCE_RECORDS_MAX)
        return err_set(err, ERR_LIMIT, MSG("the evidence has more than a million records"), NO_MSG);
    if (!find_head(c, &head, err)) return false;
    const MerkleTree *tree = store_tree(c->arena, c->store, head.size, err);
    for (size_t i = 0; tree && i < c->numbers.count; i++)
        if (!add_record(c, tree, c->numbers.items[i], &e, err)) return false;
    if (!tree) return false;
    *ret = e;
    *ret_head = head;
    return true;
}

bool evidence_of_agreement(Arena *a, Store *s, EvidenceStatement of, int64_t size, Evidence *ret,
                           Head *ret_head, Err *err) {
    Collection c = {.arena = a, .store = s, .size = size};
    bool done = store_begin_reading(s, err) && collect_agreement(&c, of, err) &&
                prove(&c, ret, ret_head, err);
    store_rollback(s);
    return done;
}

static bool find_run(Collection *c, int64_t run, Record *ret, Err *err) {
    int64_t seq = 0;
    Query *q = store_query(c->store, "SELECT seq FROM run WHERE number = $1");
    query_bind_int(q, "$1", run);
    if (query_next(q)) seq = query_int(q, 0);
    if (!query_end(q, err)) return false;
    if (!seq)
        return err_set(err, ERR_NOT_FOUND,
                       MSG("there is no run {1}", number_to_text(c->arena, run)), NO_MSG);
    return store_record(c->arena, c->store, seq, ret, err);
}

bool evidence_of_run(Arena *a, Store *s, int64_t run, int64_t size, Evidence *ret, Head *ret_head,
                     Err *err) {
    Collection c = {.arena = a, .store = s, .size = size};
    Record r;
    bool done = store_begin_reading(s, err) && find_run(&c, run, &r, err);
    EvidenceStatement of = {.agreement = {NULL, 0}};
    if (done)
        of =
            (EvidenceStatement){body_find(a, r.body, "agreement"), body_find(a, r.body, "version")};
    done = done && collect_agreement(&c, of, err) && collect_facts(&c, r.body, err) &&
           collect_entries(&c, run, err);
    if (done) *VEC_ADD(a, &c.numbers) = r.seq;
    done = done && prove(&c, ret, ret_head, err);
    store_rollback(s);
    return done;
}

Str evidence_checkpoint(Arena *a, Str origin, Head head) {
    SealCheckpoint c = {.origin = origin, .size = (uint64_t)head.size, .root = head.root};
    return seal_checkpoint_text(a, &c);
}
