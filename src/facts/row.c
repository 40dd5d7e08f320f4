// facts/row.c - one fact as written: found, understood, checked, kept
//
// Rows of a file resemble each other, so what the last ones said is remembered as text: the
// quantity, the unit, the periods, the source. A row that repeats it costs a comparison.
#include "facts/facts_int.h"

static bool fault(const FactRow *row, FactField field, const char *rule, Findings *f,
                  Message message, Message hint) {
    finding_add(f, SEVERITY_ERROR, rule, row->place(row, field), message, hint);
    return false;
}

static bool is_same_text(Str a, Str b) {
    return a.size == b.size && a.size > 0 && memcmp(a.at, b.at, a.size) == 0;
}

// ---- quantity -----------------------------------------------------------------------------------

static Message near_quantity(const FactTable *t, Str name) {
    Str near = feel_scope_nearest(t->quantity_names, name);
    return near.at ? MSG("did you mean \"{1}\"?", near) : NO_MSG;
}

bool row_find_quantity(FactTable *t, Str name, uint32_t *ret_item, const FactRow *row,
                       Findings *f) {
    if (is_same_text(name, t->quantity_text)) {
        *ret_item = t->quantity_item;
        return true;
    }
    uint32_t item;
    if (!map_get(&t->terms->item_index, name, &item))
        return fault(row, FACT_QUANTITY, "unknown-quantity", f,
                     MSG("the agreement has no quantity \"{1}\"", name), near_quantity(t, name));
    if (t->terms->items[item].kind != ITEM_QUANTITY)
        return fault(row, FACT_QUANTITY, "unknown-quantity", f,
                     MSG("\"{1}\" is not measured: the agreement derives it", name),
                     MSG("leave it out of the facts"));
    t->quantity_text = name;
    t->quantity_item = *ret_item = item;
    return true;
}

// ---- members ------------------------------------------------------------------------------------

static Message near_member(const FactTable *t, const Set *s, Str id) {
    enum { NEAR_MAX = 2000, SHOWN_MAX = 12 };
    Arena *scratch = arena_new();
    FeelScope *names = feel_scope_new(scratch);
    for (size_t i = 0; i < s->member_count && i < NEAR_MAX; i++)
        feel_scope_add(names, s->members[i], feel_type(FEEL_ANY), 0);
    Str near = str_copy(t->arena, feel_scope_nearest(names, id));
    arena_free(scratch);
    if (near.size > 0) return MSG("did you mean \"{1}\"?", near);
    Buf list = {.arena = t->arena};
    for (size_t i = 0; i < s->member_count && i < SHOWN_MAX; i++) {
        buf_add_c(&list, i > 0 ? ", " : "");
        buf_add(&list, s->members[i]);
    }
    return MSG("members are {1}", buf_str(&list));
}

static bool find_member(FactTable *t, const FactRow *row, size_t k, uint32_t *ret, Findings *f) {
    uint32_t set = t->terms->items[row->item].sets[k];
    const Set *s = &t->terms->sets[set];
    FactField field = (FactField)(FACT_MEMBER + k);
    Str id = row->fields[field];
    if (id.size == 0)
        return fault(row, FACT_QUANTITY, "unknown-member", f,
                     MSG("\"{1}\" wants a member of \"{2}\"", t->terms->items[row->item].id, s->id),
                     MSG("name it in the column \"{1}\"", s->id));
    if (s->kind == MEMBERS_FACTS) {
        if (members_intern(&t->members[set], id, ret)) return true;
        return fault(row, field, "limit", f,
                     MSG("the set \"{1}\" has more than 20 million members", s->id), NO_MSG);
    }
    if (map_get(&s->member_index, id, ret)) return true;
    return fault(row, field, "unknown-member", f, MSG("\"{1}\" has no member \"{2}\"", s->id, id),
                 near_member(t, s, id));
}

