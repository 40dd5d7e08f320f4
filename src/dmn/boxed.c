// dmn/boxed.c - boxed expressions compiled (DMN 1.5, clause 10.2.1)
#include "dmn/model_int.h"

typedef struct Parts {
    struct {
        const Boxed **items;
        size_t count, capacity;
    } boxed;
    struct {
        Str *items;
        size_t count, capacity;
    } names;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } slots;
    struct {
        const Type **items;
        size_t count, capacity;
    } types;
} Parts;

static void keep(Boxed *x, const Parts *p) {
    x->parts = p->boxed.items;
    x->count = p->boxed.count;
    x->names = p->names.items;
    x->name_count = p->names.count;
    x->slots = p->slots.items;
    x->types = p->types.items;
}

static const Boxed *nothing(Builder *b, Place place) {
    Boxed *x = ARENA_NEW(b->arena, Boxed);
    *x = (Boxed){.kind = BOXED_NONE, .place = place, .checked = feel_type(FEEL_ANY)};
    return x;
}

// ---- literals, lists, relations -----------------------------------------------------------------

static void compile_literal(Builder *b, const XmlNode *n, Boxed *x) {
    DmnCell cell = cell_of(n);
    if (!cell.text.size) {
        x->kind = BOXED_NONE;
        return;
    }
    FeelOptions options = {.lenient = b->is_lenient};
    x->part = part_compile(b->arena, cell, names_scope(b), options, b->findings);
    if (x->part.code) x->checked = feel_code_type(x->part.code);
}

static void compile_items(Builder *b, const XmlNode *n, Parts *p) {
    for (const XmlNode *c = n->first; c; c = c->next) {
        const Boxed *item = boxed_compile(b, c);
        if (item) *VEC_ADD(b->arena, &p->boxed) = item;
    }
}

static void compile_list(Builder *b, const XmlNode *n, Boxed *x) {
    Parts p = {0};
    compile_items(b, n, &p);
    keep(x, &p);
    x->checked = feel_type(FEEL_LIST);
}

static void compile_relation(Builder *b, const XmlNode *n, Boxed *x) {
    Parts p = {0};
    Map names = {.arena = b->arena};
    for (const XmlNode *c = xml_child(n, "column"); c; c = xml_next(c)) {
        Str name = str_trim(xml_attribute(c, "name"));
        if (!builder_unique(b, &names, name, c->place)) return;
        *VEC_ADD(b->arena, &p.names) = name;
    }
    for (const XmlNode *row = xml_child(n, "row"); row; row = xml_next(row)) {
        size_t end = p.boxed.count + p.names.count;
        compile_items(b, row, &p);
        if (p.boxed.count > end) p.boxed.count = end;
        while (p.boxed.count < end) *VEC_ADD(b->arena, &p.boxed) = nothing(b, row->place);
    }
    keep(x, &p);
    const FeelType **types = ARENA_ARRAY(b->arena, const FeelType *, p.names.count);
    for (size_t i = 0; i < p.names.count; i++) types[i] = feel_type(FEEL_ANY);
    x->checked =
        feel_type_list(b->arena, feel_type_context(b->arena, p.names.items, types, p.names.count));
}

// ---- contexts -----------------------------------------------------------------------------------

static void compile_entry(Builder *b, const XmlNode *n, Parts *p) {
    const XmlNode *variable = xml_child(n, "variable");
    const Type *type = variable ? type_of_reference(b, variable) : NULL;
    Str name = str_trim(xml_attribute(variable, "name"));
    bool is_function = xml_child(n, "functionDefinition") && name.size;
    b->self = is_function ? names_bind(b, name, feel_type(FEEL_ANY)) : NO_SLOT;
    uint32_t slot = b->self;
    const Boxed *value = boxed_of_child(b, n);
    b->self = NO_SLOT;
    *VEC_ADD(b->arena, &p->boxed) = value;
    *VEC_ADD(b->arena, &p->names) = name;
    *VEC_ADD(b->arena, &p->types) = type;
    if (!is_function && name.size) slot = names_bind(b, name, type ? type->feel : value->checked);
    *VEC_ADD(b->arena, &p->slots) = slot;
}

