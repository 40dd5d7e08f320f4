// dmn/sheet.c - decision tables of .dmn files as grids of texts, and back
#include "dmn/sheet.h"

#include "base/limits.h"
#include "base/xml.h"
#include "dmn/dmn_int.h"

typedef enum ColumnKind { COLUMN_INPUT, COLUMN_OUTPUT, COLUMN_REMARK } ColumnKind;

static const struct {
    const char *mark;
} column_marks[] = {[COLUMN_INPUT] = {""}, [COLUMN_OUTPUT] = {"→ "}, [COLUMN_REMARK] = {"# "}};

// ---- from XML -----------------------------------------------------------------------------------

typedef struct Columns {
    struct SheetColumn {
        ColumnKind kind;
        const XmlNode *node;
        Str name, type;
    } * items;
    size_t count, capacity;
} Columns;

static Str text_of(const XmlNode *n) {
    const XmlNode *text = xml_child(n, "text");
    return text ? text->text : n ? n->text : STR("");
}

static void add_columns(Arena *a, const XmlNode *table, const char *name, ColumnKind kind,
                        Columns *ret) {
    for (const XmlNode *c = xml_child(table, name); c; c = xml_next(c)) {
        const XmlNode *expression = xml_child(c, "inputExpression");
        const XmlNode *typed = kind == COLUMN_INPUT ? expression : c;
        *VEC_ADD(a, ret) = (struct SheetColumn){
            .kind = kind,
            .node = c,
            .name = kind == COLUMN_INPUT ? text_of(expression) : xml_attribute(c, "name"),
            .type = xml_attribute(typed, "typeRef")};
    }
}

static void add_cell(DmnGrid *g, size_t *at, Str text) {
    g->cells[(*at)++] = (DmnCell){.text = text};
}

static void add_header(Arena *a, DmnGrid *g, const Columns *columns, const XmlNode *table, Str name,
                       size_t *at) {
    Str policy = xml_attribute(table, "hitPolicy"),
        aggregation = xml_attribute(table, "aggregation");
    Str words = str_fmt(a, "%.*s%s%.*s", STR_ARG(policy), aggregation.size ? " " : "",
                        STR_ARG(aggregation));
    DmnHitPolicy p = DMN_UNIQUE;
    dmn_hit_policy_parse(words, &p);
    add_cell(g, at, str_fmt(a, "%s %.*s", dmn_hit_policy_mark(p), STR_ARG(name)));
    for (size_t i = 0; i < columns->count; i++) {
        const struct SheetColumn *c = &columns->items[i];
        Str shown = c->kind == COLUMN_OUTPUT && !c->name.size ? name : c->name;
        add_cell(g, at,
                 str_fmt(a, "%s%.*s%s%.*s", column_marks[c->kind].mark, STR_ARG(shown),
                         c->type.size ? " : " : "", STR_ARG(c->type)));
    }
}

// The row of what the columns say under these names; none if no column says anything.
static void add_column_row(DmnGrid *g, const Columns *columns, Str label, const char *in_input,
                           const char *in_output, size_t *at) {
    size_t start = *at, written = 0;
    add_cell(g, at, label);
    for (size_t i = 0; i < columns->count; i++) {
        const struct SheetColumn *c = &columns->items[i];
        const char *name = c->kind == COLUMN_INPUT ? in_input : in_output;
        Str text = text_of(xml_child(c->node, name));
        written += text.size > 0;
        add_cell(g, at, text);
    }
    if (!written) *at = start;
}

static void add_entries(DmnGrid *g, const Columns *columns, const XmlNode *rule, const char *name,
                        ColumnKind kind, size_t *at) {
    const XmlNode *entry = xml_child(rule, name);
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->items[i].kind != kind) continue;
        add_cell(g, at, text_of(entry));
        if (entry) entry = xml_next(entry);
    }
}

static size_t count_rules(const XmlNode *table) {
    size_t count = 0;
    for (const XmlNode *n = xml_child(table, "rule"); n; n = xml_next(n)) count++;
    return count;
}

