// app/draft_table.c - a decision table of a draft, cell by cell: changed, looked through, tried
#include "app/draft_table.h"
#include "app/desk_int.h"
#include "app/dmn_int.h"

#include "base/json.h"

typedef struct Editing {
    App *app;
    const TableQuestion *question;
    TableOf table; // as the draft has it
    TableView *view;
    Str file;
} Editing;

static Str file_of(App *app, Str draft) {
    return str_fmt(app->arena, "%.*s.md", STR_ARG(draft));
}

TableName *app_table_names(App *app, Str id, Str text, size_t *ret_count) {
    Findings said = app->findings;
    const Terms *t = load_agreement_text(app, file_of(app, id), text)->terms;
    TableName *names = ARENA_ARRAY(app->arena, TableName, t->item_count + 1);
    app->findings = said;
    *ret_count = 0;
    for (uint32_t i = 0; i < t->item_count; i++) {
        NameView name = name_of_item(t, app->options.lang, i);
        bool is_table = t->items[i].kind == ITEM_TABLE && t->items[i].table;
        if (is_table) names[(*ret_count)++] = (TableName){name.id, name.label};
    }
    return names;
}

// ---- what stands there --------------------------------------------------------------------------

static Str type_of_slot(App *app, const DmnInputs *inputs, Str name) {
    for (size_t i = 0; i < inputs->count; i++)
        if (str_is(inputs->items[i].name, name))
            return feel_type_text(app->arena, inputs->items[i].type);
    return STR("");
}

static void fill_columns(const Editing *e, const DmnInputs *inputs) {
    const Item *item = e->table.item;
    TableView *v = e->view;
    size_t names = edit_has_row_names(item), at = 0;
    v->column_count = item->table->column_count;
    v->columns = ARENA_ARRAY(e->app->arena, TableColumn, v->column_count);
    for (; at < names; at++)
        v->columns[at] = (TableColumn){item->table->cells[at].text, STR(""), "name"};
    for (size_t i = 0; i < item->input_count; i++)
        v->columns[at++] = (TableColumn){
            item->inputs[i].text, type_of_slot(e->app, inputs, item->inputs[i].text), "input"};
    for (size_t i = 0; i < item->output_count; i++)
        v->columns[at++] = (TableColumn){item->outputs[i].text, STR(""), "output"};
}

static void fill_cells(const Editing *e) {
    const TextTable *table = e->table.item->table;
    TableView *v = e->view;
    v->row_count = table->row_count - 1;
    v->cells = ARENA_ARRAY(e->app->arena, Str, v->row_count * v->column_count + 1);
    for (size_t i = 0; i < v->row_count * v->column_count; i++)
        v->cells[i] = table->cells[v->column_count + i].text;
}

static bool take_cells(const Editing *e, Err *err) {
    const TableQuestion *q = e->question;
    TableView *v = e->view;
    if (!q->cells) return true;
    if (q->cell_count % v->column_count || q->cell_count / v->column_count > LIMIT_TABLE_RULES)
        return err_set(
            err, ERR_INPUT, MSG("the cells do not fill rows"),
            MSG("each row has {1} cells", str_fmt(e->app->arena, "%zu", v->column_count)));
    v->row_count = q->cell_count / v->column_count;
    v->cells = ARENA_ARRAY(e->app->arena, Str, q->cell_count + 1);
    for (size_t i = 0; i < q->cell_count; i++) v->cells[i] = str_trim(q->cells[i]);
    return true;
}

// ---- into the text ------------------------------------------------------------------------------

static bool is_row(const Editing *e, size_t row, size_t was) {
    const TextTable *table = e->table.item->table;
    size_t columns = e->view->column_count;
    for (size_t i = 0; i < columns; i++)
        if (!str_is(e->view->cells[row * columns + i], table->cells[(was + 1) * columns + i].text))
            return false;
    return true;
}

// A row that says what one of the text says, which stays as it is written there.
static const Str *find_line(const Editing *e, const TableRows *rows, size_t row) {
    for (size_t was = 0; was < rows->count; was++)
        if (is_row(e, row, was)) return &rows->lines[was];
    return NULL;
}

