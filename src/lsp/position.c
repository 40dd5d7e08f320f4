// lsp/position.c - lines and characters as an editor counts them, and bytes of the text
//
// Lines end as in CommonMark and in the protocol: LF, CR, CR LF. A character is a byte in UTF-8 and
// a unit of two bytes in UTF-16, where the rarer Chinese characters (beyond U+FFFF) are two.
#include "lsp/lsp_int.h"

// The beginning of the next line after `from`; the size of the text if there is none.
static size_t next_line(Str text, size_t from) {
    size_t end = str_line_end(text, from);
    bool is_pair = end + 1 < text.size && text.at[end] == '\r' && text.at[end + 1] == '\n';
    return end == text.size ? end : end + (is_pair ? 2 : 1);
}

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

// Does the text have a line after the one at `start`?
static bool has_next(Str text, size_t start, size_t next) {
    return next < text.size || (next > start && is_line_end(text.at[next - 1]));
}

static size_t units_of(Encoding e, size_t bytes) {
    if (e == ENCODING_UTF8) return bytes;
    return bytes == 4 ? 2 : 1;
}

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

// Most characters are ASCII, or Chinese in three bytes from U+1000 to U+CFFF.
static size_t character_size(Str text, size_t at) {
    uint32_t c;
    unsigned char lead = (unsigned char)text.at[at];
    if (lead < 0x80) return 1;
    if (lead > 0xE0 && lead < 0xED && at + 2 < text.size && is_continuation(text.at[at + 1]) &&
        is_continuation(text.at[at + 2]))
        return 3;
    size_t size = utf8_get(text, at, &c);
    return size ? size : 1;
}

size_t position_offset(Str text, Encoding e, Position p) {
    size_t start = 0;
    for (size_t line = 0; line < p.line; line++) {
        size_t next = next_line(text, start);
        if (!has_next(text, start, next)) return text.size;
        start = next;
    }
    size_t at = start, units = 0;
    while (at < text.size && !is_line_end(text.at[at])) {
        size_t size = character_size(text, at);
        units += units_of(e, size);
        if (units > p.character) break;
        at += size;
    }
    return at;
}

static void go_to_line(PositionWalk *w, size_t line, size_t start) {
    w->line = line;
    w->line_start = w->at = start;
    w->character = 0;
    w->next = 0;
}

// One character or line end on, not beyond `offset`: between CR and LF the line goes on.
static void step(PositionWalk *w, size_t offset) {
    Str text = w->text;
    size_t next = is_line_end(text.at[w->at]) ? next_line(text, w->at) : SIZE_MAX;
    if (next <= offset) {
        go_to_line(w, w->line + 1, next);
        return;
    }
    size_t size = character_size(text, w->at);
    w->character += units_of(w->encoding, size);
    w->at += size;
}

// Whole lines before that of `offset`.
static void skip_lines(PositionWalk *w, size_t offset) {
    for (;;) {
        if (!w->next) w->next = next_line(w->text, w->at);
        if (w->next > offset || !has_next(w->text, w->at, w->next)) return;
        go_to_line(w, w->line + 1, w->next);
    }
}

Position position_at(PositionWalk *w, size_t offset) {
    Str text = w->text;
    if (offset > text.size) offset = text.size;
    if (offset < w->line_start) go_to_line(w, 0, 0);
    if (offset < w->at) go_to_line(w, w->line, w->line_start);
    skip_lines(w, offset);
    while (w->at < offset) step(w, offset);
    return (Position){w->line, w->character};
}

static void add_position(Buf *b, const char *name, Position p) {
    json_add_name(b, name);
    buf_add_fmt(b, "{\"line\":%zu,\"character\":%zu}", p.line, p.character);
}

void position_add_range(Buf *b, const char *name, PositionWalk *w, size_t offset, size_t size) {
    if (name) json_add_name(b, name);
    buf_add_byte(b, '{');
    add_position(b, "start", position_at(w, offset));
    PositionWalk end = *w; // what follows may begin before this ends
    add_position(b, "end", position_at(&end, offset + size));
    buf_add_byte(b, '}');
}
