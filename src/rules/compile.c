// rules/compile.c - the formulas of items become code, their types are settled
#include "rules/rules_int.h"

// What is wrong stands already in the findings; an item without type is not checked further.
static void set_type(Builder *b, uint32_t item, const FeelType *type) {
    b->types[item] = *type;
    b->rules[item].type = &b->types[item];
}

static const FeelCode *compile_in(View *v, Formula f, const FeelType *result) {
    if (!f.text.at) return NULL;
    view_add_member_names(v, f.text);
    return feel_compile(v->builder->arena, f.text, f.place, v->scope,
                        (FeelOptions){.result = result}, v->builder->findings);
}

// The value of a constant; false with a finding.
static bool evaluate(Builder *b, Formula f, const FeelType *result, FeelValue *ret) {
    const FeelCode *code = feel_compile(b->arena, f.text, f.place, b->empty,
                                        (FeelOptions){.result = result}, b->findings);
    if (!code) return false;
    FeelValue v = feel_run(b->machine, code, NULL);
    if (v.kind == FEEL_NULL && feel_machine_reason_count(b->machine) > 0) {
        const FeelReason *why = feel_machine_reason(b->machine, 0);
        finding_add(b->findings, SEVERITY_ERROR, "null-value", why->place, why->message,
                    MSG("an agreed value must be a constant"));
        return false;
    }
    *ret = feel_value_copy(b->arena, v);
    return true;
}

// ---- declared types -----------------------------------------------------------------------------

// The declared type of an item; NULL if none is.
static const FeelType *declared_type(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    Formula type = r->item->type;
    if (!type.text.at) return NULL;
    r->is_party = str_is(type.text, STR("party"));
    r->is_integer = str_is(type.text, STR("integer"));
    if (r->is_party) return feel_type(FEEL_STRING);
    if (r->is_integer) return feel_type(FEEL_NUMBER);
    const FeelType *parsed = feel_type_parse(b->arena, type.text);
    if (!parsed)
        finding_add(b->findings, SEVERITY_ERROR, "unknown-type", type.place,
                    MSG("\"{1}\" is no type", type.text),
                    MSG("types are number, integer, boolean, string, date, party, duration types "
                        "and list<…>"));
    return parsed;
}

// ---- parameters ---------------------------------------------------------------------------------

static void compile_parameter(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    const FeelType *type = declared_type(b, item);
    r->values = ARENA_ARRAY(b->arena, FeelValue, r->item->value_count);
    for (size_t i = 0; i < r->item->value_count; i++) {
        const ParameterValue *value = &r->item->values[i];
        r->is_dated = r->is_dated || value->has_from;
        if (!evaluate(b, value->value, type, &r->values[i])) continue;
        if (!type && r->values[i].kind != FEEL_NULL) type = feel_type((FeelKind)r->values[i].kind);
    }
    set_type(b, item, type ? type : feel_type(FEEL_NUMBER));
}

// ---- quantities ---------------------------------------------------------------------------------

static bool is_party_id(const Builder *b, FeelValue v) {
    uint32_t party;
    return v.kind == FEEL_STRING && map_get(&b->terms->party_index, v.string, &party);
}

static void compile_missing(Builder *b, uint32_t item, const FeelType *type) {
    Rule *r = &b->rules[item];
    Formula f = r->item->missing;
    if (!f.text.at) return;
    r->has_missing = evaluate(b, f, type, &r->missing);
    if (r->has_missing && r->is_party && r->missing.kind != FEEL_NULL &&
        !is_party_id(b, r->missing))
        finding_add(b->findings, SEVERITY_ERROR, "unknown-party", f.place,
                    MSG("{1} is no party", f.text), MSG("write the id of a party in quotes"));
}

static void compile_quantity(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    const FeelType *type = declared_type(b, item);
    if (!type) type = feel_type(FEEL_NUMBER);
    set_type(b, item, type);
    compile_missing(b, item, type);
    Formula within = r->item->within;
    if (within.text.at)
        r->within = feel_compile_tests(b->arena, within.text, within.place, b->empty,
                                       (FeelOptions){.input = type}, b->findings);
}

// ---- formulas, tables, payments -----------------------------------------------------------------

static void compile_rounding(Builder *b, Rule *r) {
    const Item *item = r->item;
    if (!item->rounding.is_given || item->rounding.is_none) return;
    View *v = view_get(b, item->sets, item->set_count, item->grain, true);
    r->step = compile_in(v, item->rounding.step, feel_type(FEEL_NUMBER));
}

// A formula's value; of a spread formula the list for the whole last set.
static const FeelType *compile_value(Builder *b, Rule *r, const FeelType *type) {
    const Item *item = r->item;
    const FeelType *result = type;
    if (item->is_spread) result = feel_type_list(b->arena, type ? type : feel_type(FEEL_ANY));
    r->is = compile_in(view_of_item(b, item, item->is_spread), item->is, result);
    if (type || !r->is) return type ? type : feel_type(FEEL_ANY);
    const FeelType *inferred = feel_code_type(r->is);
    if (!item->is_spread) return inferred;
    return inferred->kind == FEEL_LIST && inferred->item ? inferred->item : feel_type(FEEL_ANY);
}