static const FeelType *type_of_context(Builder *b, const Boxed *x) {
    size_t count = x->count;
    const FeelType **types = ARENA_ARRAY(b->arena, const FeelType *, count);
    for (size_t i = 0; i < count; i++) {
        types[i] = x->types[i] ? x->types[i]->feel : x->parts[i]->checked;
        if (!x->names[i].size) return types[i];
    }
    return feel_type_context(b->arena, x->names, types, count);
}

static void compile_context(Builder *b, const XmlNode *n, Boxed *x) {
    Parts p = {0};
    size_t bound = b->names.count;
    Map names = {.arena = b->arena};
    for (const XmlNode *c = xml_child(n, "contextEntry"); c; c = xml_next(c)) {
        Str name = str_trim(xml_attribute(xml_child(c, "variable"), "name"));
        if (builder_unique(b, &names, name, c->place)) compile_entry(b, c, &p);
    }
    names_unbind(b, bound);
    keep(x, &p);
    x->checked = type_of_context(b, x);
}

// ---- functions and invocations ------------------------------------------------------------------

static void compile_parameters(Builder *b, const XmlNode *n, Parts *p) {
    for (const XmlNode *c = xml_child(n, "formalParameter"); c; c = xml_next(c)) {
        Str name = str_trim(xml_attribute(c, "name"));
        const Type *type = type_of_reference(b, c);
        *VEC_ADD(b->arena, &p->names) = name;
        *VEC_ADD(b->arena, &p->types) = type;
        *VEC_ADD(b->arena, &p->slots) = names_bind(b, name, type_feel(type));
    }
}

static const char *external_kind(const XmlNode *n) {
    Str kind = xml_attribute(n, "kind");
    return str_is(kind, STR("Java")) ? "Java" : str_is(kind, STR("PMML")) ? "PMML" : NULL;
}

const Function *function_compile(Builder *b, const XmlNode *n, Str name) {
    Parts p = {0};
    Function *f = ARENA_NEW(b->arena, Function);
    size_t bound = b->names.count;
    uint32_t self = b->self;
    b->self = NO_SLOT;
    compile_parameters(b, n, &p);
    *f = (Function){.name = name,
                    .place = n->place,
                    .element = b->element,
                    .names = p.names.items,
                    .types = p.types.items,
                    .slots = p.slots.items,
                    .count = p.names.count,
                    .result = type_of_reference(b, n),
                    .self = self,
                    .external = external_kind(n)};
    f->body = f->external ? nothing(b, n->place) : boxed_of_child(b, n);
    names_unbind(b, bound);
    return f;
}

static void compile_function(Builder *b, const XmlNode *n, Boxed *x) {
    x->function = function_compile(b, n, (Str){NULL, 0});
    x->type = NULL; // the typeRef is that of the function's result
    const Function *f = x->function;
    const FeelType **types = ARENA_ARRAY(b->arena, const FeelType *, f->count);
    for (size_t i = 0; i < f->count; i++) types[i] = type_feel(f->types[i]);
    const FeelType *result = f->result ? f->result->feel : f->body->checked;
    x->checked = feel_type_function(b->arena, f->names, types, f->count, result);
}

static void compile_invocation(Builder *b, const XmlNode *n, Boxed *x) {
    Parts p = {0};
    *VEC_ADD(b->arena, &p.boxed) = boxed_of_child(b, n);
    for (const XmlNode *c = xml_child(n, "binding"); c; c = xml_next(c)) {
        *VEC_ADD(b->arena, &p.names) = str_trim(xml_attribute(xml_child(c, "parameter"), "name"));
        *VEC_ADD(b->arena, &p.boxed) = boxed_of_child(b, c);
    }
    keep(x, &p);
    const FeelType *callee = p.boxed.items[0]->checked;
    if (callee->kind == FEEL_FUNCTION && callee->item) x->checked = callee->item;
}

// ---- conditional, iterators, filter -------------------------------------------------------------

static void compile_conditional(Builder *b, const XmlNode *n, Boxed *x) {
    static const char *const names[] = {"if", "then", "else"};
    Parts p = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        *VEC_ADD(b->arena, &p.boxed) = boxed_of_child(b, xml_child(n, names[i]));
    keep(x, &p);
}

static const FeelType *item_type(const Boxed *domain) {
    const FeelType *t = domain->checked;
    bool is_many = t->kind == FEEL_LIST || t->kind == FEEL_RANGE;
    return is_many && t->item ? t->item : feel_type(FEEL_ANY);
}