static DmnGrid grid_of(Arena *a, const XmlNode *table, Str name) {
    enum { ROWS_BEFORE = 3 };
    Columns columns = {0};
    add_columns(a, table, "input", COLUMN_INPUT, &columns);
    add_columns(a, table, "output", COLUMN_OUTPUT, &columns);
    add_columns(a, table, "annotation", COLUMN_REMARK, &columns);
    DmnGrid g = {.column_count = columns.count + 1};
    g.cells = ARENA_ARRAY(a, DmnCell, (count_rules(table) + ROWS_BEFORE) * g.column_count);
    size_t at = 0, number = 0;
    add_header(a, &g, &columns, table, name, &at);
    add_column_row(&g, &columns, STR("values"), "inputValues", "outputValues", &at);
    add_column_row(&g, &columns, STR("default"), "", "defaultOutputEntry", &at);
    for (const XmlNode *rule = xml_child(table, "rule"); rule; rule = xml_next(rule)) {
        add_cell(&g, &at, str_fmt(a, "%zu", ++number));
        add_entries(&g, &columns, rule, "inputEntry", COLUMN_INPUT, &at);
        add_entries(&g, &columns, rule, "outputEntry", COLUMN_OUTPUT, &at);
        add_entries(&g, &columns, rule, "annotationEntry", COLUMN_REMARK, &at);
    }
    g.row_count = at / g.column_count;
    return g;
}

// Tables anywhere within an element; the depth of XML is bounded.
static void find_tables(Arena *a, const XmlNode *n, Str name, DmnGridList *ret) {
    for (const XmlNode *c = n->first; c; c = c->next) {
        if (xml_is(c, "decisionTable"))
            *VEC_ADD(a, ret) = grid_of(a, c, name);
        else
            find_tables(a, c, name, ret);
    }
}

bool dmn_grids_read(Arena *a, DmnSource source, Str name, DmnGridList *ret, Err *err) {
    DmnHead head;
    if (!dmn_source_head(a, source, &head, err)) return false;
    const XmlNode *root = xml_parse(a, source.file, source.text, err);
    for (const XmlNode *n = root->first; n; n = n->next) {
        Str own = str_trim(xml_attribute(n, "name"));
        if (!name.size || str_is(own, name)) find_tables(a, n, own, ret);
    }
    return true;
}

// ---- to XML -------------------------------------------------------------------------------------

typedef struct Sheet {
    Arena *arena;
    const DmnGrid *grid;
    DmnHitPolicy policy;
    Str name;
    Columns columns;
    size_t first_rule;
    const DmnCell *values, *defaults; // rows, or NULL
    Buf *out;
} Sheet;

static bool refuse(Findings *f, Place place, Message message) {
    finding_add(f, SEVERITY_ERROR, "table-shape", place, message,
                MSG("the header is: hit policy and name, inputs, → outputs, # remarks"));
    return false;
}

enum { TYPE_MARK_SIZE = 3 };

static bool is_type_name(Str text) {
    for (size_t i = 0; i < text.size; i++)
        if (strchr("\"'{}()[]=+*/,", text.at[i])) return false;
    return text.size > 0;
}

// The last ` : ` that has a type behind it; an expression may have others. -1 if there is none.
static int64_t type_mark(Str text) {
    int64_t found = -1;
    for (int64_t at = -1; (at = str_find(text, STR(" : "), (size_t)(at + 1))) >= 0;) found = at;
    if (found < 0) return -1;
    return is_type_name(str_part(text, (size_t)found + TYPE_MARK_SIZE, text.size)) ? found : -1;
}

static struct SheetColumn read_column(Str text) {
    struct SheetColumn c = {.kind = COLUMN_INPUT};
    for (int kind = COLUMN_OUTPUT; kind <= COLUMN_REMARK; kind++) {
        Str mark = str_from(column_marks[kind].mark);
        mark.size--; // the blank may be missing
        if (!str_starts_with(text, mark)) continue;
        c.kind = (ColumnKind)kind;
        text = str_trim(str_part(text, mark.size, text.size));
    }
    int64_t colon = type_mark(text);
    c.name = colon < 0 ? text : str_trim(str_part(text, 0, (size_t)colon));
    if (colon >= 0) c.type = str_trim(str_part(text, (size_t)colon + TYPE_MARK_SIZE, text.size));
    return c;
}

