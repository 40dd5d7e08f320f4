// dmn/boxed_run.c - boxed expressions run on a frame of values
//
// A frame holds the values of all names of an element, by slot. A function made in it takes a copy,
// and each call works on a copy of that, so that functions may call themselves.
#include "dmn/model_int.h"

FeelValue run_fault(DmnRun *run, const char *code, Message message, Place place, FeelValue cause) {
    FeelReason reason = {.code = code, .message = message, .place = place};
    return feel_machine_null(run->machine, reason, cause);
}

static FeelValue not_null(void) {
    return feel_boolean(false);
}

static FeelValue *values_new(DmnRun *run, size_t count) {
    if (!feel_room(run->machine, sizeof(FeelValue) * count)) return NULL;
    return ARENA_ARRAY(feel_machine_arena(run->machine), FeelValue, count);
}

static FeelValue list_of(DmnRun *run, const FeelValue *items, size_t count) {
    return feel_list(items, count, feel_machine_arena(run->machine));
}

FeelValue value_as(DmnRun *run, const Type *t, FeelValue v, Str name, Place place) {
    Message why = NO_MSG;
    if (!t || v.kind == FEEL_NULL || type_coerce(run->machine, t, &v, &why)) return v;
    FeelValue wrong = run_fault(run, "wrong-type", why, place, not_null());
    if (!name.size) return wrong;
    return run_fault(run, "wrong-type", MSG("\"{1}\" cannot have this value", name), place, wrong);
}

// ---- functions ----------------------------------------------------------------------------------

typedef struct Closure {
    DmnRun *run;
    const Function *function;
    const FeelValue *captured;
    FeelHost host;
} Closure;

static FeelValue enter(const Closure *c, FeelValue *frame, const FeelValue *args) {
    DmnRun *run = c->run;
    const Function *f = c->function;
    if (f->is_knowledge)
        needs_fill(run, f->element, frame);
    else if (f->element->frame_size)
        memcpy(frame, c->captured, sizeof(FeelValue) * f->element->frame_size);
    for (size_t i = 0; i < f->count; i++) {
        FeelValue v = value_as(run, f->types[i], args[i], f->names[i], f->place);
        if (v.kind == FEEL_NULL && args[i].kind != FEEL_NULL) return v;
        frame[f->slots[i]] = v;
    }
    FeelValue v = boxed_run(run, f->element, f->body, frame);
    return value_as(run, f->result, v, f->name, f->place);
}

static FeelValue call(void *self, FeelMachine *m, const FeelValue *args) {
    const Closure *c = self;
    const Function *f = c->function;
    if (f->external)
        return run_fault(c->run, "external",
                         MSG("external functions ({1}) are not run", str_from(f->external)),
                         f->place, not_null());
    FeelValue *frame = values_new(c->run, f->element->frame_size);
    if (!frame || !feel_steps(m, 1)) return feel_null();
    return enter(c, frame, args);
}

FeelValue function_value(DmnRun *run, const Function *f, const FeelValue *captured) {
    if (!feel_room(run->machine, sizeof(Closure))) return feel_null();
    Arena *a = feel_machine_arena(run->machine);
    Closure *c = ARENA_NEW(a, Closure);
    *c = (Closure){run, f, captured, {f->names, f->count, call, c}};
    return feel_host_function(a, &c->host);
}

static FeelValue run_function(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    FeelValue *captured = values_new(run, e->frame_size);
    if (!captured) return feel_null();
    if (e->frame_size) memcpy(captured, frame, sizeof(FeelValue) * e->frame_size);
    FeelValue v = function_value(run, x->function, captured);
    if (x->function->self != NO_SLOT) captured[x->function->self] = v;
    return v;
}

static FeelValue run_invocation(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    FeelValue callee = boxed_run(run, e, x->parts[0], frame);
    size_t count = x->count - 1;
    FeelValue *args = values_new(run, count);
    if (!args) return feel_null();
    for (size_t i = 0; i < count; i++) args[i] = boxed_run(run, e, x->parts[i + 1], frame);
    if (callee.kind == FEEL_NULL) return callee;
    const FeelCode *at = x->parts[0]->part.code;
    if (!at)
        return run_fault(run, "wrong-type", MSG("only a function that is named can be invoked"),
                         x->place, callee);
    return feel_call_more(run->machine, at, callee, count ? x->names : NULL, args, count);
}

