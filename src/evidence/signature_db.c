// evidence/signature_db.c - signatures recorded, and found again
#include "evidence/evidence_int.h"

#include "evidence/001_signature.sql.h"

#include <stdio.h>

static const Migration MIGRATIONS[] = {
    {"evidence/001_signature", sql_001_signature},
};

bool evidence_migrate(Store *s, Err *err) {
    return store_migrate(s, MIGRATIONS, sizeof MIGRATIONS / sizeof *MIGRATIONS, err);
}

static const char *const OUTCOMES[] = {
    [SIGN_DONE] = "done",
    [SIGN_ALREADY_SIGNED] = "already-signed",
    [SIGN_UNKNOWN_AGREEMENT] = "unknown-agreement",
    [SIGN_OTHER_TEXT] = "other-text",
    [SIGN_FORGED] = "forged",
};

const char *sign_outcome_name(SignOutcome o) {
    return OUTCOMES[o];
}

// ---- records become rows ------------------------------------------------------------------------

static bool apply(Arena *a, Store *s, const Record *r, Err *err) {
    SignatureBody b;
    if (!signature_from_body(a, r->body, &b))
        return err_set(err, ERR_STORE, MSG("record {1} is no signature", number_to_text(a, r->seq)),
                       MSG("see: softlaw verify"));
    Query *q = store_query(s, "INSERT INTO signature (agreement, version, verifier, seq) "
                              "VALUES ($1, $2, $3, $4)");
    query_bind_text(q, "$1", b.of.agreement);
    query_bind_text(q, "$2", b.of.version);
    query_bind_text(q, "$3", b.verifier);
    query_bind_int(q, "$4", r->seq);
    return query_run(q, err);
}

typedef struct Replay {
    Arena *arena;
    Store *store;
} Replay;

static bool replay(void *self, const Record *r, Err *err) {
    const Replay *p = self;
    bool done = !str_is(r->kind, KIND_SIGNATURE) || apply(p->arena, p->store, r, err);
    arena_reset(p->arena);
    return done;
}

// Behind their lengths, so that nothing runs into each other.
static Sha256 hash_row(Sha256Hasher *hasher, Sha256 before, Query *q) {
    Str parts[8] = {{(const char *)before.bytes, SHA256_BYTES}};
    char sizes[3][24];
    for (int i = 0; i < 3; i++) {
        Str value = query_text(q, i);
        int size = snprintf(sizes[i], sizeof sizes[i], "%zu:", value.size);
        parts[1 + 2 * i] = (Str){sizes[i], (size_t)size};
        parts[2 + 2 * i] = value;
    }
    return sha256_run(hasher, parts, 7);
}

static bool hash_table(Arena *a, Store *s, Sha256 *ret, Err *err) {
    Sha256Hasher *hasher = sha256_new(a);
    *ret = sha256_of(STR(""));
    Query *q = store_query(s, "SELECT agreement || ' ' || version, verifier, CAST(seq AS TEXT) "
                              "FROM signature ORDER BY agreement, version, verifier");
    while (query_next(q)) *ret = hash_row(hasher, *ret, q);
    return query_end(q, err);
}

static bool rebuild(Arena *a, Store *s, bool *ret_is_same, Err *err) {
    Sha256 before, after;
    Replay p = {arena_new(), s};
    bool done = hash_table(a, s, &before, err) &&
                query_run(store_query(s, "DELETE FROM signature"), err) &&
                store_visit_records(s, 1, replay, &p, err) && hash_table(a, s, &after, err) &&
                store_commit(s, err);
    err_keep(a, err);
    arena_free(p.arena);
    if (done) *ret_is_same = sha256_is(before, after);
    return done;
}

bool evidence_rebuild(Store *s, bool *ret_is_same, Err *err) {
    Arena *work = arena_new();
    bool done = store_begin_rebuild(s, err) && rebuild(work, s, ret_is_same, err);
    store_rollback(s);
    arena_free(work);
    return done;
}

// ---- signing ------------------------------------------------------------------------------------

static bool has_row(Query *q, bool *ret, Err *err) {
    *ret = query_next(q);
    return query_end(q, err);
}

static bool is_known(Store *s, EvidenceStatement of, bool *ret, Err *err) {
    Query *q = store_query(s, "SELECT seq FROM agreement WHERE id = $1 AND version = $2");
    query_bind_text(q, "$1", of.agreement);
    query_bind_text(q, "$2", of.version);
    return has_row(q, ret, err);
}

static bool is_signed(Store *s, EvidenceStatement of, Str verifier, bool *ret, Err *err) {
    Query *q = store_query(s, "SELECT seq FROM signature WHERE agreement = $1 AND version = $2 "
                              "AND verifier = $3");
    query_bind_text(q, "$1", of.agreement);
    query_bind_text(q, "$2", of.version);
    query_bind_text(q, "$3", verifier);
    return has_row(q, ret, err);
}

static bool write_signature(Arena *a, Store *s, const SignatureBody *b, Str at, SignOutcome *ret,
                            Err *err) {
    bool known, done_before;
    Record r = {.kind = KIND_SIGNATURE, .at = at, .body = signature_to_body(a, b)};
    if (!is_known(s, b->of, &known, err)) return false;
    *ret = SIGN_UNKNOWN_AGREEMENT;
    if (!known) return true;
    if (!is_signed(s, b->of, b->verifier, &done_before, err)) return false;
    *ret = SIGN_ALREADY_SIGNED;
    if (done_before) return true;
    *ret = SIGN_DONE;
    return store_append(s, r.kind, r.at, r.body, &r.seq, err) && apply(a, s, &r, err) &&
           store_commit(s, err);
}

bool evidence_sign(Arena *a, Store *s, Str note, const SealVerifier *v, Str at, SignOutcome *ret,
                   Err *err) {
    SealNote n;
    SignatureBody b = {.verifier = seal_verifier_text(a, v), .note = note};
    if (!seal_note_parse(a, STR("signature"), note, &n, err)) return false;
    if (!evidence_statement_parse(n.text, &b.of)) {
        *ret = SIGN_OTHER_TEXT;
        return true;
    }
    if (seal_note_check(a, &n, v, NULL) != SEAL_VALID) {
        *ret = SIGN_FORGED;
        return true;
    }
    SignOutcome outcome = SIGN_DONE;
    bool done = store_begin(s, err) && write_signature(a, s, &b, at, &outcome, err);
    store_rollback(s);
    if (done) *ret = outcome;
    return done;
}

// ---- reading ------------------------------------------------------------------------------------

static void read_signature(Arena *a, Query *q, Signature *ret) {
    SignatureBody b;
    SealVerifier v;
    Message why;
    *ret = (Signature){.seq = query_int(q, 0)};
    if (!signature_from_body(a, str_copy(a, query_text(q, 1)), &b)) return;
    ret->note = b.note;
    ret->signer = seal_verifier_parse(a, b.verifier, &v, &why) ? v.name : b.verifier;
}

bool evidence_signatures(Arena *a, Store *s, EvidenceStatement of, Signature **ret,
                         size_t *ret_count, Err *err) {
    struct {
        Signature *items;
        size_t count, capacity;
    } found = {0};
    Query *q = store_query(s, "SELECT signature.seq, record.body FROM signature "
                              "JOIN record ON record.seq = signature.seq "
                              "WHERE agreement = $1 AND version = $2 ORDER BY signature.seq");
    query_bind_text(q, "$1", of.agreement);
    query_bind_text(q, "$2", of.version);
    while (query_next(q)) read_signature(a, q, VEC_ADD(a, &found));
    *ret = found.items;
    *ret_count = found.count;
    return query_end(q, err);
}
