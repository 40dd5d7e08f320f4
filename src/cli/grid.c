// cli/grid.c - tables in plain text, lined up by display width
#include "cli/cli_int.h"

#include <assert.h>

enum { GAP = 2 };

void grid_add(TextGrid *g, Str cell) {
    *VEC_ADD(g->arena, &g->cells) = cell;
}

static int *column_widths(const TextGrid *g) {
    int *widths = ARENA_ARRAY(g->arena, int, g->column_count);
    for (size_t i = 0; i < g->cells.count; i++) {
        int width = width_of(g->cells.items[i]), *widest = &widths[i % g->column_count];
        if (width > *widest) *widest = width;
    }
    return widths;
}

static void print_cell(Buf *b, Str text, int width, bool is_right, bool is_last) {
    int blanks = width - width_of(text);
    if (is_right) print_blanks(b, blanks);
    buf_add(b, text);
    if (!is_right && !is_last) print_blanks(b, blanks);
    if (!is_last) print_blanks(b, GAP);
}

static void print_rule(Buf *b, const TextGrid *g, const int *widths, int indent) {
    int width = -GAP;
    for (size_t i = 0; i < g->column_count; i++) width += widths[i] + GAP;
    print_blanks(b, indent);
    for (int i = 0; i < width; i++) buf_add_byte(b, '-');
    buf_add_byte(b, '\n');
}

static void trim_line(Buf *b) {
    while (b->size && b->at[b->size - 1] == ' ') b->size--;
}

void grid_print(Buf *b, const TextGrid *g, int indent, size_t rule_after) {
    assert(g->column_count && g->cells.count % g->column_count == 0);
    int *widths = column_widths(g);
    for (size_t i = 0; i < g->cells.count; i++) {
        size_t column = i % g->column_count;
        bool is_last = column + 1 == g->column_count;
        if (!column) print_blanks(b, indent);
        print_cell(b, g->cells.items[i], widths[column], g->is_right[column], is_last);
        if (!is_last) continue;
        trim_line(b);
        buf_add_byte(b, '\n');
        if (rule_after && i / g->column_count + 1 == rule_after) print_rule(b, g, widths, indent);
    }
}
