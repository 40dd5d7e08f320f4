// app/compare.c - computed figures against published ones, cell by cell
//
// The published file is tidy CSV: item (or payment, quantity), member, period, value; and if wanted
// decimals and source. How many decimals were published is read off the value as written. Neither
// side is bent to fit: a cell matches if the exact value lies within half a unit of the last
// published decimal, or if it is a tie that half even or half up brings there.
//
// A payment may be published as a sum: over all members where none is named, over all settled
// periods within the one named, over all where none is named.
#include "app/compare.h"
#include "app/app_int.h"

#include "base/csv.h"
#include "base/file.h"

#include <assert.h>

enum { NO_COLUMN = -1 };
typedef enum Column {
    COLUMN_ITEM,
    COLUMN_MEMBER,
    COLUMN_PERIOD,
    COLUMN_VALUE,
    COLUMN_DECIMALS,
    COLUMN_SOURCE,
    COLUMN_COUNT,
} Column;

typedef struct Comparer {
    App *app;
    const Agreement *agreement;
    const Outcome *outcome;
    Facts facts;
    CsvReader *csv;
    int columns[COLUMN_COUNT];
    struct Cells {
        CellView *items;
        size_t count, capacity;
    } cells;
} Comparer;

// What a row asks for.
typedef struct Asked {
    uint32_t item;
    const Item *row;
    uint32_t members[LIMIT_SET_DIMENSIONS];
    bool has_members, has_period;
    Period period;
} Asked;

// ---- reading the published file -----------------------------------------------------------------

static const struct ColumnName {
    const char *name;
    Column column;
} column_names[] = {
    {"item", COLUMN_ITEM},     {"payment", COLUMN_ITEM},  {"quantity", COLUMN_ITEM},
    {"id", COLUMN_ITEM},       {"member", COLUMN_MEMBER}, {"period", COLUMN_PERIOD},
    {"value", COLUMN_VALUE},   {"amount", COLUMN_VALUE},  {"decimals", COLUMN_DECIMALS},
    {"source", COLUMN_SOURCE},
};

static void find_columns(Comparer *c) {
    for (size_t i = 0; i < COLUMN_COUNT; i++) c->columns[i] = NO_COLUMN;
    for (size_t i = 0; i < c->csv->count; i++)
        for (size_t k = 0; k < sizeof column_names / sizeof column_names[0]; k++)
            if (str_is(str_trim(c->csv->fields[i]), str_from(column_names[k].name)))
                c->columns[column_names[k].column] = (int)i;
}

static bool read_head(Comparer *c, Str file, Err *err) {
    if (csv_next(c->csv, err)) find_columns(c);
    if (err->code) return false;
    if (c->columns[COLUMN_ITEM] != NO_COLUMN && c->columns[COLUMN_VALUE] != NO_COLUMN) return true;
    return err_set_at(err, ERR_INPUT, (Place){.file = file, .line = 1, .column = 1},
                      MSG("the published file has no columns \"item\" and \"value\""),
                      MSG("its columns are item, member, period, value, decimals, source"));
}

static Str field(const Comparer *c, Column column) {
    int index = c->columns[column];
    return index == NO_COLUMN ? STR("") : str_trim(c->csv->fields[index]);
}

static Place place_of(const Comparer *c, Column column) {
    int index = c->columns[column];
    return csv_place(c->csv, index == NO_COLUMN ? 0 : (size_t)index);
}

static int decimals_of(Str declared, Str value) {
    int64_t given;
    Dec d;
    if (dec_from_text(declared, &d, NULL) && dec_to_int(d, &given) && given >= -30 && given <= 30)
        return (int)given;
    int64_t point = str_find(value, STR("."), 0);
    if (point < 0) return 0;
    size_t digits = value.size - (size_t)point - 1;
    return digits > 30 ? 30 : (int)digits;
}

// ---- what a row asks for ------------------------------------------------------------------------

static bool unknown(CellView *cell, Message why) {
    cell->verdict = CELL_UNKNOWN;
    cell->why = why;
    return false;
}

static bool find_members(const Comparer *c, CellView *cell, Asked *q) {
    q->has_members = cell->member.size || !q->row->set_count;
    if (!cell->member.size && q->row->set_count)
        return q->row->kind == ITEM_PAYMENT ||
               unknown(cell, MSG("\"{1}\" has members: name one", cell->item.id));
    if (member_find(c->agreement->terms, c->facts, q->row, cell->member, q->members)) return true;
    return unknown(cell, MSG("\"{1}\" is no member of \"{2}\"", cell->member, cell->item.id));
}

static bool find_period(const Comparer *c, CellView *cell, Asked *q) {
    PeriodRule rule = c->agreement->terms->period_rule;
    q->period = (Period){GRAIN_ONCE, 0};
    q->has_period = cell->period.size > 0;
    if (!q->has_period)
        return q->row->kind == ITEM_PAYMENT || q->row->grain == GRAIN_ONCE ||
               unknown(cell, MSG("\"{1}\" has periods: name one", cell->item.id));
    if (!period_parse(cell->period, rule, &q->period))
        return unknown(cell, MSG("\"{1}\" is no period", cell->period));
    if (q->row->grain == GRAIN_ONCE) q->period = (Period){GRAIN_ONCE, 0};
    if (q->period.grain == q->row->grain || q->row->kind == ITEM_PAYMENT) return true;
    return unknown(cell, MSG("\"{1}\" is computed for each {2}, not for \"{3}\"", cell->item.id,
                             str_from(grain_name(q->row->grain)), cell->period));
}

// ---- computing a cell ---------------------------------------------------------------------------