static bool find_members(FactTable *t, const FactRow *row, uint32_t *ret, Findings *f) {
    for (size_t k = 0; k < t->terms->items[row->item].set_count; k++)
        if (!find_member(t, row, k, &ret[k], f)) return false;
    return true;
}

// ---- period -------------------------------------------------------------------------------------

static const PeriodMemo *parse_period(FactTable *t, Str text) {
    size_t size = text.size;
    unsigned mark =
        (unsigned char)text.at[size - 1] + (size > 1 ? 5u * (unsigned char)text.at[size - 2] : 0);
    PeriodMemo *memo = &t->periods[mark % PERIOD_MEMOS];
    if (is_same_text(text, memo->text)) return memo;
    memo->text = text;
    memo->is_good = period_parse(text, t->terms->period_rule, &memo->period);
    return memo;
}

static bool find_period(FactTable *t, const FactRow *row, Period *ret, Findings *f) {
    const Item *item = &t->terms->items[row->item];
    Str text = row->fields[FACT_PERIOD], grain = str_from(grain_name(item->grain));
    if (item->grain == GRAIN_ONCE) {
        *ret = (Period){GRAIN_ONCE, 0};
        if (text.size == 0) return true;
        return fault(row, FACT_PERIOD, "fact-period", f,
                     MSG("\"{1}\" holds once and has no period", item->id),
                     MSG("leave the period empty"));
    }
    if (text.size == 0)
        return fault(row, FACT_QUANTITY, "fact-period", f,
                     MSG("\"{1}\" wants a period: a {2}", item->id, grain), NO_MSG);
    const PeriodMemo *memo = parse_period(t, text);
    if (!memo->is_good)
        return fault(row, FACT_PERIOD, "fact-period", f, MSG("\"{1}\" is no period", text),
                     MSG("periods are written 2021, 2021-H1, 2021-Q3, 2021-05, 2021-05-17"));
    if (memo->period.grain != item->grain)
        return fault(row, FACT_PERIOD, "fact-period", f,
                     MSG("\"{1}\" is measured per {2}, \"{3}\" is a {4}", item->id, grain, text,
                         str_from(grain_name(memo->period.grain))),
                     MSG("give one value for each {1}", grain));
    *ret = memo->period;
    return true;
}

// ---- unit ---------------------------------------------------------------------------------------

static bool unit_fault(FactTable *t, const FactRow *row, Findings *f, Message message) {
    const Rule *rule = &t->rules->rules[row->item];
    t->quantities[row->item].has_unit_fault = true;
    return fault(row, FACT_UNIT, "fact-unit", f, message,
                 rule->unit.kind == UNIT_KNOWN
                     ? MSG("give it in {1}, or in a unit that can be converted",
                           unit_text(t->arena, &rule->unit))
                     : MSG("leave the unit empty, or declare one in the agreement"));
}

static bool find_unit(FactTable *t, const FactRow *row, Findings *f) {
    Quantity *q = &t->quantities[row->item];
    const Rule *rule = &t->rules->rules[row->item];
    Str text = row->fields[FACT_UNIT], id = rule->item->id;
    Unit unit;
    Message why;
    if (q->is_unit_known && str_is(text, q->unit_text) && !q->has_unit_fault) return true;
    q->unit_text = text;
    q->is_unit_known = true;
    q->has_unit_fault = false;
    q->factor = (UnitFactor){dec_from_int(1), dec_from_int(1), true};
    if (text.size == 0 || str_is(text, rule->unit.text)) return true;
    if (!unit_parse(t->arena, text, &unit, &why)) return unit_fault(t, row, f, why);
    if (rule->unit.kind != UNIT_KNOWN)
        return unit_fault(t, row, f,
                          MSG("\"{1}\" is declared without unit, the fact is in {2}", id, text));
    if (unit_factor(&unit, &rule->unit, &q->factor)) return true;
    return unit_fault(
        t, row, f,
        MSG("\"{1}\" is in {2}, the fact in {3}", id, unit_text(t->arena, &rule->unit), text));
}

// ---- value --------------------------------------------------------------------------------------

