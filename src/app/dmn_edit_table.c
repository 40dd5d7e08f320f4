// app/dmn_edit_table.c - a decision table of an agreement in the editor, and back into its lines
//
// The editor is given a model with one decision. Its rules are the rows of the Markdown table; what
// the block below the table says (columns, names, hit policy) can be read there but not changed. A
// row that nobody touched stays as it is written, to the byte; in others only the cells that
// changed.
#include "app/dmn_int.h"

#include "base/xml.h"

// ---- the table of an agreement ------------------------------------------------------------------

static Str tables_of(Arena *a, const Terms *t) {
    Buf b = {.arena = a};
    for (uint32_t i = 0; i < t->item_count; i++) {
        if (t->items[i].kind != ITEM_TABLE) continue;
        if (b.size) buf_add_c(&b, ", ");
        buf_add(&b, t->items[i].id);
    }
    return buf_str(&b);
}

static bool only_table(const Terms *t, uint32_t *ret) {
    size_t count = 0;
    for (uint32_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_TABLE && count++ == 0) *ret = i;
    return count == 1;
}

static bool find_table(const Agreement *g, Str table, uint32_t *ret) {
    if (!table.at) return only_table(g->terms, ret);
    return item_find(g->terms, table, ret) && g->terms->items[*ret].kind == ITEM_TABLE;
}

static bool no_table(App *app, const Agreement *g, Str table, Err *err) {
    uint32_t index;
    if (find_table(g, table, &index))
        return err_set_at(
            err, ERR_INPUT, g->terms->items[index].place,
            MSG("the decision table \"{1}\" cannot be read", g->terms->items[index].id),
            MSG("see what softlaw check says"));
    Str all = tables_of(app->arena, g->terms);
    Message hint = all.size ? MSG("choose with --table one of: {1}", all)
                            : MSG("it has no decision table: see softlaw help format");
    if (!table.at)
        return err_set(err, ERR_NOT_FOUND, MSG("which decision table of the agreement?"), hint);
    return err_set(err, ERR_NOT_FOUND, MSG("the agreement has no decision table \"{1}\"", table),
                   hint);
}

static bool has_row_names(const Item *item) {
    return item->table->column_count > item->input_count + item->output_count;
}

// ---- to the editor ------------------------------------------------------------------------------

static Str with_type(Arena *a, Str name, const FeelType *type) {
    if (!type || type->kind == FEEL_ANY) return name;
    return str_fmt(a, "%.*s : %.*s", STR_ARG(name), STR_ARG(feel_type_text(a, type)));
}

static const FeelType *type_of_input(const Agreement *g, Str expression) {
    uint32_t i;
    if (map_get(&g->terms->item_index, expression, &i)) return g->rulebook->rules[i].type;
    return map_get(&g->terms->set_index, expression, &i) ? feel_type(FEEL_STRING) : NULL;
}

static void fill_header(Arena *a, const Agreement *g, const Item *item, DmnCell *cells) {
    size_t at = 0;
    cells[at++].text = str_fmt(a, "%.*s %.*s", STR_ARG(item->hit_policy), STR_ARG(item->id));
    for (size_t i = 0; i < item->input_count; i++) {
        Str text = item->inputs[i].text;
        cells[at++].text = with_type(a, text, type_of_input(g, text));
    }
    for (size_t i = 0; i < item->output_count; i++)
        cells[at++].text = str_fmt(a, "→ %.*s", STR_ARG(item->outputs[i].text));
}

// The number of the rule, inputs and outputs.
static void fill_row(Arena *a, const Item *item, size_t row, DmnCell *cells) {
    const TableCell *from = item->table->cells + row * item->table->column_count;
    size_t names = has_row_names(item), at = 0;
    cells[at++].text = str_fmt(a, "%zu", row);
    for (size_t i = names; i < item->table->column_count; i++) cells[at++].text = from[i].text;
}

static DmnGrid grid_of_item(Arena *a, const Agreement *g, const Item *item) {
    DmnGrid grid = {.row_count = item->table->row_count,
                    .column_count = item->input_count + item->output_count + 1};
    grid.cells = ARENA_ARRAY(a, DmnCell, grid.row_count * grid.column_count);
    fill_header(a, g, item, grid.cells);
    for (size_t row = 1; row < grid.row_count; row++)
        fill_row(a, item, row, grid.cells + row * grid.column_count);
    return grid;
}

static const XmlNode *find_element(const XmlNode *n, const char *name) {
    if (xml_is(n, name)) return n;
    for (const XmlNode *c = n->first; c; c = c->next) {
        const XmlNode *found = find_element(c, name);
        if (found) return found;
    }
    return NULL;
}

