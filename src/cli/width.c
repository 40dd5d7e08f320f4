// cli/width.c - where a line may break on a terminal
#include "cli/cli_int.h"

// Closing marks stay with the character before them.
static bool may_start_line(uint32_t c) {
    static const uint32_t closing[] = {0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F,
                                       0xFF09, 0x300B, 0x300D, 0x3015, 0x201D, 0x2019, 0x2026};
    for (size_t i = 0; i < sizeof closing / sizeof closing[0]; i++)
        if (c == closing[i]) return false;
    return true;
}

// May a line break between these two neighbours?
static bool may_part(uint32_t left, uint32_t right) {
    return (width_of_point(left) == 2 || width_of_point(right) == 2) && may_start_line(right) &&
           left != 0x201C && left != 0xFF08 && left != 0x300A && left != 0x300C;
}

static size_t skip_blanks(Str s, size_t at) {
    while (at < s.size && s.at[at] == ' ') at++;
    return at;
}

bool width_next_line(Str *rest, int columns, Str *ret_line) {
    Str s = str_part(*rest, skip_blanks(*rest, 0), rest->size);
    if (!s.size) return false;
    size_t at = 0, end = 0; // end: the last place where the line may end, 0 = none yet
    uint32_t left = 0;
    for (int width = 0; at < s.size && s.at[at] != '\n';) {
        uint32_t c = 0;
        size_t size = utf8_get(s, at, &c);
        if (!size) size = 1, c = '?';
        if (at && (c == ' ' || (left != ' ' && may_part(left, c)))) end = at;
        width += width_of_point(c);
        if (width > columns && end) break;
        left = c;
        at += size;
    }
    if (at >= s.size || s.at[at] == '\n') end = at;
    *ret_line = str_part(s, 0, end);
    *rest = str_part(s, end + (end < s.size && s.at[end] == '\n'), s.size);
    return true;
}

void print_blanks(Buf *b, int count) {
    for (int i = 0; i < count; i++) buf_add_byte(b, ' ');
}

void print_wrapped(Buf *b, Str text, int indent, int columns) {
    Str line;
    int room = columns - indent > 20 ? columns - indent : 20;
    while (width_next_line(&text, room, &line)) {
        if (line.size) print_blanks(b, indent);
        buf_add(b, line);
        buf_add_byte(b, '\n');
    }
}
