// akn/markdown_table.c - a pipe table of Markdown -> the tree
//
// Cells are kept as written, also those that a row has too many or too few of.
#include "akn/akn_int.h"

static Str next_line(Str *rest) {
    size_t end = 0;
    while (end < rest->size && rest->at[end] != '\n' && rest->at[end] != '\r') end++;
    Str line = str_part(*rest, 0, end);
    bool is_pair = end + 1 < rest->size && rest->at[end] == '\r' && rest->at[end + 1] == '\n';
    *rest = str_part(*rest, end + (is_pair ? 2 : 1), rest->size);
    return line;
}

static Str without_pipe_escapes(Arena *a, Str cell) {
    if (str_find(cell, STR("\\|"), 0) < 0) return cell;
    Buf b = {.arena = a};
    for (size_t i = 0; i < cell.size; i++)
        if (!str_starts_with(str_part(cell, i, 2), STR("\\|"))) buf_add_byte(&b, cell.at[i]);
    return buf_str(&b);
}

static void add_row(Arena *a, Node *table, Str line) {
    size_t count;
    Str *cells = text_row_cells(a, line, &count);
    Node *row = akn_tree_add(a, table, AKN_ROW);
    for (size_t i = 0; i < count; i++)
        markdown_read_inline(a, akn_tree_add(a, row, AKN_CELL), without_pipe_escapes(a, cells[i]));
}

void markdown_read_table(Arena *a, Node *parent, Str lines) {
    Node *table = akn_tree_add(a, parent, AKN_TABLE);
    table->source = lines;
    Str rest = lines;
    add_row(a, table, next_line(&rest));
    size_t count;
    Str *alignments = text_alignments(a, next_line(&rest), &count);
    Node *cell = table->first->first;
    for (size_t i = 0; i < count && cell; i++, cell = cell->next) cell->title = alignments[i];
    while (rest.size) add_row(a, table, next_line(&rest));
}
