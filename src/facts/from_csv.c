// facts/from_csv.c - tidy CSV: one row, one fact
//
// Columns: quantity, member, period, value, unit, source, date in any order, and one column for
// each set by its id. `member` stands for the set of a quantity that has one, or for all its sets
// joined by "/".
#include "facts/facts_int.h"

#include "base/csv.h"

#include <assert.h>

static const struct {
    const char *name;
    FactField field;
} fixed_columns[] = {
    {"quantity", FACT_QUANTITY}, {"period", FACT_PERIOD}, {"value", FACT_VALUE},
    {"unit", FACT_UNIT},         {"source", FACT_SOURCE}, {"date", FACT_DATE},
};

#define NO_COLUMN UINT32_MAX

enum { PASSED_BYTES = 2 << 20 };

// Which columns hold the fields of a row.
typedef struct Layout {
    const Terms *terms;
    CsvReader *csv;
    uint32_t columns[FACT_COUNT]; // of the current row's quantity
    uint32_t member_column;
    uint32_t *set_columns; // by set
    bool *is_unused;       // by column
    uint32_t item;         // whose `columns` of members are filled in
} Layout;

static Place place_in_row(const FactRow *row, FactField field) {
    const Layout *l = row->origin;
    uint32_t column = l->columns[field];
    if (column == NO_COLUMN) column = l->columns[FACT_QUANTITY];
    return csv_place(l->csv, column);
}

static bool set_column(Layout *l, uint32_t index, Findings *f) {
    Str name = str_trim(l->csv->fields[index]);
    uint32_t set, *column = NULL;
    for (size_t i = 0; i < sizeof fixed_columns / sizeof fixed_columns[0]; i++)
        if (str_is(name, str_from(fixed_columns[i].name)))
            column = &l->columns[fixed_columns[i].field];
    if (!column && str_is(name, STR("member"))) column = &l->member_column;
    if (!column && map_get(&l->terms->set_index, name, &set)) column = &l->set_columns[set];
    l->is_unused[index] = !column;
    if (!column) {
        finding_add(f, SEVERITY_WARNING, "fact-column", csv_place(l->csv, index),
                    MSG("the column \"{1}\" is not used", name),
                    MSG("columns are quantity, member, period, value, unit, source, date and the "
                        "names of sets"));
    } else if (*column != NO_COLUMN) {
        finding_add(f, SEVERITY_ERROR, "fact-column", csv_place(l->csv, index),
                    MSG("the column \"{1}\" stands twice", name), NO_MSG);
        return false;
    } else {
        *column = index;
    }
    return true;
}

static bool read_header(Arena *scratch, Layout *l, Findings *f) {
    for (size_t i = 0; i < FACT_COUNT; i++) l->columns[i] = NO_COLUMN;
    for (size_t i = 0; i < l->terms->set_count; i++) l->set_columns[i] = NO_COLUMN;
    l->member_column = l->item = NO_COLUMN;
    l->is_unused = ARENA_ARRAY(scratch, bool, l->csv->count);
    for (uint32_t i = 0; i < l->csv->count; i++)
        if (!set_column(l, i, f)) return false;
    if (l->columns[FACT_QUANTITY] != NO_COLUMN && l->columns[FACT_VALUE] != NO_COLUMN) return true;
    finding_add(f, SEVERITY_ERROR, "fact-column", csv_place(l->csv, 0),
                MSG("the columns \"quantity\" and \"value\" are needed"),
                MSG("the first row names the columns, parted by commas"));
    return false;
}

static Str trimmed(Str s) {
    bool has_blanks = s.size > 0 && (s.at[0] <= ' ' || s.at[s.size - 1] <= ' ');
    return has_blanks ? str_trim(s) : s;
}

static void settle_members(Layout *l, uint32_t item) {
    const Item *i = &l->terms->items[item];
    l->item = item;
    for (size_t k = 0; k < i->set_count; k++)
        l->columns[FACT_MEMBER + k] = l->set_columns[i->sets[k]];
}

