// cli/findings.c - faults in texts and facts, as a person reads them
//
// Each stands with its source line and a mark under the place:
//
//     examples/coal.md:12:9: error: unknown name "prise" [unknown-name]
//        12 |     is: prise * volume
//           |         ^^^^^
//         hint: did you mean "price"?
#include "cli/cli_int.h"

enum { LINE_BYTES_MAX = 400, GUTTER = 6 };

static Str line_around(Str text, size_t offset) {
    if (offset > text.size) return (Str){NULL, 0};
    size_t start = offset, end = offset;
    while (start > 0 && text.at[start - 1] != '\n') start--;
    while (end < text.size && text.at[end] != '\n' && text.at[end] != '\r') end++;
    return (Str){text.at + start, end - start};
}

// A tab counts as one column, so it is shown as one blank.
static void add_line(Buf *b, Str line) {
    for (size_t i = 0; i < line.size; i++) buf_add_byte(b, line.at[i] == '\t' ? ' ' : line.at[i]);
}

static void add_mark(Buf *b, Str line, size_t at, size_t size) {
    Str before = str_part(line, 0, at), marked = str_part(line, at, size);
    print_blanks(b, GUTTER);
    buf_add_c(b, "| ");
    print_blanks(b, width_of(before));
    int width = width_of(marked);
    for (int i = 0; i < (width > 1 ? width : 1); i++) buf_add_byte(b, '^');
    buf_add_byte(b, '\n');
}

// A place without a column is a whole line, known by its number only.
static void add_whole_line(Buf *b, Str text, uint32_t number) {
    Str line = {NULL, 0};
    for (uint32_t i = 0; i < number; i++)
        if (!str_next(&text, '\n', &line)) return;
    if (line.size > LINE_BYTES_MAX) return;
    buf_add_fmt(b, "%*u | ", GUTTER - 1, number);
    add_line(b, str_trim(line));
    buf_add_byte(b, '\n');
}

static void add_source(Buf *b, Str text, Place place) {
    if (text.size && place.line && !place.column) add_whole_line(b, text, place.line);
    if (!place.column) return;
    Str line = line_around(text, place.offset);
    if (!text.size || line.size > LINE_BYTES_MAX) return;
    buf_add_fmt(b, "%*u | ", GUTTER - 1, place.line);
    add_line(b, line);
    buf_add_byte(b, '\n');
    add_mark(b, line, (size_t)(text.at + place.offset - line.at), place.size);
}

typedef struct Paint {
    const char *severity[3], *strong, *end;
} Paint;

static const Paint *paint_of(const Cli *c, bool is_terminal) {
    static const Paint plain = {{"", "", ""}, "", ""};
    static const Paint coloured = {{"\033[36m", "\033[33m", "\033[31m"}, "\033[1m", "\033[0m"};
    return is_terminal && !c->world.no_color ? &coloured : &plain;
}

static void add_head(const Cli *c, Buf *b, const Finding *f, const Paint *p) {
    buf_add_c(b, p->strong);
    if (f->place.file.size) buf_add(b, f->place.file);
    if (f->place.line) buf_add_fmt(b, ":%u", f->place.line);
    if (f->place.column) buf_add_fmt(b, ":%u", f->place.column);
    if (f->place.file.size) buf_add_c(b, ": ");
    buf_add_c(b, p->severity[f->severity]);
    buf_add(b, lang_severity(c->lang, f->severity));
    buf_add_c(b, ": ");
    buf_add_c(b, p->end);
    buf_add(b, say_message(c, f->message));
    buf_add_fmt(b, " [%s]\n", f->rule);
}

static void add_finding(const Cli *c, Buf *b, const Finding *f, const Paint *p) {
    add_head(c, b, f, p);
    add_source(b, app_source(c->app, f->place.file), f->place);
    if (!f->hint.text) return;
    print_blanks(b, GUTTER);
    buf_add(b, say(c, N_("hint: ")));
    buf_add(b, say_message(c, f->hint));
    buf_add_byte(b, '\n');
}

static void add_count(const Cli *c, Buf *b, const Findings *f) {
    size_t warnings = 0;
    for (size_t i = 0; i < f->count; i++) warnings += f->items[i].severity == SEVERITY_WARNING;
    buf_add(b, say_message(c, MSG("errors: {1}, warnings: {2}",
                                  str_fmt(c->arena, "%zu", f->error_count),
                                  str_fmt(c->arena, "%zu", warnings))));
    if (f->dropped_count)
        buf_add(
            b, say_message(c, MSG("; not shown: {1}", str_fmt(c->arena, "%zu", f->dropped_count))));
    buf_add_byte(b, '\n');
}

void findings_print(const Cli *c, Buf *b, bool is_terminal) {
    const Findings *f = app_findings(c->app);
    for (size_t i = 0; i < f->count; i++) add_finding(c, b, &f->items[i], paint_of(c, is_terminal));
    if (f->count) add_count(c, b, f);
}

int findings_end(Cli *c) {
    Buf b = {.arena = c->arena};
    findings_print(c, &b, c->world.err_is_terminal);
    print_error_text(c, buf_str(&b));
    return app_findings(c->app)->error_count ? EXIT_FOUND : EXIT_CLEAN;
}