// The editor shows the description of a rule beside it: there stand the names of rows.
static bool add_names(Arena *a, const Item *item, DmnSource model, Buf *out, Err *err) {
    const XmlNode *root = xml_parse(a, model.file, model.text, err);
    size_t at = 0, row = 1;
    if (!root) return false;
    const XmlNode *rule = xml_child(find_element(root, "decisionTable"), "rule");
    for (; rule && has_row_names(item); rule = xml_next(rule), row++) {
        size_t behind_tag = rule->place.offset + rule->place.size;
        buf_add(out, str_part(model.text, at, behind_tag - at));
        buf_add_c(out, "<description>");
        xml_add_text(out, item->table->cells[row * item->table->column_count].text);
        buf_add_c(out, "</description>");
        at = behind_tag;
    }
    buf_add(out, str_part(model.text, at, model.text.size));
    return true;
}

bool edit_table_text(App *app, DmnSource agreement, Str table, Buf *out, Str *ret_name, Err *err) {
    App apart = *app; // what is wrong with the agreement is told when it is checked
    apart.findings = (Findings){.arena = app->arena};
    const Agreement *g = load_agreement_text(&apart, agreement.file, agreement.text);
    uint32_t index;
    if (!find_table(g, table, &index) || !g->terms->items[index].table)
        return no_table(app, g, table, err);
    const Item *item = &g->terms->items[index];
    DmnGrid grid = grid_of_item(app->arena, g, item);
    Findings f = {.arena = app->arena};
    Buf model = {.arena = app->arena}, named = {.arena = app->arena};
    *ret_name = item->id;
    if (!dmn_grid_write(app->arena, &grid, DMN_1_3, &model, &f))
        return err_set_at(err, ERR_INPUT, item->place, f.items[0].message, f.items[0].hint);
    DmnSource plain = {agreement.file, buf_str(&model)};
    return add_names(app->arena, item, plain, &named, err) &&
           dmn_editor_text(app->arena, (DmnSource){agreement.file, buf_str(&named)}, out, err);
}

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
    *ret = (Rules){.table = find_element(root, "decisionTable"), .index = {.arena = a}};
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
    bool has_signs; // the table writes ≤ for <=
    Str margin, line_end;
    Str *lines; // of the rows, the line end with them
    size_t line_count;
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

// Behind the delimiter row.
static size_t first_row(const Rewriting *w) {
    return line_end(w->text, line_end(w->text, w->item->table->place.offset));
}

