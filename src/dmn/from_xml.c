// dmn/from_xml.c - from the XML of a bundle of models to its modules and elements, linked
#include "dmn/model_int.h"

static const char *const model_spaces[] = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
};

DmnCell cell_of(const XmlNode *n) {
    const XmlNode *text = xml_child(n, "text");
    if (!text) text = n;
    return (DmnCell){text->text, text->text_place};
}

void builder_fault(Builder *b, const char *rule, Place place, Message message, Message hint) {
    finding_add(b->findings, b->is_lenient ? SEVERITY_WARNING : SEVERITY_ERROR, rule, place,
                message, hint);
}

bool builder_unique(Builder *b, Map *names, Str name, Place place) {
    if (map_add(names, name, 0)) return true;
    builder_fault(b, "duplicate-name", place, MSG("the name \"{1}\" stands here twice", name),
                  NO_MSG);
    return false;
}

// ---- modules ------------------------------------------------------------------------------------

static bool is_model(const XmlNode *root) {
    for (size_t i = 0; i < sizeof model_spaces / sizeof *model_spaces; i++)
        if (str_is(root->space, str_from(model_spaces[i]))) return xml_is(root, "definitions");
    return false;
}

static void read_imports(Builder *b, Module *m) {
    for (const XmlNode *n = xml_child(m->root, "import"); n; n = xml_next(n))
        *VEC_ADD(b->arena, &m->imports) = (Import){.name = str_trim(xml_attribute(n, "name")),
                                                   .space = xml_attribute(n, "namespace")};
}

static void read_types(Builder *b, Module *m) {
    for (const XmlNode *n = xml_child(m->root, "itemDefinition"); n; n = xml_next(n)) {
        Type *t = ARENA_NEW(b->arena, Type);
        *t = (Type){.name = str_trim(xml_attribute(n, "name")), .node = n};
        map_add(&m->type_names, t->name, (uint32_t)m->types.count);
        *VEC_ADD(b->arena, &m->types) = t;
    }
}

static const struct {
    const char *name;
    DmnElementKind kind;
} element_names[] = {
    {"inputData", DMN_INPUT},
    {"decision", DMN_DECISION},
    {"businessKnowledgeModel", DMN_KNOWLEDGE},
    {"decisionService", DMN_SERVICE},
};

// Elements of one name are linked behind the first of them.
static void add_name(DmnModel *model, Element *e) {
    uint32_t first;
    if (map_add(&model->names, e->name, e->index)) return;
    map_get(&model->names, e->name, &first);
    Element *last = model->elements.items[first];
    e->same_name = last->same_name;
    last->same_name = e;
}

static void read_element(Builder *b, Module *m, const XmlNode *n, DmnElementKind kind) {
    Element *e = ARENA_NEW(b->arena, Element);
    const XmlNode *variable = xml_child(n, "variable");
    Str name = str_trim(xml_attribute(variable, "name"));
    *e = (Element){.kind = kind,
                   .module = m,
                   .node = n,
                   .id = xml_attribute(n, "id"),
                   .name = name.size ? name : str_trim(xml_attribute(n, "name")),
                   .checked = feel_type(FEEL_ANY),
                   .index = (uint32_t)b->model->elements.count};
    map_add(&m->ids, e->id, (uint32_t)m->elements.count);
    *VEC_ADD(b->arena, &m->elements) = e;
    add_name(b->model, e);
    map_add(&b->model->labels, str_trim(xml_attribute(n, "name")), e->index);
    *VEC_ADD(b->arena, &b->model->elements) = e;
}

static void read_elements(Builder *b, Module *m) {
    for (const XmlNode *n = m->root->first; n; n = n->next)
        for (size_t i = 0; i < sizeof element_names / sizeof *element_names; i++)
            if (xml_is(n, element_names[i].name) && str_is(n->space, m->root->space))
                read_element(b, m, n, element_names[i].kind);
}

static bool read_module(Builder *b, Module *m, DmnSource source, Err *err) {
    const XmlNode *root = xml_parse(b->arena, source.file, source.text, err);
    if (!root) return false;
    if (!is_model(root))
        return err_set_at(err, ERR_INPUT, root->place, MSG("this is no decision model of DMN"),
                          MSG("versions 1.1 to 1.5 are read"));
    m->file = source.file;
    m->text = source.text;
    m->root = root;
    m->type_names.arena = m->ids.arena = b->arena;
    m->space = xml_attribute(root, "namespace");
    m->name = xml_attribute(root, "name");
    read_imports(b, m);
    read_types(b, m);
    read_elements(b, m);
    return true;
}

bool dmn_source_head(Arena *a, DmnSource source, DmnHead *ret, Err *err) {
    Builder b = {.arena = a, .model = ARENA_NEW(a, DmnModel)};
    b.model->names.arena = b.model->labels.arena = a;
    Module m = {.is_imported = false};
    if (!read_module(&b, &m, source, err)) return false;
    Str *imports = ARENA_ARRAY(a, Str, m.imports.count);
    for (size_t i = 0; i < m.imports.count; i++) imports[i] = m.imports.items[i].space;
    *ret = (DmnHead){m.space, imports, m.imports.count};
    return true;
}

