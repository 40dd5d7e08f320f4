// app/settle.h - every payment of an agreement from its facts
#ifndef SOFTLAW_APP_SETTLE_H
#define SOFTLAW_APP_SETTLE_H

#include "app/app.h"

// What is computed: an agreement's text on facts. `through` is the last day to settle, or absent.
typedef struct Inputs {
    Str agreement;
    const Str *facts; // .csv or .json
    size_t fact_count;
    const Str *fact_texts; // what stands in them, where it is at hand; NULL: they are read
    Str through;
    bool payments_only; // values of large sets are not asked for afterwards
} Inputs;

typedef struct LineView {
    NameView payment, from, to;
    Str period, member; // "" if none
    Dec amount;         // never negative
    Str currency, due;  // due: "YYYY-MM-DD" or ""
    size_t period_index;
} LineView;
typedef struct ResidueView {
    NameView name; // of the payment or the pool
    bool is_pool;
    Str period, currency;
    Dec amount;
} ResidueView;

typedef struct Settlement Settlement;

// Pure: no store. Never NULL unless something could not be read; where the agreement has errors
// there are no periods.
const Settlement *app_settle(App *app, const Inputs *inputs, Err *err);

NameView settlement_agreement(const Settlement *s); // label: the title
Str settlement_version(const Settlement *s);
size_t settlement_period_count(const Settlement *s);
Str settlement_period(const Settlement *s, size_t index);
size_t settlement_line_count(const Settlement *s); // in order of period
void settlement_period_lines(const Settlement *s, size_t period, size_t *ret_first,
                             size_t *ret_count);
LineView settlement_line(Arena *a, const Settlement *s, size_t index);
size_t settlement_residue_count(const Settlement *s);
ResidueView settlement_residue(Arena *a, const Settlement *s, size_t index);

// What one side received less what it paid, in one currency.
typedef struct NetView {
    Str id, labels[2], currency; // labels by Lang
    Dec amount;
} NetView;
typedef struct NetList {
    NetView *items;
    size_t count;
} NetList;
// In the order in which the sides first pay or are paid; none where there are over a hundred.
NetList settlement_nets(Arena *a, const Settlement *s);

// What a side has received less what it has paid by the end of a period.
typedef struct CourseView {
    NameView side;
    Str period, currency;
    Dec amount;
} CourseView;
typedef struct CourseList {
    CourseView *items;
    size_t count;
} CourseList;
// Each side after each period, by period; none where that is a single period, or much to read.
CourseList settlement_course(Arena *a, const Settlement *s);

// {"agreement","version","periods","residues","findings"}; with `all_values` also those of every
// member of open sets.
bool settlement_json(App *app, const Settlement *s, bool all_values, Out *out);
bool settlement_csv(const Settlement *s, Out *out);
// A self-contained page in both languages, to be printed and signed.
bool settlement_html(App *app, const Settlement *s, Out *out);

// What it comes to: for each side, and period by period as a chart with its numbers beside it; HTML
// to stand in another page, in both languages (classes en and zh).
void settlement_sums(App *app, const Settlement *s, Buf *b);

#endif