static void compile_iterator(Builder *b, const XmlNode *n, Boxed *x) {
    Parts p = {0};
    size_t bound = b->names.count;
    const Boxed *domain = boxed_of_child(b, xml_child(n, "in"));
    *VEC_ADD(b->arena, &p.boxed) = domain;
    Str variable = str_trim(xml_attribute(n, "iteratorVariable"));
    *VEC_ADD(b->arena, &p.slots) = names_bind(b, variable, item_type(domain));
    bool is_for = x->kind == BOXED_FOR;
    if (is_for) *VEC_ADD(b->arena, &p.slots) = names_bind(b, STR("partial"), feel_type(FEEL_LIST));
    *VEC_ADD(b->arena, &p.boxed) = boxed_of_child(b, xml_child(n, is_for ? "return" : "satisfies"));
    names_unbind(b, bound);
    keep(x, &p);
    x->checked = feel_type(is_for ? FEEL_LIST : FEEL_BOOLEAN);
}

// Within the condition `item` is bound, and the entries of its type are.
static void compile_filter(Builder *b, const XmlNode *n, Boxed *x) {
    Parts p = {0};
    size_t bound = b->names.count;
    const Boxed *domain = boxed_of_child(b, xml_child(n, "in"));
    const FeelType *item = item_type(domain);
    *VEC_ADD(b->arena, &p.boxed) = domain;
    for (size_t i = 0; item->kind == FEEL_CONTEXT && i < item->count; i++) {
        *VEC_ADD(b->arena, &p.names) = item->keys[i];
        *VEC_ADD(b->arena, &p.slots) = names_bind(b, item->keys[i], item->types[i]);
    }
    *VEC_ADD(b->arena, &p.slots) = names_bind(b, STR("item"), item);
    *VEC_ADD(b->arena, &p.boxed) = boxed_of_child(b, xml_child(n, "match"));
    names_unbind(b, bound);
    keep(x, &p);
    x->checked = domain->checked;
}

static void compile_table(Builder *b, const XmlNode *n, Boxed *x) {
    boxed_table(b, n, x);
}

// ---- any expression -----------------------------------------------------------------------------

static const struct {
    const char *name;
    BoxedKind kind;
    void (*compile)(Builder *b, const XmlNode *n, Boxed *x);
} forms[] = {
    {"literalExpression", BOXED_LITERAL, compile_literal},
    {"decisionTable", BOXED_TABLE, compile_table},
    {"context", BOXED_CONTEXT, compile_context},
    {"list", BOXED_LIST, compile_list},
    {"relation", BOXED_RELATION, compile_relation},
    {"invocation", BOXED_INVOCATION, compile_invocation},
    {"functionDefinition", BOXED_FUNCTION, compile_function},
    {"conditional", BOXED_CONDITIONAL, compile_conditional},
    {"for", BOXED_FOR, compile_iterator},
    {"some", BOXED_SOME, compile_iterator},
    {"every", BOXED_EVERY, compile_iterator},
    {"filter", BOXED_FILTER, compile_filter},
};

// NULL if the element is no expression.
const Boxed *boxed_compile(Builder *b, const XmlNode *n) {
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (!xml_is(n, forms[i].name)) continue;
        if (b->depth >= LIMIT_DMN_DEPTH) {
            builder_fault(b, "too-deep", n->place, MSG("boxed expressions are nested too deeply"),
                          NO_MSG);
            return nothing(b, n->place);
        }
        Boxed *x = ARENA_NEW(b->arena, Boxed);
        *x = (Boxed){.kind = forms[i].kind,
                     .place = n->place,
                     .type = type_of_reference(b, n),
                     .checked = feel_type(FEEL_ANY)};
        b->depth++;
        forms[i].compile(b, n, x);
        b->depth--;
        if (x->type) x->checked = x->type->feel;
        return x;
    }
    return NULL;
}

// The first expression among the children.
const Boxed *boxed_of_child(Builder *b, const XmlNode *parent) {
    for (const XmlNode *c = parent ? parent->first : NULL; c; c = c->next) {
        const Boxed *x = str_is(c->space, parent->space) ? boxed_compile(b, c) : NULL;
        if (x) return x;
    }
    return nothing(b, parent ? parent->place : (Place){0});
}
