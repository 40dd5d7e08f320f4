// dmn/table.c - compile a decision table from its cells
#include "dmn/dmn_int.h"

#include <stdlib.h>

typedef struct Compiler {
    Arena *arena;
    const DmnTableText *text;
    const FeelScope *scope;
    Findings *findings;
} Compiler;

static Part compile_cell(const Compiler *c, DmnCell cell, const FeelType *type) {
    FeelOptions options = {.result = type, .lenient = c->text->is_lenient};
    return part_compile(c->arena, cell, c->scope, options, c->findings);
}

static void compile_input(const Compiler *c, DmnTable *t, size_t i) {
    t->inputs[i] = compile_cell(c, c->text->inputs[i], NULL);
    if (!c->text->input_values || cell_is_any(c->text->input_values[i].text)) return;
    FeelOptions options = {.lenient = c->text->is_lenient};
    t->input_values[i] =
        part_compile_tests(c->arena, c->text->input_values[i], c->scope, options, c->findings);
}

static void compile_inputs(const Compiler *c, DmnTable *t) {
    t->inputs = ARENA_ARRAY(c->arena, Part, t->input_count);
    t->input_values = ARENA_ARRAY(c->arena, Part, t->input_count);
    for (size_t i = 0; i < t->input_count; i++) compile_input(c, t, i);
}

// Allowed values are constants: "low", "high". Their order is their priority.
static FeelValue read_allowed(const Compiler *c, DmnCell cell) {
    if (cell_is_any(cell.text)) return feel_null();
    DmnCell list = {str_fmt(c->arena, "[%.*s]", STR_ARG(cell.text)), cell.place};
    FeelScope *nothing = feel_scope_new(c->arena);
    const FeelCode *code = feel_compile(c->arena, list.text, list.place, nothing,
                                        (FeelOptions){.lenient = false}, c->findings);
    if (!code) return feel_null();
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    FeelValue value = feel_value_copy(c->arena, feel_run(m, code, NULL));
    feel_machine_free(m);
    return value;
}

static void compile_output_headers(const Compiler *c, DmnTable *t) {
    const DmnTableText *text = c->text;
    t->output_names = ARENA_ARRAY(c->arena, Str, t->output_count);
    t->defaults = ARENA_ARRAY(c->arena, Part, t->output_count);
    t->allowed = ARENA_ARRAY(c->arena, FeelValue, t->output_count);
    for (size_t i = 0; i < t->output_count; i++) {
        t->output_names[i] = text->outputs[i].text;
        if (text->output_values) t->allowed[i] = read_allowed(c, text->output_values[i]);
        if (text->output_defaults && !cell_is_any(text->output_defaults[i].text))
            t->defaults[i] = compile_cell(c, text->output_defaults[i],
                                          text->output_types ? text->output_types[i] : NULL);
    }
}

static void compile_rule(const Compiler *c, DmnTable *t, size_t rule) {
    const DmnCell *cells = c->text->cells + rule * (t->input_count + t->output_count);
    for (size_t i = 0; i < t->input_count; i++) {
        if (cell_is_any(cells[i].text) || !part_is_written(t->inputs[i])) continue;
        const FeelCode *input = t->inputs[i].code;
        FeelOptions options = {.input = input ? feel_code_type(input) : NULL,
                               .lenient = c->text->is_lenient};
        t->tests[rule * t->input_count + i] =
            part_compile_tests(c->arena, cells[i], c->scope, options, c->findings);
    }
    for (size_t i = 0; i < t->output_count; i++) {
        DmnCell cell = cells[t->input_count + i];
        if (cell_is_any(cell.text)) continue;
        t->outputs[rule * t->output_count + i] =
            compile_cell(c, cell, c->text->output_types ? c->text->output_types[i] : NULL);
    }
    t->rule_places[rule] = cells[0].place;
}

// The type that all cells of an output share, or any.
static const FeelType *type_of_output(const Compiler *c, const DmnTable *t, size_t output) {
    if (c->text->output_types && c->text->output_types[output])
        return c->text->output_types[output];
    const FeelType *shared = NULL;
    for (size_t rule = 0; rule < t->rule_count; rule++) {
        const FeelCode *code = t->outputs[rule * t->output_count + output].code;
        if (!code) continue;
        const FeelType *type = feel_code_type(code);
        if (!shared || feel_type_conforms(shared, type))
            shared = type;
        else if (!feel_type_conforms(type, shared))
            return feel_type(FEEL_ANY);
    }
    return shared ? shared : feel_type(FEEL_ANY);
}

static const FeelType *type_of_row(const Compiler *c, const DmnTable *t) {
    if (t->output_count == 1) return type_of_output(c, t, 0);
    const FeelType **types = ARENA_ARRAY(c->arena, const FeelType *, t->output_count);
    for (size_t i = 0; i < t->output_count; i++) types[i] = type_of_output(c, t, i);
    return feel_type_context(c->arena, t->output_names, types, t->output_count);
}

static const FeelType *type_of_table(const Compiler *c, const DmnTable *t) {
    switch (t->hit_policy) {
    case DMN_UNIQUE:
    case DMN_ANY:
    case DMN_PRIORITY:
    case DMN_FIRST:
    case DMN_COLLECT_MIN:
    case DMN_COLLECT_MAX: return type_of_row(c, t);
    case DMN_COLLECT_SUM:
    case DMN_COLLECT_COUNT: return feel_type(FEEL_NUMBER);
    case DMN_RULE_ORDER:
    case DMN_OUTPUT_ORDER:
    case DMN_COLLECT: return feel_type_list(c->arena, type_of_row(c, t));
    }
    abort();
}

