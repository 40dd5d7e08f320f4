// feel/api.c - the room as a library for other programs (include/softlaw/feel.h)
#include "base/lang.h"
#include "base/map.h"
#include "feel/feel.h"

#include <softlaw/feel.h>

#include <assert.h>
#include <stdlib.h>

typedef struct Name {
    const FeelType *type;
    Arena *arena; // of the value
} Name;

struct SoftlawFormula {
    const FeelCode *code;
    const char *type;
};

struct SoftlawFeel {
    Arena *arena, *answer; // for ever; of the last compile or run
    FeelScope *scope;
    Map names;
    struct {
        Name *items;
        size_t count, capacity;
    } declared;
    FeelValue *slots;
    size_t slot_capacity;
    FeelMachine *machine;
    FeelLimits limits;
    FeelValue now;
    SoftlawFault *faults;
    size_t fault_count;
};

SoftlawFeel *softlaw_feel_new(void) {
    Arena *a = arena_new();
    SoftlawFeel *feel = ARENA_NEW(a, SoftlawFeel);
    feel->arena = a;
    feel->answer = arena_new();
    feel->scope = feel_scope_new(a);
    feel->names = (Map){.arena = a};
    feel->machine = feel_machine_new(feel->limits);
    return feel;
}

void softlaw_feel_free(SoftlawFeel *feel) {
    if (!feel) return;
    for (size_t i = 0; i < feel->declared.count; i++) arena_free(feel->declared.items[i].arena);
    feel_machine_free(feel->machine);
    arena_free(feel->answer);
    arena_free(feel->arena);
}

static void forget_answer(SoftlawFeel *feel) {
    arena_reset(feel->answer);
    feel->faults = NULL;
    feel->fault_count = 0;
}

// ---- names --------------------------------------------------------------------------------------

static void add_slot(SoftlawFeel *feel) {
    if (feel->declared.count > feel->slot_capacity)
        feel->slots = vec_grow(feel->arena, feel->slots, &feel->slot_capacity, sizeof(FeelValue));
    feel->slots[feel->declared.count - 1] = feel_null();
}

bool softlaw_feel_declare(SoftlawFeel *feel, const char *name, const char *type) {
    const FeelType *parsed = feel_type_parse(feel->arena, str_from(type));
    Str kept = str_copy(feel->arena, str_from(name));
    uint32_t slot = (uint32_t)feel->declared.count;
    if (!parsed || !feel_scope_add(feel->scope, kept, parsed, slot)) return false;
    map_add(&feel->names, kept, slot);
    *VEC_ADD(feel->arena, &feel->declared) = (Name){parsed, arena_new()};
    add_slot(feel);
    return true;
}

static bool is_written(FeelKind kind) {
    return kind >= FEEL_DATE && kind <= FEEL_YEARS_DURATION;
}

// JSON's value as one of the type; false if it is none.
static bool convert(Arena *a, const FeelType *type, FeelValue *v);

static bool convert_items(Arena *a, const FeelType *type, FeelValue *v) {
    const FeelList *list = v->list;
    if (!type->item) return true;
    FeelValue *items = arena_copy(a, list->items, sizeof(FeelValue) * list->count);
    for (size_t i = 0; i < list->count; i++)
        if (!convert(a, type->item, &items[i])) return false;
    *v = feel_list(items, list->count, a);
    return true;
}

static bool convert_entries(Arena *a, const FeelType *type, FeelValue *v) {
    const FeelContext *c = v->context;
    FeelValue *values = arena_copy(a, c->values, sizeof(FeelValue) * c->count);
    for (size_t i = 0; i < type->count; i++)
        for (size_t k = 0; k < c->count; k++)
            if (str_is(type->keys[i], c->keys[k]) && !convert(a, type->types[i], &values[k]))
                return false;
    *v = feel_context(c->keys, values, c->count, a);
    return true;
}

static bool convert(Arena *a, const FeelType *type, FeelValue *v) {
    if (type->kind == FEEL_ANY || v->kind == FEEL_NULL) return true;
    if (v->kind == FEEL_STRING && is_written(type->kind))
        *v = feel_from_text(a, v->string, type->kind);
    if (v->kind != type->kind) return false;
    if (v->kind == FEEL_LIST) return convert_items(a, type, v);
    return v->kind != FEEL_CONTEXT || convert_entries(a, type, v);
}

