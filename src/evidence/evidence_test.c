// evidence/evidence_test.c - what a bundle proves, what refutes it; what a witness refuses
#include "evidence/evidence_int.h"
#include "settle/settle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define ID STR("river")
#define AT STR("2022-03-01T09:00:00Z")
#define TEXT STR("# Article 1\n\nThe downstream side pays.\n")
#define FACTS STR("quantity,period,value\nclass,2021,2\n")

typedef struct Fixture {
    Arena *arena;
    char folder[32];
    Str path;
    Store *store;
    Str version, facts;
} Fixture;

// Shandong pays Henan in `period`.
static void post(Fixture *f, const char *period, const char *amount) {
    PostResult result;
    StatementLine line = {.item = STR("basic"),
                          .from = {SIDE_PARTY, STR(""), STR("shandong")},
                          .to = {SIDE_PARTY, STR(""), STR("henan")},
                          .currency = STR("CNY"),
                          .due = STR(""),
                          .exact = STR("")};
    Statement st = {.agreement = ID,
                    .version = f->version,
                    .period = str_from(period),
                    .facts = &f->facts,
                    .fact_count = 1,
                    .lines = &line,
                    .line_count = 1};
    assert_true(dec_from_text(str_from(amount), &line.amount, NULL));
    assert_true(settle_post(f->arena, f->store, &st, (PostOptions){.at = AT}, &result, NULL));
    assert_int_equal(result.outcome, POST_DONE);
}

static SealKey *key_of(Fixture *f, const char *name) {
    unsigned char seed[SEAL_KEY_BYTES] = {0};
    memcpy(seed, name, strlen(name));
    return seal_key_from_seed(f->arena, str_from(name), seed);
}

static SealVerifier public_of(Fixture *f, const char *name, SealKind kind) {
    return seal_key_verifier(f->arena, key_of(f, name), kind);
}

static EvidenceTrust trusting(Fixture *f, const char *const *names, size_t count, SealKind kind) {
    EvidenceTrust t = {0};
    for (size_t i = 0; i < count; i++) *VEC_ADD(f->arena, &t) = public_of(f, names[i], kind);
    return t;
}

static EvidenceTrust trust_all(Fixture *f) {
    static const char *const NAMES[] = {"log.example", "henan.gov.cn", "shandong.gov.cn"};
    EvidenceTrust t = trusting(f, NAMES, 3, SEAL_SIGNATURE);
    *VEC_ADD(f->arena, &t) = public_of(f, "witness.example", SEAL_COSIGNATURE);
    return t;
}

static SignOutcome sign_as(Fixture *f, Str version, const char *name) {
    SignOutcome o;
    SealVerifier v = public_of(f, name, SEAL_SIGNATURE);
    Str text = evidence_statement(f->arena, (EvidenceStatement){ID, version});
    Str note = seal_note_sign(f->arena, text, key_of(f, name));
    assert_true(evidence_sign(f->arena, f->store, note, &v, AT, &o, NULL));
    return o;
}

