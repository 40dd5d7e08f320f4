// app/dmn_edit_rows.c - a decision table from the editor back into the lines of its agreement
//
// A row that nobody touched stays as it is written, to the byte; in others only the cells that
// changed.
#include "app/dmn_int.h"

#include "base/xml.h"

// ---- from the editor ----------------------------------------------------------------------------

typedef struct Rules {
    const XmlNode *table;
    DmnGrid grid;
    const XmlNode **items; // rule i is row i + 1 of the grid
    size_t count;
    Map index; // id -> rule
} Rules;

static bool read_rules(Arena *a, DmnSource source, Rules *ret, Err *err) {
    DmnGridList grids = {0};
    const XmlNode *root = xml_parse(a, source.file, source.text, err);
    if (!root || !dmn_grids_read(a, source, (Str){NULL, 0}, &grids, err)) return false;
    *ret = (Rules){.table = edit_decision_table(root), .index = {.arena = a}};
    if (grids.count != 1 || !ret->table)
        return err_set(err, ERR_INPUT, MSG("the table is one decision table, no more and no less"),
                       NO_MSG);
    ret->grid = grids.items[0];
    ret->items = ARENA_ARRAY(a, const XmlNode *, ret->grid.row_count);
    for (const XmlNode *r = xml_child(ret->table, "rule"); r; r = xml_next(r)) {
        map_add(&ret->index, xml_attribute(r, "id"), (uint32_t)ret->count);
        ret->items[ret->count++] = r;
    }
    return true;
}

// A table without a column for the names of rows has no place for remarks.
static bool has_remarks(const Rules *r) {
    for (size_t i = 0; i < r->count; i++) {
        const XmlNode *remark = xml_child(r->items[i], "description");
        if (remark && remark->text.size) return true;
    }
    return false;
}

static bool is_same_header(const Rules *x, const Rules *y) {
    if (x->grid.column_count != y->grid.column_count) return false;
    for (size_t i = 0; i < x->grid.column_count; i++)
        if (!str_is(x->grid.cells[i].text, y->grid.cells[i].text)) return false;
    return x->grid.row_count == x->count + 1 && y->grid.row_count == y->count + 1;
}

// ---- into the Markdown --------------------------------------------------------------------------

typedef struct Rewriting {
    Arena *arena;
    Str text; // of the agreement
    const Item *item;
    Rules base, edited;
    TableRows rows;
    Buf out;
    struct DmnSpans spans;
} Rewriting;

static size_t line_end(Str text, size_t at) {
    while (at < text.size && text.at[at] != '\n') at++;
    return at < text.size ? at + 1 : at;
}

static size_t line_start(Str text, size_t at) {
    while (at > 0 && text.at[at - 1] != '\n') at--;
    return at;
}

TableRows edit_table_rows(Arena *a, Str text, const TextTable *table) {
    size_t header = line_start(text, table->place.offset), head_end = line_end(text, header);
    Str head = str_part(text, header, head_end - header);
    TableRows r = {.margin = str_part(text, header, table->place.offset - header),
                   .line_end = str_ends_with(head, STR("\r\n")) ? STR("\r\n") : STR("\n"),
                   .lines = ARENA_ARRAY(a, Str, table->row_count),
                   .count = table->row_count - 1};
    r.start = r.end = line_end(text, head_end); // behind the delimiter row
    for (size_t i = 0; i < r.count; i++) {
        size_t end = line_end(text, r.end);
        r.lines[i] = str_part(text, r.end, end - r.end);
        r.has_signs |=
            str_find(r.lines[i], STR("≤"), 0) >= 0 || str_find(r.lines[i], STR("≥"), 0) >= 0;
        r.end = end;
    }
    return r;
}

static Str paper_signs(Arena *a, Str text) {
    Buf b = {.arena = a};
    bool is_quoted = false;
    for (size_t at = 0; at < text.size; at++) {
        Str two = str_part(text, at, 2);
        bool is_sign = !is_quoted && (str_is(two, STR("<=")) || str_is(two, STR(">=")));
        if (text.at[at] == '"') is_quoted = !is_quoted;
        if (!is_sign) {
            buf_add_byte(&b, text.at[at]);
            continue;
        }
        buf_add_c(&b, two.at[0] == '<' ? "≤ " : "≥ ");
        at++;
        while (at + 1 < text.size && text.at[at + 1] == ' ') at++;
    }
    return buf_str(&b);
}

static Str escaped(Arena *a, Str text, const char *marks) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < text.size; i++) {
        bool is_break = text.at[i] == '\n' || text.at[i] == '\r';
        if (strchr(marks, text.at[i])) buf_add_byte(&b, '\\');
        buf_add_byte(&b, is_break ? ' ' : text.at[i]);
    }
    return buf_str(&b);
}

Str edit_cell_markdown(Arena *a, Str text, bool has_signs) {
    Str shown = has_signs ? paper_signs(a, text) : text;
    Str plain = escaped(a, shown, "|");
    Str wanted = escaped(a, shown, "");
    return str_is(text_cell(a, plain), wanted) ? plain : escaped(a, shown, "\\|*_<[]`&");
}

// The id of the cell that stands in a column of the Markdown table.
static Str id_of_cell(const Rewriting *w, const XmlNode *rule, size_t column) {
    size_t names = edit_has_row_names(w->item);
    if (column < names) return (Str){NULL, 0};
    size_t at = column - names;
    bool is_output = at >= w->item->input_count;
    const XmlNode *entry = xml_child(rule, is_output ? "outputEntry" : "inputEntry");
    for (size_t i = is_output ? w->item->input_count : 0; entry && i < at; i++)
        entry = xml_next(entry);
    return xml_attribute(entry, "id");
}

