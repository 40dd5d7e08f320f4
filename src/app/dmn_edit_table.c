// app/dmn_edit_table.c - a decision table of an agreement as the editor is given it, and tried
//
// The editor is given a model with one decision. Its rules are the rows of the Markdown table; what
// the block below the table says (columns, names, hit policy) can be read there but not changed.
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

bool edit_has_row_names(const Item *item) {
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
    size_t names = edit_has_row_names(item), at = 0;
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

const XmlNode *edit_decision_table(const XmlNode *n) {
    if (xml_is(n, "decisionTable")) return n;
    for (const XmlNode *c = n->first; c; c = c->next) {
        const XmlNode *found = edit_decision_table(c);
        if (found) return found;
    }
    return NULL;
}

// The editor shows the description of a rule beside it: there stand the names of rows.
static bool add_names(Arena *a, const Item *item, DmnSource model, Buf *out, Err *err) {
    const XmlNode *root = xml_parse(a, model.file, model.text, err);
    size_t at = 0, row = 1;
    if (!root) return false;
    const XmlNode *rule = xml_child(edit_decision_table(root), "rule");
    for (; rule && edit_has_row_names(item); rule = xml_next(rule), row++) {
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

bool edit_table_find(App *app, DmnSource agreement, Str table, TableOf *ret, Err *err) {
    App apart = *app; // what is wrong with the agreement is told when it is checked
    apart.findings = (Findings){.arena = app->arena};
    const Agreement *g = load_agreement_text(&apart, agreement.file, agreement.text);
    uint32_t index;
    if (!find_table(g, table, &index) || !g->terms->items[index].table)
        return no_table(app, g, table, err);
    *ret = (TableOf){g, &g->terms->items[index]};
    return true;
}

bool edit_table_text(App *app, const TableOf *t, Buf *out, Err *err) {
    const Agreement *g = t->agreement;
    const Item *item = t->item;
    DmnGrid grid = grid_of_item(app->arena, g, item);
    Findings f = {.arena = app->arena};
    Buf model = {.arena = app->arena}, named = {.arena = app->arena};
    if (!dmn_grid_write(app->arena, &grid, DMN_1_3, &model, &f))
        return err_set_at(err, ERR_INPUT, item->place, f.items[0].message, f.items[0].hint);
    DmnSource plain = {g->source.file, buf_str(&model)};
    return add_names(app->arena, item, plain, &named, err) &&
           dmn_editor_text(app->arena, (DmnSource){g->source.file, buf_str(&named)}, out, err);
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