// ---- collections --------------------------------------------------------------------------------

static FeelValue run_list(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    FeelValue *items = values_new(run, x->count);
    if (!items) return feel_null();
    for (size_t i = 0; i < x->count; i++) items[i] = boxed_run(run, e, x->parts[i], frame);
    return list_of(run, items, x->count);
}

static FeelValue run_relation(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    size_t width = x->name_count, rows = width ? x->count / width : 0;
    FeelValue *cells = values_new(run, x->count), *items = values_new(run, rows);
    if (!cells || !items) return feel_null();
    for (size_t i = 0; i < x->count; i++) cells[i] = boxed_run(run, e, x->parts[i], frame);
    for (size_t i = 0; i < rows; i++)
        items[i] =
            feel_context(x->names, cells + i * width, width, feel_machine_arena(run->machine));
    return list_of(run, items, rows);
}

static FeelValue run_context(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    FeelValue *values = values_new(run, x->count);
    if (!values) return feel_null();
    for (size_t i = 0; i < x->count; i++) {
        FeelValue v = boxed_run(run, e, x->parts[i], frame);
        if (x->slots[i] == NO_SLOT) return v;
        values[i] = value_as(run, x->types[i], v, x->names[i], x->parts[i]->place);
        frame[x->slots[i]] = values[i];
    }
    return feel_context(x->names, values, x->count, feel_machine_arena(run->machine));
}

// ---- conditional, iterators, filter -------------------------------------------------------------

static bool is_true(FeelValue v) {
    return v.kind == FEEL_BOOLEAN && v.boolean;
}

// Neither true nor false, and not null, which counts as neither.
static bool is_no_condition(FeelValue v) {
    return v.kind != FEEL_BOOLEAN && v.kind != FEEL_NULL;
}

static FeelValue not_a_condition(DmnRun *run, const Boxed *condition, FeelValue v) {
    return run_fault(run, "wrong-type", MSG("the condition is neither true nor false"),
                     condition->place, v);
}

static FeelValue run_conditional(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    FeelValue condition = boxed_run(run, e, x->parts[0], frame);
    if (is_no_condition(condition)) return not_a_condition(run, x->parts[0], condition);
    return boxed_run(run, e, x->parts[is_true(condition) ? 1 : 2], frame);
}

static FeelValue range_items(DmnRun *run, const FeelRange *r, Place place) {
    int64_t low, high;
    if (r->low.kind != FEEL_NUMBER || r->high.kind != FEEL_NUMBER ||
        !dec_to_int(r->low.number, &low) || !dec_to_int(r->high.number, &high))
        return run_fault(run, "wrong-type", MSG("this range cannot be counted through"), place,
                         not_null());
    low += !r->low_included;
    high -= !r->high_included;
    uint64_t count = high >= low ? (uint64_t)high - (uint64_t)low + 1 : 0;
    if (count > LIMIT_FEEL_LIST) count = LIMIT_FEEL_LIST + 1ull;
    if (!feel_steps(run->machine, count)) return feel_null();
    FeelValue *items = values_new(run, (size_t)count);
    if (!items) return feel_null();
    for (uint64_t i = 0; i < count; i++) items[i] = feel_integer(low + (int64_t)i);
    return list_of(run, items, (size_t)count);
}

// What is iterated over, as a list; a single value is a list of one.
static FeelValue domain_of(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    FeelValue v = boxed_run(run, e, x->parts[0], frame);
    if (v.kind == FEEL_RANGE) return range_items(run, v.range, x->place);
    if (v.kind == FEEL_LIST) return v;
    if (v.kind == FEEL_NULL)
        return run_fault(run, "null-operand", MSG("what is to be iterated over is null"), x->place,
                         v);
    FeelValue *items = values_new(run, 1);
    if (!items) return feel_null();
    items[0] = v;
    return list_of(run, items, 1);
}

static FeelValue run_for(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    FeelValue domain = domain_of(run, e, x, frame);
    if (domain.kind != FEEL_LIST) return domain;
    size_t count = domain.list->count;
    FeelValue *items = values_new(run, count);
    if (!items) return feel_null();
    for (size_t i = 0; i < count && feel_steps(run->machine, 1); i++) {
        frame[x->slots[0]] = domain.list->items[i];
        frame[x->slots[1]] = list_of(run, items, i);
        items[i] = boxed_run(run, e, x->parts[1], frame);
    }
    return list_of(run, items, count);
}

