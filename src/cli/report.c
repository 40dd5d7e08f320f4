// cli/report.c - a report in sentences and tables, as games and incentives give it
#include "cli/report.h"

enum { COLUMNS_MAX = 32, TEXT_COLUMNS = 80, TABLE_INDENT = 2 };

static void print_table(const Cli *c, Buf *b, const GameTable *t) {
    bool is_right[COLUMNS_MAX] = {false};
    TextGrid grid = {.arena = c->arena, .column_count = t->columns.count, .is_right = is_right};
    for (size_t i = 0; i < t->columns.count; i++) {
        is_right[i] = t->columns.items[i].is_right;
        grid_add(&grid, t->columns.items[i].head);
    }
    for (size_t i = 0; i < t->cells.count; i++) grid_add(&grid, t->cells.items[i]);
    buf_add_byte(b, '\n');
    buf_add(b, t->title);
    buf_add_byte(b, '\n');
    grid_print(b, &grid, TABLE_INDENT, 1);
}

void print_game_report(const Cli *c, Buf *b, const GameReport *r) {
    if (r->title.size) {
        buf_add(b, r->title);
        buf_add_byte(b, '\n');
    }
    for (size_t i = 0; i < r->said.count; i++)
        print_wrapped(b, r->said.items[i].text, 0, TEXT_COLUMNS);
    for (size_t i = 0; i < r->tables.count; i++)
        if (r->tables.items[i].cells.count) print_table(c, b, &r->tables.items[i]);
}
