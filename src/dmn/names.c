// dmn/names.c - the names that stand in scope while a model is compiled, innermost first
#include "dmn/model_int.h"

uint32_t names_bind(Builder *b, Str name, const FeelType *type) {
    uint32_t slot = b->slot_count++;
    *VEC_ADD(b->arena, &b->names) = (BoundName){name, type, slot};
    if (b->scope && !feel_scope_add(b->scope, name, type, slot)) b->scope = NULL;
    return slot;
}

void names_unbind(Builder *b, size_t count) {
    if (b->names.count > count) b->scope = NULL;
    b->names.count = count;
}

static void add_types(Builder *b, const Module *m, Str prefix) {
    for (size_t i = 0; i < m->types.count; i++) {
        const Type *t = m->types.items[i];
        Str name = prefix.size ? str_fmt(b->arena, "%.*s.%.*s", STR_ARG(prefix), STR_ARG(t->name))
                               : t->name;
        feel_scope_add_type(b->scope, name, type_feel(t));
    }
}

const FeelScope *names_scope(Builder *b) {
    if (b->scope) return b->scope;
    b->scope = feel_scope_new(b->arena);
    for (size_t i = b->names.count; i-- > 0;) {
        const BoundName *n = &b->names.items[i];
        feel_scope_add(b->scope, n->name, n->type, n->slot);
    }
    add_types(b, b->module, (Str){NULL, 0});
    for (size_t i = 0; i < b->module->imports.count; i++) {
        const Import *import = &b->module->imports.items[i];
        if (import->module) add_types(b, import->module, import->name);
    }
    return b->scope;
}