static void read_lines(Rewriting *w) {
    size_t header = line_start(w->text, w->item->table->place.offset), at = first_row(w);
    Str head = str_part(w->text, header, line_end(w->text, header) - header);
    w->margin = str_part(w->text, header, w->item->table->place.offset - header);
    w->line_end = str_ends_with(head, STR("\r\n")) ? STR("\r\n") : STR("\n");
    w->line_count = w->item->table->row_count - 1;
    w->lines = ARENA_ARRAY(w->arena, Str, w->line_count + 1);
    for (size_t i = 0; i < w->line_count; i++) {
        size_t end = line_end(w->text, at);
        w->lines[i] = str_part(w->text, at, end - at);
        w->has_signs |=
            str_find(w->lines[i], STR("≤"), 0) >= 0 || str_find(w->lines[i], STR("≥"), 0) >= 0;
        at = end;
    }
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

// As plain as it can be written so that it reads back the same.
static Str markdown_of(const Rewriting *w, Str text, bool is_name) {
    Str shown = w->has_signs && !is_name ? paper_signs(w->arena, text) : text;
    Str plain = escaped(w->arena, shown, "|");
    Str wanted = escaped(w->arena, shown, "");
    return str_is(text_cell(w->arena, plain), wanted) ? plain
                                                      : escaped(w->arena, shown, "\\|*_<[]`&");
}

// The id of the cell that stands in a column of the Markdown table.
static Str id_of_cell(const Rewriting *w, const XmlNode *rule, size_t column) {
    size_t names = has_row_names(w->item);
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
    size_t names = has_row_names(w->item);
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
    bool is_name = column < has_row_names(w->item);
    bool is_input = !is_name && column - has_row_names(w->item) < w->item->input_count;
    Str text = cell_of(w, &w->edited, rule, column);
    return is_input && !text.size ? STR("-") : markdown_of(w, text, is_name);
}

static void add_new_row(Rewriting *w, size_t rule) {
    buf_add(&w->out, w->margin);
    for (size_t i = 0; i < w->item->table->column_count; i++) {
        buf_add_c(&w->out, i ? " | " : "| ");
        add_cell(w, rule, i, written_anew(w, rule, i));
    }
    buf_add_c(&w->out, " |");
    buf_add(&w->out, w->line_end);
}

// A row that was there: between its cells, and in those that nobody changed, every byte stays.
static void add_old_row(Rewriting *w, size_t rule, size_t was) {
    Str line = w->lines[was];
    size_t count, at = 0;
    const Str *cells = text_row_cells(w->arena, line, &count);
    for (size_t i = 0; i < w->item->table->column_count; i++) {
        Str text = cell_of(w, &w->edited, rule, i);
        bool is_same = str_is(text, cell_of(w, &w->base, was, i));
        if (i >= count) {
            if (!is_same) buf_add_c(&w->out, " | ");
            if (!is_same) add_cell(w, rule, i, written_anew(w, rule, i));
            continue;
        }
        size_t start = (size_t)(cells[i].at - line.at);
        buf_add(&w->out, str_part(line, at, start - at));
        if (!cells[i].size && !is_same && start && line.at[start - 1] == '|')
            buf_add_byte(&w->out, ' ');
        add_cell(w, rule, i, is_same ? cells[i] : written_anew(w, rule, i));
        at = start + cells[i].size;
        if (!cells[i].size && !is_same && at < line.size && line.at[at] == '|')
            buf_add_byte(&w->out, ' ');
    }
    buf_add(&w->out, str_part(line, at, line.size));
    if (!str_ends_with(line, STR("\n")) && rule + 1 < w->edited.count)
        buf_add(&w->out, w->line_end);
}

static void rewrite_rows(Rewriting *w) {
    uint32_t was;
    for (size_t rule = 0; rule < w->edited.count; rule++) {
        size_t start = w->out.size;
        Str id = xml_attribute(w->edited.items[rule], "id");
        if (map_get(&w->base.index, id, &was) && was < w->line_count)
            add_old_row(w, rule, was);
        else
            add_new_row(w, rule);
        *VEC_ADD(w->arena, &w->spans) = (DmnSpan){start, w->out.size, id};
    }
}

bool edit_table_merge(App *app, DmnSource agreement, Str table, Str baseline, Str edited,
                      DmnMerged *ret, Err *err) {
    App apart = *app;
    apart.findings = (Findings){.arena = app->arena};
    const Agreement *g = load_agreement_text(&apart, agreement.file, agreement.text);
    uint32_t index;
    if (!find_table(g, table, &index) || !g->terms->items[index].table)
        return no_table(app, g, table, err);
    Rewriting w = {.arena = app->arena,
                   .text = agreement.text,
                   .item = &g->terms->items[index],
                   .out = {.arena = app->arena}};
    if (!read_rules(app->arena, (DmnSource){agreement.file, baseline}, &w.base, err) ||
        !read_rules(app->arena, (DmnSource){agreement.file, edited}, &w.edited, err))
        return false;
    if (!is_same_header(&w.base, &w.edited))
        return err_set(
            err, ERR_INPUT,
            MSG("columns, names and hit policy are written in the block below the table"),
            MSG("undo that change here, and change the block in the agreement"));
    if (!has_row_names(w.item) && has_remarks(&w.edited))
        return err_set(err, ERR_INPUT,
                       MSG("the table of the agreement has no column for annotations"),
                       MSG("undo that change here, and add a first column of row names"));
    read_lines(&w);
    size_t rows = first_row(&w), end = rows;
    for (size_t i = 0; i < w.line_count; i++) end += w.lines[i].size;
    buf_add(&w.out, str_part(w.text, 0, rows));
    rewrite_rows(&w);
    buf_add(&w.out, str_part(w.text, end, w.text.size));
    *ret = (DmnMerged){buf_str(&w.out), w.spans};
    return true;
}

// ---- trying it ----------------------------------------------------------------------------------

bool edit_table_inputs(App *app, const Agreement *g, Str table, DmnInputs *ret) {
    uint32_t index;
    if (!find_table(g, table, &index)) return false;
    const DmnTable *compiled = g->rulebook->rules[index].table;
    if (!compiled) return false;
    size_t count;
    const uint32_t *slots = dmn_table_slots(compiled, &count);
    for (size_t i = 0; i < count; i++) {
        const Read *read = &g->rulebook->reads[slots[i]];
        size_t at = ret->count;
        (void)VEC_ADD(app->arena, ret);
        ret->items[at].name = read->name;
        ret->items[at].type = read->type;
        ret->items[at].slot = slots[i];
    }
    return true;
}

bool edit_table_run(App *app, const Agreement *g, Str table, const FeelValue *slots,
                    DmnAnswer *ret) {
    uint32_t index;
    if (!find_table(g, table, &index) || !g->rulebook->rules[index].table) return false;
    FeelMachine *m = machine_of(app);
    DmnResult result = dmn_table_run(app->arena, m, g->rulebook->rules[index].table, slots);
    Str name = g->terms->items[index].id;
    DmnFired *fired = ARENA_NEW(app->arena, DmnFired);
    *fired = (DmnFired){name, name, result.fired, result.fired_count};
    *ret = (DmnAnswer){.machine = m, .fired = fired, .fired_count = 1};
    (void)VEC_ADD(app->arena, &ret->values);
    ret->values.items[0].name = name;
    ret->values.items[0].value = result.value;
    if (result.value.kind == FEEL_NULL) ret->values.items[0].value.reason = result.reason;
    return true;
}
