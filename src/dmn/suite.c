// dmn/suite.c - test files of the DMN TCK: reading them, running a case, comparing values
#include "dmn/suite.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/xml.h"

#define SUITE_SPACE STR("http://www.omg.org/spec/DMN/20160719/testcase")
#define INSTANCE_SPACE STR("http://www.w3.org/2001/XMLSchema-instance")

// ---- values -------------------------------------------------------------------------------------

static FeelValue value_of(Arena *a, const XmlNode *n);

static const struct {
    const char *name;
    FeelKind kind; // ANY: whatever temporal kind the text has
} schema_types[] = {
    {"string", FEEL_STRING},
    {"boolean", FEEL_BOOLEAN},
    {"decimal", FEEL_NUMBER},
    {"double", FEEL_NUMBER},
    {"float", FEEL_NUMBER},
    {"integer", FEEL_NUMBER},
    {"int", FEEL_NUMBER},
    {"long", FEEL_NUMBER},
    {"date", FEEL_DATE},
    {"time", FEEL_TIME},
    {"dateTime", FEEL_DATE_TIME},
    {"duration", FEEL_ANY},
    {"yearMonthDuration", FEEL_YEARS_DURATION},
    {"dayTimeDuration", FEEL_DAYS_DURATION},
};

static FeelValue duration_of(Arena *a, Str text) {
    FeelValue v = feel_from_text(a, text, FEEL_DAYS_DURATION);
    return v.kind ? v : feel_from_text(a, text, FEEL_YEARS_DURATION);
}

// A number may begin with its point, as in XML Schema.
static FeelValue number_of(Arena *a, Str text) {
    bool is_negative = str_starts_with(text, STR("-"));
    Str digits = str_part(text, is_negative, text.size);
    if (!str_starts_with(digits, STR("."))) return feel_from_text(a, text, FEEL_NUMBER);
    return feel_from_text(a, str_fmt(a, "%s0%.*s", is_negative ? "-" : "", STR_ARG(digits)),
                          FEEL_NUMBER);
}

static FeelValue simple_value(Arena *a, const XmlNode *n) {
    Str type = xml_attribute_in(n, INSTANCE_SPACE, "type");
    int64_t colon = str_find(type, STR(":"), 0);
    Str name = str_part(type, (size_t)(colon + 1), type.size);
    if (str_is(xml_attribute_in(n, INSTANCE_SPACE, "nil"), STR("true"))) return feel_null();
    for (size_t i = 0; i < sizeof schema_types / sizeof *schema_types; i++) {
        if (!str_is(name, str_from(schema_types[i].name))) continue;
        FeelKind kind = schema_types[i].kind;
        if (kind == FEEL_STRING) break;
        if (kind == FEEL_NUMBER) return number_of(a, n->text);
        return kind == FEEL_ANY ? duration_of(a, n->text) : feel_from_text(a, n->text, kind);
    }
    return feel_string(n->whole);
}

static FeelValue list_value(Arena *a, const XmlNode *n) {
    struct Items {
        FeelValue *items;
        size_t count, capacity;
    } items = {0};
    for (const XmlNode *c = xml_child(n, "item"); c; c = xml_next(c)) {
        FeelValue v = value_of(a, c);
        *VEC_ADD(a, &items) = v;
    }
    return feel_list(items.items, items.count, a);
}

static FeelValue context_value(Arena *a, const XmlNode *first) {
    struct Keys {
        Str *items;
        size_t count, capacity;
    } keys = {0};
    struct Values {
        FeelValue *items;
        size_t count, capacity;
    } values = {0};
    Map names = {.arena = a};
    for (const XmlNode *c = first; c; c = xml_next(c)) {
        if (!map_add(&names, xml_attribute(c, "name"), 0)) continue;
        FeelValue v = value_of(a, c);
        *VEC_ADD(a, &keys) = xml_attribute(c, "name");
        *VEC_ADD(a, &values) = v;
    }
    return feel_context(keys.items, values.items, keys.count, a);
}

// The depth of XML is bounded: this may recurse.
static FeelValue value_of(Arena *a, const XmlNode *n) {
    const XmlNode *list = xml_child(n, "list"), *component = xml_child(n, "component"),
                  *value = xml_child(n, "value");
    if (list) {
        bool is_nil = str_is(xml_attribute_in(list, INSTANCE_SPACE, "nil"), STR("true"));
        return is_nil ? feel_null() : list_value(a, list);
    }
    if (component) return context_value(a, component);
    return value ? simple_value(a, value) : feel_null();
}

// ---- cases --------------------------------------------------------------------------------------

typedef struct NamedValues {
    DmnNamedValue *items;
    size_t count, capacity;
} NamedValues;

static void read_inputs(Arena *a, const XmlNode *n, DmnCase *c) {
    NamedValues list = {0};
    for (const XmlNode *i = xml_child(n, "inputNode"); i; i = xml_next(i)) {
        FeelValue v = value_of(a, i);
        *VEC_ADD(a, &list) = (DmnNamedValue){
            .space = xml_attribute(i, "namespace"), .name = xml_attribute(i, "name"), .value = v};
    }
    c->inputs = list.items;
    c->input_count = list.count;
}

