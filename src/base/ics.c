// base/ics.c - lines of iCalendar (RFC 5545)
#include "base/ics.h"

enum { LINE_OCTETS = 75 };

static bool is_inside_character(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

// What a line takes from `from` on, at most `room` octets.
static size_t line_size(Str text, size_t from, size_t room) {
    size_t end = from + room;
    if (end >= text.size) return text.size - from;
    while (end > from + 1 && is_inside_character(text.at[end])) end--;
    return end - from;
}

static void add_folded(Buf *b, Str line) {
    size_t room = LINE_OCTETS;
    for (size_t at = 0; at < line.size;) {
        size_t size = line_size(line, at, room);
        if (at) buf_add_c(b, "\r\n ");
        buf_add(b, str_part(line, at, size));
        at += size;
        room = LINE_OCTETS - 1;
    }
    buf_add_c(b, "\r\n");
}

static Str named(Arena *a, const char *name, Str value) {
    return str_fmt(a, "%s:%.*s", name, STR_ARG(value));
}

void ics_add(Buf *b, const char *name, Str value) {
    add_folded(b, named(b->arena, name, value));
}

static void add_escaped(Buf *b, char c) {
    if (c == '\n')
        buf_add_c(b, "\\n");
    else if (c == '\\' || c == ',' || c == ';')
        buf_add_byte(b, '\\'), buf_add_byte(b, c);
    else if ((unsigned char)c >= ' ' && c != 0x7F)
        buf_add_byte(b, c);
}

void ics_add_text(Buf *b, const char *name, Str text) {
    Buf escaped = {.arena = b->arena};
    for (size_t i = 0; i < text.size; i++) add_escaped(&escaped, text.at[i]);
    ics_add(b, name, buf_str(&escaped));
}
