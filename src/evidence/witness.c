// evidence/witness.c - does a log continue the one that was cosigned before?
#include "base/base64.h"
#include "evidence/evidence_int.h"

// ---- requests (C2SP tlog-witness) ---------------------------------------------------------------

Str witness_request_write(Arena *a, const WitnessRequest *r) {
    Buf b = {.arena = a};
    buf_add_fmt(&b, "old %lld\n", (long long)r->old_size);
    for (size_t i = 0; i < r->path_count; i++) {
        buf_add(&b, base64_text(a, BASE64, r->path[i].bytes, SHA256_BYTES));
        buf_add_byte(&b, '\n');
    }
    buf_add_byte(&b, '\n');
    buf_add(&b, r->checkpoint);
    return buf_str(&b);
}

static bool fault(Err *err, Str file, Str text, size_t at, Message message) {
    return err_set_at(err, ERR_INPUT, place_in(file, text, at < text.size ? at : 0, 0), message,
                      MSG("a request to a witness reads: old SIZE, a line in base64 for each hash, "
                          "an empty line, the checkpoint; softlaw seal head writes one"));
}

static bool parse_old(Str line, int64_t *ret) {
    Str word;
    return str_next(&line, ' ', &word) && str_is(word, STR("old")) && number_from_text(line, ret);
}

bool witness_request_parse(Arena *a, Str file, Str text, WitnessRequest *ret, Err *err) {
    WitnessRequest r = {.path_count = 0};
    Str rest = text, line, bytes;
    if (!str_next(&rest, '\n', &line) || !parse_old(line, &r.old_size))
        return fault(err, file, text, 0, MSG("the first line does not read \"old\" and a size"));
    for (;;) {
        size_t at = text.size - rest.size;
        if (!rest.size || !str_next(&rest, '\n', &line))
            return fault(err, file, text, at, MSG("the checkpoint is missing"));
        if (!line.size) break;
        if (r.path_count == EVIDENCE_PATH_MAX || !base64_parse(a, BASE64, line, &bytes) ||
            bytes.size != SHA256_BYTES)
            return fault(err, file, text, at,
                         MSG("this line is no hash, or there are more than 64 of them"));
        memcpy(r.path[r.path_count++].bytes, bytes.at, SHA256_BYTES);
    }
    if (!rest.size) return fault(err, file, text, text.size, MSG("the checkpoint is missing"));
    r.checkpoint = rest;
    *ret = r;
    return true;
}

bool witness_request_make(Arena *a, Store *s, int64_t old_size, const SealKey *log_key,
                          WitnessRequest *ret, Err *err) {
    Head head;
    Sha256 *path = NULL;
    WitnessRequest r = {.old_size = old_size};
    bool done = store_begin_reading(s, err) && store_head(s, &head, err);
    if (done && old_size > head.size)
        done = err_set(err, ERR_INPUT,
                       MSG("the log has {1} records, fewer than {2}", number_to_text(a, head.size),
                           number_to_text(a, old_size)),
                       MSG("if a witness has seen more, this store is not the one it has seen: "
                           "see softlaw verify"));
    if (done && old_size && old_size < head.size)
        done = store_prove_prefix(a, s, old_size, head.size, &path, &r.path_count, err);
    store_rollback(s);
    if (!done) return false;
    if (r.path_count) memcpy(r.path, path, r.path_count * sizeof *path);
    SealVerifier v = seal_key_verifier(a, log_key, SEAL_SIGNATURE);
    r.checkpoint = seal_note_sign(a, evidence_checkpoint(a, v.name, head), log_key);
    *ret = r;
    return true;
}

// ---- what a witness remembers -------------------------------------------------------------------

static const char HEAD[] = "softlaw-witness 1";

Str witness_state_write(Arena *a, WitnessState s) {
    return str_fmt(a, "%s\n%lld\n%.*s\n%.*s", HEAD, (long long)s.size,
                   STR_ARG(sha256_hex(a, s.root)), STR_ARG(s.checkpoint));
}

// Nothing, or a checkpoint of this size.
static bool is_checkpoint_of(Str note, Str size) {
    Str origin, said;
    return !note.size || (str_next(&note, '\n', &origin) && seal_name_check(origin, NULL) &&
                          str_next(&note, '\n', &said) && str_is(said, size));
}

bool witness_state_parse(Str file, Str text, WitnessState *ret, Err *err) {
    Str rest = text, head, size, root;
    WitnessState s;
    if (str_next(&rest, '\n', &head) && str_is(head, str_from(HEAD)) &&
        str_next(&rest, '\n', &size) && number_from_text(size, &s.size) &&
        str_next(&rest, '\n', &root) && sha256_from_hex(root, &s.root) &&
        is_checkpoint_of(rest, size)) {
        s.checkpoint = rest;
        *ret = s;
        return true;
    }
    return err_set_at(err, ERR_INPUT, place_in(file, text, 0, 0),
                      MSG("this is not what a witness remembers of a log, or it is damaged"),
                      MSG("take it from a backup: with an empty one the witness would cosign "
                          "whatever it is shown"));
}

// ---- judging ------------------------------------------------------------------------------------

static const char *const VERDICTS[] = {
    [WITNESS_COSIGNED] = "cosigned",     [WITNESS_UNSIGNED] = "unsigned",
    [WITNESS_OTHER_SIZE] = "other-size", [WITNESS_REWRITTEN] = "rewritten",
    [WITNESS_BAD_PROOF] = "bad-proof",
};

const char *witness_verdict_name(WitnessVerdict v) {
    return VERDICTS[v];
}

static bool is_signed(Arena *a, Str note, const SealVerifier *log, SealCheckpoint *ret) {
    SealNote n;
    Message why;
    return seal_note_parse(a, STR("checkpoint"), note, &n, NULL) &&
           seal_checkpoint_parse(a, n.text, ret, &why) && str_is(ret->origin, log->name) &&
           seal_note_check(a, &n, log, NULL) == SEAL_VALID && ret->size <= INT64_MAX;
}

static WitnessVerdict compare(const WitnessRequest *r, const SealCheckpoint *c, WitnessState s) {
    if (r->old_size != s.size) return WITNESS_OTHER_SIZE;
    if ((int64_t)c->size < s.size) return WITNESS_REWRITTEN;
    if ((int64_t)c->size == s.size && s.size)
        return sha256_is(c->root, s.root) ? WITNESS_COSIGNED : WITNESS_REWRITTEN;
    if (!s.size) return r->path_count ? WITNESS_BAD_PROOF : WITNESS_COSIGNED;
    return merkle_check_prefix((uint64_t)s.size, s.root, c->size, c->root, r->path, r->path_count)
               ? WITNESS_COSIGNED
               : WITNESS_BAD_PROOF;
}

WitnessVerdict witness_judge(Arena *a, const WitnessRequest *r, const SealVerifier *log,
                             const SealKey *key, int64_t time_seconds, WitnessState *state,
                             Str *ret_note) {
    SealCheckpoint c;
    if (!is_signed(a, r->checkpoint, log, &c)) return WITNESS_UNSIGNED;
    WitnessVerdict v = compare(r, &c, *state);
    if (v != WITNESS_COSIGNED) return v;
    *ret_note = seal_checkpoint_cosign(a, r->checkpoint, key, time_seconds);
    *state = (WitnessState){(int64_t)c.size, c.root, r->checkpoint};
    return v;
}
