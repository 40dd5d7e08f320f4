// app/json.c - members of JSON objects, and findings as JSON
#include "app/app_int.h"

#include "base/json.h"

void json_add_message(const App *app, Buf *b, const char *name, Message message) {
    Str text = {NULL, 0};
    if (message.text) text = lang_render(app->arena, app->options.lang, message);
    json_add_text_or_null(b, name, text);
}

void json_add_place(Buf *b, Place place) {
    json_add_text(b, "file", place.file);
    json_add_int(b, "line", place.line);
    json_add_int(b, "column", place.column);
}

void json_add_finding(const App *app, Buf *b, const Finding *f) {
    json_add_place(b, f->place);
    json_add_text(b, "severity", lang_severity(LANG_EN, f->severity));
    json_add_text(b, "rule", str_from(f->rule));
    json_add_message(app, b, "message", f->message);
    json_add_message(app, b, "hint", f->hint);
}

void findings_json(App *app, Buf *b) {
    const Findings *f = app_findings(app);
    buf_add_byte(b, '[');
    for (size_t i = 0; i < f->count; i++) {
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_finding(app, b, &f->items[i]);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]");
}
