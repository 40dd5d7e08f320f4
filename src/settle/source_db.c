// settle/source_db.c - the texts that settlements rest on: agreements and fact files, as read
//
// A text is kept under the SHA-256 of the whole, in parts that fit a record, so that it can be
// given back byte for byte and explained from the store alone.
#include "settle/settle_int.h"

#include "base/limits.h"

#include <assert.h>

enum { PART_BYTES = 1 << 20 };

bool source_is_there(Store *s, Str hash, bool *ret, Err *err) {
    *ret = false;
    Query *q = store_query(s, "SELECT count(*), max(parts) FROM source WHERE hash = $1 "
                              "HAVING count(*) > 0");
    query_bind_text(q, "$1", hash);
    if (query_next(q)) *ret = query_int(q, 0) == query_int(q, 1);
    return query_end(q, err);
}

// The end of the part that starts at `from`: at most PART_BYTES, not within a character.
static size_t part_end(Str text, size_t from) {
    return from + utf8_start(str_part(text, from, text.size - from), PART_BYTES).size;
}

static int64_t count_parts(Str text) {
    int64_t parts = 1;
    for (size_t at = part_end(text, 0); at < text.size; at = part_end(text, at)) parts++;
    return parts;
}

static bool append_parts(Ledger *l, Arena *a, SourceFile file, Str hash, Str at, Err *err) {
    FileBody body = {.hash = hash, .name = file.name, .parts = count_parts(file.text)};
    size_t from = 0;
    for (body.part = 1; body.part <= body.parts; body.part++) {
        size_t end = part_end(file.text, from);
        body.text = str_part(file.text, from, end - from);
        if (!ledger_append(l, KIND_FILE, at, file_to_body(a, &body), err)) return false;
        from = end;
    }
    return true;
}

static bool add_source(Ledger *l, Store *s, Arena *a, SourceFile file, Str hash, Str at, Err *err) {
    bool is_there;
    if (!source_is_there(s, hash, &is_there, err)) return false;
    return is_there || append_parts(l, a, file, hash, at, err);
}

static bool check_file(Arena *a, SourceFile file, Err *err) {
    if (file.text.size > LIMIT_FACT_FILE_BYTES)
        return err_set(err, ERR_LIMIT,
                       MSG("the file {1} has more than 1 GiB", str_copy(a, file.name)), NO_MSG);
    if (utf8_find_fault(file.text) < 0 && utf8_find_fault(file.name) < 0) return true;
    return err_set(err, ERR_INPUT, MSG("the file {1} is not UTF-8 text", str_copy(a, file.name)),
                   NO_MSG);
}

bool settle_add_facts(Arena *a, Store *s, SourceFile file, Str at, Str *ret_hash, Err *err) {
    if (!check_file(a, file, err)) return false;
    Str hash = sha256_hex(a, sha256_of(file.text));
    Arena *work = arena_new();
    bool done = store_begin(s, err) &&
                add_source(ledger_begin(work, s), s, work, file, hash, at, err) &&
                store_commit(s, err);
    store_rollback(s);
    err_keep(a, err);
    arena_free(work);
    if (done) *ret_hash = hash;
    return done;
}

static bool find_agreement(Store *s, Str id, Str version, bool *ret, Err *err) {
    Query *q = store_query(s, "SELECT seq FROM agreement WHERE id = $1 AND version = $2");
    query_bind_text(q, "$1", id);
    query_bind_text(q, "$2", version);
    *ret = query_next(q);
    return query_end(q, err);
}

static bool add_agreement(Arena *a, Store *s, const AgreementInfo *info, SourceFile file, Str at,
                          Err *err) {
    bool is_there;
    if (!find_agreement(s, info->id, info->version, &is_there, err)) return false;
    if (is_there) return true;
    Ledger *l = ledger_begin(a, s);
    return add_source(l, s, a, file, info->version, at, err) &&
           ledger_append(l, KIND_AGREEMENT, at, agreement_to_body(a, info), err);
}

bool settle_add_agreement(Arena *a, Store *s, AgreementInfo info, SourceFile file, Str at,
                          Err *err) {
    if (!check_file(a, file, err)) return false;
    Arena *work = arena_new();
    bool is_version = str_is(info.version, sha256_hex(work, sha256_of(file.text)));
    assert(is_version);
    bool done =
        store_begin(s, err) && add_agreement(work, s, &info, file, at, err) && store_commit(s, err);
    store_rollback(s);
    err_keep(a, err);
    arena_free(work);
    return done;
}

// ---- reading
// --------------------------------------------------------------------------------------

static bool read_part(Arena *a, Query *q, SourceFile *ret, Buf *text) {
    FileBody f;
    if (!file_from_body(a, str_copy(a, query_text(q, 0)), &f)) return false;
    ret->name = f.name;
    buf_add(text, f.text);
    return true;
}

static bool read_source(Arena *a, Store *s, Str hash, SourceFile *ret, Err *err) {
    Buf text = {.arena = a};
    bool is_sound = true;
    size_t parts = 0;
    Query *q = store_query(s, "SELECT record.body FROM source JOIN record "
                              "ON record.seq = source.seq WHERE hash = $1 ORDER BY part");
    query_bind_text(q, "$1", hash);
    for (; is_sound && query_next(q); parts++) is_sound = read_part(a, q, ret, &text);
    if (!query_end(q, err)) return false;
    ret->text = buf_str(&text);
    if (!parts)
        return err_set(err, ERR_NOT_FOUND,
                       MSG("the text {1} is not in the store", str_copy(a, hash)), NO_MSG);
    if (is_sound && str_is(hash, sha256_hex(a, sha256_of(ret->text)))) return true;
    return err_set(err, ERR_STORE, MSG("the text {1} is damaged", str_copy(a, hash)),
                   MSG("see: softlaw verify"));
}

static bool read_run_body(Arena *a, Store *s, int64_t run, RunBody *ret, Err *err) {
    bool is_there = false, is_sound = false;
    Query *q = store_query(s, "SELECT record.body FROM run JOIN record ON record.seq = run.seq "
                              "WHERE number = $1");
    query_bind_int(q, "$1", run);
    if (query_next(q)) {
        is_there = true;
        is_sound = run_from_body(a, str_copy(a, query_text(q, 0)), ret);
    }
    if (!query_end(q, err)) return false;
    if (!is_there)
        return err_set(err, ERR_NOT_FOUND,
                       MSG("there is no run {1}", str_fmt(a, "%lld", (long long)run)), NO_MSG);
    return is_sound ||
           err_set(err, ERR_STORE, MSG("a record cannot be read"), MSG("see: softlaw verify"));
}

bool settle_run_text(Arena *a, Store *s, int64_t run, SourceFile *ret, Err *err) {
    RunBody body;
    return read_run_body(a, s, run, &body, err) && read_source(a, s, body.version, ret, err);
}

bool settle_run_facts(Arena *a, Store *s, int64_t run, SourceFile **ret, size_t *ret_count,
                      Err *err) {
    RunBody body;
    if (!read_run_body(a, s, run, &body, err)) return false;
    *ret = ARENA_ARRAY(a, SourceFile, body.fact_count);
    *ret_count = body.fact_count;
    for (size_t i = 0; i < body.fact_count; i++)
        if (!read_source(a, s, body.facts[i], &(*ret)[i], err)) return false;
    return true;
}

bool settle_text(Arena *a, Store *s, Str version, SourceFile *ret, Err *err) {
    return read_source(a, s, version, ret, err);
}