typedef struct SlotSet {
    uint32_t *items;
    size_t count, capacity;
} SlotSet;

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void add_slots(Arena *a, SlotSet *set, const Part *parts, size_t part_count) {
    for (size_t i = 0; i < part_count; i++) {
        if (!parts[i].code) continue;
        size_t count;
        const uint32_t *slots = feel_code_slots(parts[i].code, &count);
        for (size_t j = 0; j < count; j++) *VEC_ADD(a, set) = slots[j];
    }
}

static void collect_slots(Arena *a, DmnTable *t) {
    SlotSet set = {0};
    add_slots(a, &set, t->inputs, t->input_count);
    add_slots(a, &set, t->defaults, t->output_count);
    add_slots(a, &set, t->tests, t->rule_count * t->input_count);
    add_slots(a, &set, t->outputs, t->rule_count * t->output_count);
    if (set.count) qsort(set.items, set.count, sizeof *set.items, by_number);
    for (size_t i = 0; i < set.count; i++)
        if (i == 0 || set.items[i] != set.items[i - 1]) set.items[t->slot_count++] = set.items[i];
    t->slots = set.items;
}

static void find_constants(const Compiler *c, DmnTable *t) {
    size_t count = t->rule_count * t->output_count;
    t->constants = ARENA_ARRAY(c->arena, FeelValue, count);
    for (size_t i = 0; i < count; i++)
        if (t->outputs[i].code) feel_code_constant(c->arena, t->outputs[i].code, &t->constants[i]);
}

static bool has_name_twice(const DmnTableText *text) {
    for (size_t i = 0; i < text->output_count; i++)
        for (size_t j = 0; j < i; j++)
            if (str_is(text->outputs[i].text, text->outputs[j].text)) return true;
    return false;
}

static bool has_usable_shape(const Compiler *c) {
    const DmnTableText *text = c->text;
    Message fault = NO_MSG, hint = NO_MSG;
    bool aggregates = text->hit_policy >= DMN_COLLECT_SUM;
    if (text->output_count == 0) {
        fault = MSG("the table \"{1}\" has no output", text->name);
        hint = MSG("name at least one output column");
    } else if (has_name_twice(text)) {
        fault = MSG("two outputs of the table \"{1}\" have one name", text->name);
    } else if (text->rule_count == 0) {
        fault = MSG("the table \"{1}\" has no rules", text->name);
        hint = MSG("write at least one row under the header");
    } else if (text->rule_count > LIMIT_TABLE_RULES) {
        fault = MSG("the table \"{1}\" has too many rules", text->name);
        hint = MSG("split it into several tables");
    } else if (aggregates && text->output_count > 1) {
        fault = MSG("the hit policy {1} takes one output only",
                    str_from(dmn_hit_policy_mark(text->hit_policy)));
        hint = MSG("split the table, or use the hit policy C");
    }
    if (fault.text)
        finding_add(c->findings, SEVERITY_ERROR, "table-shape", text->place, fault, hint);
    return !fault.text;
}

const DmnTable *dmn_table_compile(Arena *a, const DmnTableText *text, const FeelScope *scope,
                                  Findings *f) {
    Compiler c = {a, text, scope, f};
    size_t errors = f->error_count;
    if (!has_usable_shape(&c)) return NULL;
    DmnTable *t = ARENA_NEW(a, DmnTable);
    t->name = text->name;
    t->place = text->place;
    t->hit_policy = text->hit_policy;
    t->input_count = text->input_count;
    t->output_count = text->output_count;
    t->rule_count = text->rule_count;
    t->tests = ARENA_ARRAY(a, Part, t->rule_count * t->input_count);
    t->outputs = ARENA_ARRAY(a, Part, t->rule_count * t->output_count);
    t->rule_places = ARENA_ARRAY(a, Place, t->rule_count);
    compile_inputs(&c, t);
    compile_output_headers(&c, t);
    for (size_t rule = 0; rule < t->rule_count; rule++) compile_rule(&c, t, rule);
    if (f->error_count != errors) return NULL;
    t->type = type_of_table(&c, t);
    collect_slots(a, t);
    find_constants(&c, t);
    columns_make(a, t);
    return t;
}

const FeelType *dmn_table_type(const DmnTable *t) {
    return t->type;
}

const uint32_t *dmn_table_slots(const DmnTable *t, size_t *ret_count) {
    *ret_count = t->slot_count;
    return t->slots;
}

size_t dmn_table_input_count(const DmnTable *t) {
    return t->input_count;
}

const FeelCode *dmn_table_input(const DmnTable *t, size_t index) {
    return t->inputs[index].code;
}

size_t dmn_table_output_count(const DmnTable *t) {
    return t->output_count;
}

size_t dmn_table_rule_count(const DmnTable *t) {
    return t->rule_count;
}

const FeelCode *dmn_table_output(const DmnTable *t, size_t rule, size_t index) {
    return t->outputs[rule * t->output_count + index].code;
}

Place dmn_table_rule_place(const DmnTable *t, size_t rule) {
    return t->rule_places[rule];
}
