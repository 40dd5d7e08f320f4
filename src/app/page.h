// app/page.h - what the parts of a statement's page share: the page, its tables
#ifndef SOFTLAW_APP_PAGE_H
#define SOFTLAW_APP_PAGE_H

#include "app/app_int.h"

enum { PAGE_ROWS_MAX = 500 }; // of one table

typedef struct Page {
    const Settlement *s;
    const Terms *terms;
    Arena *arena;
    Out *out;
    Buf *b;
} Page;

// The head of a self-contained page, up to <main>; `lang` is shown unless an anchor asks for
// another. And its end.
void page_open(Buf *b, Lang lang, Str title);
void page_close(Buf *b);

// A heading of the page, in both languages.
void page_add_heading(const Page *p, const char *english);
void page_add_label(const Page *p, Str id, const Localised *label);
// A period's name; one without a name is the whole term.
void page_add_period(const Page *p, Str period);

typedef struct ColumnHead {
    const char *text;  // "" where the column needs no name
    const char *class; // "n" numbers, "u" units and dates, "" texts
} ColumnHead;

void page_add_table_head(const Page *p, const ColumnHead *heads, size_t count);
void page_add_table_end(const Page *p);
void page_add_text_cell(const Page *p, Str text);
void page_add_period_cell(const Page *p, Str period);
void page_add_names_cell(const Page *p, Str english, Str chinese);
// Two cells: the number with at least `places` digits after the point, and the currency.
void page_add_amount_cells(const Page *p, Dec amount, int places, Str currency);
// As above, with a sign before what was received.
void page_add_net_cells(const Page *p, Dec amount, int places, Str currency);
// The most digits after the point that a column has, within reason.
int page_places(int places, Dec amount);

// What it comes to: for each side, and period by period as a chart (page_sums.c).
void page_add_sums(const Page *p);

#endif
