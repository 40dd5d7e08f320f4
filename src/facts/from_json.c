// facts/from_json.c - facts as JSON: a list of rows, or a tree by quantity, member and period
//
//     [{"quantity": "水量", "断面": "九里", "period": "2010-06", "value": 30000000, "unit": "m3"}]
//     {"水量": {"九里": {"2010-06": 30000000}}, "水质类别": {"2021": 2}}
//
// In a tree the levels are the members of the quantity's sets, in the order of its `per`, and the
// period; the period may come first or last.
#include "facts/facts_int.h"

#include "base/json.h"

typedef struct JsonRow {
    Place quantity;
    Place fields[FACT_COUNT];
} JsonRow;

static Place place_in_json(const FactRow *row, FactField field) {
    const JsonRow *j = row->origin;
    return j->fields[field].line ? j->fields[field] : j->quantity;
}

static bool fault(Findings *f, Place place, Message message, Message hint) {
    finding_add(f, SEVERITY_ERROR, "fact-json", place, message, hint);
    return false;
}

// The text of a scalar: numbers as written, true and false as words.
static bool scalar_text(const JsonNode *n, Str *ret) {
    if (n->kind == JSON_NUMBER || n->kind == JSON_STRING)
        *ret = n->text;
    else if (n->kind == JSON_TRUE)
        *ret = STR("true");
    else if (n->kind == JSON_FALSE)
        *ret = STR("false");
    else if (n->kind == JSON_NULL)
        *ret = (Str){NULL, 0};
    else
        return false;
    return true;
}

static void add(FactTable *t, FactRow *row, const JsonRow *places, Findings *f) {
    row->line = places->fields[FACT_VALUE].line;
    row->origin = places;
    row->place = place_in_json;
    Kept kept;
    row_add(t, row, &kept, f);
}

// ---- a list of rows -----------------------------------------------------------------------------

static const struct {
    const char *name;
    FactField field;
} fixed_names[] = {
    {"period", FACT_PERIOD}, {"value", FACT_VALUE}, {"unit", FACT_UNIT},
    {"source", FACT_SOURCE}, {"date", FACT_DATE},
};

static bool field_of_name(const Terms *t, const Item *item, Str name, FactField *ret) {
    uint32_t set;
    for (size_t i = 0; i < sizeof fixed_names / sizeof fixed_names[0]; i++)
        if (str_is(name, str_from(fixed_names[i].name))) {
            *ret = fixed_names[i].field;
            return true;
        }
    *ret = FACT_MEMBER;
    if (str_is(name, STR("member"))) return item->set_count == 1;
    if (!map_get(&t->set_index, name, &set)) return false;
    for (size_t k = 0; k < item->set_count; k++)
        if (item->sets[k] == set) {
            *ret = (FactField)(FACT_MEMBER + k);
            return true;
        }
    return false;
}

static void add_object(FactTable *t, const JsonNode *object, Findings *f) {
    const JsonNode *quantity = json_find(object, STR("quantity"));
    if (!quantity || quantity->kind != JSON_STRING) {
        fault(f, object->place, MSG("a fact needs a \"quantity\""), NO_MSG);
        return;
    }
    JsonRow places = {.quantity = quantity->place};
    FactRow row = {.origin = &places, .place = place_in_json};
    if (!row_find_quantity(t, quantity->text, &row.item, &row, f)) return;
    for (const JsonNode *n = object->first; n; n = n->next) {
        FactField field;
        if (n == quantity) continue;
        if (!field_of_name(t->terms, &t->terms->items[row.item], n->name, &field)) {
            fault(f, n->place, MSG("\"{1}\" is no field of this fact", n->name),
                  MSG("fields are quantity, member or the names of its sets, period, value, unit, "
                      "source, date"));
            return;
        }
        places.fields[field] = n->place;
        if (!scalar_text(n, &row.fields[field])) {
            fault(f, n->place, MSG("\"{1}\" is not a single value", n->name), NO_MSG);
            return;
        }
    }
    add(t, &row, &places, f);
}

// ---- a tree -------------------------------------------------------------------------------------

typedef struct Tree {
    FactTable *table;
    Findings *findings;
    FactRow row;
    JsonRow places;
    FactField levels[LIMIT_SET_DIMENSIONS + 1];
    size_t level_count;
} Tree;

