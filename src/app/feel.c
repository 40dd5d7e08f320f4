// app/feel.c - one expression on one context
//
// The names of the context are declared with types read off their values, so that the expression is
// compiled as strictly as a formula of an agreement.
#include "app/app_int.h"

#include "base/file.h"

#include <assert.h>

typedef struct Context {
    FeelScope *scope;
    const FeelValue *slots;
} Context;

static const FeelType *type_of(Arena *a, FeelValue v);

static const FeelType *type_of_list(Arena *a, const FeelList *list) {
    const FeelType *item = list->count ? type_of(a, list->items[0]) : feel_type(FEEL_ANY);
    for (size_t i = 1; i < list->count; i++) {
        const FeelType *next = type_of(a, list->items[i]);
        if (!feel_type_conforms(next, item) || !feel_type_conforms(item, next))
            return feel_type_list(a, feel_type(FEEL_ANY));
    }
    return feel_type_list(a, item);
}

static const FeelType *type_of_context(Arena *a, const FeelContext *c) {
    const FeelType **types = ARENA_ARRAY(a, const FeelType *, c->count + 1);
    for (size_t i = 0; i < c->count; i++) types[i] = type_of(a, c->values[i]);
    return feel_type_context(a, c->keys, types, c->count);
}

// Values come from JSON, whose depth is bounded: this may recurse.
static const FeelType *type_of(Arena *a, FeelValue v) {
    if (v.kind == FEEL_NULL) return feel_type(FEEL_ANY);
    if (v.kind == FEEL_LIST) return type_of_list(a, v.list);
    if (v.kind == FEEL_CONTEXT) return type_of_context(a, v.context);
    return feel_type((FeelKind)v.kind);
}

static bool add_names(Arena *a, FeelScope *scope, const FeelContext *c, Str file, Err *err) {
    for (size_t i = 0; i < c->count; i++)
        if (!feel_scope_add(scope, c->keys[i], type_of(a, c->values[i]), (uint32_t)i))
            return err_set_at(err, ERR_INPUT, (Place){.file = file},
                              MSG("\"{1}\" cannot be declared as a name", c->keys[i]),
                              MSG("names differ by more than blanks and begin with a letter"));
    return true;
}

static bool read_context(App *app, Str file, Context *ret, Err *err) {
    ret->scope = feel_scope_new(app->arena);
    ret->slots = NULL;
    Str text;
    FeelValue value;
    if (!file.at) return true;
    if (!file_read_text(app->arena, file, LIMIT_DOCUMENT_BYTES, &text, err)) return false;
    if (!feel_from_json(app->arena, text, file, &value, err)) return false;
    if (value.kind != FEEL_CONTEXT)
        return err_set_at(
            err, ERR_INPUT, (Place){.file = file, .line = 1, .column = 1},
            MSG("the context is no JSON object"),
            MSG("write the names and their values as an object: {1}", STR("{\"x\": 1}")));
    ret->slots = value.context->values;
    return add_names(app->arena, ret->scope, value.context, file, err);
}

static void keep_reasons(App *app, const FeelMachine *m, FeelValue v, FeelAnswer *ret) {
    size_t count = feel_machine_reason_count(m);
    ReasonView *kept = ARENA_ARRAY(app->arena, ReasonView, count + 1);
    ret->reasons = kept;
    for (uint32_t next = v.reason; next && next <= count && ret->reason_count < count;) {
        const FeelReason *r = feel_machine_reason(m, next - 1);
        kept[ret->reason_count++] = (ReasonView){r->code, r->message, r->place};
        next = r->cause;
    }
}

static void close_machine(void *machine) {
    feel_machine_free(machine);
}

bool app_feel(App *app, Str expression, Str context, FeelAnswer *ret, Err *err) {
    static const Str FILE_NAME = {"expression", 10};
    Context c;
    if (!read_context(app, context, &c, err)) return false;
    *VEC_ADD(app->arena, &app->sources) = (SourceText){FILE_NAME, expression};
    *ret = (FeelAnswer){.is_computed = false};
    const FeelCode *code =
        feel_compile(app->arena, expression, place_in(FILE_NAME, expression, 0, expression.size),
                     c.scope, (FeelOptions){.lenient = false}, &app->findings);
    if (!code) return true;
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    arena_defer(app->arena, close_machine, m);
    FeelValue v = feel_run(m, code, c.slots);
    ret->is_computed = true;
    ret->is_null = v.kind == FEEL_NULL;
    ret->json = feel_to_json(app->arena, v);
    if (ret->is_null) keep_reasons(app, m, v, ret);
    return true;
}