// `initial` stands before the first period, so it may not itself read earlier ones.
static const FeelCode *compile_initial(Builder *b, Rule *r, const FeelType *type) {
    Formula f = r->item->initial;
    const FeelCode *code = compile_in(view_of_item(b, r->item, false), f, type);
    size_t count = 0;
    const uint32_t *slots = code ? feel_code_slots(code, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        ReadKind kind = b->reads.items[slots[i]].kind;
        if (kind != READ_PREVIOUS && kind != READ_EARLIER) continue;
        finding_add(b->findings, SEVERITY_ERROR, "wrong-type", f.place,
                    MSG("`initial` of \"{1}\" reads an earlier period", r->item->id),
                    MSG("give the value that holds before the first period"));
        return NULL;
    }
    return code;
}

static void compile_formula(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    const FeelType *type = declared_type(b, item);
    if (r->item->rounding.is_given && !type) type = feel_type(FEEL_NUMBER);
    if (type) set_type(b, item, type);
    r->initial = compile_initial(b, r, type);
    if (!type && r->initial && feel_code_type(r->initial)->kind != FEEL_NULL)
        set_type(b, item, feel_code_type(r->initial));
    set_type(b, item, compile_value(b, r, type));
    compile_rounding(b, r);
}

static void compile_table(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    declared_type(b, item);
    r->table = rule_compile_table(b, r->item, view_of_item(b, r->item, false));
    set_type(b, item, r->table ? dmn_table_type(r->table) : feel_type(FEEL_ANY));
}

static void must_be_scalar(Builder *b, const View *v, uint32_t slot, Place place) {
    const Read *r = &b->reads.items[slot];
    (void)v;
    if (r->is_list)
        finding_add(b->findings, SEVERITY_ERROR, "wrong-type", place,
                    MSG("\"{1}\" has several values for one payment", r->name),
                    MSG("the payment must vary over the sets and periods of \"{1}\"", r->name));
}

// An actor given by an item must be of type party.
static uint32_t actor_slot(Builder *b, const View *v, Actor actor) {
    if (actor.kind != ACTOR_ITEM) return NO_SLOT;
    const Item *item = &b->terms->items[actor.index];
    uint32_t slot = view_slot_of_item(v, actor.index);
    must_be_scalar(b, v, slot, actor.place);
    if (!str_is(item->type.text, STR("party")))
        finding_add(b->findings, SEVERITY_ERROR, "wrong-type", actor.place,
                    MSG("\"{1}\" does not name a party", item->id),
                    MSG("declare it with type: party"));
    return slot;
}

static uint32_t due_slot(Builder *b, const View *v, const Due *due) {
    if (due->anchor != DUE_ITEM) return NO_SLOT;
    uint32_t slot = view_slot_of_item(v, due->item);
    must_be_scalar(b, v, slot, due->place);
    FeelKind kind = b->types[due->item].kind;
    if (kind != FEEL_DATE && kind != FEEL_ANY)
        finding_add(b->findings, SEVERITY_ERROR, "wrong-type", due->place,
                    MSG("\"{1}\" is no date", b->terms->items[due->item].id),
                    MSG("declare it with type: date"));
    return slot;
}

static void compile_payment(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    const FeelType *number = feel_type(FEEL_NUMBER);
    View *v = view_of_item(b, r->item, false);
    set_type(b, item, number);
    compile_value(b, r, number);
    r->when = compile_in(v, r->item->when, feel_type(FEEL_BOOLEAN));
    compile_rounding(b, r);
    r->from_slot = actor_slot(b, v, r->item->from);
    r->to_slot = actor_slot(b, v, r->item->to);
    r->due_slot = due_slot(b, v, &r->item->due);
}

void rule_compile(Builder *b, uint32_t item) {
    switch (b->rules[item].item->kind) {
    case ITEM_PARAMETER: compile_parameter(b, item); break;
    case ITEM_QUANTITY: compile_quantity(b, item); break;
    case ITEM_FORMULA: compile_formula(b, item); break;
    case ITEM_TABLE: compile_table(b, item); break;
    case ITEM_PAYMENT: compile_payment(b, item); break;
    }
}

// ---- slots --------------------------------------------------------------------------------------

typedef struct Slots {
    uint32_t *items;
    size_t count, capacity;
} Slots;

static void add_slot(Arena *a, Slots *s, uint32_t slot) {
    size_t at = s->count;
    while (at > 0 && s->items[at - 1] > slot) at--;
    if (slot == NO_SLOT || (at > 0 && s->items[at - 1] == slot)) return;
    *VEC_ADD(a, s) = slot;
    for (size_t i = s->count - 1; i > at; i--) s->items[i] = s->items[i - 1];
    s->items[at] = slot;
}

void rule_collect_slots(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    const FeelCode *codes[] = {r->is, r->initial, r->when, r->step};
    Slots slots = {0};
    size_t count = 0;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        const uint32_t *read = codes[i] ? feel_code_slots(codes[i], &count) : NULL;
        for (size_t k = 0; read && k < count; k++) add_slot(b->arena, &slots, read[k]);
    }
    const uint32_t *read = r->table ? dmn_table_slots(r->table, &count) : NULL;
    for (size_t k = 0; read && k < count; k++) add_slot(b->arena, &slots, read[k]);
    if (r->item->kind == ITEM_PAYMENT) {
        add_slot(b->arena, &slots, r->from_slot);
        add_slot(b->arena, &slots, r->to_slot);
        add_slot(b->arena, &slots, r->due_slot);
    }
    r->slots = slots.items;
    r->slot_count = slots.count;
}