static bool read_header(Sheet *s, Findings *f) {
    const DmnCell *header = s->grid->cells;
    Str first = str_trim(header[0].text);
    int64_t blank = str_find(first, STR(" "), 0);
    Str mark = blank < 0 ? first : str_part(first, 0, (size_t)blank);
    size_t counts[COLUMN_REMARK + 1] = {0};
    if (!dmn_hit_policy_parse(mark, &s->policy))
        return refuse(f, header[0].place, MSG("\"{1}\" is no hit policy", mark));
    s->name = blank < 0 ? STR("table") : str_trim(str_part(first, (size_t)blank, first.size));
    for (size_t i = 1; i < s->grid->column_count; i++) {
        struct SheetColumn c = read_column(str_trim(header[i].text));
        counts[c.kind]++;
        *VEC_ADD(s->arena, &s->columns) = c;
        if (!c.name.size) return refuse(f, header[i].place, MSG("the column has no name"));
    }
    return counts[COLUMN_OUTPUT] > 0 ||
           refuse(f, header[0].place, MSG("the table \"{1}\" has no output", s->name));
}

static void read_rows_before(Sheet *s) {
    const DmnGrid *g = s->grid;
    for (s->first_rule = 1; s->first_rule < g->row_count; s->first_rule++) {
        const DmnCell *row = g->cells + s->first_rule * g->column_count;
        if (str_is(row[0].text, STR("values")))
            s->values = row;
        else if (str_is(row[0].text, STR("default")))
            s->defaults = row;
        else
            return;
    }
}

static void add_attribute(Buf *b, const char *name, Str value) {
    if (!value.size) return;
    buf_add_fmt(b, " %s=\"", name);
    xml_add_text(b, value);
    buf_add_byte(b, '"');
}

static void add_text_element(Buf *b, const char *indent, const char *name, Str text) {
    buf_add_fmt(b, "%s<%s><text>", indent, name);
    xml_add_text(b, text);
    buf_add_fmt(b, "</text></%s>\n", name);
}

// A name without operators can be an input of the model; any other expression cannot.
static bool is_name(Str text) {
    for (size_t i = 0; i < text.size; i++)
        if (strchr("+-*/.()[]{}<>=!,:;\"'?@#$%&|^~`\\", text.at[i])) return false;
    return text.size > 0 && !(text.at[0] >= '0' && text.at[0] <= '9');
}

static bool is_first(const Sheet *s, size_t column) {
    for (size_t i = 0; i < column; i++)
        if (s->columns.items[i].kind == COLUMN_INPUT &&
            str_is(s->columns.items[i].name, s->columns.items[column].name))
            return false;
    return true;
}

static bool is_input(const Sheet *s, size_t column) {
    const struct SheetColumn *c = &s->columns.items[column];
    return c->kind == COLUMN_INPUT && is_name(c->name) && is_first(s, column);
}

static void write_inputs(const Sheet *s) {
    Buf *b = s->out;
    for (size_t i = 0; i < s->columns.count; i++) {
        const struct SheetColumn *c = &s->columns.items[i];
        if (!is_input(s, i)) continue;
        buf_add_fmt(b, "  <inputData id=\"input_%zu\"", i + 1);
        add_attribute(b, "name", c->name);
        buf_add_fmt(b, ">\n    <variable id=\"variable_%zu\"", i + 1);
        add_attribute(b, "name", c->name);
        add_attribute(b, "typeRef", c->type);
        buf_add_c(b, "/>\n  </inputData>\n");
    }
}

static void write_requirements(const Sheet *s) {
    for (size_t i = 0; i < s->columns.count; i++)
        if (is_input(s, i))
            buf_add_fmt(s->out,
                        "    <informationRequirement id=\"requirement_%zu\">\n"
                        "      <requiredInput href=\"#input_%zu\"/>\n"
                        "    </informationRequirement>\n",
                        i + 1, i + 1);
}

static void write_column(const Sheet *s, size_t i) {
    Buf *b = s->out;
    const struct SheetColumn *c = &s->columns.items[i];
    static const char *const names[] = {"input", "output", "annotation"};
    buf_add_fmt(b, "      <%s", names[c->kind]);
    if (c->kind != COLUMN_REMARK) buf_add_fmt(b, " id=\"column_%zu\"", i + 1);
    if (c->kind != COLUMN_INPUT) add_attribute(b, "name", c->name);
    if (c->kind == COLUMN_OUTPUT) add_attribute(b, "typeRef", c->type);
    buf_add_c(b, ">\n");
    if (c->kind == COLUMN_INPUT) {
        buf_add_fmt(b, "        <inputExpression id=\"expression_%zu\"", i + 1);
        add_attribute(b, "typeRef", c->type);
        buf_add_c(b, "><text>");
        xml_add_text(b, c->name);
        buf_add_c(b, "</text></inputExpression>\n");
    }
    const char *values = c->kind == COLUMN_INPUT ? "inputValues" : "outputValues";
    if (s->values && s->values[i + 1].text.size && c->kind != COLUMN_REMARK)
        add_text_element(b, "        ", values, s->values[i + 1].text);
    if (s->defaults && s->defaults[i + 1].text.size && c->kind == COLUMN_OUTPUT)
        add_text_element(b, "        ", "defaultOutputEntry", s->defaults[i + 1].text);
    buf_add_fmt(b, "      </%s>\n", names[c->kind]);
}

