// text/source.c - the file as lines, and the places in it
#include "base/limits.h"
#include "text/text_int.h"

#include <assert.h>

// The first byte after the line end at `at`, where a CR or LF stands.
static size_t after_line_end(Str text, size_t at) {
    bool is_pair = text.at[at] == '\r' && at + 1 < text.size && text.at[at + 1] == '\n';
    return at + (is_pair ? 2 : 1);
}

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

void source_open(Arena *a, Source *s, Str file, Str text) {
    enum { LINES_AT_FIRST = 1024 };
    assert(text.size < UINT32_MAX);
    *s = (Source){.file = file, .text = text, .seen_column = 1};
    s->yaml_nodes_left = LIMIT_YAML_NODES;
    s->table_cells_left = LIMIT_TABLE_CELLS;
    size_t capacity = LINES_AT_FIRST;
    s->line_starts = ARENA_ARRAY(a, uint32_t, capacity);
    s->line_count = 1;
    for (size_t i = 0; (i = str_line_end(text, i)) < text.size;) {
        i = after_line_end(text, i);
        if (s->line_count == capacity)
            s->line_starts = vec_grow(a, s->line_starts, &capacity, sizeof *s->line_starts);
        s->line_starts[s->line_count++] = (uint32_t)i;
    }
}

size_t source_line_start(const Source *s, size_t line) {
    return line < s->line_count ? s->line_starts[line] : s->text.size;
}

Str source_line(const Source *s, size_t line) {
    size_t start = source_line_start(s, line), end = source_line_start(s, line + 1);
    while (end > start && is_line_end(s->text.at[end - 1])) end--;
    return str_part(s->text, start, end - start);
}

static size_t line_of(const Source *s, size_t offset) {
    size_t low = 0, high = s->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (s->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

Place source_place(Source *s, size_t offset, size_t size) {
    if (offset > s->text.size) offset = s->text.size;
    size_t line = line_of(s, offset);
    if (line != s->seen_line || offset < s->seen_offset) {
        s->seen_line = line;
        s->seen_offset = s->line_starts[line];
        s->seen_column = 1;
    }
    Str between = str_part(s->text, s->seen_offset, offset - s->seen_offset);
    s->seen_column += (uint32_t)utf8_count(between);
    s->seen_offset = offset;
    return (Place){s->file, (uint32_t)line + 1, s->seen_column, (uint32_t)offset, (uint32_t)size};
}

Place source_place_of(Source *s, Str view) {
    assert(view.at >= s->text.at && view.at <= s->text.at + s->text.size);
    return source_place(s, (size_t)(view.at - s->text.at), view.size);
}