static bool is_summed(const Payment *p, const Asked *q, PeriodRule rule) {
    if (p->item != q->item) return false;
    for (size_t i = 0; q->has_members && i < q->row->set_count; i++)
        if (p->members[i] != q->members[i]) return false;
    if (!q->has_period || q->period.grain == GRAIN_ONCE) return true;
    return period_first_day(rule, p->period) >= period_first_day(rule, q->period) &&
           period_last_day(rule, p->period) <= period_last_day(rule, q->period);
}

static bool sum_payments(const Comparer *c, CellView *cell, const Asked *q, FeelValue *ret) {
    PeriodRule rule = c->agreement->terms->period_rule;
    Dec sum = DEC_ZERO;
    size_t found = 0;
    PaymentCursor cursor = {0, 0};
    for (Payment p = {0}; outcome_next(c->outcome, &cursor, &p);) {
        if (!is_summed(&p, q, rule)) continue;
        found++;
        if (!dec_add(sum, p.is_reversed ? dec_negate(p.amount) : p.amount, &sum))
            return unknown(cell, MSG("the sum is out of range"));
    }
    *ret = feel_number(sum);
    return found || unknown(cell, MSG("nothing was computed for this cell"));
}

// Values of open sets are not all kept; then this one is computed anew.
static bool value_of(const Comparer *c, CellView *cell, const Asked *q, FeelValue *ret) {
    if (outcome_is_kept(c->outcome, q->item)) {
        *ret = outcome_value(c->outcome, q->item, q->members, q->period);
    } else {
        Err err = {.code = ERR_NONE};
        const Trace *t = eval_explain(c->app->arena, c->agreement->rulebook, c->facts, q->item,
                                      q->members, q->period, &err);
        *ret = t && t->count ? t->steps[0].rounded : feel_null();
    }
    return ret->kind != FEEL_NULL || unknown(cell, MSG("nothing was computed for this cell"));
}

static bool compute(const Comparer *c, CellView *cell, FeelValue *ret) {
    Asked q = {.has_members = false};
    if (!item_find(c->agreement->terms, cell->item.id, &q.item))
        return unknown(cell, MSG("the agreement has no \"{1}\"", cell->item.id));
    q.row = &c->agreement->terms->items[q.item];
    cell->item = name_of_item(c->agreement->terms, c->app->options.lang, q.item);
    if (!find_members(c, cell, &q) || !find_period(c, cell, &q)) return false;
    return q.row->kind == ITEM_PAYMENT ? sum_payments(c, cell, &q, ret)
                                       : value_of(c, cell, &q, ret);
}

// ---- judging ------------------------------------------------------------------------------------

static void judge(const Comparer *c, CellView *cell, FeelValue computed, Str declared) {
    Arena *a = c->app->arena;
    Dec published;
    cell->exact = cell->computed = feel_to_string(a, computed);
    bool is_match = str_is(cell->exact, cell->published);
    if (computed.kind == FEEL_NUMBER && dec_from_text(cell->published, &published, NULL)) {
        int decimals = decimals_of(declared, cell->published);
        is_match = amount_is_match(computed.number, published, decimals);
        cell->exact = dec_text(a, computed.number);
        if (decimals >= 0) cell->computed = dec_text_fixed(a, computed.number, decimals);
    }
    cell->verdict = is_match ? CELL_MATCH : CELL_DIFFER;
}

static void add_cell(Comparer *c) {
    Arena *a = c->app->arena;
    Str item = str_copy(a, field(c, COLUMN_ITEM));
    CellView *cell = VEC_ADD(a, &c->cells);
    *cell = (CellView){.item = {item, item},
                       .member = str_copy(a, field(c, COLUMN_MEMBER)),
                       .period = str_copy(a, field(c, COLUMN_PERIOD)),
                       .published = str_copy(a, field(c, COLUMN_VALUE)),
                       .source = str_copy(a, field(c, COLUMN_SOURCE)),
                       .place = place_of(c, COLUMN_VALUE)};
    FeelValue computed;
    if (compute(c, cell, &computed)) judge(c, cell, computed, field(c, COLUMN_DECIMALS));
}

static bool read_cells(Comparer *c, Str file, Err *err) {
    Str text;
    if (!file_read_text(c->app->arena, file, LIMIT_DOCUMENT_BYTES, &text, err)) return false;
    c->csv = csv_open(c->app->arena, file, text, ',');
    if (!read_head(c, file, err)) return false;
    while (csv_next(c->csv, err)) add_cell(c);
    return !err->code;
}

static bool prepare(Comparer *c, const Inputs *inputs, Err *err) {
    FactFiles files;
    EvalOptions options;
    c->agreement = load_agreement(c->app, inputs->agreement, err);
    if (!c->agreement) return false;
    if (!c->agreement->is_sound) return true;
    if (!load_facts(c->app, c->agreement, inputs, &files, err)) return false;
    if (!load_eval_options(c->app, inputs, &options, err)) return false;
    c->facts = files.facts;
    c->outcome = eval_run(c->app->arena, c->agreement->rulebook, files.facts, options,
                          &c->app->findings, err);
    return c->outcome != NULL;
}

const Comparison *app_compare(App *app, const Inputs *inputs, Str published, Err *err) {
    Comparer c = {.app = app};
    Comparison *result = ARENA_NEW(app->arena, Comparison);
    if (!prepare(&c, inputs, err)) return NULL;
    if (!c.outcome) return result;
    if (!read_cells(&c, published, err)) return NULL;
    result->cells = c.cells.items;
    result->count = c.cells.count;
    size_t *const counts[] = {[CELL_MATCH] = &result->match_count,
                              [CELL_DIFFER] = &result->differ_count,
                              [CELL_UNKNOWN] = &result->unknown_count};
    for (size_t i = 0; i < result->count; i++) ++*counts[result->cells[i].verdict];
    return result;
}