// What the editor says in a column of the Markdown table.
static Str cell_of(const Rewriting *w, const Rules *r, size_t rule, size_t column) {
    size_t names = edit_has_row_names(w->item);
    const XmlNode *name = xml_child(r->items[rule], "description");
    if (column < names) return name ? name->text : STR("");
    return r->grid.cells[(rule + 1) * r->grid.column_count + column - names + 1].text;
}

static void add_cell(Rewriting *w, size_t rule, size_t column, Str written) {
    Str id = id_of_cell(w, w->edited.items[rule], column);
    size_t start = w->out.size;
    buf_add(&w->out, written);
    if (id.at) *VEC_ADD(w->arena, &w->spans) = (DmnSpan){start, w->out.size + 1, id};
}

static Str written_anew(const Rewriting *w, size_t rule, size_t column) {
    bool is_name = column < edit_has_row_names(w->item);
    bool is_input = !is_name && column - edit_has_row_names(w->item) < w->item->input_count;
    Str text = cell_of(w, &w->edited, rule, column);
    if (is_input && !text.size) return STR("-");
    return edit_cell_markdown(w->arena, text, w->rows.has_signs && !is_name);
}

static void add_new_row(Rewriting *w, size_t rule) {
    buf_add(&w->out, w->rows.margin);
    for (size_t i = 0; i < w->item->table->column_count; i++) {
        buf_add_c(&w->out, i ? " | " : "| ");
        add_cell(w, rule, i, written_anew(w, rule, i));
    }
    buf_add_c(&w->out, " |");
    buf_add(&w->out, w->rows.line_end);
}

// A cell that was there, in a blank of its own where it was empty and nothing parted its pipes.
static size_t add_old_cell(Rewriting *w, size_t rule, size_t column, Str line, Str was,
                           bool is_same) {
    size_t at = (size_t)(was.at - line.at), end = at + was.size;
    bool was_tight = !is_same && !was.size;
    if (was_tight && at > 0 && line.at[at - 1] == '|') buf_add_byte(&w->out, ' ');
    add_cell(w, rule, column, is_same ? was : written_anew(w, rule, column));
    if (was_tight && end < line.size && line.at[end] == '|') buf_add_byte(&w->out, ' ');
    return end;
}

static bool is_same_cell(const Rewriting *w, size_t rule, size_t was, size_t column) {
    return str_is(cell_of(w, &w->edited, rule, column), cell_of(w, &w->base, was, column));
}

// Cells that the row lacked at its end, up to the last in which something stands now.
static void add_lacking_cells(Rewriting *w, size_t rule, size_t was, size_t from) {
    size_t end = w->item->table->column_count;
    while (end > from && is_same_cell(w, rule, was, end - 1)) end--;
    for (size_t i = from; i < end; i++) {
        buf_add_c(&w->out, " | ");
        add_cell(w, rule, i, written_anew(w, rule, i));
    }
}

// A row that was there: between its cells, and in those that nobody changed, every byte stays.
static void add_old_row(Rewriting *w, size_t rule, size_t was) {
    Str line = w->rows.lines[was];
    size_t count, at = 0, columns = w->item->table->column_count;
    const Str *cells = text_row_cells(w->arena, line, &count);
    for (size_t i = 0; i < columns && i < count; i++) {
        buf_add(&w->out, str_part(line, at, (size_t)(cells[i].at - line.at) - at));
        at = add_old_cell(w, rule, i, line, cells[i], is_same_cell(w, rule, was, i));
    }
    add_lacking_cells(w, rule, was, count);
    buf_add(&w->out, str_part(line, at, line.size));
    bool is_last = rule + 1 == w->edited.count;
    if (!str_ends_with(line, STR("\n")) && !is_last) buf_add(&w->out, w->rows.line_end);
}

static void rewrite_rows(Rewriting *w) {
    uint32_t was;
    for (size_t rule = 0; rule < w->edited.count; rule++) {
        size_t start = w->out.size;
        Str id = xml_attribute(w->edited.items[rule], "id");
        if (map_get(&w->base.index, id, &was) && was < w->rows.count)
            add_old_row(w, rule, was);
        else
            add_new_row(w, rule);
        *VEC_ADD(w->arena, &w->spans) = (DmnSpan){start, w->out.size, id};
    }
}

static bool may_be_written(const Rewriting *w, Err *err) {
    if (!is_same_header(&w->base, &w->edited))
        return err_set(
            err, ERR_INPUT,
            MSG("columns, names and hit policy are written in the block below the table"),
            MSG("undo that change here, and change the block in the agreement"));
    if (!edit_has_row_names(w->item) && has_remarks(&w->edited))
        return err_set(err, ERR_INPUT,
                       MSG("the table of the agreement has no column for annotations"),
                       MSG("undo that change here, and add a first column of row names"));
    return true;
}

static void rewrite(Rewriting *w) {
    w->rows = edit_table_rows(w->arena, w->text, w->item->table);
    buf_add(&w->out, str_part(w->text, 0, w->rows.start));
    rewrite_rows(w);
    buf_add(&w->out, str_part(w->text, w->rows.end, w->text.size));
}

bool edit_table_merge(App *app, const TableOf *t, Str baseline, Str edited, DmnMerged *ret,
                      Err *err) {
    const SourceText *source = &t->agreement->source;
    Rewriting w = {
        .arena = app->arena, .text = source->text, .item = t->item, .out = {.arena = app->arena}};
    if (!read_rules(app->arena, (DmnSource){source->file, baseline}, &w.base, err) ||
        !read_rules(app->arena, (DmnSource){source->file, edited}, &w.edited, err) ||
        !may_be_written(&w, err))
        return false;
    rewrite(&w);
    *ret = (DmnMerged){buf_str(&w.out), w.spans};
    return true;
}
