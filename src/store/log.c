// store/log.c - the record log: append, read, and the heads that seal each commit
//
// The tree's edge is loaded when a transaction begins, grows with each record and is written with
// the head when it commits. Time never goes backwards in the log: a clock that does is overruled.
#include "store/store_int.h"

#include "base/limits.h"

#include <assert.h>
#include <stdio.h>

static void put_length(unsigned char out[8], size_t size) {
    for (int i = 0; i < 8; i++) out[i] = (unsigned char)((uint64_t)size >> (56 - 8 * i));
}

Sha256 record_leaf(Sha256Hasher *hasher, const Record *r) {
    char seq[24];
    int digits = snprintf(seq, sizeof seq, "%lld", (long long)r->seq);
    assert(digits > 0);
    Str fields[] = {STR("softlaw record 1"), {seq, (size_t)digits}, r->kind, r->at, r->body};
    enum { FIELDS = sizeof fields / sizeof fields[0] };
    unsigned char lengths[FIELDS][8];
    Str parts[1 + 2 * FIELDS] = {{"\0", 1}};
    for (size_t i = 0; i < FIELDS; i++) {
        put_length(lengths[i], fields[i].size);
        parts[1 + 2 * i] = (Str){(const char *)lengths[i], 8};
        parts[2 + 2 * i] = fields[i];
    }
    return sha256_run(hasher, parts, sizeof parts / sizeof parts[0]);
}

// ---- the edge of the tree -----------------------------------------------------------------------

static Str edge_text(Arena *a, const MerkleEdge *e) {
    Buf b = {.arena = a};
    for (int i = 0; i < __builtin_popcountll(e->count); i++)
        buf_add(&b, sha256_hex(a, e->nodes[i]));
    return buf_str(&b);
}

static bool edge_parse(int64_t size, Str text, MerkleEdge *ret) {
    if (size < 0) return false;
    *ret = (MerkleEdge){.count = (uint64_t)size};
    size_t nodes = (size_t)__builtin_popcountll(ret->count);
    if (text.size != nodes * 64) return false;
    for (size_t i = 0; i < nodes; i++)
        if (!sha256_from_hex(str_part(text, i * 64, 64), &ret->nodes[i])) return false;
    return true;
}

static bool damaged(Store *s, Err *err) {
    s->state = STORE_DOOMED;
    return err_set(err, ERR_STORE, MSG("the record log is damaged"), MSG("see: softlaw verify"));
}

static bool load_edge(Store *s, Err *err) {
    s->edge = (MerkleEdge){0};
    bool is_sound = true;
    Query *q = store_query(s, "SELECT size, nodes FROM log_edge");
    if (query_next(q)) is_sound = edge_parse(query_int(q, 0), query_text(q, 1), &s->edge);
    if (!query_end(q, err)) return false;
    return is_sound || damaged(s, err);
}

static bool load_last(Store *s, int64_t *ret_seq, Err *err) {
    s->has_appended = false;
    s->last_at = INT64_MIN;
    *ret_seq = 0;
    bool is_sound = true;
    Query *q = store_query(s, "SELECT seq, at FROM record ORDER BY seq DESC LIMIT 1");
    if (query_next(q)) {
        *ret_seq = query_int(q, 0);
        is_sound = sys_time_parse(query_text(q, 1), &s->last_at);
    }
    if (!query_end(q, err)) return false;
    return is_sound || damaged(s, err);
}

bool log_begin(Store *s, Err *err) {
    int64_t last;
    if (!load_last(s, &last, err) || !load_edge(s, err)) return false;
    return last == (int64_t)s->edge.count || damaged(s, err);
}

static bool write_edge(Store *s, Err *err) {
    Query *q = store_query(s, "INSERT INTO log_edge (one, size, nodes) VALUES (1, $1, $2) "
                              "ON CONFLICT (one) DO UPDATE SET size = excluded.size, "
                              "nodes = excluded.nodes");
    Arena *a = arena_new();
    query_bind_int(q, "$1", (int64_t)s->edge.count);
    query_bind_text(q, "$2", edge_text(a, &s->edge));
    arena_free(a);
    return query_run(q, err);
}

bool log_begin_rebuild(Store *s, Err *err) {
    int64_t last;
    Sha256 *leaves;
    if (!load_last(s, &last, err)) return false;
    Arena *a = arena_new();
    s->edge = (MerkleEdge){0};
    bool done = head_load_leaves(a, s, last, &leaves, err);
    for (int64_t i = 0; done && i < last; i++) merkle_edge_add(&s->edge, leaves[i]);
    arena_free(a);
    return done && write_edge(s, err);
}

