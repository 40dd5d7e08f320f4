// cli/statement.c - a settlement as a statement to read: who pays whom how much, period by period
#include "cli/statement.h"

// Beyond these a terminal page is no longer read; csv and json have no such bound.
enum { LINES_MAX = 200, PLACES_MAX = 12 };

typedef struct Columns {
    bool has_member, has_due;
    int places; // digits after the point
} Columns;

typedef struct PeriodLines {
    LineView *items;
    size_t count, all;
    Columns columns;
} PeriodLines;

static PeriodLines lines_of(const Cli *c, const Settlement *s, size_t period) {
    PeriodLines p = {.items = ARENA_ARRAY(c->arena, LineView, LINES_MAX)};
    size_t first, count;
    settlement_period_lines(s, period, &first, &count);
    p.all = count;
    for (size_t i = 0; i < count && p.count < LINES_MAX; i++) {
        LineView l = p.items[p.count++] = settlement_line(c->arena, s, first + i);
        int places = dec_scale(l.amount);
        if (l.member.size) p.columns.has_member = true;
        if (l.due.size) p.columns.has_due = true;
        if (places > p.columns.places) p.columns.places = places;
    }
    if (p.columns.places > PLACES_MAX) p.columns.places = PLACES_MAX;
    return p;
}

static void add_head(const Cli *c, TextGrid *g, const Columns *columns) {
    grid_add(g, say(c, N_("Payment")));
    if (columns->has_member) grid_add(g, say(c, N_("Member")));
    grid_add(g, say(c, N_("From")));
    grid_add(g, say(c, N_("To")));
    grid_add(g, say(c, N_("Amount")));
    grid_add(g, STR(""));
    if (columns->has_due) grid_add(g, say(c, N_("Due")));
}

static void add_line(const Cli *c, TextGrid *g, const Columns *columns, const LineView *l) {
    grid_add(g, l->payment.label);
    if (columns->has_member) grid_add(g, l->member);
    grid_add(g, l->from.label);
    grid_add(g, l->to.label);
    grid_add(g, amount_text(c->arena, l->amount, columns->places));
    grid_add(g, l->currency);
    if (columns->has_due) grid_add(g, l->due);
}

static void add_period(const Cli *c, Buf *b, const Settlement *s, size_t period) {
    PeriodLines p = lines_of(c, s, period);
    if (!p.all) return;
    Str name = settlement_period(s, period);
    bool is_right[7] = {false};
    is_right[p.columns.has_member ? 4 : 3] = true;
    TextGrid grid = {.arena = c->arena,
                     .column_count = 5u + p.columns.has_member + p.columns.has_due,
                     .is_right = is_right};
    buf_add_byte(b, '\n');
    buf_add(b, name.size ? name : say(c, N_("Whole term")));
    buf_add_byte(b, '\n');
    add_head(c, &grid, &p.columns);
    for (size_t i = 0; i < p.count; i++) add_line(c, &grid, &p.columns, &p.items[i]);
    grid_print(b, &grid, 2, 1);
    if (p.count == p.all) return;
    Str left = str_fmt(c->arena, "%zu", p.all - p.count);
    buf_add_c(b, "  ");
    buf_add(b, say_message(c, MSG("and {1} more; --format csv prints all", left)));
    buf_add_byte(b, '\n');
}

// ---- what it comes to for each side -------------------------------------------------------------

static Str signed_text(Arena *a, Dec amount, int places) {
    Str text = amount_text(a, amount, places);
    bool is_gain = !dec_is_zero(amount) && !dec_is_negative(amount);
    return is_gain ? str_fmt(a, "+%.*s", STR_ARG(text)) : text;
}

static void add_nets(const Cli *c, Buf *b, const Settlement *s) {
    NetList n = settlement_nets(c->arena, s);
    if (!n.count) return;
    TextGrid grid = {.arena = c->arena, .column_count = 3, .is_right = (const bool[3]){0, 1, 0}};
    int places = 0;
    for (size_t i = 0; i < n.count; i++)
        if (dec_scale(n.items[i].amount) > places) places = dec_scale(n.items[i].amount);
    for (size_t i = 0; i < n.count; i++) {
        grid_add(&grid, n.items[i].labels[c->lang]);
        grid_add(&grid, signed_text(c->arena, n.items[i].amount, places));
        grid_add(&grid, n.items[i].currency);
    }
    buf_add_byte(b, '\n');
    buf_add(b, say(c, N_("In all, received (+) and paid (-)")));
    buf_add_byte(b, '\n');
    grid_print(b, &grid, 2, 0);
}

static void add_residues(const Cli *c, Buf *b, const Settlement *s) {
    size_t count = settlement_residue_count(s);
    if (!count) return;
    TextGrid grid = {.arena = c->arena, .column_count = 4, .is_right = (const bool[4]){0, 0, 1, 0}};
    for (size_t i = 0; i < count && i < LINES_MAX; i++) {
        ResidueView r = settlement_residue(c->arena, s, i);
        grid_add(&grid, r.period);
        grid_add(&grid, r.name.label);
        grid_add(&grid, signed_text(c->arena, r.amount, 0));
        grid_add(&grid, r.currency);
    }
    buf_add_byte(b, '\n');
    buf_add(b, say(c, N_("Left over by rounding, or kept by pools")));
    buf_add_byte(b, '\n');
    grid_print(b, &grid, 2, 0);
}

void statement_print(const Cli *c, Buf *b, const Settlement *s) {
    NameView agreement = settlement_agreement(s);
    buf_add(b, agreement.label);
    buf_add_byte(b, '\n');
    buf_add(b, say_message(c, MSG("{1}, version {2}", agreement.id, settlement_version(s))));
    buf_add_byte(b, '\n');
    for (size_t i = 0; i < settlement_period_count(s); i++) add_period(c, b, s, i);
    add_nets(c, b, s);
    add_residues(c, b, s);
}
