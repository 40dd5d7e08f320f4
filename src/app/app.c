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

void app_set_zone(App *app, Str zone) {
    app->options.zone = zone;
}

static Str minute_text(Arena *a, int64_t seconds) {
    enum { DAY = 24 * 60 * 60, HOUR = 3600, MINUTE = 60 };
    int64_t days = seconds / DAY;
    int of_day = (int)(seconds % DAY);
    return str_fmt(a, "%.*s %02d:%02d", STR_ARG(civil_text(a, civil_from_days(days))),
                   of_day / HOUR, of_day % HOUR / MINUTE);
}

Str app_time_text(App *app, int64_t seconds) {
    enum { HOUR = 3600, MINUTE = 60 };
    uint32_t zone;
    Arena *a = app->arena;
    if (!app->options.zone.size || !zone_find(app->options.zone, &zone))
        return minute_text(a, seconds);
    int32_t offset = zone_offset_at(zone, seconds), size = offset < 0 ? -offset : offset;
    return str_fmt(a, "%.*s %c%02d:%02d", STR_ARG(minute_text(a, seconds + offset)),
                   offset < 0 ? '-' : '+', size / HOUR, size % HOUR / MINUTE);
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
