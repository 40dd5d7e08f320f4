// dmn/model_int.h - a compiled model: types, elements, boxed expressions
#ifndef SOFTLAW_DMN_MODEL_INT_H
#define SOFTLAW_DMN_MODEL_INT_H

#include "base/map.h"
#include "base/xml.h"
#include "dmn/dmn_int.h"
#include "dmn/model.h"

#define NO_SLOT UINT32_MAX

// ---- types --------------------------------------------------------------------------------------

// A type as models declare it: a FEEL type, or an item definition, which narrows another.
typedef struct Type Type;
struct Type {
    Str name;
    const XmlNode *node; // of an item definition
    enum { TYPE_UNREAD, TYPE_READING, TYPE_READ } state;
    const FeelType *feel;
    const Type *base; // what it narrows, or of what it is a collection; NULL: plain or context
    bool is_collection;
    const Str *keys; // of components
    const Type **members;
    size_t count;
    Part allowed;    // each value, or each item of a collection
    Part constraint; // the collection as a whole
    DmnCell allowed_text;
    const Type *result; // of a function
};

// ---- boxed expressions --------------------------------------------------------------------------

typedef enum BoxedKind {
    BOXED_NONE, // nothing was written
    BOXED_LITERAL,
    BOXED_TABLE,
    BOXED_CONTEXT,
    BOXED_LIST,
    BOXED_RELATION,
    BOXED_INVOCATION,
    BOXED_FUNCTION,
    BOXED_CONDITIONAL,
    BOXED_FOR,
    BOXED_SOME,
    BOXED_EVERY,
    BOXED_FILTER,
} BoxedKind;

typedef struct Element Element;
typedef struct Boxed Boxed;

// A function: knowledge of the model, or a boxed function definition. Its frame is a copy of the
// one in which it was made, or, of knowledge, a fresh one with what the element needs.
typedef struct Function {
    Str name;
    Place place;
    const Element *element; // whose frame it uses
    bool is_knowledge;
    const Str *names;
    const Type **types;
    const uint32_t *slots;
    size_t count;
    const Boxed *body;
    const Type *result;
    const char *external; // "Java", "PMML": cannot be run
    uint32_t self;        // slot of the entry that it is the value of, so that it may call itself
} Function;

struct Boxed {
    BoxedKind kind;
    Place place;
    const Type *type;        // to which the value is coerced, or NULL
    const FeelType *checked; // what is known of its value
    Part part;               // LITERAL
    const DmnTable *table;   // TABLE
    // CONTEXT: entries; LIST: items; RELATION: cells, row by row; INVOCATION: callee, arguments;
    // CONDITIONAL: if, then, else; FOR, SOME, EVERY: domain, body; FILTER: domain, condition
    const Boxed **parts;
    size_t count;
    const Str *names;      // CONTEXT entries (absent: the result), RELATION columns, INVOCATION
    const uint32_t *slots; // CONTEXT entries; FOR, SOME, EVERY: variable, partial; FILTER: item, …
    const Type **types;    // CONTEXT entries' variables
    size_t name_count;
    const Function *function; // FUNCTION
};

// ---- elements -----------------------------------------------------------------------------------

// What an element reads: another one, or several of an imported model as a context.
typedef struct Need {
    uint32_t slot;
    Str import; // absent: the element itself
    struct {
        Element **items;
        size_t count, capacity;
    } elements;
    struct {
        Str *items;
        size_t count, capacity;
    } names;
    Map known;
} Need;

typedef struct Module Module;

struct Element {
    DmnElementKind kind;
    Module *module;
    const XmlNode *node;
    Str id, name;
    uint32_t index;
    const Type *type;
    const FeelType *checked; // the type that others see
    Need *needs;
    size_t need_count;
    const Boxed *body;
    const Function *function; // KNOWLEDGE
    uint32_t frame_size;
    Element **outputs; // SERVICE
    size_t output_count;
    Element **parameters; // SERVICE: inputs, then decisions
    size_t parameter_count;
    const Str *parameter_names;
    bool is_in_ring;
    int mark;           // of the search for rings
    uint32_t rank;      // of a decision: its place in the order
    Element *same_name; // the next one, of any kind and module
};