static void add_tree(Tree *tree, const JsonNode *n, size_t level) {
    if (level < tree->level_count) {
        if (n->kind != JSON_OBJECT) {
            fault(tree->findings, n->place, MSG("members or periods are missing here"),
                  MSG("write {\"quantity\": {\"member\": {\"period\": value}}}"));
            return;
        }
        FactField field = tree->levels[level];
        for (const JsonNode *child = n->first; child; child = child->next) {
            tree->row.fields[field] = child->name;
            tree->places.fields[field] = child->place;
            add_tree(tree, child, level + 1);
        }
        return;
    }
    tree->places.fields[FACT_VALUE] = n->place;
    if (!scalar_text(n, &tree->row.fields[FACT_VALUE])) {
        fault(tree->findings, n->place, MSG("more levels than the quantity has sets and periods"),
              NO_MSG);
        return;
    }
    add(tree->table, &tree->row, &tree->places, tree->findings);
}

// Is the first key of the object a period of this grain?
static bool begins_with_period(const FactTable *t, const JsonNode *n, const Item *item) {
    Period p;
    return n->kind == JSON_OBJECT && n->first && item->grain != GRAIN_ONCE &&
           period_parse(n->first->name, t->terms->period_rule, &p) && p.grain == item->grain;
}

static void add_quantity(FactTable *t, const JsonNode *n, Findings *f) {
    Tree tree = {.table = t, .findings = f, .places = {.quantity = n->place}};
    tree.row = (FactRow){.origin = &tree.places, .place = place_in_json};
    if (!row_find_quantity(t, n->name, &tree.row.item, &tree.row, f)) return;
    const Item *item = &t->terms->items[tree.row.item];
    bool is_period_first = begins_with_period(t, n, item);
    if (is_period_first) tree.levels[tree.level_count++] = FACT_PERIOD;
    for (size_t k = 0; k < item->set_count; k++)
        tree.levels[tree.level_count++] = (FactField)(FACT_MEMBER + k);
    if (item->grain != GRAIN_ONCE && !is_period_first)
        tree.levels[tree.level_count++] = FACT_PERIOD;
    add_tree(&tree, n, 0);
}

void fact_table_add_json(FactTable *t, Str file, Str text, Findings *f) {
    Arena *scratch = arena_new();
    Err err = {0};
    const JsonNode *root = json_parse(scratch, file, text, &err);
    table_begin(t, file);
    if (!root)
        finding_add(f, SEVERITY_ERROR, "fact-json", err.place, err.message, err.hint);
    else if (root->kind != JSON_ARRAY && root->kind != JSON_OBJECT)
        fault(f, root->place, MSG("facts are a list or an object"), NO_MSG);
    for (const JsonNode *n = root ? root->first : NULL; n; n = n->next) {
        if (root->kind == JSON_OBJECT)
            add_quantity(t, n, f);
        else
            add_object(t, n, f);
    }
    table_end(t, f);
    arena_free(scratch);
}

// ---- one by one ---------------------------------------------------------------------------------

static Place place_given(const FactRow *row, FactField field) {
    const Place *place = row->origin;
    (void)field;
    return *place;
}

bool fact_table_add(FactTable *t, Str quantity, const Str *members, size_t member_count, Str period,
                    Str value, Str unit, FactSource source, Findings *f) {
    FactRow row = {.line = source.place.line, .origin = &source.place, .place = place_given};
    table_begin(t, source.place.file);
    if (!row_find_quantity(t, quantity, &row.item, &row, f)) return false;
    for (size_t k = 0; k < member_count && k < LIMIT_SET_DIMENSIONS; k++)
        row.fields[FACT_MEMBER + k] = members[k];
    row.fields[FACT_PERIOD] = period;
    row.fields[FACT_VALUE] = value;
    row.fields[FACT_UNIT] = unit;
    row.fields[FACT_SOURCE] = source.source;
    row.fields[FACT_DATE] = source.date;
    size_t errors = f->error_count;
    Kept kept;
    bool is_added = row_add(t, &row, &kept, f);
    table_end(t, f);
    return is_added && f->error_count == errors;
}
