// office/witness_test.c - a witness asks offices that are honest, silent, or have rewritten the
// past
#include "app/seal.h"
#include "office/fixture_test.h"

#include <errno.h>

// The operator's secret, by which a store that was made anew signs as the old one did.
static Str folder_of_keys(Arena *a) {
    return str_fmt(a, "/tmp/softlaw-witness-%ld", (long)getpid());
}

static KeyUse key_of(Arena *a) {
    return (KeyUse){str_fmt(a, "%.*s.key", STR_ARG(folder_of_keys(a))), STR("a river")};
}

static Str file_of(Arena *a, const char *name) {
    return str_fmt(a, "%.*s.%s", STR_ARG(folder_of_keys(a)), name);
}

static int make_key(void **state) {
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    Sys *sys = sys_from_environment(a);
    App *app = app_new(a, (AppOptions){.sys = sys});
    const SealKeyView *v = app_key_new(app, STR("henan.gov.cn"), key_of(a), &err);
    bool done = v && file_write(a, sys, file_of(a, "pub"),
                                str_fmt(a, "%.*s\n", STR_ARG(v->verifier)), &err);
    arena_free(a);
    (void)state;
    return done ? 0 : -1;
}

static int drop_key(void **state) {
    static const char *const NAMES[] = {"key", "pub", "seen", "heads"};
    Arena *a = arena_new();
    for (size_t i = 0; i < 4; i++) unlink(str_c(a, file_of(a, NAMES[i])));
    arena_free(a);
    (void)state;
    return 0;
}

// ---- offices ------------------------------------------------------------------------------------

static void take_key(World *w) {
    Err err = {.code = ERR_NONE};
    App *app = app_new(w->arena, (AppOptions){.sys = w->options.options.sys});
    w->options.portal.key = app_key_open(app, key_of(w->arena), &err);
    assert_non_null(w->options.portal.key);
}

static void forget_store(World *w) {
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++)
        unlink(str_c(w->arena, str_fmt(w->arena, "%.*s%s", STR_ARG(w->db), ENDS[i])));
}

// The same records but for one measured value, posted anew, with hashes that all go together.
static void rewrite(World *w) {
    static const char BEFORE[] = "水质类别,,2021,2,", AFTER[] = "水质类别,,2021,3,";
    Err err = {.code = ERR_NONE};
    Str text, path = str_fmt(w->arena, "%.*s/other.csv", STR_ARG(w->folder));
    Str from = STR("examples/yellow-river.facts.csv");
    assert_true(file_read_text(w->arena, from, 1 << 20, &text, &err));
    int64_t at = str_find(text, str_from(BEFORE), 0);
    assert_true(at > 0);
    Str rest = str_part(text, (size_t)at + strlen(BEFORE), text.size);
    text = str_fmt(w->arena, "%.*s%s%.*s", (int)at, text.at, AFTER, STR_ARG(rest));
    assert_true(file_write(w->arena, w->options.options.sys, path, text, &err));
    forget_store(w);
    record(w, STR("examples/yellow-river.md"), path);
    unlink(str_c(w->arena, path));
    take_key(w);
}

static void grow_rewritten(World *w) {
    rewrite(w);
    record(w, STR("examples/jing-jin-ji-tax.md"), STR(""));
}

// ---- rounds -------------------------------------------------------------------------------------

static WitnessFollow follow(Arena *a, const OpenKey *key, int port) {
    return (WitnessFollow){.office = str_fmt(a, "http://127.0.0.1:%d/", port),
                           .state = file_of(a, "seen"),
                           .trust = file_of(a, "pub"),
                           .heads = file_of(a, "heads"),
                           .key = key};
}

static const WitnessView *go(const World *w, Sys *sys, Err *err) {
    App *app = app_new(w->arena, (AppOptions){.sys = sys ? sys : w->options.options.sys});
    WitnessFollow f = follow(w->arena, w->options.portal.key, w->port);
    *err = (Err){.code = ERR_NONE};
    return app_witness_round(app, &f, err);
}

static Str read_file(Arena *a, const char *name) {
    Str text = {NULL, 0};
    return file_read_text(a, file_of(a, name), 1 << 20, &text, NULL) ? text : (Str){NULL, 0};
}

// The checkpoint behind what else is remembered.
static Str memory_head(Str memory) {
    Str line;
    for (int i = 0; i < 3; i++) str_next(&memory, '\n', &line);
    return memory;
}