// `member`: the only set's, or "九里/CODMn" for all of them.
static void split_member(const Layout *l, FactRow *row) {
    const Item *i = &l->terms->items[row->item];
    Str rest = trimmed(l->csv->fields[l->member_column]);
    if (rest.size == 0) return;
    if (i->set_count == 1) {
        row->fields[FACT_MEMBER] = rest;
        return;
    }
    for (size_t k = 0; k < i->set_count; k++)
        if (!str_next(&rest, '/', &row->fields[FACT_MEMBER + k])) return;
}

// False with a finding; *ret_is_split says that the column `member` was used.
static bool add_row(FactTable *t, Layout *l, Kept *ret, bool *ret_is_split, Findings *f) {
    FactRow row = {.line = l->csv->line, .origin = l, .place = place_in_row};
    const Str *fields = l->csv->fields;
    Str quantity = trimmed(fields[l->columns[FACT_QUANTITY]]);
    if (!row_find_quantity(t, quantity, &row.item, &row, f)) return false;
    if (l->item != row.item) settle_members(l, row.item);
    size_t sets = l->terms->items[row.item].set_count;
    bool has_members = true;
    for (size_t i = FACT_MEMBER; i < FACT_COUNT; i++)
        if (l->columns[i] != NO_COLUMN) row.fields[i] = trimmed(fields[l->columns[i]]);
    for (size_t k = 0; k < sets; k++) has_members = has_members && row.fields[FACT_MEMBER + k].size;
    *ret_is_split = !has_members && l->member_column != NO_COLUMN;
    if (*ret_is_split) split_member(l, &row);
    return row_add(t, &row, ret, f);
}

// Which column holds the member that varies from row to row; false where it is but part of one.
static bool find_member_column(const FactTable *t, const Layout *l, bool is_split, uint32_t *ret) {
    const Item *item = &t->terms->items[l->item];
    size_t row_set = t->quantities[l->item].row_set;
    bool is_open = item->set_count > 0 && t->terms->sets[item->sets[row_set]].kind == MEMBERS_FACTS;
    *ret = !is_open ? NO_COLUMN : is_split ? l->member_column : l->columns[FACT_MEMBER + row_set];
    return !is_open || !is_split || item->set_count == 1;
}

// False where a field is no part of the row: it was undoubled.
static bool add_hole(ShapeRow *r, HoleKind kind, Str field) {
    uintptr_t at = (uintptr_t)field.at, row = (uintptr_t)r->text.at;
    r->holes[r->hole_count].kind = kind;
    r->holes[r->hole_count++].text = field;
    return at >= row && at + field.size <= row + r->text.size;
}

// NULL where the shape of the row cannot be told.
static const ShapeRow *shape_row(const FactTable *t, const Layout *l, Kept kept, bool is_split,
                                 ShapeRow *ret) {
    uint32_t member;
    *ret = (ShapeRow){.text = csv_row(l->csv), .kept = kept};
    if (!ret->text.at || !find_member_column(t, l, is_split, &member)) return NULL;
    for (uint32_t i = 0; i < l->csv->count; i++) {
        bool is_value = i == l->columns[FACT_VALUE], is_member = i == member;
        bool is_unused = l->is_unused[i] && ret->hole_count < HOLES_MAX - 2;
        HoleKind kind = is_value ? HOLE_VALUE : is_member ? HOLE_MEMBER : HOLE_UNUSED;
        if ((is_value || is_member || is_unused) && !add_hole(ret, kind, l->csv->fields[i]))
            return NULL;
    }
    return ret;
}