static void link_imports(Builder *b) {
    DmnModel *model = b->model;
    for (size_t i = 0; i < model->module_count; i++)
        for (size_t j = 0; j < model->modules[i].imports.count; j++) {
            Import *import = &model->modules[i].imports.items[j];
            for (size_t k = 0; k < model->module_count && !import->module; k++)
                if (k != i && str_is(model->modules[k].space, import->space))
                    import->module = &model->modules[k];
        }
}

// ---- requirements -------------------------------------------------------------------------------

static Element *element_by_id(const Module *m, Str id) {
    uint32_t index;
    return m && map_get(&m->ids, id, &index) ? m->elements.items[index] : NULL;
}

// "#id" or "namespace#id"; also the import by which another model is reached.
static Element *element_by_reference(const Module *m, Str href, const Import **ret_import) {
    int64_t hash = str_find(href, STR("#"), 0);
    Str space = hash < 0 ? (Str){NULL, 0} : str_part(href, 0, (size_t)hash);
    Str id = str_part(href, (size_t)(hash + 1), href.size);
    *ret_import = NULL;
    Element *own = element_by_id(m, id);
    if (own && (!space.size || str_is(space, m->space))) return own;
    for (size_t i = 0; i < m->imports.count; i++) {
        const Import *import = &m->imports.items[i];
        if (!str_is(import->space, space)) continue;
        *ret_import = import;
        return element_by_id(import->module, id);
    }
    return NULL;
}

static void add_to_need(Builder *b, Need *need, Element *e) {
    if (!map_add(&need->known, e->name, 0)) return;
    *VEC_ADD(b->arena, &need->elements) = e;
    *VEC_ADD(b->arena, &need->names) = e->name;
}

typedef struct Needs {
    Need *items;
    size_t count, capacity;
} Needs;

static void add_need(Builder *b, Needs *needs, Element *e, const Import *import) {
    Str name = import && import->name.size ? import->name : (Str){NULL, 0};
    for (size_t i = 0; name.size && i < needs->count; i++) {
        if (!str_is(needs->items[i].import, name)) continue;
        add_to_need(b, &needs->items[i], e);
        return;
    }
    Need *need = VEC_ADD(b->arena, needs);
    *need = (Need){.import = name, .known = {.arena = b->arena}};
    add_to_need(b, need, e);
}

static const char *const requirement_names[][2] = {
    {"informationRequirement", "requiredInput"},
    {"informationRequirement", "requiredDecision"},
    {"knowledgeRequirement", "requiredKnowledge"},
};

static void link_requirement(Builder *b, Needs *needs, const XmlNode *required) {
    const Import *import;
    Str href = xml_attribute(required, "href");
    Element *e = element_by_reference(b->module, href, &import);
    if (e)
        add_need(b, needs, e, import);
    else
        builder_fault(b, "unknown-reference", required->place,
                      MSG("\"{1}\" refers to nothing in these models", href),
                      import && !import->module
                          ? MSG("the imported model is not at hand: put it beside this one")
                          : NO_MSG);
}

static void link_needs(Builder *b, Element *e) {
    Needs needs = {0};
    for (const XmlNode *n = e->node->first; n; n = n->next)
        for (size_t i = 0; i < sizeof requirement_names / sizeof *requirement_names; i++) {
            if (!xml_is(n, requirement_names[i][0])) continue;
            const XmlNode *required = xml_child(n, requirement_names[i][1]);
            if (required) link_requirement(b, &needs, required);
        }
    e->needs = needs.items;
    e->need_count = needs.count;
}

typedef struct ElementList {
    Element **items;
    size_t count, capacity;
} ElementList;

static void add_references(Builder *b, const Element *service, const char *name,
                           DmnElementKind kind, ElementList *ret) {
    Map names = {.arena = b->arena};
    for (const XmlNode *n = xml_child(service->node, name); n; n = xml_next(n)) {
        const Import *import;
        Str href = xml_attribute(n, "href");
        Element *e = element_by_reference(b->module, href, &import);
        if (!e || e->kind != kind)
            builder_fault(b, "unknown-reference", n->place,
                          MSG("\"{1}\" refers to nothing in these models", href), NO_MSG);
        else if (builder_unique(b, &names, e->name, n->place))
            *VEC_ADD(b->arena, ret) = e;
    }
}

static void link_service(Builder *b, Element *e) {
    ElementList outputs = {0}, parameters = {0};
    add_references(b, e, "outputDecision", DMN_DECISION, &outputs);
    add_references(b, e, "inputData", DMN_INPUT, &parameters);
    add_references(b, e, "inputDecision", DMN_DECISION, &parameters);
    Str *names = ARENA_ARRAY(b->arena, Str, parameters.count);
    for (size_t i = 0; i < parameters.count; i++) names[i] = parameters.items[i]->name;
    e->outputs = outputs.items;
    e->output_count = outputs.count;
    e->parameters = parameters.items;
    e->parameter_count = parameters.count;
    e->parameter_names = names;
}

