// base/ics.c - lines of iCalendar (RFC 5545)
#include "base/ics.h"

enum { LINE_OCTETS = 75 };

// A line on its way: how many octets stand in it since the last fold.
typedef struct Line {
    Buf *out;
    size_t size;
} Line;

static bool is_inside_character(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

// What must not be parted.
static void add_whole(Line *l, Str piece) {
    if (l->size + piece.size > LINE_OCTETS) {
        buf_add_c(l->out, "\r\n ");
        l->size = 1;
    }
    buf_add(l->out, piece);
    l->size += piece.size;
}

static size_t character_size(Str text, size_t at) {
    enum { LONGEST = 4 };
    size_t size = 1;
    while (at + size < text.size && size < LONGEST && is_inside_character(text.at[at + size]))
        size++;
    return size;
}

static Str escaped(Str character) {
    switch (*character.at) {
    case '\n': return STR("\\n");
    case '\\': return STR("\\\\");
    case ',': return STR("\\,");
    case ';': return STR("\\;");
    default: break;
    }
    bool is_control = (unsigned char)*character.at < ' ' || *character.at == 0x7F;
    return is_control ? STR("") : character;
}

static void add_line(Buf *b, const char *name, Str value, bool is_text) {
    Line l = {.out = b};
    add_whole(&l, str_from(name));
    add_whole(&l, STR(":"));
    for (size_t at = 0, size; at < value.size; at += size) {
        size = character_size(value, at);
        Str character = str_part(value, at, size);
        add_whole(&l, is_text ? escaped(character) : character);
    }
    buf_add_c(b, "\r\n");
}

void ics_add(Buf *b, const char *name, Str value) {
    add_line(b, name, value, false);
}

void ics_add_text(Buf *b, const char *name, Str text) {
    add_line(b, name, text, true);
}