static void write_columns(const Sheet *s, ColumnKind kind) {
    for (size_t i = 0; i < s->columns.count; i++)
        if (s->columns.items[i].kind == kind) write_column(s, i);
}

static void write_rule(const Sheet *s, size_t row) {
    static const char *const names[] = {"inputEntry", "outputEntry", "annotationEntry"};
    const DmnCell *cells = s->grid->cells + row * s->grid->column_count;
    buf_add_fmt(s->out, "      <rule id=\"rule_%zu\">\n", row - s->first_rule + 1);
    for (int kind = COLUMN_INPUT; kind <= COLUMN_REMARK; kind++)
        for (size_t i = 0; i < s->columns.count; i++) {
            if ((int)s->columns.items[i].kind != kind) continue;
            Str text = cells[i + 1].text;
            bool is_any = kind == COLUMN_INPUT && !text.size;
            add_text_element(s->out, "        ", names[kind], is_any ? STR("-") : text);
        }
    buf_add_c(s->out, "      </rule>\n");
}

static void write_table(const Sheet *s) {
    static const char *const words[] = {[DMN_COLLECT_SUM] = "SUM",
                                        [DMN_COLLECT_MIN] = "MIN",
                                        [DMN_COLLECT_MAX] = "MAX",
                                        [DMN_COLLECT_COUNT] = "COUNT"};
    static const char *const policies[] = {"UNIQUE", "ANY",        "PRIORITY",
                                           "FIRST",  "RULE ORDER", "OUTPUT ORDER"};
    bool is_collect = s->policy >= DMN_COLLECT;
    buf_add_fmt(s->out, "    <decisionTable id=\"table_1\" hitPolicy=\"%s\"",
                is_collect ? "COLLECT" : policies[s->policy]);
    if (s->policy > DMN_COLLECT) buf_add_fmt(s->out, " aggregation=\"%s\"", words[s->policy]);
    buf_add_c(s->out, ">\n");
    for (int kind = COLUMN_INPUT; kind <= COLUMN_REMARK; kind++) write_columns(s, (ColumnKind)kind);
    for (size_t row = s->first_rule; row < s->grid->row_count; row++) write_rule(s, row);
    buf_add_c(s->out, "    </decisionTable>\n");
}

static Str type_of_decision(const Sheet *s) {
    Str type = {NULL, 0};
    size_t outputs = 0;
    for (size_t i = 0; i < s->columns.count; i++)
        if (s->columns.items[i].kind == COLUMN_OUTPUT && outputs++ == 0)
            type = s->columns.items[i].type;
    bool is_plain = s->policy < DMN_RULE_ORDER || s->policy > DMN_COLLECT;
    return outputs == 1 && is_plain ? type : (Str){NULL, 0};
}

bool dmn_grid_write(Arena *a, const DmnGrid *grid, DmnVersion version, Buf *out, Findings *f) {
    Sheet s = {.arena = a, .grid = grid, .out = out};
    if (!read_header(&s, f)) return false;
    read_rows_before(&s);
    buf_add_fmt(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions xmlns=\"%.*s\"",
                STR_ARG(dmn_version_space(version)));
    add_attribute(out, "name", s.name);
    buf_add_c(out, " id=\"definitions_1\" namespace=\"urn:softlaw:table\">\n");
    write_inputs(&s);
    buf_add_c(out, "  <decision id=\"decision_1\"");
    add_attribute(out, "name", s.name);
    buf_add_c(out, ">\n    <variable id=\"variable_0\"");
    add_attribute(out, "name", s.name);
    add_attribute(out, "typeRef", type_of_decision(&s));
    buf_add_c(out, "/>\n");
    write_requirements(&s);
    write_table(&s);
    buf_add_c(out, "  </decision>\n</definitions>\n");
    return true;
}
