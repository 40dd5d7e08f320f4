// verify/log.c - every record, its leaf, the heads of the log, and a head known from outside
//
// A record whose leaf does not fit was altered; if it fits under another number, it was moved
// there. Where somebody recomputed the leaf as well, the next head no longer fits, and the first
// record after the last good head is named.
#include "verify/verify_int.h"

#include "base/sys.h"

enum { SEARCHES_MOST = 8 }; // for where a record came from

typedef struct Log {
    Check *check;
    Rows heads;
    bool is_head_open; // a head has been read and not yet been reached
    int64_t head_number, head_size, head_root_size;
    Str head_root;
    int64_t good_size; // of the last head that fitted
    bool is_head_faulty;
    int64_t last_at;
    int64_t next; // the number that the next record must have
    bool has_prefix;
    int searches;
    VerifyOptions options;
} Log;

// ---- heads
// ----------------------------------------------------------------------------------------

static void fault_head(Log *l, int64_t seq, Message message) {
    if (!l->is_head_faulty) fault_add(l->check, VERIFY_HEAD, seq, "head", message);
    l->is_head_faulty = true;
}

static void read_head(Log *l) {
    int64_t number = 0, size = 0;
    l->is_head_open = rows_next(&l->heads);
    if (!l->is_head_open) return;
    bool is_typed = rows_int(&l->heads, 0, &number) && rows_int(&l->heads, 1, &size) &&
                    rows_text(&l->heads, 2, &l->head_root);
    if (!is_typed || number != l->head_number + 1 || size <= l->head_size)
        fault_head(l, l->head_size + 1,
                   MSG("the heads of the log are not in order after head {1}",
                       number_text(l->check, l->head_number)));
    l->head_number++;
    l->head_size = size;
}

// After `leaves` records: the head of that size must be their root.
static void meet_head(Log *l) {
    Tree *t = &l->check->tree;
    if (!l->is_head_open || l->head_size != t->leaves) return;
    if (digest_is_hex(tree_root(t), l->head_root))
        l->good_size = t->leaves;
    else
        fault_head(l, l->good_size + 1,
                   MSG("the head of {1} records does not fit them; the first {2} are sound",
                       number_text(l->check, t->leaves), number_text(l->check, l->good_size)));
    read_head(l);
}

static void end_heads(Log *l) {
    if (l->is_head_open && !l->is_head_faulty)
        fault_add(l->check, VERIFY_MISSING, l->next, "record",
                  MSG("record {1} is missing: the log once had {2} records",
                      number_text(l->check, l->next), number_text(l->check, l->head_size)));
    else if (l->check->tree.leaves > l->head_size)
        fault_head(l, l->head_size + 1,
                   MSG("the records after {1} have no head", number_text(l->check, l->head_size)));
    rows_close(&l->heads, 0);
}

// ---- a head known from outside
// --------------------------------------------------------------------

static void meet_prefix(Log *l) {
    if (!l->options.has_known_head || l->check->tree.leaves != l->options.known_size) return;
    l->has_prefix = true;
    if (digest_is_hex(tree_root(&l->check->tree), l->options.known_root)) return;
    fault_add(l->check, VERIFY_PREFIX, 0, "record",
              MSG("the first {1} records are not those of the head handed in",
                  number_text(l->check, l->options.known_size)));
}

static void end_prefix(Log *l) {
    if (l->options.has_known_head && !l->has_prefix)
        fault_add(l->check, VERIFY_PREFIX, l->next, "record",
                  MSG("the log is shorter than the head handed in, which has {1} records",
                      number_text(l->check, l->options.known_size)));
}

// ---- records
// --------------------------------------------------------------------------------------

typedef struct Stored {
    int64_t seq;
    Str kind, at, body, leaf;
} Stored;

static Digest leaf_digest(Check *c, int64_t seq, const Stored *s) {
    Sha sha;
    sha_start(&sha);
    sha_add(&sha, (Str){"\0", 1});
    sha_add_field(&sha, STR("softlaw record 1"));
    sha_add_field(&sha, number_text(c, seq));
    sha_add_field(&sha, s->kind);
    sha_add_field(&sha, s->at);
    sha_add_field(&sha, s->body);
    return sha_end(&sha);
}

