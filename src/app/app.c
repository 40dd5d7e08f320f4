// app/app.c - the App that every use case works in, and where pages go
#include "app/app_int.h"
#include "app/check.h"
#include "app/feel.h"

#include "feel/feel.h"

#include <assert.h>

enum { SPILL_BYTES = 1 << 16 };

App *app_new(Arena *a, AppOptions options) {
    assert(options.sys);
    App *app = ARENA_NEW(a, App);
    *app = (App){.arena = a, .options = options, .findings = {.arena = a}};
    return app;
}

int64_t app_now(const App *app) {
    return sys_now(app->options.sys) / 1000000;
}

const Findings *app_findings(App *app) {
    findings_sort(&app->findings);
    return &app->findings;
}

Str app_source(const App *app, Str file) {
    for (size_t i = 0; i < app->sources.count; i++)
        if (str_is(app->sources.items[i].file, file)) return app->sources.items[i].text;
    return (Str){NULL, 0};
}

static bool hand_on(Out *o) {
    if (!o->has_failed && o->buf.size) o->has_failed = !o->write(o->self, buf_str(&o->buf), o->err);
    o->buf.size = 0;
    return !o->has_failed;
}

bool out_spill(Out *o) {
    return o->buf.size < SPILL_BYTES ? !o->has_failed : hand_on(o);
}

bool out_pass(Out *o, Str text) {
    if (hand_on(o) && text.size) o->has_failed = !o->write(o->self, text, o->err);
    return !o->has_failed;
}

bool out_end(Out *o) {
    return hand_on(o);
}

size_t app_function_count(void) {
    return feel_builtin_count();
}

FunctionView app_function(Lang lang, size_t index) {
    const FeelBuiltinDoc *doc = feel_builtin_doc(index);
    return (FunctionView){.name = str_from(doc->name),
                          .signature = str_from(doc->signature),
                          .text = str_from(lang == LANG_ZH ? doc->text_zh : doc->text_en),
                          .example = str_from(doc->example),
                          .result = str_from(doc->result),
                          .is_domain = doc->is_domain};
}

Str app_format_reference(Arena *a, Lang lang) {
    return terms_reference(a, lang == LANG_ZH ? STR("zh") : STR("en"));
}
