// dmn/item.c - item definitions as types: reading them, coercing and constraining values
#include "dmn/model_int.h"

// ---- reading ------------------------------------------------------------------------------------

static const Type *plain_type(Builder *b, const FeelType *feel, Str name) {
    Type *t = ARENA_NEW(b->arena, Type);
    *t = (Type){.name = name, .state = TYPE_READ, .feel = feel};
    return t;
}

static Type *defined_type(const Module *m, Str name) {
    uint32_t index;
    return m && map_get(&m->type_names, name, &index) ? m->types.items[index] : NULL;
}

static Type *imported_type(const Module *m, Str name) {
    for (size_t i = 0; i < m->imports.count; i++) {
        const Import *import = &m->imports.items[i];
        if (!import->name.size) {
            Type *t = defined_type(import->module, name);
            if (t) return t;
        }
        if (!str_starts_with(name, import->name) || name.size <= import->name.size ||
            name.at[import->name.size] != '.')
            continue;
        Type *t = defined_type(import->module, str_part(name, import->name.size + 1, name.size));
        if (t) return t;
    }
    return NULL;
}

static void read_definition(Builder *b, Type *t);

// "feel:number", "kie:tPerson" of DMN 1.1: what stands before the colon is a prefix of namespaces.
static Str without_prefix(Str name) {
    int64_t colon = str_find(name, STR(":"), 0);
    return colon < 0 ? name : str_part(name, (size_t)colon + 1, name.size);
}

const Type *type_named(Builder *b, Str name, Place place) {
    Str bare = str_trim(without_prefix(name));
    Type *t = defined_type(b->module, bare);
    if (!t) t = imported_type(b->module, bare);
    if (t) {
        if (t->state == TYPE_UNREAD) read_definition(b, t);
        return t;
    }
    const FeelType *feel = feel_type_parse(b->arena, bare);
    if (feel) return plain_type(b, feel, bare);
    builder_fault(b, "unknown-type", place, MSG("unknown type \"{1}\"", bare),
                  MSG("declare it as an item definition"));
    return NULL;
}

const Type *type_of_reference(Builder *b, const XmlNode *n) {
    Str name = xml_attribute(n, "typeRef");
    const XmlNode *child = xml_child(n, "typeRef");
    if (child) name = child->text;
    return name.size ? type_named(b, name, n->place) : NULL;
}

static Part read_tests(Builder *b, const XmlNode *n, const FeelType *input) {
    if (!n) return (Part){NULL, NULL};
    FeelOptions options = {.lenient = b->is_lenient, .input = input};
    return part_compile_tests(b->arena, cell_of(n), feel_scope_new(b->arena), options, b->findings);
}

static void read_components(Builder *b, Type *t) {
    struct Keys {
        Str *items;
        size_t count, capacity;
    } keys = {0};
    struct Members {
        const Type **items;
        size_t count, capacity;
    } members = {0};
    Map names = {.arena = b->arena};
    for (const XmlNode *c = xml_child(t->node, "itemComponent"); c; c = xml_next(c)) {
        Type *member = ARENA_NEW(b->arena, Type);
        *member = (Type){.name = xml_attribute(c, "name"), .node = c};
        read_definition(b, member);
        if (!builder_unique(b, &names, member->name, c->place)) continue;
        *VEC_ADD(b->arena, &keys) = member->name;
        *VEC_ADD(b->arena, &members) = member;
    }
    t->keys = keys.items;
    t->members = members.items;
    t->count = keys.count;
    const FeelType **types = ARENA_ARRAY(b->arena, const FeelType *, t->count);
    for (size_t i = 0; i < t->count; i++) types[i] = type_feel(t->members[i]);
    if (t->count) t->feel = feel_type_context(b->arena, t->keys, types, t->count);
}

static void read_function_item(Builder *b, Type *t, const XmlNode *n) {
    struct Keys {
        Str *items;
        size_t count, capacity;
    } keys = {0};
    struct Types {
        const FeelType **items;
        size_t count, capacity;
    } types = {0};
    for (const XmlNode *p = xml_child(n, "parameters"); p; p = xml_next(p)) {
        *VEC_ADD(b->arena, &keys) = xml_attribute(p, "name");
        *VEC_ADD(b->arena, &types) = type_feel(type_of_reference(b, p));
    }
    Str output = xml_attribute(n, "outputTypeRef");
    if (output.size) t->result = type_named(b, output, n->place);
    t->feel =
        feel_type_function(b->arena, keys.items, types.items, keys.count, type_feel(t->result));
}

static void read_definition(Builder *b, Type *t) {
    if (b->depth >= LIMIT_DMN_DEPTH) return;
    b->depth++;
    t->state = TYPE_READING;
    t->feel = feel_type(FEEL_ANY);
    const XmlNode *function = xml_child(t->node, "functionItem");
    t->is_collection = str_is(xml_attribute(t->node, "isCollection"), STR("true"));
    if (function)
        read_function_item(b, t, function);
    else if (xml_child(t->node, "itemComponent"))
        read_components(b, t);
    else if ((t->base = type_of_reference(b, t->node)))
        t->feel = t->base->feel;
    const XmlNode *allowed = xml_child(t->node, "allowedValues");
    t->allowed = read_tests(b, allowed, t->feel);
    if (allowed) t->allowed_text = cell_of(allowed);
    if (t->is_collection) t->feel = feel_type_list(b->arena, t->feel);
    t->constraint = read_tests(b, xml_child(t->node, "typeConstraint"), t->feel);
    t->state = TYPE_READ;
    b->depth--;
}