typedef struct Import {
    Str name, space;
    Module *module; // NULL: not at hand
} Import;

struct Module {
    Str file, text, space, name;
    const XmlNode *root;
    bool is_imported;
    struct {
        Import *items;
        size_t count, capacity;
    } imports;
    struct {
        Type **items;
        size_t count, capacity;
    } types;
    struct {
        Element **items;
        size_t count, capacity;
    } elements;
    Map type_names, ids; // to indexes
};

struct DmnModel {
    Module *modules;
    size_t module_count;
    struct {
        Element **items; // of all modules, by index
        size_t count, capacity;
    } elements;
    Map names;  // to the first element of that name
    Map labels; // the same, of elements that are not named as their variables are
    struct {
        Element **items; // decisions, each behind those it needs
        size_t count, capacity;
    } order;
    struct {
        const DmnTable **items;
        size_t count, capacity;
    } tables;
};

// ---- building -----------------------------------------------------------------------------------

typedef struct BoundName {
    Str name;
    const FeelType *type;
    uint32_t slot;
} BoundName;

typedef struct Builder {
    Arena *arena;
    DmnModel *model;
    Findings *findings;
    bool is_lenient;
    Module *module;
    Element *element;
    struct {
        BoundName *items;
        size_t count, capacity;
    } names;
    FeelScope *scope; // of the names; NULL: to be made
    uint32_t slot_count;
    uint32_t self; // slot of the function that is compiled next, or NO_SLOT
    int depth;
} Builder;

// Names (scope.c).
uint32_t names_bind(Builder *b, Str name, const FeelType *type);
void names_unbind(Builder *b, size_t count);
const FeelScope *names_scope(Builder *b);

// Types (item.c).
void types_read(Builder *b);                                 // of the module
const Type *type_of_reference(Builder *b, const XmlNode *n); // by its typeRef; NULL if it has none
const Type *type_named(Builder *b, Str name, Place place);
static inline const FeelType *type_feel(const Type *t) {
    return t ? t->feel : feel_type(FEEL_ANY);
}
// The value as the type wants it. False with *ret_why if it cannot be had.
bool type_coerce(FeelMachine *m, const Type *t, FeelValue *v, Message *ret_why);

// Elements (from_xml.c), boxed expressions (boxed.c, boxed_table.c).
bool elements_read(Builder *b);
void elements_link(Builder *b);
void elements_order(Builder *b);
void element_compile(Builder *b, Element *e);
const Boxed *boxed_of_child(Builder *b, const XmlNode *parent);
const Boxed *boxed_compile(Builder *b, const XmlNode *n);
const Boxed *boxed_table(Builder *b, const XmlNode *n, Boxed *ret);
const Function *function_compile(Builder *b, const XmlNode *n, Str name);
DmnCell cell_of(const XmlNode *n); // the text within
// Adds the name; a fault if it is there already.
bool builder_unique(Builder *b, Map *names, Str name, Place place);
void builder_fault(Builder *b, const char *rule, Place place, Message message, Message hint);

// ---- running ------------------------------------------------------------------------------------

struct DmnRun {
    Arena *arena;
    FeelMachine *machine;
    const DmnModel *model;
    FeelValue *values; // by element
    bool *is_known, *is_needed;
    struct {
        const Element **items; // decisions to be computed next
        size_t count, capacity;
    } needed;
    int depth;
    struct Trace {
        DmnFired *items;
        size_t count, capacity;
    } * trace; // shared with the runs of services
};

// The value of a boxed expression in a frame (boxed_run.c).
FeelValue boxed_run(DmnRun *run, const Element *e, const Boxed *x, FeelValue *frame);
FeelValue function_value(DmnRun *run, const Function *f, const FeelValue *captured);
// Coerces, or gives null with the reason.
FeelValue value_as(DmnRun *run, const Type *t, FeelValue v, Str name, Place place);
// Elements (model_run.c).
void needs_fill(DmnRun *run, const Element *e, FeelValue *frame);
FeelValue run_fault(DmnRun *run, const char *code, Message message, Place place, FeelValue cause);

#endif
