// app/feel.c - one expression on one context
//
// The names of the context are declared with types read off their values, so that the expression is
// compiled as strictly as a formula of an agreement.
#include "app/feel.h"
#include "app/app_int.h"

#include "base/file.h"

#include <assert.h>

typedef struct Context {
    FeelScope *scope;
    const FeelValue *slots;
    const Str *names;
    size_t count;
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
    ret->names = value.context->keys;
    ret->count = value.context->count;
    return add_names(app->arena, ret->scope, value.context, file, err);
}

struct FeelSession {
    App *app;
    Arena *line; // of the expression at hand
    Context context;
    FeelMachine *machine;
};

static void keep_reasons(const FeelSession *s, FeelValue v, FeelAnswer *ret) {
    size_t count = feel_machine_reason_count(s->machine);
    ReasonView *kept = ARENA_ARRAY(s->line, ReasonView, count + 1);
    ret->reasons = kept;
    for (uint32_t next = v.reason; next && next <= count && ret->reason_count < count;) {
        const FeelReason *r = feel_machine_reason(s->machine, next - 1);
        kept[ret->reason_count++] = (ReasonView){r->code, r->message, r->place};
        next = r->cause;
    }
}

static FeelValue now_in_utc(App *app) {
    return feel_from_text(app->arena, now_text(app), FEEL_DATE_TIME);
}

static void close_session(void *session) {
    FeelSession *s = session;
    feel_machine_free(s->machine);
    arena_free(s->line);
}

FeelSession *app_feel_open(App *app, Str context, Err *err) {
    FeelSession *s = ARENA_NEW(app->arena, FeelSession);
    s->app = app;
    if (!read_context(app, context, &s->context, err)) return NULL;
    s->line = arena_new();
    s->machine = feel_machine_new((FeelLimits){0});
    arena_defer(app->arena, close_session, s);
    return s;
}

FeelAnswer feel_session_run(FeelSession *s, Str expression) {
    static const Str FILE_NAME = {"expression", 10};
    App *app = s->app;
    arena_reset(s->line);
    app->findings = (Findings){.arena = s->line};
    expression = str_copy(s->line, expression);
    app->sources.count = 0;
    *VEC_ADD(app->arena, &app->sources) = (SourceText){FILE_NAME, expression};
    FeelAnswer answer = {.is_computed = false};
    const FeelCode *code =
        feel_compile(s->line, expression, place_in(FILE_NAME, expression, 0, expression.size),
                     s->context.scope, (FeelOptions){.lenient = false}, &app->findings);
    if (!code) return answer;
    feel_machine_set_now(s->machine, now_in_utc(app));
    FeelValue v = feel_run(s->machine, code, s->context.slots);
    answer.is_computed = true;
    answer.is_null = v.kind == FEEL_NULL;
    answer.json = feel_to_json(s->line, v);
    if (answer.is_null) keep_reasons(s, v, &answer);
    return answer;
}

bool app_feel(App *app, Str expression, Str context, FeelAnswer *ret, Err *err) {
    FeelSession *s = app_feel_open(app, context, err);
    if (s) *ret = feel_session_run(s, expression);
    return s != NULL;
}

// ---- completion ---------------------------------------------------------------------------------

static const char *const WORDS[] = {
    "and",         "between", "else", "every", "false",  "for",       "function", "if",   "in",
    "instance of", "not",     "null", "or",    "return", "satisfies", "some",     "then", "true",
};
enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };

size_t feel_session_word_count(const FeelSession *s) {
    return WORD_COUNT + feel_builtin_count() + s->context.count;
}

Str feel_session_word(const FeelSession *s, size_t index) {
    if (index < WORD_COUNT) return str_from(WORDS[index]);
    index -= WORD_COUNT;
    if (index < s->context.count) return s->context.names[index];
    return str_from(feel_builtin_doc(index - s->context.count)->name);
}
