// dmn/element.c - an element of a model compiled: what it needs, its type, its logic
#include "dmn/model_int.h"

static const FeelType *type_of_need(Builder *b, const Need *need) {
    size_t count = need->elements.count;
    if (!need->import.size) return need->elements.items[0]->checked;
    const FeelType **types = ARENA_ARRAY(b->arena, const FeelType *, count);
    for (size_t i = 0; i < count; i++) types[i] = need->elements.items[i]->checked;
    return feel_type_context(b->arena, need->names.items, types, count);
}

static void bind_needs(Builder *b, Element *e) {
    b->names.count = 0;
    b->scope = NULL;
    b->slot_count = 0;
    for (size_t i = 0; i < e->need_count; i++) {
        Need *need = &e->needs[i];
        Str name = need->import.size ? need->import : need->elements.items[0]->name;
        need->slot = names_bind(b, name, type_of_need(b, need));
    }
}

static const FeelType *function_type(Builder *b, const Str *names, Element *const *parameters,
                                     const Type *const *types, size_t count, const Type *result) {
    const FeelType **feel = ARENA_ARRAY(b->arena, const FeelType *, count);
    for (size_t i = 0; i < count; i++)
        feel[i] = type_feel(parameters ? parameters[i]->type : types[i]);
    return feel_type_function(b->arena, names, feel, count, type_feel(result));
}

// The type of a service's or function's variable may be that of the function or of its result.
static const Type *result_of(const Type *t) {
    return t && t->feel->kind == FEEL_FUNCTION ? t->result : t;
}

static void compile_service(Builder *b, Element *e) {
    e->type = result_of(e->type);
    e->checked =
        function_type(b, e->parameter_names, e->parameters, NULL, e->parameter_count, e->type);
}

static void compile_knowledge(Builder *b, Element *e) {
    bind_needs(b, e);
    Function *f = ARENA_NEW(b->arena, Function);
    const XmlNode *logic = xml_child(e->node, "encapsulatedLogic");
    if (logic) *f = *function_compile(b, logic, e->name);
    f->element = e;
    f->is_knowledge = true;
    f->name = e->name;
    f->place = e->node->place;
    if (result_of(e->type)) f->result = result_of(e->type);
    e->function = f;
    e->frame_size = b->slot_count;
    e->checked = function_type(b, f->names, NULL, f->types, f->count, f->result);
}

static void compile_decision(Builder *b, Element *e) {
    bind_needs(b, e);
    e->body = boxed_of_child(b, e->node);
    e->frame_size = b->slot_count;
    e->checked = e->type ? e->type->feel : e->body->checked;
}

void element_compile(Builder *b, Element *e) {
    b->module = e->module;
    b->element = e;
    const XmlNode *variable = xml_child(e->node, "variable");
    if (variable) e->type = type_of_reference(b, variable);
    switch (e->kind) {
    case DMN_INPUT: e->checked = type_feel(e->type); break;
    case DMN_SERVICE: compile_service(b, e); break;
    case DMN_KNOWLEDGE: compile_knowledge(b, e); break;
    case DMN_DECISION: compile_decision(b, e); break;
    }
}
