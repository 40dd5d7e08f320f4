// feel/local.c - names bound inside the expression: loop variables, parameters, entries, `item`
#include "feel/syntax.h"

static uint32_t bind(Parser *p, Local local) {
    if (p->names.locals.count >= LOCALS_MAX)
        parser_unexpected(p, MSG("too many names are bound here"));
    *VEC_ADD(p->arena, &p->names.locals) = local;
    return local.id;
}

uint32_t local_bind(Parser *p, Str name, const FeelType *type) {
    return bind(p, (Local){.name = name, .type = type, .id = p->local_count++});
}

uint32_t local_bind_item(Parser *p, const FeelType *type) {
    bool is_open = type_is_open(type) || (type->kind == FEEL_CONTEXT && type->count == 0);
    uint32_t id = p->local_count++;
    bind(p, (Local){.name = STR("item"), .type = type, .id = id, .is_open_item = is_open});
    for (size_t i = 0; type->kind == FEEL_CONTEXT && i < type->count; i++)
        bind(p, (Local){.name = name_normal(p->arena, type->keys[i]),
                        .type = type->types[i],
                        .id = id,
                        .is_entry = true});
    return id;
}

bool local_unbind(Parser *p, size_t count) {
    bool is_read = false;
    for (size_t i = count; i < p->names.locals.count; i++)
        is_read |= p->names.locals.items[i].uses > 0;
    p->names.locals.count = count;
    return is_read;
}