void types_read(Builder *b) {
    for (size_t i = 0; i < b->module->types.count; i++)
        if (b->module->types.items[i]->state == TYPE_UNREAD)
            read_definition(b, b->module->types.items[i]);
}

// ---- coercing -----------------------------------------------------------------------------------

static bool coerce(FeelMachine *m, const Type *t, FeelValue *v, int depth);

static bool is_allowed(FeelMachine *m, Part tests, FeelValue v) {
    if (!part_is_written(tests)) return true;
    if (!tests.code) return false;
    FeelValue verdict = feel_run_test_more(m, tests.code, v, NULL);
    return verdict.kind == FEEL_BOOLEAN && verdict.boolean;
}

static bool list_of_one(FeelMachine *m, FeelValue *v) {
    if (!feel_room(m, sizeof(FeelValue))) return false;
    *v = feel_list(arena_copy(feel_machine_arena(m), v, sizeof *v), 1, feel_machine_arena(m));
    return true;
}

static bool coerce_plain(FeelMachine *m, const FeelType *t, FeelValue *v) {
    if (t->kind == FEEL_ANY || feel_type_holds(t, *v)) return true;
    if (v->kind == FEEL_LIST && v->list->count == 1) {
        FeelValue item = v->list->items[0];
        if (!feel_type_holds(t, item)) return false;
        *v = item;
        return true;
    }
    if (v->kind == FEEL_DATE && t->kind == FEEL_DATE_TIME) {
        v->kind = FEEL_DATE_TIME;
        v->zone_kind = FEEL_ZONE_OFFSET;
        v->offset_seconds = 0;
        return true;
    }
    if (t->kind != FEEL_LIST || v->kind == FEEL_LIST) return false;
    return (!t->item || feel_type_holds(t->item, *v)) && list_of_one(m, v);
}

static bool coerce_context(FeelMachine *m, const Type *t, FeelValue *v, int depth) {
    if (v->kind == FEEL_LIST && v->list->count == 1) *v = v->list->items[0];
    if (v->kind != FEEL_CONTEXT) return false;
    const FeelContext *c = v->context;
    if (!feel_room(m, sizeof(FeelValue) * c->count)) return false;
    FeelValue *values = arena_copy(feel_machine_arena(m), c->values, sizeof(FeelValue) * c->count);
    for (size_t i = 0; i < t->count; i++) {
        size_t at = 0;
        while (at < c->count && !str_is(c->keys[at], t->keys[i])) at++;
        if (at == c->count || !coerce(m, t->members[i], &values[at], depth)) return false;
    }
    *v = feel_context(c->keys, values, c->count, feel_machine_arena(m));
    return true;
}

// The value itself, or an item of a collection.
static bool coerce_one(FeelMachine *m, const Type *t, FeelValue *v, int depth) {
    if (v->kind == FEEL_NULL) return true;
    bool fits = t->count    ? coerce_context(m, t, v, depth)
                : t->base   ? coerce(m, t->base, v, depth)
                : t->result ? v->kind == FEEL_FUNCTION
                            : coerce_plain(m, t->is_collection ? feel_type(FEEL_ANY) : t->feel, v);
    return fits && is_allowed(m, t->allowed, *v);
}

static bool coerce_collection(FeelMachine *m, const Type *t, FeelValue *v, int depth) {
    if (v->kind != FEEL_LIST && !list_of_one(m, v)) return false;
    const FeelList *list = v->list;
    if (!feel_room(m, sizeof(FeelValue) * list->count) || !feel_steps(m, list->count)) return false;
    FeelValue *items =
        arena_copy(feel_machine_arena(m), list->items, sizeof(FeelValue) * list->count);
    for (size_t i = 0; i < list->count; i++)
        if (!coerce_one(m, t, &items[i], depth)) return false;
    *v = feel_list(items, list->count, feel_machine_arena(m));
    return true;
}

static bool coerce(FeelMachine *m, const Type *t, FeelValue *v, int depth) {
    if (v->kind == FEEL_NULL) return true;
    if (depth >= LIMIT_DMN_DEPTH) return false;
    bool fits =
        t->is_collection ? coerce_collection(m, t, v, depth + 1) : coerce_one(m, t, v, depth + 1);
    return fits && is_allowed(m, t->constraint, *v);
}

bool type_coerce(FeelMachine *m, const Type *t, FeelValue *v, Message *ret_why) {
    FeelValue made = *v;
    if (!t || coerce(m, t, &made, 0)) {
        *v = made;
        return true;
    }
    Str name = t->name.size ? t->name : feel_type_text(feel_machine_arena(m), t->feel);
    Str shown = feel_to_text(feel_machine_arena(m), *v);
    if (shown.size > 80) shown = str_from(feel_kind_name((FeelKind)v->kind));
    *ret_why = MSG("{1} is not of the type {2}", shown, name);
    return false;
}
