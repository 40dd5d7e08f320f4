// app/dmn_suite.c - test files in the format of the DMN TCK, run on the models beside them
#include "app/dmn.h"
#include "app/dmn_int.h"

#include "base/file.h"

typedef struct Tester {
    App *app;
    FeelMachine *machine;
    Out *out;
    DmnTestCount *count;
    Arena *arena; // of one test file
    Str file;
} Tester;

static Str say(const Tester *t, Message m) {
    return lang_render(t->arena, t->app->options.lang, m);
}

// ---- one result ---------------------------------------------------------------------------------

static void add_line(Tester *t, const char *label, Str text) {
    Buf *b = &t->out->buf;
    buf_add_c(b, "    ");
    buf_add(b, str_from(lang_text(t->app->options.lang, label)));
    buf_add(b, text);
    buf_add_byte(b, '\n');
}

static Str place_text(const Tester *t, Place p) {
    return p.line ? str_fmt(t->arena, "%.*s:%u:%u: ", STR_ARG(p.file), p.line, p.column) : STR("");
}

static void add_reasons(Tester *t, FeelValue v) {
    size_t count;
    const ReasonView *reasons = reasons_of(t->app, t->machine, v, &count);
    if (!count) add_line(t, N_("reason:   "), say(t, MSG("none is given")));
    for (size_t i = 0; i < count; i++) {
        Str place = place_text(t, reasons[i].place), what = say(t, reasons[i].message);
        Str line =
            str_fmt(t->arena, "%.*s%.*s [%s]", STR_ARG(place), STR_ARG(what), reasons[i].code);
        add_line(t, i ? N_("because:  ") : N_("reason:   "), line);
    }
}

static void report(Tester *t, const DmnCase *c, const DmnNamedValue *expected, FeelValue got) {
    Buf *b = &t->out->buf;
    buf_add_fmt(b, "%.*s: %.*s: %.*s\n", STR_ARG(t->file), STR_ARG(c->id), STR_ARG(expected->name));
    add_line(t, N_("expected: "), feel_to_text(t->arena, expected->value));
    add_line(t, N_("got:      "), feel_to_text(t->arena, got));
    if (got.kind == FEEL_NULL) add_reasons(t, got);
}

// Has the null a reason that tells a place?
static bool has_reason(const Tester *t, FeelValue v) {
    size_t count;
    const ReasonView *reasons = reasons_of(t->app, t->machine, v, &count);
    for (size_t i = 0; i < count; i++)
        if (reasons[i].place.line) return true;
    return false;
}

static bool check_result(Tester *t, DmnRun *run, const DmnCase *c, size_t index) {
    bool found;
    const DmnNamedValue *expected = &c->results[index];
    FeelValue got = dmn_suite_result(run, c, index, &found);
    bool is_null = expected->value.kind == FEEL_NULL;
    bool passes = found && dmn_suite_matches(expected->value, got);
    bool is_mute = passes && expected->is_error && !has_reason(t, got);
    if (is_null)
        t->count->null_results++, t->count->null_passed += passes;
    else
        t->count->value_results++, t->count->value_passed += passes;
    t->count->mute_errors += is_mute;
    if (!passes || is_mute) report(t, c, expected, got);
    return passes && !is_mute;
}

static void run_case(Tester *t, const DmnModel *model, const DmnCase *c) {
    bool passes = true;
    DmnRun *run = dmn_suite_begin(t->arena, t->machine, model, c);
    for (size_t i = 0; i < c->result_count; i++) passes &= check_result(t, run, c, i);
    if (passes)
        t->count->passed++;
    else
        t->count->failed++;
    out_spill(t->out);
}

// ---- files --------------------------------------------------------------------------------------

static bool run_file(Tester *t, Str path, Str text, Err *err) {
    App inner = *t->app; // what is read for one file leaves with it
    inner.arena = t->arena;
    inner.sources = (struct SourceTexts){0};
    Findings unwanted = {.arena = t->arena};
    const DmnSuite *suite = dmn_suite_read(t->arena, path, text, err);
    if (!suite) return false;
    Str model_path = bundle_beside(t->arena, path, suite->model);
    const DmnModel *model = bundle_model(&inner, model_path, true, &unwanted, err);
    if (!model) return false;
    t->file = path;
    for (size_t i = 0; i < suite->case_count; i++) run_case(t, model, &suite->cases[i]);
    return true;
}

static bool test_file(Tester *t, Str path, bool is_named, Err *err) {
    Str text;
    t->arena = arena_new();
    bool done = file_read_text(t->arena, path, LIMIT_DOCUMENT_BYTES, &text, err);
    if (done && (is_named || dmn_suite_is(t->arena, path, text)))
        done = run_file(t, path, text, err);
    if (!done) err_keep(t->app->arena, err);
    arena_free(t->arena);
    return done;
}

static bool test_folder(Tester *t, Str folder, int depth, Err *err) {
    enum { FOLDER_DEPTH_MAX = 32 };
    FileList list = {0};
    if (depth > FOLDER_DEPTH_MAX) return true;
    if (!file_list(t->app->arena, folder, &list, err)) return false;
    for (size_t i = 0; i < list.count; i++) {
        Str name = list.items[i];
        bool is_folder = str_ends_with(name, STR("/"));
        if (is_folder) name.size--;
        Str path = str_fmt(t->app->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
        bool done = is_folder                          ? test_folder(t, path, depth + 1, err)
                    : str_ends_with(name, STR(".xml")) ? test_file(t, path, false, err)
                                                       : true;
        if (!done) return false;
    }
    return true;
}

bool app_dmn_test(App *app, const Str *paths, size_t count, Out *out, DmnTestCount *ret, Err *err) {
    Tester t = {.app = app, .machine = machine_of(app), .out = out, .count = ret};
    *ret = (DmnTestCount){0};
    for (size_t i = 0; i < count; i++) {
        Str path = paths[i];
        while (path.size > 1 && path.at[path.size - 1] == '/') path.size--;
        bool done =
            file_is_folder(path) ? test_folder(&t, path, 0, err) : test_file(&t, path, true, err);
        if (!done) return false;
    }
    return true;
}