// The number under which the record was written, if it is near.
static int64_t find_origin(Check *c, const Stored *s) {
    enum { NEAR = 1000 };
    for (int64_t d = 1; d <= NEAR; d++) {
        if (digest_is_hex(leaf_digest(c, s->seq + d, s), s->leaf)) return s->seq + d;
        if (s->seq > d && digest_is_hex(leaf_digest(c, s->seq - d, s), s->leaf)) return s->seq - d;
    }
    return 0;
}

static void check_leaf(Log *l, const Stored *s, Digest leaf) {
    Check *c = l->check;
    if (digest_is_hex(leaf, s->leaf)) return;
    c->is_log_sound = false;
    int64_t origin = l->searches++ < SEARCHES_MOST ? find_origin(c, s) : 0;
    if (origin)
        fault_add(c, VERIFY_REORDERED, s->seq, "record",
                  MSG("record {1} stands in the place of record {2}", number_text(c, origin),
                      number_text(c, s->seq)));
    else
        fault_add(c, VERIFY_ALTERED, s->seq, "record",
                  MSG("record {1} was altered", number_text(c, s->seq)));
}

static void check_order(Log *l, const Stored *s) {
    Check *c = l->check;
    int64_t at;
    if (s->seq != l->next) {
        c->is_log_sound = false;
        fault_add(c, s->seq > l->next ? VERIFY_MISSING : VERIFY_REORDERED, l->next, "record",
                  MSG("record {1} is missing; record {2} stands there", number_text(c, l->next),
                      number_text(c, s->seq)));
    }
    bool is_time = sys_time_parse(s->at, &at);
    if (!is_time || at < l->last_at)
        fault_add(c, VERIFY_REORDERED, s->seq, "record",
                  MSG("record {1} is dated before its predecessor", number_text(c, s->seq)));
    if (is_time) l->last_at = at;
    l->next = s->seq + 1;
}

static void check_record(Log *l, const Rows *r) {
    Check *c = l->check;
    Stored s;
    bool is_typed = rows_int(r, 0, &s.seq) && rows_text(r, 1, &s.kind) && rows_text(r, 2, &s.at) &&
                    rows_text(r, 3, &s.body) && rows_text(r, 4, &s.leaf);
    if (!is_typed) {
        c->is_log_sound = false;
        fault_add(c, VERIFY_ALTERED, l->next, "record",
                  MSG("record {1} was altered", number_text(c, l->next)));
        l->next++;
        return;
    }
    arena_reset(c->scratch);
    check_order(l, &s);
    Digest leaf = leaf_digest(c, s.seq, &s);
    check_leaf(l, &s, leaf);
    tree_add(&c->tree, leaf);
    meet_head(l);
    meet_prefix(l);
}

// ---- the edge
// -------------------------------------------------------------------------------------

static void check_edge(Check *c) {
    int64_t one, size;
    Str nodes;
    Buf want = {.arena = c->scratch};
    for (int i = 0; i < c->tree.count; i++) {
        char hex[64];
        digest_to_hex(c->tree.subtrees[i].digest, hex);
        buf_add(&want, (Str){hex, sizeof hex});
    }
    int rows = 0;
    bool is_same = true;
    Rows r = rows_open(c, "log_edge", "SELECT one, size, nodes FROM log_edge");
    for (; rows_next(&r); rows++)
        is_same = is_same && rows_int(&r, 0, &one) && rows_int(&r, 1, &size) &&
                  rows_text(&r, 2, &nodes) && one == 1 && size == c->tree.leaves &&
                  str_is(nodes, buf_str(&want));
    if (!rows_close(&r, 0)) return;
    if (!is_same || rows != (c->tree.leaves > 0))
        fault_add(c, VERIFY_DERIVED, c->tree.leaves, "log_edge",
                  MSG("the edge of the tree is not that of the records"));
}

void check_log(Check *c, VerifyOptions options) {
    Log l = {.check = c, .next = 1, .last_at = INT64_MIN, .options = options};
    c->is_log_sound = true;
    l.heads = rows_open(c, "head", "SELECT number, size, root FROM head ORDER BY number");
    read_head(&l);
    meet_prefix(&l);
    Rows r = rows_open(c, "record", "SELECT seq, kind, at, body, leaf FROM record ORDER BY seq");
    while (rows_next(&r)) check_record(&l, &r);
    if (!rows_close(&r, l.next)) c->is_log_sound = false;
    end_heads(&l);
    end_prefix(&l);
    check_edge(c);
}