static int make_signed(void **state) {
    Arena *a = arena_new();
    Fixture *f = ARENA_NEW(a, Fixture);
    *f = (Fixture){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    assert_non_null(mkdtemp(f->folder));
    f->path = str_fmt(a, "%s/books", f->folder);
    f->store = settle_open(a, f->path, (StoreOptions){.may_create = true}, NULL);
    assert_true(f->store && evidence_migrate(f->store, NULL));
    SourceFile text = {STR("agreement.md"), TEXT}, facts = {STR("facts.csv"), FACTS};
    f->version = sha256_hex(a, sha256_of(TEXT));
    AgreementInfo info = {
        .id = ID, .version = f->version, .label = STR("2021"), .title = STR("River")};
    assert_true(settle_add_agreement(a, f->store, info, text, AT, NULL));
    assert_true(settle_add_facts(a, f->store, facts, AT, &f->facts, NULL));
    *state = f;
    post(f, "2021", "60000000");
    assert_int_equal(sign_as(f, f->version, "henan.gov.cn"), SIGN_DONE);
    assert_int_equal(sign_as(f, f->version, "shandong.gov.cn"), SIGN_DONE);
    return 0;
}

static int end_signed(void **state) {
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    Fixture *f = *state;
    store_close(f->store);
    for (size_t i = 0; i < 3; i++)
        unlink(str_c(f->arena, str_fmt(f->arena, "%.*s%s", STR_ARG(f->path), ENDS[i])));
    assert_int_equal(rmdir(f->folder), 0);
    arena_free(f->arena);
    return 0;
}

static void seal_head(Fixture *f, Evidence *e, Head h) {
    Str text = evidence_checkpoint(f->arena, STR("log.example"), h);
    e->checkpoint = seal_note_sign(f->arena, text, key_of(f, "log.example"));
}

static Evidence of_agreement(Fixture *f) {
    Evidence e;
    Head h;
    EvidenceStatement of = {ID, f->version};
    assert_true(evidence_of_agreement(f->arena, f->store, of, 0, &e, &h, NULL));
    seal_head(f, &e, h);
    return e;
}

// As it comes out at the other end.
static Evidence carried(Fixture *f, const Evidence *e) {
    Evidence read;
    assert_true(evidence_read(f->arena, STR("e.json"), evidence_write(f->arena, e), &read, NULL));
    return read;
}

static EvidenceReport check(Fixture *f, const Evidence *e) {
    EvidenceTrust t = trust_all(f);
    return evidence_check(f->arena, e, &t);
}

// ---- agreements ---------------------------------------------------------------------------------

static void an_agreement_proves_its_words_and_who_signed_them(void **state) {
    Fixture *f = *state;
    Evidence e = of_agreement(f), read = carried(f, &e);
    EvidenceReport r = check(f, &read);
    assert_true(r.is_sound);
    assert_true(str_is(r.text, TEXT) && str_is(r.name, STR("agreement.md")));
    assert_true(str_is(r.subject.agreement, ID) && str_is(r.title, STR("River")));
    assert_int_equal(r.signatures.count, 2);
    for (size_t i = 0; i < 2; i++) assert_int_equal(r.signatures.items[i].verdict, SEAL_VALID);
    assert_true(str_is(r.signatures.items[0].name, STR("henan.gov.cn")));
    assert_int_equal(r.log.verdict, SEAL_VALID);
}

static void what_is_written_reads_back_the_same(void **state) {
    Fixture *f = *state;
    Evidence e = of_agreement(f), read = carried(f, &e);
    assert_true(str_is(evidence_write(f->arena, &read), evidence_write(f->arena, &e)));
}

static void a_key_that_is_not_listed_is_good_but_unknown(void **state) {
    Fixture *f = *state;
    static const char *const NAMES[] = {"log.example", "henan.gov.cn"};
    Evidence e = of_agreement(f);
    EvidenceTrust t = trusting(f, NAMES, 2, SEAL_SIGNATURE);
    EvidenceReport r = evidence_check(f->arena, &e, &t);
    assert_true(r.is_sound);
    assert_int_equal(r.signatures.items[0].verdict, SEAL_VALID);
    assert_int_equal(r.signatures.items[1].verdict, SEAL_ABSENT);
}

static void nothing_is_proved_where_no_trusted_key_signed_the_head(void **state) {
    Fixture *f = *state;
    Evidence e = of_agreement(f);
    EvidenceTrust nobody = {0};
    EvidenceReport r = evidence_check(f->arena, &e, &nobody);
    assert_false(r.is_sound);
    assert_int_equal(r.log.verdict, SEAL_ABSENT);
}

// One changed byte anywhere in records, paths or checkpoint refutes it. The line ends and names of
// the JSON itself carry nothing.
static void a_changed_byte_refutes_it(void **state) {
    Fixture *f = *state;
    Evidence e = of_agreement(f);
    Str whole = evidence_write(f->arena, &e);
    char *text = str_c(f->arena, whole);
    Arena *a = arena_new();
    EvidenceTrust t = trust_all(f);
    size_t unread = 0, refuted = 0, untouched = 0;
    for (size_t i = 0; i < whole.size; i++) {
        Evidence read;
        text[i] ^= 1;
        if (!evidence_read(a, STR("e"), (Str){text, whole.size}, &read, NULL)) {
            unread++;
        } else if (!evidence_check(a, &read, &t).is_sound) {
            refuted++;
        } else {
            untouched++;
        }
        text[i] ^= 1;
        arena_reset(a);
    }
    arena_free(a);
    assert_int_equal(unread + refuted + untouched, whole.size);
    assert_int_equal(untouched, 0);
    assert_true(refuted > whole.size / 2);
}

static void a_record_left_out_is_noticed(void **state) {
    Fixture *f = *state;
    for (size_t out = 0; out < 2; out++) { // the file's, the agreement's
        Evidence e = of_agreement(f);
        memmove(&e.items[out], &e.items[out + 1], (e.count - out - 1) * sizeof *e.items);
        e.count--;
        assert_false(check(f, &e).is_sound);
    }
}

// ---- runs ---------------------------------------------------------------------------------------

static Evidence of_run(Fixture *f) {
    Evidence e;
    Head h;
    assert_true(evidence_of_run(f->arena, f->store, 1, 0, &e, &h, NULL));
    seal_head(f, &e, h);
    return e;
}

static void a_run_proves_its_entries_facts_and_agreement(void **state) {
    Fixture *f = *state;
    Evidence e = of_run(f), read = carried(f, &e);
    EvidenceReport r = check(f, &read);
    assert_true(r.is_sound);
    assert_int_equal(r.run, 1);
    assert_int_equal(r.entry_count, 1);
    assert_true(str_is(r.period, STR("2021")) && str_is(r.text, TEXT));
    bool has_facts = false;
    for (size_t i = 0; i < read.count; i++)
        has_facts |= str_is(body_find(f->arena, read.items[i].record.body, "hash"), f->facts);
    assert_true(has_facts);
}

static void a_run_without_one_of_its_entries_proves_nothing(void **state) {
    Fixture *f = *state;
    Evidence e = of_run(f);
    size_t kept = 0;
    for (size_t i = 0; i < e.count; i++)
        if (!str_is(e.items[i].record.kind, STR("entry"))) e.items[kept++] = e.items[i];
    e.count = kept;
    assert_false(check(f, &e).is_sound);
}

static void what_is_not_in_the_store_is_not_proved(void **state) {
    Fixture *f = *state;
    Evidence e;
    Head h;
    Err err = {.code = ERR_NONE};
    assert_false(evidence_of_run(f->arena, f->store, 7, 0, &e, &h, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    err = (Err){.code = ERR_NONE};
    EvidenceStatement of = {ID, f->facts};
    assert_false(evidence_of_agreement(f->arena, f->store, of, 0, &e, &h, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

// ---- recording ----------------------------------------------------------------------------------

static void a_key_signs_a_version_once(void **state) {
    Fixture *f = *state;
    Signature *list;
    size_t count;
    assert_int_equal(sign_as(f, f->version, "henan.gov.cn"), SIGN_ALREADY_SIGNED);
    EvidenceStatement of = {ID, f->version};
    assert_true(evidence_signatures(f->arena, f->store, of, &list, &count, NULL));
    assert_int_equal(count, 2);
    assert_true(str_is(list[1].signer, STR("shandong.gov.cn")));
}

static void what_must_not_be_recorded_is_named(void **state) {
    Fixture *f = *state;
    SignOutcome o;
    SealVerifier v = public_of(f, "henan.gov.cn", SEAL_SIGNATURE);
    SealVerifier other = public_of(f, "anhui.gov.cn", SEAL_SIGNATURE);
    assert_int_equal(sign_as(f, f->facts, "anhui.gov.cn"), SIGN_UNKNOWN_AGREEMENT);
    Str free = seal_note_sign(f->arena, STR("we agree\n"), key_of(f, "henan.gov.cn"));
    assert_true(evidence_sign(f->arena, f->store, free, &v, AT, &o, NULL));
    assert_int_equal(o, SIGN_OTHER_TEXT);
    Str text = evidence_statement(f->arena, (EvidenceStatement){ID, f->version});
    Str note = seal_note_sign(f->arena, text, key_of(f, "henan.gov.cn"));
    assert_true(evidence_sign(f->arena, f->store, note, &other, AT, &o, NULL));
    assert_int_equal(o, SIGN_FORGED);
}

static void the_table_of_signatures_follows_from_the_records(void **state) {
    Fixture *f = *state;
    bool is_same = false;
    assert_true(evidence_rebuild(f->store, &is_same, NULL));
    assert_true(is_same);
    assert_true(store_begin(f->store, NULL));
    assert_true(query_run(store_query(f->store, "DELETE FROM signature"), NULL));
    assert_true(store_commit(f->store, NULL));
    assert_true(evidence_rebuild(f->store, &is_same, NULL));
    assert_false(is_same);
    assert_int_equal(sign_as(f, f->version, "shandong.gov.cn"), SIGN_ALREADY_SIGNED);
}

// ---- witnesses ----------------------------------------------------------------------------------

static WitnessRequest request_since(Fixture *f, int64_t size) {
    WitnessRequest r, read;
    assert_true(witness_request_make(f->arena, f->store, size, key_of(f, "log.example"), &r, NULL));
    Str text = witness_request_write(f->arena, &r);
    assert_true(witness_request_parse(f->arena, STR("request"), text, &read, NULL));
    assert_true(str_is(witness_request_write(f->arena, &read), text));
    return read;
}

static WitnessVerdict judge(Fixture *f, const WitnessRequest *r, WitnessState *s, Str *ret_note) {
    SealVerifier log = public_of(f, "log.example", SEAL_SIGNATURE);
    return witness_judge(f->arena, r, &log, key_of(f, "witness.example"), 1700000000, s, ret_note);
}

static void a_witness_cosigns_a_log_that_only_grows(void **state) {
    Fixture *f = *state;
    WitnessState s = {0};
    Str note;
    for (int64_t year = 2022; year < 2026; year++) {
        WitnessRequest r = request_since(f, s.size);
        assert_int_equal(judge(f, &r, &s, &note), WITNESS_COSIGNED);
        r = request_since(f, s.size); // nothing new: the same head once more
        assert_int_equal(judge(f, &r, &s, &note), WITNESS_COSIGNED);
        char period[8];
        snprintf(period, sizeof period, "%d", (int)year);
        post(f, period, "1");
    }
    Evidence e = of_agreement(f);
    WitnessRequest r = request_since(f, s.size);
    assert_int_equal(judge(f, &r, &s, &e.checkpoint), WITNESS_COSIGNED);
    EvidenceReport report = check(f, &e);
    assert_true(report.is_sound);
    assert_int_equal(report.witnesses.count, 1);
    assert_int_equal(report.witnesses.items[0].time, 1700000000);
}

static void a_witness_refuses_a_log_that_was_written_anew(void **state) {
    Fixture *f = *state;
    WitnessState s = {0}, kept;
    Str note = {NULL, 0};
    WitnessRequest r = request_since(f, 0);
    assert_int_equal(judge(f, &r, &s, &note), WITNESS_COSIGNED);
    s.root.bytes[0] ^= 1; // as if another past had been cosigned
    kept = s;
    r = request_since(f, s.size);
    assert_int_equal(judge(f, &r, &s, &note), WITNESS_REWRITTEN);
    post(f, "2022", "1");
    r = request_since(f, s.size);
    assert_int_equal(judge(f, &r, &s, &note), WITNESS_BAD_PROOF);
    assert_memory_equal(&s, &kept, sizeof s);
}

static void a_witness_refuses_a_shorter_log_another_start_and_another_key(void **state) {
    Fixture *f = *state;
    WitnessState s = {0}, longer;
    Str note;
    WitnessRequest r = request_since(f, 0);
    assert_int_equal(judge(f, &r, &s, &note), WITNESS_COSIGNED);
    longer = (WitnessState){s.size + 5, s.root, s.checkpoint};
    r.old_size = longer.size;
    assert_int_equal(judge(f, &r, &longer, &note), WITNESS_REWRITTEN);
    r.old_size = 1;
    assert_int_equal(judge(f, &r, &s, &note), WITNESS_OTHER_SIZE);
    SealVerifier other = public_of(f, "henan.gov.cn", SEAL_SIGNATURE);
    r.old_size = s.size;
    assert_int_equal(
        witness_judge(f->arena, &r, &other, key_of(f, "witness.example"), 1, &s, &note),
        WITNESS_UNSIGNED);
}

static void what_a_witness_remembers_reads_back_and_a_damaged_memory_is_refused(void **state) {
    Fixture *f = *state;
    WitnessState s = {.size = 12, .root = sha256_of(STR("x"))}, read;
    Str text = witness_state_write(f->arena, s);
    assert_true(witness_state_parse(STR("s"), text, &read, NULL));
    assert_true(read.size == 12 && sha256_is(read.root, s.root));
    for (size_t cut = 0; cut + 1 < text.size; cut++)
        assert_false(witness_state_parse(STR("s"), str_part(text, 0, cut), &read, NULL));
}

// ---- files --------------------------------------------------------------------------------------

static void faults_in_files_have_a_place(void **state) {
    Fixture *f = *state;
    static const struct {
        const char *text;
        uint32_t line;
    } ROWS[] = {
        {"[]", 1},
        {"{}", 1},
        {"{\"softlaw\":\"evidence 2\"}", 1},
        {"{\"softlaw\":\"evidence 1\",\"checkpoint\":\"\",\n\"records\":[]}", 2},
        {"{\"softlaw\":\"evidence 1\",\"checkpoint\":\"\",\"records\":[\n{\"seq\":0}]}", 2},
        {"{\"softlaw\":\"evidence 1\",\"checkpoint\":\"\",\"records\":[\n{\"seq\":1,\"kind\":\"a\","
         "\"at\":\"\",\"body\":\"\",\n\"path\":[\"00\"]}]}",
         3},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Evidence e;
        Err err = {.code = ERR_NONE};
        assert_false(evidence_read(f->arena, STR("e"), str_from(ROWS[i].text), &e, &err));
        assert_int_equal(err.code, ERR_INPUT);
        assert_int_equal(err.place.line, ROWS[i].line);
    }
    EvidenceTrust t = {0};
    Err err = {.code = ERR_NONE};
    Str keys = STR("# keys\n\nhenan+00000000+xx\n");
    assert_false(evidence_trust_parse(f->arena, STR("k"), keys, &t, &err));
    assert_int_equal(err.place.line, 3);
}

#define SIGNED(name) cmocka_unit_test_setup_teardown(name, make_signed, end_signed)

int main(void) {
    const struct CMUnitTest tests[] = {
        SIGNED(an_agreement_proves_its_words_and_who_signed_them),
        SIGNED(what_is_written_reads_back_the_same),
        SIGNED(a_key_that_is_not_listed_is_good_but_unknown),
        SIGNED(nothing_is_proved_where_no_trusted_key_signed_the_head),
        SIGNED(a_changed_byte_refutes_it),
        SIGNED(a_record_left_out_is_noticed),
        SIGNED(a_run_proves_its_entries_facts_and_agreement),
        SIGNED(a_run_without_one_of_its_entries_proves_nothing),
        SIGNED(what_is_not_in_the_store_is_not_proved),
        SIGNED(a_key_signs_a_version_once),
        SIGNED(what_must_not_be_recorded_is_named),
        SIGNED(the_table_of_signatures_follows_from_the_records),
        SIGNED(a_witness_cosigns_a_log_that_only_grows),
        SIGNED(a_witness_refuses_a_log_that_was_written_anew),
        SIGNED(a_witness_refuses_a_shorter_log_another_start_and_another_key),
        SIGNED(what_a_witness_remembers_reads_back_and_a_damaged_memory_is_refused),
        SIGNED(faults_in_files_have_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
