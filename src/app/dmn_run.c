// app/dmn_run.c - the decisions of a model on inputs in JSON
#include "app/dmn.h"
#include "app/dmn_int.h"

#include "base/file.h"
#include "base/json.h"

static void close_machine(void *machine) {
    feel_machine_free(machine);
}

FeelMachine *machine_of(App *app) {
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    feel_machine_set_now(m, feel_from_text(app->arena, now_text(app), FEEL_DATE_TIME));
    arena_defer(app->arena, close_machine, m);
    return m;
}

const ReasonView *reasons_of(App *app, const FeelMachine *m, FeelValue v, size_t *ret_count) {
    size_t count = feel_machine_reason_count(m), kept = 0;
    ReasonView *views = ARENA_ARRAY(app->arena, ReasonView, count + 1);
    for (uint32_t next = v.kind == FEEL_NULL ? v.reason : 0;
         next && next <= count && kept < count;) {
        const FeelReason *r = feel_machine_reason(m, next - 1);
        views[kept++] = (ReasonView){r->code, r->message, r->place};
        next = r->cause;
    }
    *ret_count = kept;
    return views;
}

void json_add_reasons(const App *app, Buf *b, const ReasonView *reasons, size_t count) {
    buf_add_c(b, "\"reasons\":[");
    for (size_t i = 0; i < count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "code", str_from(reasons[i].code));
        json_add_message(app, b, "message", reasons[i].message);
        json_add_place(b, reasons[i].place);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

// ---- inputs -------------------------------------------------------------------------------------

static bool is_temporal(FeelKind kind) {
    return kind >= FEEL_DATE && kind <= FEEL_YEARS_DURATION;
}

// JSON has no dates: a text where one is declared is read as one. The depth of JSON is bounded.
static FeelValue as_declared(Arena *a, FeelValue v, const FeelType *t) {
    if (v.kind == FEEL_STRING && is_temporal(t->kind)) {
        FeelValue moment = feel_from_text(a, v.string, t->kind);
        return moment.kind ? moment : v;
    }
    if (v.kind == FEEL_LIST && t->kind == FEEL_LIST && t->item) {
        FeelValue *items = ARENA_ARRAY(a, FeelValue, v.list->count);
        for (size_t i = 0; i < v.list->count; i++)
            items[i] = as_declared(a, v.list->items[i], t->item);
        return feel_list(items, v.list->count, a);
    }
    if (v.kind == FEEL_CONTEXT && t->kind == FEEL_CONTEXT && t->count) {
        const FeelContext *c = v.context;
        FeelValue *values = ARENA_ARRAY(a, FeelValue, c->count);
        for (size_t i = 0; i < c->count; i++) {
            values[i] = c->values[i];
            for (size_t k = 0; k < t->count; k++)
                if (str_is(t->keys[k], c->keys[i]))
                    values[i] = as_declared(a, c->values[i], t->types[k]);
        }
        return feel_context(c->keys, values, c->count, a);
    }
    return v;
}

static const FeelType *type_of_input(const DmnModel *model, Str name) {
    size_t index;
    bool found = dmn_model_find_input(model, (Str){NULL, 0}, name, &index);
    return found ? dmn_model_element(model, index).type : feel_type(FEEL_ANY);
}

static bool read_inputs(App *app, Str path, const FeelContext **ret, Err *err) {
    Str text;
    FeelValue v;
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, &text, err) ||
        !feel_from_json(app->arena, text, path, &v, err))
        return false;
    if (v.kind != FEEL_CONTEXT)
        return err_set_at(
            err, ERR_INPUT, (Place){.file = path, .line = 1, .column = 1},
            MSG("the inputs are no JSON object"),
            MSG("write the names and their values as an object: {1}", STR("{\"x\": 1}")));
    *ret = v.context;
    return true;
}

static bool give_inputs(App *app, DmnRun *run, const DmnModel *model, Str path, Err *err) {
    const FeelContext *inputs = NULL;
    if (!path.at) return true;
    if (!read_inputs(app, path, &inputs, err)) return false;
    for (size_t i = 0; i < inputs->count; i++) {
        const FeelType *t = type_of_input(model, inputs->keys[i]);
        FeelValue v = as_declared(app->arena, inputs->values[i], t);
        if (!dmn_run_input(run, (Str){NULL, 0}, inputs->keys[i], v))
            return err_set_at(err, ERR_INPUT, (Place){.file = path},
                              MSG("the model has no input \"{1}\"", inputs->keys[i]), NO_MSG);
    }
    return true;
}

// ---- results ------------------------------------------------------------------------------------