static bool write_head(Store *s, Err *err) {
    Query *q = store_query(s, "INSERT INTO head (number, size, root) "
                              "SELECT coalesce(max(number), 0) + 1, CAST($1 AS BIGINT), "
                              "CAST($2 AS TEXT) FROM head");
    Arena *a = arena_new();
    query_bind_int(q, "$1", (int64_t)s->edge.count);
    query_bind_text(q, "$2", sha256_hex(a, merkle_edge_root(&s->edge)));
    arena_free(a);
    return query_run(q, err);
}

bool log_commit(Store *s, Err *err) {
    return !s->has_appended || (write_head(s, err) && write_edge(s, err));
}

// ---- records ------------------------------------------------------------------------------------

static bool is_kind(Str kind) {
    for (size_t i = 0; i < kind.size; i++)
        if ((kind.at[i] < 'a' || kind.at[i] > 'z') && kind.at[i] != '-') return false;
    return kind.size > 0 && kind.size <= 32;
}

static bool check_record(Store *s, const Record *r, int64_t *ret_at, Err *err) {
    assert(is_kind(r->kind));
    if (!sys_time_parse(r->at, ret_at))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is not a time", str_copy(s->arena, r->at)),
                       MSG("write it as 2024-01-31T12:00:00Z"));
    if (r->body.size > LIMIT_RECORD_BYTES)
        return err_set(err, ERR_LIMIT, MSG("a record has more than 16 MiB"), NO_MSG);
    if (utf8_find_fault(r->body) < 0 && !memchr(r->body.at, 0, r->body.size)) return true;
    return err_set(err, ERR_INPUT, MSG("a record is not plain UTF-8 text"), NO_MSG);
}

static bool write_record(Store *s, const Record *r, Sha256 leaf, Err *err) {
    Query *q = store_query(s, "INSERT INTO record (seq, kind, at, body, leaf) "
                              "VALUES ($1, $2, $3, $4, $5)");
    Arena *a = arena_new();
    query_bind_int(q, "$1", r->seq);
    query_bind_text(q, "$2", r->kind);
    query_bind_text(q, "$3", r->at);
    query_bind_text(q, "$4", r->body);
    query_bind_text(q, "$5", sha256_hex(a, leaf));
    arena_free(a);
    return query_run(q, err);
}

bool store_append(Store *s, Str kind, Str at, Str body, int64_t *ret_seq, Err *err) {
    if (s->state != STORE_WRITING) return store_fail(s, SQLITE_ABORT, err);
    Record r = {(int64_t)s->edge.count + 1, kind, at, body};
    int64_t now;
    if (!check_record(s, &r, &now, err)) return false;
    Arena *a = arena_new();
    if (now < s->last_at) r.at = sys_time_text(a, now = s->last_at);
    Sha256 leaf = record_leaf(s->hasher, &r);
    bool done = write_record(s, &r, leaf, err);
    arena_free(a);
    if (!done) return false;
    merkle_edge_add(&s->edge, leaf);
    s->last_at = now;
    s->has_appended = true;
    *ret_seq = r.seq;
    return true;
}

bool store_record(Arena *a, Store *s, int64_t seq, Record *ret, Err *err) {
    Query *q = store_query(s, "SELECT kind, at, body FROM record WHERE seq = $1");
    query_bind_int(q, "$1", seq);
    bool is_there = query_next(q);
    if (is_there)
        *ret = (Record){seq, str_copy(a, query_text(q, 0)), str_copy(a, query_text(q, 1)),
                        str_copy(a, query_text(q, 2))};
    if (!query_end(q, err)) return false;
    return is_there ||
           err_set(err, ERR_NOT_FOUND,
                   MSG("there is no record {1}", str_fmt(a, "%lld", (long long)seq)), NO_MSG);
}

bool store_visit_records(Store *s, int64_t first, RecordVisit visit, void *self, Err *err) {
    Query *q = store_query(s, "SELECT seq, kind, at, body FROM record WHERE seq >= $1 "
                              "ORDER BY seq");
    query_bind_int(q, "$1", first);
    bool goes_on = true;
    while (goes_on && query_next(q)) {
        Record r = {query_int(q, 0), query_text(q, 1), query_text(q, 2), query_text(q, 3)};
        goes_on = visit(self, &r, err);
    }
    return query_end(q, err) && goes_on;
}