static void add_row(const Editing *e, const TableRows *rows, size_t row, Buf *b) {
    const TableView *v = e->view;
    buf_add(b, rows->margin);
    for (size_t i = 0; i < v->column_count; i++) {
        Str text = v->cells[row * v->column_count + i];
        bool is_name = v->columns[i].kind[0] == 'n', is_input = v->columns[i].kind[0] == 'i';
        buf_add_c(b, i ? " | " : "| ");
        if (is_input && !text.size) text = STR("-");
        buf_add(b, edit_cell_markdown(b->arena, text, rows->has_signs && !is_name));
    }
    buf_add_c(b, " |");
    buf_add(b, rows->line_end);
}

static Str text_with_cells(const Editing *e) {
    Str text = e->table.agreement->source.text;
    TableRows rows = edit_table_rows(e->app->arena, text, e->table.item->table);
    Buf b = {.arena = e->app->arena};
    buf_add(&b, str_part(text, 0, rows.start));
    for (size_t i = 0; i < e->view->row_count; i++) {
        const Str *line = find_line(e, &rows, i);
        if (line && str_ends_with(*line, STR("\n")))
            buf_add(&b, *line);
        else
            add_row(e, &rows, i, &b);
    }
    buf_add(&b, str_part(text, rows.end, text.size));
    return buf_str(&b);
}

// ---- what is found ------------------------------------------------------------------------------

static void add_findings(const Editing *e, const Agreement *g) {
    uint32_t index;
    TableView *v = e->view;
    const Findings *f = app_findings(e->app);
    const Document *d = g->document;
    v->findings = ARENA_ARRAY(e->app->arena, DraftFinding, f->count + 1);
    if (!item_find(g->terms, v->id, &index)) return;
    const Provision *home = text_provision_at(d, g->terms->items[index].place.offset);
    for (size_t i = 0; i < f->count; i++)
        if (text_provision_at(d, f->items[i].place.offset) == home)
            v->findings[v->finding_count++] = draft_finding(e->app, &f->items[i]);
}

// ---- trying it ----------------------------------------------------------------------------------

static Str typed_of(const TableQuestion *q, Str name) {
    for (size_t i = 0; i < q->input_count; i++)
        if (str_is(q->inputs[i], name)) return str_trim(q->typed[i]);
    return STR("");
}

static void fill_inputs(const Editing *e, const DmnInputs *inputs) {
    TableView *v = e->view;
    v->input_count = inputs->count;
    v->inputs = ARENA_ARRAY(e->app->arena, TableInput, inputs->count + 1);
    for (size_t i = 0; i < inputs->count; i++)
        v->inputs[i] = (TableInput){inputs->items[i].name,
                                    feel_type_text(e->app->arena, inputs->items[i].type),
                                    typed_of(e->question, inputs->items[i].name)};
}

static void note_fired(const Editing *e, const DmnFired *fired) {
    for (size_t i = 0; i < fired->count; i++)
        if (fired->rules[i] < e->view->row_count) e->view->fired[fired->rules[i]] = true;
}

static void try_table(const Editing *e, const Agreement *g, const DmnInputs *inputs) {
    TableView *v = e->view;
    DmnAnswer answer;
    bool is_typed = false;
    FeelValue *slots = ARENA_ARRAY(e->app->arena, FeelValue, g->rulebook->slot_count + 1);
    for (size_t i = 0; i < inputs->count; i++) {
        if (!v->inputs[i].typed.size) continue;
        slots[inputs->items[i].slot] =
            edit_value(e->app, v->inputs[i].typed, inputs->items[i].type);
        is_typed = true;
    }
    if (!is_typed || !edit_table_run(e->app, g, v->id, slots, &answer)) return;
    v->result = feel_to_text(e->app->arena, answer.values.items[0].value);
    note_fired(e, &answer.fired[0]);
}

// ---- the whole ----------------------------------------------------------------------------------