// The store as the witness has seen it: an honest office, cosigned once.
static World *seen_office(void) {
    void *state = NULL;
    Err err;
    assert_int_equal(begin_with(&state, take_key), 0);
    World *w = state;
    unlink(str_c(w->arena, file_of(w->arena, "seen")));
    const WitnessView *v = go(w, NULL, &err);
    assert_non_null(v);
    assert_true(v->is_cosigned);
    return w;
}

static void a_log_that_grows_is_cosigned_at_each_size(void **state) {
    Err err;
    void *first = seen_office();
    World *w = first;
    const WitnessView *v = go(w, NULL, &err);
    assert_true(v && v->is_cosigned);
    int64_t size = v->size;
    record(w, STR("examples/jing-jin-ji-tax.md"), STR(""));
    v = go(w, NULL, &err);
    assert_true(v && v->is_cosigned);
    assert_true(v->size > size);
    assert_true(has(v->note, "henan.gov.cn"));
    end(&first);
    (void)state;
}

// What the issue asks for: "a store rewritten consistently by its operator".
static void a_store_that_was_rewritten_with_the_same_key_is_an_alarm(void **state) {
    static const struct {
        void (*how)(World *w);
        const char *verdict;
        bool is_cut; // the witness has seen more than is there now
    } ROWS[] = {
        {rewrite, "rewritten", false},        // as many records
        {grow_rewritten, "bad-proof", false}, // more of them, with a proof that is sound in itself
        {take_key, "rewritten", true},        // fewer: the office refuses a proof
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Err err;
        void *first = seen_office(), *second = NULL;
        World *w = first;
        if (ROWS[i].is_cut) record(w, STR("examples/jing-jin-ji-tax.md"), STR(""));
        if (ROWS[i].is_cut) assert_non_null(go(w, NULL, &err));
        Str memory = read_file(w->arena, "seen");
        assert_int_equal(begin_with(&second, ROWS[i].how), 0);
        const WitnessView *v = go(second, NULL, &err);
        assert_non_null(v);
        assert_true(v->is_alarm);
        assert_false(v->is_cosigned);
        if (!str_is(str_from(v->verdict), str_from(ROWS[i].verdict)))
            fail_msg("row %zu: %s at %lld", i, v->verdict, (long long)v->size);
        assert_true(str_is(read_file(w->arena, "seen"), memory));
        Str heads = read_file(w->arena, "heads");
        // Both are there: the one that was cosigned, and another, each with the log's signature.
        int64_t line = str_find(heads, STR("— henan.gov.cn"), 0);
        assert_true(line > 0);
        assert_true(str_find(heads, STR("— henan.gov.cn"), (size_t)line + 1) > line);
        assert_true(str_is(str_part(heads, 0, (size_t)line),
                           str_part(memory_head(memory), 0, (size_t)line)));
        end(&second);
        end(&first);
    }
    (void)state;
}

static void an_office_that_does_not_answer_is_asked_again_and_nothing_is_forgotten(void **state) {
    Err err;
    void *first = seen_office();
    World *w = first;
    Str memory = read_file(w->arena, "seen");
    int port = w->port;
    w->port = 1; // nobody listens there
    assert_null(go(w, NULL, &err));
    assert_int_equal(err.code, ERR_PEER);
    assert_true(str_is(read_file(w->arena, "seen"), memory));
    w->port = port;
    const WitnessView *v = go(w, NULL, &err);
    assert_true(v && v->is_cosigned);
    end(&first);
    (void)state;
}

// The cosignature is not given away, and the next round begins where the memory stands.
static void a_witness_whose_disk_fails_between_signing_and_storing_gives_nothing(void **state) {
    Err err;
    void *first = seen_office();
    World *w = first;
    Str memory = read_file(w->arena, "seen");
    record(w, STR("examples/jing-jin-ji-tax.md"), STR(""));
    assert_null(go(w, sys_failing(w->arena, 1, EIO, false), &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_true(str_is(read_file(w->arena, "seen"), memory));
    const WitnessView *v = go(w, NULL, &err);
    assert_true(v && v->is_cosigned);
    end(&first);
    (void)state;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_that_grows_is_cosigned_at_each_size),
        cmocka_unit_test(a_store_that_was_rewritten_with_the_same_key_is_an_alarm),
        cmocka_unit_test(an_office_that_does_not_answer_is_asked_again_and_nothing_is_forgotten),
        cmocka_unit_test(a_witness_whose_disk_fails_between_signing_and_storing_gives_nothing),
    };
    return cmocka_run_group_tests(tests, make_key, drop_key);
}