// Keep the current row and, in place, those behind that are like ones before.
static void add_rows(FactTable *t, Layout *l, Findings *f) {
    Kept kept;
    ShapeRow row;
    bool is_split;
    uint32_t line, rows;
    bool is_kept = add_row(t, l, &kept, &is_split, f);
    if (t->is_slow) return;
    shapes_learn(t, is_kept ? shape_row(t, l, kept, is_split, &row) : NULL);
    Str rest = csv_rest(l->csv, &line);
    size_t size = shapes_recall(t, str_part(rest, 0, PASSED_BYTES), line, &rows);
    csv_pass(l->csv, size, rows);
}

static void let_pass(const FactText *text, size_t *passed, size_t at) {
    if (text->passed) text->passed(text->self, *passed, at);
    *passed = at;
}

// From byte `passed` on; *ret_has_quote says that some row had fields in quotes.
static void read_rows(FactTable *t, Layout *l, const FactText *text, size_t passed, Findings *f,
                      bool *ret_has_quote, Err *err) {
    const char *start = text->text.at;
    uint32_t line;
    *ret_has_quote = false;
    for (bool goes_on = true; goes_on;) {
        goes_on = csv_next(l->csv, err);
        if (goes_on) add_rows(t, l, f);
        size_t at = (size_t)(csv_rest(l->csv, &line).at - start);
        if (goes_on && at - passed < PASSED_BYTES) continue;
        *ret_has_quote = *ret_has_quote || memchr(start + passed, '"', at - passed) != NULL;
        let_pass(text, &passed, at);
    }
}

bool fact_table_read_csv(FactTable *t, FactText text, Findings *f, Err *err) {
    Arena *scratch = arena_new();
    Err stopped = {0}, not_text = {0};
    Layout l = {.terms = t->terms, .csv = csv_open(scratch, text.file, text.text, ',')};
    bool has_quote, is_done;
    l.set_columns = ARENA_ARRAY(scratch, uint32_t, t->terms->set_count);
    table_begin(t, text.file);
    is_done = csv_read_parts(t, &text, f);
    bool is_headed = !is_done && csv_next(l.csv, &stopped) && read_header(scratch, &l, f);
    if (is_headed) read_rows(t, &l, &text, 0, f, &has_quote, &stopped);
    bool is_whole = is_done || (is_headed && !stopped.code);
    bool is_text = is_whole || csv_check_rest(l.csv, &not_text);
    if (!is_text && err && !err->code) *err = not_text;
    if (is_text && stopped.code)
        finding_add(f, SEVERITY_ERROR, "fact-csv", stopped.place, stopped.message, stopped.hint);
    table_end(t, f);
    arena_free(scratch);
    return is_text;
}

void csv_read_part(const FactText *text, CsvPart *p) {
    FactTable *t = p->table;
    Err stopped = {0};
    FactText part = *text;
    part.text = str_part(text->text, 0, p->end);
    Layout l = {.terms = t->terms, .csv = csv_open(p->arena, text->file, part.text, ',')};
    l.set_columns = ARENA_ARRAY(p->arena, uint32_t, t->terms->set_count);
    table_begin(t, text->file);
    if (!csv_next(l.csv, &stopped) || !read_header(p->arena, &l, &p->header)) return;
    uint32_t headed, line;
    bool has_quote;
    size_t at = (size_t)(csv_rest(l.csv, &headed).at - text->text.at);
    if (p->first == 0) p->first = at;
    if (p->first < at) return;
    csv_pass(l.csv, p->first - at, 0);
    read_rows(t, &l, &part, p->first, &p->rows, &has_quote, &stopped);
    csv_rest(l.csv, &line);
    p->lines = line - headed;
    bool is_quoted_header = memchr(text->text.at, '"', at) != NULL;
    p->is_read = !stopped.code && p->rows.count == 0 && !has_quote && !is_quoted_header;
}

void fact_table_add_csv(FactTable *t, Str file, Str text, Findings *f) {
    bool is_text = fact_table_read_csv(t, (FactText){.file = file, .text = text}, f, NULL);
    assert(is_text);
}
