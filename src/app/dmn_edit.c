// app/dmn_edit.c - a model or an agreement's table in the hands of an editor: open, check, try,
// save
//
// Nothing is kept between the calls: the browser holds the text it began with, and sends it along.
// What is checked and tried is always the very text that saving would write.
#include "app/dmn_edit.h"
#include "app/dmn_int.h"

#include "base/file.h"
#include "base/json.h"

static bool is_agreement(const DmnEdit *e) {
    return e->table.at || str_ends_with(e->path, STR(".md"));
}

static Str name_of_file(Str path) {
    size_t at = path.size;
    while (at > 0 && path.at[at - 1] != '/') at--;
    return str_part(path, at, path.size);
}

static bool read_file(App *app, const DmnEdit *e, DmnSource *ret, Err *err) {
    *ret = (DmnSource){.file = e->path};
    return file_read_text(app->arena, e->path, LIMIT_DOCUMENT_BYTES, &ret->text, err);
}

bool app_dmn_edit_open(App *app, const DmnEdit *e, Out *out, Err *err) {
    DmnSource source;
    TableOf t = {NULL, NULL};
    Buf xml = {.arena = app->arena};
    if (!read_file(app, e, &source, err)) return false;
    bool done = is_agreement(e) ? edit_table_find(app, source, e->table, &t, err) &&
                                      edit_table_text(app, &t, &xml, err)
                                : dmn_editor_text(app->arena, source, &xml, err);
    if (!done) return false;
    buf_add_byte(&out->buf, '{');
    json_add_text(&out->buf, "name", name_of_file(e->path));
    json_add_text_or_null(&out->buf, "table", t.item ? t.item->id : (Str){NULL, 0});
    json_add_text(&out->buf, "source", source.text);
    json_add_text(&out->buf, "xml", buf_str(&xml));
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

static bool merge_draft(App *app, const DmnEdit *e, const DmnDraft *d, DmnMerged *ret, Err *err) {
    DmnSource source = {e->path, d->source};
    TableOf t;
    return is_agreement(e) ? edit_table_find(app, source, e->table, &t, err) &&
                                 edit_table_merge(app, &t, d->baseline, d->edited, ret, err)
                           : dmn_editor_merge(app->arena, source, d->baseline, d->edited, ret, err);
}

// ---- inputs -------------------------------------------------------------------------------------

static void model_inputs(App *app, const DmnModel *model, DmnInputs *ret) {
    for (size_t i = 0; i < dmn_model_element_count(model); i++) {
        DmnElement e = dmn_model_element(model, i);
        if (e.kind != DMN_INPUT || e.is_imported) continue;
        size_t at = ret->count;
        (void)VEC_ADD(app->arena, ret);
        ret->items[at].name = e.name;
        ret->items[at].type = e.type;
    }
}

static void add_inputs(App *app, Buf *b, const DmnInputs *inputs) {
    json_add_name(b, "inputs");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < inputs->count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "name", inputs->items[i].name);
        json_add_text(b, "type", feel_type_text(app->arena, inputs->items[i].type));
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static bool is_temporal(FeelKind kind) {
    return kind >= FEEL_DATE && kind <= FEEL_YEARS_DURATION;
}

FeelValue edit_value(App *app, Str text, const FeelType *type) {
    Findings unwanted = {.arena = app->arena};
    FeelValue plain = {.kind = FEEL_STRING, .string = text};
    if (type->kind == FEEL_STRING) return plain;
    FeelValue moment = {.kind = FEEL_NULL};
    if (is_temporal(type->kind)) moment = feel_from_text(app->arena, text, type->kind);
    if (moment.kind != FEEL_NULL) return moment;
    const FeelCode *code = feel_compile(app->arena, text, (Place){.line = 0},
                                        feel_scope_new(app->arena), (FeelOptions){0}, &unwanted);
    if (!code) return plain;
    FeelMachine *m = machine_of(app);
    return feel_value_copy(app->arena, feel_run(m, code, NULL));
}

// ---- checking -----------------------------------------------------------------------------------

static bool check_merged(App *app, const DmnEdit *e, Str text, DmnInputs *inputs, Err *err) {
    if (is_agreement(e)) {
        const Agreement *g = load_agreement_text(app, e->path, text);
        edit_table_inputs(app, g, e->table, inputs);
        return true;
    }
    DmnSource source = {e->path, text};
    const DmnModel *model = bundle_model_text(app, source, false, &app->findings, err);
    if (!model) return false;
    analyse_tables(app, model);
    model_inputs(app, model, inputs);
    return true;
}

static void add_findings(App *app, Buf *b, const DmnEdit *e, const DmnMerged *merged) {
    const Findings *f = app_findings(app);
    json_add_name(b, "findings");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < f->count; i++) {
        const Place *place = &f->items[i].place;
        bool is_here = place->line && str_is(place->file, e->path);
        buf_add_c(b, i ? ",{" : "{");
        json_add_finding(app, b, &f->items[i]);
        json_add_text_or_null(b, "element",
                              is_here ? dmn_merged_element(merged, place->offset) : (Str){NULL, 0});
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static bool is_changed(App *app, const DmnEdit *e, const DmnDraft *d) {
    DmnSource now;
    return !read_file(app, e, &now, NULL) || !str_is(now.text, d->saved);
}

bool app_dmn_edit_check(App *app, const DmnEdit *e, const DmnDraft *d, Out *out, Err *err) {
    DmnMerged merged;
    DmnInputs inputs = {0};
    if (!merge_draft(app, e, d, &merged, err) || !check_merged(app, e, merged.text, &inputs, err))
        return false;
    buf_add_byte(&out->buf, '{');
    add_findings(app, &out->buf, e, &merged);
    add_inputs(app, &out->buf, &inputs);
    json_add_name(&out->buf, "is_changed");
    buf_add_c(&out->buf, is_changed(app, e, d) ? "true}\n" : "false}\n");
    return out_end(out);
}

// ---- trying -------------------------------------------------------------------------------------

static bool read_typed(App *app, Str inputs, const JsonNode **ret, Err *err) {
    const JsonNode *o = json_parse(app->arena, STR("inputs"), inputs, err);
    if (!o) return false;
    *ret = o;
    return o->kind == JSON_OBJECT ||
           err_set(err, ERR_INPUT, MSG("the inputs are no JSON object"), NO_MSG);
}

static bool typed_value(App *app, const JsonNode *typed, Str name, const FeelType *type,
                        FeelValue *ret) {
    const JsonNode *n = json_find(typed, name);
    Str text = n && n->kind == JSON_STRING ? str_trim(n->text) : (Str){NULL, 0};
    if (text.size) *ret = edit_value(app, text, type);
    return text.size > 0;
}

static bool try_model(App *app, DmnSource source, const JsonNode *typed, DmnAnswer *ret, Err *err) {
    DmnInputs inputs = {0};
    const DmnModel *model = bundle_model_text(app, source, true, &app->findings, err);
    if (!model) return false;
    FeelMachine *m = machine_of(app);
    DmnRun *run = dmn_run_new(app->arena, m, model);
    model_inputs(app, model, &inputs);
    for (size_t i = 0; i < inputs.count; i++) {
        FeelValue v;
        if (typed_value(app, typed, inputs.items[i].name, inputs.items[i].type, &v))
            dmn_run_input(run, (Str){NULL, 0}, inputs.items[i].name, v);
    }
    return answer_run(app, m, run, model, (Str){NULL, 0}, ret, err);
}

static bool try_table(App *app, DmnSource source, Str table, const JsonNode *typed, DmnAnswer *ret,
                      Err *err) {
    DmnInputs inputs = {0};
    const Agreement *g = load_agreement_text(app, source.file, source.text);
    FeelValue *slots = ARENA_ARRAY(app->arena, FeelValue, g->rulebook->slot_count + 1);
    if (edit_table_inputs(app, g, table, &inputs)) {
        for (size_t i = 0; i < inputs.count; i++)
            typed_value(app, typed, inputs.items[i].name, inputs.items[i].type,
                        &slots[inputs.items[i].slot]);
        if (edit_table_run(app, g, table, slots, ret)) return true;
    }
    return err_set(err, ERR_INPUT, MSG("the table has faults: mend them before you try it"),
                   NO_MSG);
}

// As FEEL writes them, for a browser rounds the numbers of JSON.
static void add_shown(App *app, Buf *b, const DmnAnswer *answer) {
    json_add_name(b, "shown");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < answer->values.count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "name", answer->values.items[i].name);
        json_add_text(b, "text", feel_to_text(app->arena, answer->values.items[i].value));
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_answer(App *app, Buf *b, const DmnAnswer *answer) {
    buf_add_c(b, "{\"answer\":");
    answer_json(app, b, answer);
    add_shown(app, b, answer);
    buf_add_c(b, "}\n");
}

bool app_dmn_edit_try(App *app, const DmnEdit *e, const DmnDraft *d, Str inputs, Out *out,
                      Err *err) {
    DmnMerged merged;
    DmnAnswer answer;
    const JsonNode *typed;
    if (!merge_draft(app, e, d, &merged, err) || !read_typed(app, inputs, &typed, err))
        return false;
    DmnSource source = {e->path, merged.text};
    bool done = is_agreement(e) ? try_table(app, source, e->table, typed, &answer, err)
                                : try_model(app, source, typed, &answer, err);
    if (!done) return false;
    add_answer(app, &out->buf, &answer);
    return out_end(out);
}

// ---- saving -------------------------------------------------------------------------------------

bool app_dmn_edit_save(App *app, const DmnEdit *e, const DmnDraft *d, Out *out, Err *err) {
    DmnMerged merged;
    if (!merge_draft(app, e, d, &merged, err)) return false;
    if (is_changed(app, e, d))
        return err_set(err, ERR_CONFLICT,
                       MSG("\"{1}\" was changed by someone else meanwhile", e->path),
                       MSG("nothing was written; open it anew to see the other version"));
    if (!file_write(app->arena, app->options.sys, e->path, merged.text, err)) return false;
    buf_add_byte(&out->buf, '{');
    json_add_text(&out->buf, "saved", merged.text);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}