static bool wrong_value(FactTable *t, const FactRow *row, Findings *f) {
    const Rule *rule = &t->rules->rules[row->item];
    Str text = row->fields[FACT_VALUE];
    if (text.size == 0)
        return fault(row, FACT_QUANTITY, "fact-value", f,
                     MSG("\"{1}\" has no value here", rule->item->id),
                     MSG("leave out the row of a fact that is not known"));
    if (rule->is_party)
        return fault(row, FACT_VALUE, "fact-value", f, MSG("\"{1}\" is no party", text),
                     near_member(t, &t->terms->sets[0], text));
    Str type = rule->is_integer ? STR("integer") : feel_type_text(t->arena, rule->type);
    return fault(row, FACT_VALUE, "fact-value", f, MSG("\"{1}\" is not of type {2}", text, type),
                 rule->type->kind == FEEL_NUMBER
                     ? MSG("numbers are written with a decimal point and without separators")
                     : NO_MSG);
}

static bool is_whole(Dec d) {
    Dec whole;
    return dec_round(d, 0, DEC_DOWN, &whole) && dec_compare(whole, d) == 0;
}

static bool parse_value(FactTable *t, const FactRow *row, FeelValue *ret, Findings *f) {
    const Rule *rule = &t->rules->rules[row->item];
    Str text = row->fields[FACT_VALUE];
    uint32_t party;
    FeelValue v = text.size > 0 ? feel_from_text(t->arena, text, rule->type->kind) : feel_null();
    if (rule->is_party && !map_get(&t->terms->party_index, text, &party)) v = feel_null();
    if (v.kind == FEEL_NULL) return wrong_value(t, row, f);
    const Quantity *q = &t->quantities[row->item];
    if (v.kind == FEEL_NUMBER && !unit_convert(q->factor, v.number, &v.number))
        return wrong_value(t, row, f);
    if (rule->is_integer && !is_whole(v.number)) return wrong_value(t, row, f);
    *ret = v;
    return true;
}

static bool is_within(FactTable *t, const FactRow *row, uint64_t value, Findings *f) {
    const Rule *rule = &t->rules->rules[row->item];
    if (quantity_allows(t, row->item, value)) return true;
    FeelValue v = value_unpack(&t->values, value, rule->type->kind);
    return fault(row, FACT_VALUE, "fact-within", f,
                 MSG("\"{1}\" is {2}, but must be within {3}", rule->item->id,
                     feel_to_string(t->arena, v), rule->item->within.text),
                 MSG("correct the fact, or the bounds in the agreement"));
}

// Most facts are short numbers in the declared unit.
static bool pack(FactTable *t, const FactRow *row, uint64_t *ret, Findings *f) {
    const Rule *rule = &t->rules->rules[row->item];
    FeelValue v;
    bool is_simple = rule->type->kind == FEEL_NUMBER && !rule->is_integer &&
                     t->quantities[row->item].factor.is_one;
    if (!is_simple || !value_pack_number(row->fields[FACT_VALUE], ret)) {
        if (!parse_value(t, row, &v, f)) return false;
        *ret = value_pack(&t->values, v);
    }
    return is_within(t, row, *ret, f);
}

// ---- keeping ------------------------------------------------------------------------------------

bool row_add(FactTable *t, const FactRow *row, Kept *ret, Findings *f) {
    uint32_t members[LIMIT_SET_DIMENSIONS] = {0};
    Period period;
    Fact fact = {.line = row->line};
    if (!find_members(t, row, members, f) || !find_period(t, row, &period, f)) return false;
    if (!find_unit(t, row, f) || !pack(t, row, &fact.value, f)) return false;
    fact.origin = table_origin(t, row->fields[FACT_SOURCE], row->fields[FACT_DATE]);
    if (t->terms->items[row->item].set_count > 0)
        fact.row = members[t->quantities[row->item].row_set];
    *ret = (Kept){table_column(t, row->item, members, period, true), fact};
    table_keep(t, ret->column, &fact);
    return true;
}