static void add_value(App *app, DmnAnswer *answer, Str name, FeelValue value) {
    size_t at = answer->values.count;
    (void)VEC_ADD(app->arena, &answer->values);
    answer->values.items[at].name = name;
    answer->values.items[at].value = value;
}

bool answer_run(App *app, FeelMachine *m, DmnRun *run, const DmnModel *model, Str decision,
                DmnAnswer *ret, Err *err) {
    bool found = true;
    *ret = (DmnAnswer){.machine = m};
    if (decision.at) {
        add_value(app, ret, decision, dmn_run_value(run, decision, &found));
        if (!found)
            return err_set(err, ERR_NOT_FOUND, MSG("the model has no decision \"{1}\"", decision),
                           NO_MSG);
    }
    for (size_t i = 0; !decision.at && i < dmn_model_element_count(model); i++) {
        DmnElement e = dmn_model_element(model, i);
        if (e.kind == DMN_DECISION && !e.is_imported)
            add_value(app, ret, e.name, dmn_run_decision(run, i));
    }
    ret->fired = dmn_run_fired(run, &ret->fired_count);
    return true;
}

static void add_fired(Buf *b, const DmnFired *fired, size_t count) {
    buf_add_c(b, ",\"fired\":[");
    for (size_t i = 0; i < count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "element", fired[i].element);
        buf_add_c(b, ",\"rules\":[");
        for (size_t k = 0; k < fired[i].count; k++)
            buf_add_fmt(b, "%s%u", k ? "," : "", fired[i].rules[k] + 1);
        buf_add_c(b, "]}");
    }
    buf_add_byte(b, ']');
}

// A null within lists and contexts has its reason too; the path leads to it: "pay.rows[2].ratio".
typedef struct NullList {
    App *app;
    const FeelMachine *machine;
    Buf *out;
    size_t shown;
} NullList;

static void add_null(NullList *l, Str path, FeelValue v) {
    size_t count;
    const ReasonView *reasons = reasons_of(l->app, l->machine, v, &count);
    if (!count) return;
    buf_add_c(l->out, l->shown++ ? ",{" : "{");
    json_add_text(l->out, "value", path);
    buf_add_byte(l->out, ',');
    json_add_reasons(l->app, l->out, reasons, count);
    buf_add_byte(l->out, '}');
}

// The depth of values is bounded: this may recurse.
static void find_nulls(NullList *l, Str path, FeelValue v) {
    enum { NULLS_SHOWN = 100 };
    Arena *a = l->app->arena;
    if (l->shown >= NULLS_SHOWN) return;
    if (v.kind == FEEL_NULL) add_null(l, path, v);
    for (size_t i = 0; v.kind == FEEL_LIST && i < v.list->count; i++)
        find_nulls(l, str_fmt(a, "%.*s[%zu]", STR_ARG(path), i + 1), v.list->items[i]);
    for (size_t i = 0; v.kind == FEEL_CONTEXT && i < v.context->count; i++)
        find_nulls(l, str_fmt(a, "%.*s.%.*s", STR_ARG(path), STR_ARG(v.context->keys[i])),
                   v.context->values[i]);
}

static size_t add_nulls(App *app, Buf *b, const DmnAnswer *answer) {
    NullList list = {app, answer->machine, b, 0};
    buf_add_c(b, ",\"nulls\":[");
    for (size_t i = 0; i < answer->values.count; i++)
        find_nulls(&list, answer->values.items[i].name, answer->values.items[i].value);
    buf_add_c(b, "]}\n");
    return list.shown;
}

size_t answer_json(App *app, Buf *b, const DmnAnswer *answer) {
    buf_add_c(b, "{\"values\":{");
    for (size_t i = 0; i < answer->values.count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, answer->values.items[i].name);
        buf_add_byte(b, ':');
        buf_add(b, feel_to_json(app->arena, answer->values.items[i].value));
    }
    buf_add_byte(b, '}');
    add_fired(b, answer->fired, answer->fired_count);
    return add_nulls(app, b, answer);
}

bool app_dmn_run(App *app, const DmnQuestion *q, Out *out, bool *ret_has_nulls, Err *err) {
    const DmnModel *model = bundle_model(app, q->path, !q->is_strict, &app->findings, err);
    *ret_has_nulls = false;
    if (!model) return false;
    if (app->findings.error_count) return true;
    FeelMachine *m = machine_of(app);
    DmnRun *run = dmn_run_new(app->arena, m, model);
    DmnAnswer answer;
    if (!give_inputs(app, run, model, q->inputs, err) ||
        !answer_run(app, m, run, model, q->decision, &answer, err))
        return false;
    *ret_has_nulls = answer_json(app, &out->buf, &answer) > 0;
    return out_end(out);
}