// Ternary: true or false as soon as it is decided, else null if a condition was.
static FeelValue run_quantified(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    FeelValue domain = domain_of(run, e, x, frame);
    bool decides = x->kind == BOXED_SOME;
    FeelValue undecided = feel_boolean(!decides);
    if (domain.kind != FEEL_LIST) return domain;
    for (size_t i = 0; i < domain.list->count && feel_steps(run->machine, 1); i++) {
        frame[x->slots[0]] = domain.list->items[i];
        FeelValue v = boxed_run(run, e, x->parts[1], frame);
        if (v.kind == FEEL_BOOLEAN && v.boolean == decides) return v;
        if (is_no_condition(v)) return not_a_condition(run, x->parts[1], v);
        if (v.kind == FEEL_NULL) undecided = not_a_condition(run, x->parts[1], v);
    }
    return undecided;
}

static void bind_item(const Boxed *x, FeelValue item, FeelValue *frame) {
    for (size_t i = 0; i < x->name_count; i++) {
        bool found;
        frame[x->slots[i]] = item.kind == FEEL_CONTEXT
                                 ? feel_context_get(item.context, x->names[i], &found)
                                 : feel_null();
    }
    frame[x->slots[x->name_count]] = item;
}

static FeelValue run_filter(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    FeelValue domain = domain_of(run, e, x, frame);
    if (domain.kind != FEEL_LIST) return domain;
    FeelValue *kept = values_new(run, domain.list->count);
    size_t count = 0;
    if (!kept) return feel_null();
    for (size_t i = 0; i < domain.list->count && feel_steps(run->machine, 1); i++) {
        bind_item(x, domain.list->items[i], frame);
        FeelValue v = boxed_run(run, e, x->parts[1], frame);
        if (is_no_condition(v)) return not_a_condition(run, x->parts[1], v);
        if (is_true(v)) kept[count++] = domain.list->items[i];
    }
    return list_of(run, kept, count);
}

// ---- tables, literals ---------------------------------------------------------------------------

static FeelValue run_table(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    enum { FIRED_MAX = 1000 };
    Arena *a = feel_machine_arena(run->machine);
    if (!feel_room(run->machine, sizeof(uint32_t) * dmn_table_rule_count(x->table)))
        return feel_null();
    DmnResult r = table_run(a, run->machine, x->table, frame);
    if (run->trace->count < FIRED_MAX)
        *VEC_ADD(run->arena, run->trace) =
            (DmnFired){e->name, x->table->name, r.fired, r.fired_count};
    return r.value;
}

static FeelValue run_literal(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    (void)e;
    return part_run(run->machine, x->part, frame);
}

static FeelValue run_nothing(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    (void)frame;
    return run_fault(run, "no-logic", MSG("\"{1}\" has no logic here", e->name), x->place,
                     not_null());
}

typedef FeelValue RunBoxed(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame);
static RunBoxed *const run_by_kind[] = {
    [BOXED_NONE] = run_nothing,
    [BOXED_LITERAL] = run_literal,
    [BOXED_TABLE] = run_table,
    [BOXED_CONTEXT] = run_context,
    [BOXED_LIST] = run_list,
    [BOXED_RELATION] = run_relation,
    [BOXED_INVOCATION] = run_invocation,
    [BOXED_FUNCTION] = run_function,
    [BOXED_CONDITIONAL] = run_conditional,
    [BOXED_FOR] = run_for,
    [BOXED_SOME] = run_quantified,
    [BOXED_EVERY] = run_quantified,
    [BOXED_FILTER] = run_filter,
};

FeelValue boxed_run(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame) {
    if (feel_machine_is_stopped(run->machine)) return feel_null();
    if (run->depth >= LIMIT_DMN_CALL_DEPTH)
        return run_fault(run, "limit", MSG("decisions and functions call each other too deeply"),
                         x->place, not_null());
    run->depth++;
    FeelValue v = run_by_kind[x->kind](run, e, x, frame);
    run->depth--;
    return value_as(run, x->type, v, (Str){NULL, 0}, x->place);
}
