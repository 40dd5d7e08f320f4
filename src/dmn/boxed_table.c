// dmn/boxed_table.c - decision tables of .dmn files
#include "dmn/model_int.h"

static size_t count_of(const XmlNode *n, const char *name) {
    size_t count = 0;
    for (const XmlNode *c = xml_child(n, name); c; c = xml_next(c)) count++;
    return count;
}

static bool hit_policy_of(Builder *b, const XmlNode *n, DmnHitPolicy *ret) {
    Str policy = str_trim(xml_attribute(n, "hitPolicy")),
        aggregation = str_trim(xml_attribute(n, "aggregation"));
    Str name = policy.size ? policy : STR("UNIQUE");
    if (aggregation.size)
        name = str_fmt(b->arena, "%.*s %.*s", STR_ARG(name), STR_ARG(aggregation));
    if (dmn_hit_policy_parse(name, ret)) return true;
    builder_fault(b, "table-hit-policy", n->place, MSG("\"{1}\" is no hit policy", name),
                  MSG("hit policies are U, A, P, F, R, O, C, C+, C<, C>, C#"));
    return false;
}

static void read_inputs(Builder *b, const XmlNode *n, DmnTableText *t) {
    DmnCell *inputs = ARENA_ARRAY(b->arena, DmnCell, t->input_count);
    DmnCell *values = ARENA_ARRAY(b->arena, DmnCell, t->input_count);
    size_t i = 0;
    for (const XmlNode *c = xml_child(n, "input"); c; c = xml_next(c), i++) {
        const XmlNode *expression = xml_child(c, "inputExpression"),
                      *allowed = xml_child(c, "inputValues");
        inputs[i] = expression ? cell_of(expression) : (DmnCell){STR("null"), c->place};
        if (allowed) values[i] = cell_of(allowed);
        const Type *type = expression ? type_of_reference(b, expression) : NULL;
        if (!values[i].text.size && type) values[i] = type->allowed_text;
    }
    t->inputs = inputs;
    t->input_values = values;
}

// One output may be nameless: it is then named as the table.
static void read_outputs(Builder *b, const XmlNode *n, DmnTableText *t) {
    DmnCell *outputs = ARENA_ARRAY(b->arena, DmnCell, t->output_count),
            *values = ARENA_ARRAY(b->arena, DmnCell, t->output_count),
            *defaults = ARENA_ARRAY(b->arena, DmnCell, t->output_count);
    size_t i = 0;
    for (const XmlNode *c = xml_child(n, "output"); c; c = xml_next(c), i++) {
        Str name = str_trim(xml_attribute(c, "name"));
        const Type *type = type_of_reference(b, c);
        if (!type && t->output_count == 1) type = b->element->type;
        outputs[i] = (DmnCell){name.size ? name : t->name, c->place};
        if (xml_child(c, "outputValues"))
            values[i] = cell_of(xml_child(c, "outputValues"));
        else if (type)
            values[i] = type->allowed_text;
        if (xml_child(c, "defaultOutputEntry"))
            defaults[i] = cell_of(xml_child(c, "defaultOutputEntry"));
    }
    t->outputs = outputs;
    t->output_values = values;
    t->output_defaults = defaults;
}

static size_t read_entries(const XmlNode *rule, const char *name, DmnCell *cells, size_t count) {
    size_t i = 0;
    for (const XmlNode *c = xml_child(rule, name); c && i < count; c = xml_next(c), i++)
        cells[i] = cell_of(c);
    return i;
}

static void read_rules(Builder *b, const XmlNode *n, DmnTableText *t) {
    size_t width = t->input_count + t->output_count;
    DmnCell *cells = ARENA_ARRAY(b->arena, DmnCell, t->rule_count * width), *row = cells;
    for (const XmlNode *c = xml_child(n, "rule"); c; c = xml_next(c), row += width) {
        for (size_t i = 0; i < width; i++) row[i].place = c->place;
        size_t inputs = read_entries(c, "inputEntry", row, t->input_count),
               outputs = read_entries(c, "outputEntry", row + t->input_count, t->output_count);
        if (inputs == t->input_count && outputs == t->output_count) continue;
        builder_fault(b, "table-columns", c->place,
                      MSG("the rule has {1} inputs and {2} outputs, the table has others",
                          str_fmt(b->arena, "%zu", inputs), str_fmt(b->arena, "%zu", outputs)),
                      NO_MSG);
    }
    t->cells = cells;
}

static const Finding *last_error(Builder *b, const Findings *f) {
    static const Finding unreadable = {.rule = "table-shape", .severity = SEVERITY_ERROR};
    const Finding *found = NULL;
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].severity == SEVERITY_ERROR) found = &f->items[i];
    if (found) return arena_copy(b->arena, found, sizeof *found);
    Finding *made = arena_copy(b->arena, &unreadable, sizeof unreadable);
    made->message = MSG("the table cannot be read");
    return made;
}

const Boxed *boxed_table(Builder *b, const XmlNode *n, Boxed *x) {
    DmnTableText t = {.name = b->element->name,
                      .place = n->place,
                      .input_count = count_of(n, "input"),
                      .output_count = count_of(n, "output"),
                      .rule_count = count_of(n, "rule"),
                      .is_lenient = b->is_lenient};
    Findings own = {.arena = b->arena};
    bool is_small =
        t.rule_count <= LIMIT_TABLE_RULES && t.input_count + t.output_count <= LIMIT_TABLE_COLUMNS;
    if (hit_policy_of(b, n, &t.hit_policy) && is_small) {
        read_inputs(b, n, &t);
        read_outputs(b, n, &t);
        read_rules(b, n, &t);
        x->table =
            dmn_table_compile(b->arena, &t, names_scope(b), b->is_lenient ? &own : b->findings);
    } else if (!is_small) {
        builder_fault(b, "table-shape", n->place, MSG("the table has too many rules or columns"),
                      NO_MSG);
    }
    if (x->table) {
        *VEC_ADD(b->arena, &b->model->tables) = x->table;
        x->checked = dmn_table_type(x->table);
    } else {
        x->kind = BOXED_LITERAL; // which has no code but a fault
        x->part.fault = last_error(b, b->is_lenient ? &own : b->findings);
    }
    return x;
}