static bool open_table(Editing *e, OpenPeople *p, Err *err) {
    App *app = e->app;
    const TableQuestion *q = e->question;
    DeskVersion version;
    if (!desk_version(app->arena, p->desk, q->draft, q->version, &version, err)) return false;
    e->file = file_of(app, q->draft);
    if (!edit_table_find(app, (DmnSource){.file = e->file, .text = version.text}, q->table,
                         &e->table, err))
        return false;
    const Terms *t = e->table.agreement->terms;
    NameView name = name_of_item(t, app->options.lang, (uint32_t)(e->table.item - t->items));
    *e->view = (TableView){.title = name_of(app->options.lang, t->id, &t->title).label,
                           .id = name.id,
                           .label = name.label,
                           .hit_policy = e->table.item->hit_policy,
                           .version = version.number};
    return true;
}

const TableView *app_table(App *app, OpenPeople *p, const TableQuestion *q, Err *err) {
    Editing e = {.app = app, .question = q, .view = ARENA_NEW(app->arena, TableView)};
    DmnInputs before = {0}, inputs = {0};
    CheckLists lists = {lint_words_of(app), kinds_new(app->arena)};
    TableView *v = e.view;
    if (!open_table(&e, p, err)) return NULL;
    edit_table_inputs(app, e.table.agreement, v->id, &before);
    fill_columns(&e, &before);
    fill_cells(&e);
    if (!take_cells(&e, err)) return NULL;
    v->fired = ARENA_ARRAY(app->arena, bool, v->row_count + 1);
    v->text = text_with_cells(&e);
    const Agreement *g = check_text(app, (SourceText){e.file, v->text}, &lists, NULL)->agreement;
    bool is_sound = edit_table_inputs(app, g, v->id, &inputs);
    fill_inputs(&e, is_sound ? &inputs : &before);
    if (is_sound) try_table(&e, g, &inputs);
    add_findings(&e, g);
    return v;
}

bool app_table_save(App *app, OpenPeople *p, const WhoView *who, const TableQuestion *q,
                    Str summary, int64_t *ret_version, Err *err) {
    const TableView *v = app_table(app, p, q, err);
    return v &&
           app_draft_save(app, p, who, q->draft, v->version, v->text, summary, ret_version, err);
}

// ---- JSON ---------------------------------------------------------------------------------------

static void add_columns(Buf *b, const TableView *v) {
    json_add_name(b, "columns");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->column_count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "name", v->columns[i].name);
        json_add_text(b, "type", v->columns[i].type);
        json_add_text(b, "kind", str_from(v->columns[i].kind));
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_rows(Buf *b, const TableView *v) {
    json_add_name(b, "rows");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->row_count; i++) {
        buf_add_c(b, i ? ",[" : "[");
        for (size_t k = 0; k < v->column_count; k++) {
            if (k) buf_add_byte(b, ',');
            json_add_string(b, v->cells[i * v->column_count + k]);
        }
        buf_add_byte(b, ']');
    }
    buf_add_c(b, "],\"fired\":[");
    for (size_t i = 0, count = 0; i < v->row_count; i++)
        if (v->fired[i]) buf_add_fmt(b, count++ ? ",%zu" : "%zu", i + 1);
    buf_add_byte(b, ']');
}

static void add_finding_list(Buf *b, const TableView *v) {
    json_add_name(b, "findings");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->finding_count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "line", v->findings[i].line);
        json_add_text(b, "severity", v->findings[i].severity);
        json_add_text(b, "rule", v->findings[i].rule);
        json_add_text(b, "message", v->findings[i].message);
        json_add_text_or_null(b, "hint", v->findings[i].hint);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_input_list(Buf *b, const TableView *v) {
    json_add_name(b, "inputs");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->input_count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "name", v->inputs[i].name);
        json_add_text(b, "type", v->inputs[i].type);
        json_add_text(b, "typed", v->inputs[i].typed);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

bool table_view_json(const TableQuestion *q, const TableView *v, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "draft", q->draft);
    json_add_text(b, "table", v->id);
    json_add_text(b, "label", v->label);
    json_add_int(b, "version", v->version);
    json_add_text(b, "hit policy", v->hit_policy);
    add_columns(b, v);
    add_rows(b, v);
    add_finding_list(b, v);
    add_input_list(b, v);
    json_add_text_or_null(b, "result", v->result);
    buf_add_c(b, "}\n");
    return out_end(out);
}