static void read_results(Arena *a, const XmlNode *n, DmnCase *c) {
    NamedValues list = {0};
    for (const XmlNode *r = xml_child(n, "resultNode"); r; r = xml_next(r)) {
        const XmlNode *expected = xml_child(r, "expected");
        FeelValue v = expected ? value_of(a, expected) : feel_null();
        *VEC_ADD(a, &list) =
            (DmnNamedValue){.name = xml_attribute(r, "name"),
                            .value = v,
                            .is_error = str_is(xml_attribute(r, "errorResult"), STR("true"))};
    }
    c->results = list.items;
    c->result_count = list.count;
}

static DmnCase read_case(Arena *a, const XmlNode *n) {
    DmnCase c = {.id = xml_attribute(n, "id"), .place = n->place};
    if (str_is(xml_attribute(n, "type"), STR("decisionService")))
        c.service = xml_attribute(n, "invocableName");
    read_inputs(a, n, &c);
    read_results(a, n, &c);
    return c;
}

const DmnSuite *dmn_suite_read(Arena *a, Str file, Str text, Err *err) {
    const XmlNode *root = xml_parse(a, file, text, err);
    if (!root) return NULL;
    if (!xml_is(root, "testCases") || !str_is(root->space, SUITE_SPACE)) {
        err_set_at(err, ERR_INPUT, root->place, MSG("this is no test file of the DMN TCK"), NO_MSG);
        return NULL;
    }
    struct Cases {
        DmnCase *items;
        size_t count, capacity;
    } cases = {0};
    for (const XmlNode *n = xml_child(root, "testCase"); n; n = xml_next(n)) {
        DmnCase c = read_case(a, n);
        *VEC_ADD(a, &cases) = c;
    }
    const XmlNode *model = xml_child(root, "modelName");
    DmnSuite *suite = ARENA_NEW(a, DmnSuite);
    *suite = (DmnSuite){model ? model->text : STR(""), cases.items, cases.count};
    return suite;
}

bool dmn_suite_is(Arena *a, Str file, Str text) {
    Err err = {.code = ERR_NONE};
    const XmlNode *root = xml_parse(a, file, text, &err);
    return root && xml_is(root, "testCases") && str_is(root->space, SUITE_SPACE);
}

// ---- running ------------------------------------------------------------------------------------

DmnRun *dmn_suite_begin(Arena *a, FeelMachine *m, const DmnModel *model, const DmnCase *c) {
    DmnRun *run = dmn_run_new(a, m, model);
    for (size_t i = 0; i < c->input_count; i++)
        dmn_run_input(run, c->inputs[i].space, c->inputs[i].name, c->inputs[i].value);
    return run;
}

FeelValue dmn_suite_result(DmnRun *run, const DmnCase *c, size_t index, bool *ret_found) {
    Str name = c->results[index].name;
    if (!c->service.size) return dmn_run_value(run, name, ret_found);
    FeelValue v = dmn_run_service(run, c->service, ret_found);
    bool is_entry = false;
    FeelValue entry =
        v.kind == FEEL_CONTEXT ? feel_context_get(v.context, name, &is_entry) : feel_null();
    return is_entry && c->result_count > 1 ? entry : v;
}

// ---- comparing ----------------------------------------------------------------------------------

// Has it so many digits that it must be a rounded one?
static bool is_rounded(Dec d) {
    enum { DECIMALS_MIN = 8 };
    Dec kept;
    return dec_round(d, DECIMALS_MIN - 1, DEC_HALF_EVEN, &kept) && dec_compare(kept, d) != 0;
}

static bool is_near(Dec expected, Dec got) {
    Dec difference, tolerance;
    return dec_sub(expected, got, &difference) &&
           dec_from_text(STR("0.00000001"), &tolerance, NULL) &&
           dec_compare(dec_abs(difference), tolerance) <= 0;
}

static bool numbers_match(Dec expected, Dec got) {
    return dec_compare(expected, got) == 0 || (is_rounded(expected) && is_near(expected, got));
}

static bool lists_match(const FeelList *a, const FeelList *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (!dmn_suite_matches(a->items[i], b->items[i])) return false;
    return true;
}

static bool contexts_match(const FeelContext *a, const FeelContext *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++) {
        bool found;
        FeelValue v = feel_context_get(b, a->keys[i], &found);
        if (!found || !dmn_suite_matches(a->values[i], v)) return false;
    }
    return true;
}

bool dmn_suite_matches(FeelValue expected, FeelValue got) {
    if (expected.kind != got.kind) return false;
    if (expected.kind == FEEL_NULL) return true;
    if (expected.kind == FEEL_NUMBER) return numbers_match(expected.number, got.number);
    if (expected.kind == FEEL_LIST) return lists_match(expected.list, got.list);
    if (expected.kind == FEEL_CONTEXT) return contexts_match(expected.context, got.context);
    FeelValue v = feel_equal(expected, got);
    return v.kind == FEEL_BOOLEAN && v.boolean;
}
