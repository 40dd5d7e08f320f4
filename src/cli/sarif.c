// cli/sarif.c - findings as SARIF 2.1.0 (OASIS), which code review tools and editors read
//
// One run, one result for each finding. Columns are counted in Unicode code points and say so.
#include "cli/cli_int.h"

#include "base/json.h"
#include "base/map.h"

static void add_member(Buf *b, const char *name, Str value) {
    json_add_string(b, str_from(name));
    buf_add_byte(b, ':');
    json_add_string(b, value);
}

static void add_text(Buf *b, const char *name, Str text) {
    json_add_string(b, str_from(name));
    buf_add_c(b, ":{");
    add_member(b, "text", text);
    buf_add_byte(b, '}');
}

// Every byte but letters, digits and a few marks is escaped, as a relative URI reference wants it.
static Str uri_of(Arena *a, Str path) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < path.size; i++) {
        unsigned char c = (unsigned char)path.at[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || strchr("-._~/", c) != NULL;
        if (is_plain && c)
            buf_add_byte(&b, (char)c);
        else
            buf_add_fmt(&b, "%%%02X", c);
    }
    return buf_str(&b);
}

static void add_region(const Cli *c, Buf *b, Place place) {
    Str text = app_source(c->app, place.file);
    Str marked = str_part(text, place.offset, place.size);
    bool is_in_line = str_find(marked, STR("\n"), 0) < 0;
    buf_add_fmt(b, ",\"region\":{\"startLine\":%u,\"startColumn\":%u", place.line, place.column);
    if (marked.size && is_in_line)
        buf_add_fmt(b, ",\"endColumn\":%zu", place.column + utf8_count(marked));
    buf_add_byte(b, '}');
}

static void add_location(const Cli *c, Buf *b, Place place) {
    buf_add_c(b, ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{");
    add_member(b, "uri", uri_of(c->arena, place.file));
    buf_add_byte(b, '}');
    if (place.line) add_region(c, b, place);
    buf_add_c(b, "}}]");
}

static void add_result(const Cli *c, Buf *b, const Finding *f, uint32_t rule) {
    Str message = say_message(c, f->message);
    if (f->hint.text)
        message =
            str_fmt(c->arena, "%.*s\n%.*s", STR_ARG(message), STR_ARG(say_message(c, f->hint)));
    buf_add_byte(b, '{');
    add_member(b, "ruleId", str_from(f->rule));
    buf_add_fmt(b, ",\"ruleIndex\":%u,", rule);
    add_member(b, "level", lang_severity(LANG_EN, f->severity));
    buf_add_byte(b, ',');
    add_text(b, "message", message);
    if (f->place.file.size) add_location(c, b, f->place);
    buf_add_byte(b, '}');
}

static Map rules_of(const Cli *c, const Findings *f) {
    Map rules = {.arena = c->arena};
    for (size_t i = 0; i < f->count; i++)
        map_add(&rules, str_from(f->items[i].rule), (uint32_t)rules.count);
    return rules;
}

static void add_rules(Buf *b, const Map *rules) {
    buf_add_c(b, "\"rules\":[");
    for (size_t i = 0; i < rules->count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        add_member(b, "id", rules->keys[i]);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

void sarif_print(const Cli *c, Buf *b) {
    const Findings *f = app_findings(c->app);
    Map rules = rules_of(c, f);
    buf_add_c(b, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
                 "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"softlaw\",");
    add_rules(b, &rules);
    buf_add_c(b, "}},\"columnKind\":\"unicodeCodePoints\",\"results\":[");
    for (size_t i = 0; i < f->count; i++) {
        uint32_t rule = 0;
        map_get(&rules, str_from(f->items[i].rule), &rule);
        buf_add_c(b, i ? ",\n" : "\n");
        add_result(c, b, &f->items[i], rule);
    }
    buf_add_c(b, "]}]}\n");
}