void elements_link(Builder *b) {
    for (size_t i = 0; i < b->model->elements.count; i++) {
        Element *e = b->model->elements.items[i];
        b->module = e->module;
        if (e->kind == DMN_SERVICE)
            link_service(b, e);
        else if (e->kind != DMN_INPUT)
            link_needs(b, e);
    }
}

// ---- order --------------------------------------------------------------------------------------

enum { MARK_NEW, MARK_OPEN, MARK_DONE };

typedef struct Visit {
    Element *element;
    size_t need, item; // the next to look at
} Visit;

typedef struct Visits {
    Visit *items;
    size_t count, capacity;
} Visits;

static Element *next_needed(Visit *v) {
    while (v->need < v->element->need_count) {
        const Need *need = &v->element->needs[v->need];
        if (v->item < need->elements.count) return need->elements.items[v->item++];
        v->need++;
        v->item = 0;
    }
    return NULL;
}

static void mark_ring(Builder *b, const Visits *path, const Element *first) {
    size_t i = path->count;
    while (i-- > 0) {
        path->items[i].element->is_in_ring = true;
        if (path->items[i].element == first) break;
    }
    builder_fault(b, "ring", first->node->place,
                  MSG("the decision \"{1}\" requires itself, through others", first->name), NO_MSG);
}

// Depth first without recursion: a chain of decisions may be as long as the file.
static void visit(Builder *b, Element *from) {
    Visits path = {0};
    if (from->mark != MARK_NEW) return;
    from->mark = MARK_OPEN;
    *VEC_ADD(b->arena, &path) = (Visit){from, 0, 0};
    while (path.count) {
        Element *next = next_needed(&path.items[path.count - 1]);
        if (!next) {
            Element *done = path.items[--path.count].element;
            done->mark = MARK_DONE;
            done->rank = (uint32_t)b->model->order.count;
            *VEC_ADD(b->arena, &b->model->order) = done;
        } else if (next->kind == DMN_DECISION && next->mark == MARK_OPEN) {
            mark_ring(b, &path, next);
        } else if (next->kind == DMN_DECISION && next->mark == MARK_NEW) {
            next->mark = MARK_OPEN;
            *VEC_ADD(b->arena, &path) = (Visit){next, 0, 0};
        }
    }
}

void elements_order(Builder *b) {
    for (size_t i = 0; i < b->model->elements.count; i++)
        if (b->model->elements.items[i]->kind == DMN_DECISION)
            visit(b, b->model->elements.items[i]);
}

// ---- the whole ----------------------------------------------------------------------------------

static void read_types_of_modules(Builder *b) {
    for (size_t i = 0; i < b->model->module_count; i++) {
        b->module = &b->model->modules[i];
        types_read(b);
    }
}

static void check_names(Builder *b, const Module *m) {
    Map names = {.arena = b->arena};
    for (size_t i = 0; i < m->elements.count; i++) {
        const Element *e = m->elements.items[i];
        if (e->name.size) builder_unique(b, &names, e->name, e->node->place);
    }
}

static void compile_elements(Builder *b) {
    static const DmnElementKind before[] = {DMN_INPUT, DMN_SERVICE, DMN_KNOWLEDGE};
    for (size_t k = 0; k < sizeof before / sizeof *before; k++)
        for (size_t i = 0; i < b->model->elements.count; i++)
            if (b->model->elements.items[i]->kind == before[k])
                element_compile(b, b->model->elements.items[i]);
    for (size_t i = 0; i < b->model->order.count; i++) element_compile(b, b->model->order.items[i]);
}

const DmnModel *dmn_model_read(Arena *a, const DmnSource *sources, size_t count,
                               DmnModelOptions options, Findings *f, Err *err) {
    Builder b = {.arena = a,
                 .model = ARENA_NEW(a, DmnModel),
                 .findings = f,
                 .is_lenient = options.is_lenient,
                 .self = NO_SLOT};
    b.model->names.arena = b.model->labels.arena = a;
    b.model->modules = ARENA_ARRAY(a, Module, count);
    b.model->module_count = count;
    for (size_t i = 0; i < count; i++) {
        b.model->modules[i].is_imported = i > 0;
        if (!read_module(&b, &b.model->modules[i], sources[i], err)) return NULL;
    }
    for (size_t i = 0; i < count; i++) check_names(&b, &b.model->modules[i]);
    link_imports(&b);
    elements_link(&b);
    elements_order(&b);
    read_types_of_modules(&b);
    compile_elements(&b);
    return b.model;
}

// ---- looking ------------------------------------------------------------------------------------

size_t dmn_model_element_count(const DmnModel *model) {
    return model->elements.count;
}

DmnElement dmn_model_element(const DmnModel *model, size_t index) {
    const Element *e = model->elements.items[index];
    return (DmnElement){e->kind,        e->name,    e->module->space,
                        e->node->place, e->checked, e->module->is_imported};
}

Str dmn_model_name(const DmnModel *model) {
    return model->modules[0].name;
}

size_t dmn_model_table_count(const DmnModel *model) {
    return model->tables.count;
}

const DmnTable *dmn_model_table(const DmnModel *model, size_t index) {
    return model->tables.items[index];
}
