// app/incentive_page.h - what the files of the page of softlaw incentive share
#ifndef SOFTLAW_APP_INCENTIVE_PAGE_H
#define SOFTLAW_APP_INCENTIVE_PAGE_H

#include "app/chart.h"
#include "app/incentive_int.h"
#include "app/page.h"

typedef struct Sheet {
    Page page;
    const IncentiveView *view;
    const Incentive *result;
    const Scenario *scenario;
    const GameReport *reports[2]; // by language
    Teller tellers[2];
} Sheet;

static inline Arena *sheet_arena(const Sheet *s) {
    return s->page.arena;
}

// ---- texts in both languages (incentive_html.c) -------------------------------------------------

Str sheet_both(const Sheet *s, const char *english); // "The text · 文本", for titles of pictures
ChartLabel sheet_label(const Sheet *s, Message message);
ChartLabel sheet_party(const Sheet *s, size_t party);
ChartLabel sheet_variable(const Sheet *s, size_t variable);
ChartLabel sheet_strategy(const Sheet *s, size_t party, size_t choice); // of the game of one period
void sheet_add(const Sheet *s, ChartLabel label);
void sheet_open(const Sheet *s, const char *english); // a section with its heading
void sheet_meta(const Sheet *s, ChartLabel label);    // a line below a picture

// A table; cells follow row by row.
typedef struct SheetTable {
    const Sheet *sheet;
    size_t columns, count;
} SheetTable;
enum { FIRST_LEFT = 1 }; // bits of the columns whose heads stand at the left
SheetTable sheet_table(const Sheet *s, const ChartLabel *heads, size_t columns, uint64_t left);
// The same, folded away: what a picture shows.
SheetTable sheet_data(const Sheet *s, const ChartLabel *heads, size_t columns, uint64_t left);
void sheet_cell(SheetTable *t, ChartLabel text);
void sheet_number(SheetTable *t, Str number);
void sheet_table_end(SheetTable *t);
void sheet_data_end(SheetTable *t);

// ---- parts of the page --------------------------------------------------------------------------

bool sheet_add_pictures(const Sheet *s, Err *err); // incentive_pictures.c
void sheet_add_stage(const Sheet *s);              // incentive_matrix.c
void sheet_add_assumptions(const Sheet *s);        // incentive_assumed.c

#endif