bool softlaw_feel_set(SoftlawFeel *feel, const char *name, const char *json) {
    uint32_t slot;
    FeelValue value;
    if (!map_get(&feel->names, str_from(name), &slot)) return false;
    Name *n = &feel->declared.items[slot];
    feel->slots[slot] = feel_null();
    arena_reset(n->arena);
    Str text = str_copy(n->arena, str_from(json));
    if (!feel_from_json(n->arena, text, STR("value"), &value, NULL) ||
        !convert(n->arena, n->type, &value))
        return false;
    feel->slots[slot] = value;
    return true;
}

bool softlaw_feel_set_now(SoftlawFeel *feel, const char *date_and_time) {
    FeelValue now = feel_from_text(feel->arena, str_from(date_and_time), FEEL_DATE_TIME);
    if (now.kind != FEEL_DATE_TIME) return false;
    feel->now = now;
    feel_machine_set_now(feel->machine, now);
    return true;
}

void softlaw_feel_limit(SoftlawFeel *feel, uint64_t steps, uint64_t bytes, uint32_t calls) {
    if (steps) feel->limits.steps_max = steps;
    if (bytes) feel->limits.memory_bytes_max = bytes;
    if (calls) feel->limits.depth_max = calls;
    forget_answer(feel);
    feel_machine_free(feel->machine);
    feel->machine = feel_machine_new(feel->limits);
    if (feel->now.kind) feel_machine_set_now(feel->machine, feel->now);
}

// ---- faults -------------------------------------------------------------------------------------

static const char *text_of(SoftlawFeel *feel, Message message) {
    return message.text ? str_c(feel->answer, lang_render(feel->answer, LANG_EN, message)) : NULL;
}

static SoftlawFault fault_at(Place p, const char *code, const char *message) {
    return (SoftlawFault){.code = code,
                          .message = message,
                          .is_error = true,
                          .line = p.line,
                          .column = p.column,
                          .offset = p.offset,
                          .size = p.size};
}

static void keep_findings(SoftlawFeel *feel, const Findings *f) {
    feel->faults = ARENA_ARRAY(feel->answer, SoftlawFault, f->count);
    for (size_t i = 0; i < f->count; i++) {
        const Finding *finding = &f->items[i];
        SoftlawFault *fault = &feel->faults[feel->fault_count++];
        *fault = fault_at(finding->place, finding->rule, text_of(feel, finding->message));
        fault->hint = text_of(feel, finding->hint);
        fault->is_error = finding->severity == SEVERITY_ERROR;
    }
}

static void keep_reasons(SoftlawFeel *feel, FeelValue v) {
    size_t count = feel_machine_reason_count(feel->machine);
    feel->faults = ARENA_ARRAY(feel->answer, SoftlawFault, count);
    for (uint32_t next = v.reason; next && next <= count && feel->fault_count < count;) {
        const FeelReason *r = feel_machine_reason(feel->machine, next - 1);
        feel->faults[feel->fault_count++] = fault_at(r->place, r->code, text_of(feel, r->message));
        next = r->cause;
    }
}

size_t softlaw_feel_fault_count(const SoftlawFeel *feel) {
    return feel->fault_count;
}

const SoftlawFault *softlaw_feel_fault(const SoftlawFeel *feel, size_t index) {
    return index < feel->fault_count ? &feel->faults[index] : NULL;
}

// ---- formulas -----------------------------------------------------------------------------------

const SoftlawFormula *softlaw_feel_compile(SoftlawFeel *feel, const char *text) {
    forget_answer(feel);
    Findings f = {.arena = feel->answer};
    Str kept = str_copy(feel->arena, str_from(text));
    const FeelCode *code =
        feel_compile(feel->arena, kept, (Place){0}, feel->scope, (FeelOptions){0}, &f);
    keep_findings(feel, &f);
    if (!code) return NULL;
    SoftlawFormula *formula = ARENA_NEW(feel->arena, SoftlawFormula);
    Str type = feel_type_text(feel->arena, feel_code_type(code));
    *formula = (SoftlawFormula){code, str_c(feel->arena, type)};
    return formula;
}

const char *softlaw_formula_type(const SoftlawFormula *formula) {
    return formula->type;
}

const char *softlaw_feel_run(SoftlawFeel *feel, const SoftlawFormula *formula) {
    forget_answer(feel);
    FeelValue v = feel_run(feel->machine, formula->code, feel->slots);
    if (v.kind == FEEL_NULL) keep_reasons(feel, v);
    return str_c(feel->answer, feel_to_json(feel->answer, v));
}
