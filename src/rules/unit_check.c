// rules/unit_check.c - the units of formulas, inferred over their trees and held against the
// declared
//
// Sums, differences and comparisons want equal units; products and quotients combine them. A bare
// number of the text is flexible: it takes the unit that its place wants, and stays flexible when
// multiplied by a plain number. At the edge of an item a commensurable unit is converted by its
// exact factor. The first fault of an expression is reported; what contains it is then unknown.
#include "rules/unit_infer.h"

#include <assert.h>

// ---- places -------------------------------------------------------------------------------------

Place rule_place_of(const FeelCode *code, const FeelNode *n) {
    Place p = feel_code_place(code);
    Str text = feel_code_text(code), before = str_part(text, 0, n->offset);
    for (size_t i = 0; i < before.size; i++) {
        bool is_feed = before.at[i] == '\n';
        bool is_first_byte = ((unsigned char)before.at[i] & 0xC0) != 0x80;
        p.line += is_feed;
        p.column = is_feed ? 1 : p.column + is_first_byte;
    }
    p.offset += n->offset;
    p.size = n->size;
    return p;
}

static Unit fault(UnitInfer *c, const FeelNode *n, Message message, Message hint) {
    finding_add(c->builder->findings, SEVERITY_ERROR, "unit", rule_place_of(c->code, n), message,
                hint);
    return unit_any();
}

static Str written(const UnitInfer *c, const FeelNode *n) {
    Str text = feel_code_text(c->code);
    Str part = str_part(text, n->offset, n->size);
    return part.size <= 60 ? part : STR("…");
}

// ---- combining ----------------------------------------------------------------------------------

static bool is_one(const Unit *u) {
    return u->kind == UNIT_KNOWN && u->count == 0 && dec_compare(u->up, u->down) == 0;
}

static Unit mismatch(UnitInfer *c, const FeelNode *n, const FeelNode *m, const Unit *a,
                     const Unit *b) {
    Arena *arena = c->builder->arena;
    Str left = written(c, n), right = written(c, m);
    Str u = unit_text(arena, a), v = unit_text(arena, b);
    if (unit_is_commensurable(a, b))
        return fault(c, m, MSG("\"{1}\" is in {2}, \"{3}\" in {4}", left, u, right, v),
                     MSG("convert one of them: give it a formula of its own with the unit {1}", u));
    if (a->kind == UNIT_PLAIN || b->kind == UNIT_PLAIN)
        return fault(c, m,
                     MSG("\"{1}\" and \"{2}\" do not go together: one is in {3}, the other has "
                         "no unit",
                         left, right, a->kind == UNIT_PLAIN ? v : u),
                     MSG("declare the unit of what is measured"));
    return fault(c, m, MSG("\"{1}\" is in {2}, \"{3}\" in {4}", left, u, right, v),
                 MSG("{1} and {2} measure different things", u, v));
}

// Nothing of something is nothing in any unit.
static bool is_zero(const FeelNode *n) {
    return n->kind == FEEL_NODE_LITERAL && n->value.kind == FEEL_NUMBER &&
           dec_is_zero(n->value.number);
}

static Unit take(UnitInfer *c, const FeelNode *bare, Unit u) {
    if (u.kind == UNIT_KNOWN && !c->bare && !is_zero(bare)) c->bare = bare;
    return u;
}

Unit unit_unify(UnitInfer *c, const FeelNode *n, const FeelNode *m, Unit a, Unit b) {
    if (a.kind == UNIT_ANY || b.kind == UNIT_ANY) return unit_any();
    if (a.kind == UNIT_FLEXIBLE) return take(c, n, b);
    if (b.kind == UNIT_FLEXIBLE) return take(c, m, a);
    if (unit_is_equal(&a, &b)) return a;
    if (a.kind == UNIT_PLAIN && (b.kind == UNIT_PLAIN || is_one(&b))) return a;
    if (b.kind == UNIT_PLAIN && is_one(&a)) return b;
    return mismatch(c, n, m, &a, &b);
}

static Unit unit_or_plain(const Unit *known, const Unit *bare) {
    return is_one(known) ? *bare : *known;
}

static Unit inverse(const Unit *u) {
    Unit one = unit_one(), ret = unit_any();
    return unit_divide(&one, u, &ret) ? ret : unit_any();
}

static Unit product(UnitInfer *c, const FeelNode *n, Unit a, Unit b, bool is_quotient) {
    if (a.kind == UNIT_ANY || b.kind == UNIT_ANY) return unit_any();
    if (a.kind == UNIT_KNOWN && b.kind == UNIT_KNOWN) {
        Unit u;
        if (is_quotient ? unit_divide(&a, &b, &u) : unit_multiply(&a, &b, &u)) return u;
        return fault(c, n, MSG("the unit of \"{1}\" has too many parts", written(c, n)), NO_MSG);
    }
    if (a.kind == UNIT_KNOWN) return unit_or_plain(&a, &b);
    if (b.kind == UNIT_KNOWN) {
        Unit u = is_quotient ? inverse(&b) : b;
        return unit_or_plain(&u, &a);
    }
    return a.kind == UNIT_PLAIN && b.kind == UNIT_PLAIN ? a : unit_flexible();
}

static Unit power(UnitInfer *c, const FeelNode *n, Unit base) {
    const FeelNode *exponent = n->children[1];
    int64_t power_wanted;
    Unit u;
    if (base.kind != UNIT_KNOWN || base.count == 0)
        return base.kind == UNIT_KNOWN ? unit_any() : base;
    if (exponent->kind == FEEL_NODE_LITERAL && exponent->value.kind == FEEL_NUMBER &&
        dec_to_int(exponent->value.number, &power_wanted) && power_wanted >= -UNIT_POWER_MAX &&
        power_wanted <= UNIT_POWER_MAX && unit_power(&base, (int)power_wanted, &u))
        return u;
    return fault(c, n,
                 MSG("\"{1}\" is in {2} and cannot be raised to this power",
                     written(c, n->children[0]), unit_text(c->builder->arena, &base)),
                 MSG("divide it by a value of the same unit first"));
}

// ---- the tree -----------------------------------------------------------------------------------

static Unit unit_of_name(const UnitInfer *c, const FeelNode *n) {
    const Read *r = &c->builder->reads.items[n->slot];
    switch (r->kind) {
    case READ_ITEM:
    case READ_PREVIOUS:
    case READ_EARLIER: return c->builder->rules[r->item].unit;
    case READ_POSITION: return unit_flexible();
    case READ_VALUE: return c->value_unit;
    case READ_MEMBER_ID:
    case READ_ALL_IDS:
    case READ_PERIOD_START:
    case READ_PERIOD_END: break;
    }
    return unit_any();
}

static void infer_children(UnitInfer *c, const FeelNode *n) {
    for (size_t i = 0; i < n->child_count; i++) unit_infer(c, n->children[i]);
}

static Unit unify_children(UnitInfer *c, const FeelNode *n, size_t first) {
    if (first >= n->child_count) return unit_flexible();
    Unit u = unit_infer(c, n->children[first]);
    for (size_t i = first + 1; i < n->child_count; i++)
        u = unit_unify(c, n->children[first], n->children[i], u, unit_infer(c, n->children[i]));
    return u;
}

// What loop variables and `item` are in, while the body is inferred.
static Unit infer_with_local(UnitInfer *c, const FeelNode *body, Unit local) {
    Unit saved = c->local_unit;
    c->local_unit = local;
    Unit u = unit_infer(c, body);
    c->local_unit = saved;
    return u;
}

static Unit infer_loop(UnitInfer *c, const FeelNode *n) {
    if (n->child_count != 2) {
        Unit saved = c->local_unit;
        c->local_unit = unit_any();
        infer_children(c, n);
        c->local_unit = saved;
        return unit_any();
    }
    Unit body = infer_with_local(c, n->children[1], unit_infer(c, n->children[0]));
    return n->kind == FEEL_NODE_FOR ? body : unit_any();
}

static Unit infer_filter(UnitInfer *c, const FeelNode *n) {
    Unit list = unit_infer(c, n->children[0]);
    infer_with_local(c, n->children[1], list);
    return list;
}

static bool is_temporal(FeelKind kind) {
    return kind >= FEEL_DATE && kind <= FEEL_YEARS_DURATION;
}

// The year of a date is a plain number; the entry of a context is not known.
static Unit infer_path(UnitInfer *c, const FeelNode *n) {
    infer_children(c, n);
    return is_temporal(n->children[0]->type->kind) ? unit_plain() : unit_any();
}

// Is `1 + growth` one and a growth in per cent, or one per cent and a growth? Nobody can know.
static bool is_scaled_number(const Unit *u) {
    return u->kind == UNIT_KNOWN && u->count == 0 && !is_one(u);
}

static Unit sum(UnitInfer *c, const FeelNode *n, Unit a, Unit b) {
    const FeelNode *left = n->children[0], *right = n->children[1];
    bool is_left_bare = a.kind == UNIT_FLEXIBLE && is_scaled_number(&b);
    bool is_right_bare = b.kind == UNIT_FLEXIBLE && is_scaled_number(&a);
    if (!is_left_bare && !is_right_bare) return unit_unify(c, left, right, a, b);
    const FeelNode *bare = is_left_bare ? left : right, *scaled = is_left_bare ? right : left;
    Str unit = unit_text(c->builder->arena, is_left_bare ? &b : &a);
    return fault(c, bare,
                 MSG("\"{1}\" has no unit, \"{2}\" is in {3}: do they add up as they stand?",
                     written(c, bare), written(c, scaled), unit),
                 MSG("multiply in a formula of its own and add the results, or declare the "
                     "number as a parameter in {1}",
                     unit));
}

static Unit infer_binary(UnitInfer *c, const FeelNode *n) {
    Unit a = unit_infer(c, n->children[0]), b = unit_infer(c, n->children[1]);
    switch ((int)n->kind) {
    case FEEL_NODE_ADD:
    case FEEL_NODE_SUBTRACT: return sum(c, n, a, b);
    case FEEL_NODE_MULTIPLY: return product(c, n, a, b, false);
    case FEEL_NODE_DIVIDE: return product(c, n, a, b, true);
    case FEEL_NODE_POWER: return power(c, n, a);
    default: return unit_unify(c, n->children[0], n->children[1], a, b);
    }
}

static Unit infer_node(UnitInfer *c, const FeelNode *n) {
    switch (n->kind) {
    case FEEL_NODE_LITERAL: return n->value.kind == FEEL_NUMBER ? unit_flexible() : unit_any();
    case FEEL_NODE_NAME: return unit_of_name(c, n);
    case FEEL_NODE_LOCAL: return c->local_unit;
    case FEEL_NODE_ADD:
    case FEEL_NODE_SUBTRACT:
    case FEEL_NODE_MULTIPLY:
    case FEEL_NODE_DIVIDE:
    case FEEL_NODE_POWER: return infer_binary(c, n);
    case FEEL_NODE_NEGATE: return unit_infer(c, n->children[0]);
    case FEEL_NODE_COMPARE:
    case FEEL_NODE_IN: unify_children(c, n, 0); return unit_any();
    case FEEL_NODE_IF: unit_infer(c, n->children[0]); return unify_children(c, n, 1);
    case FEEL_NODE_FOR:
    case FEEL_NODE_SOME:
    case FEEL_NODE_EVERY: return infer_loop(c, n);
    case FEEL_NODE_FILTER: return infer_filter(c, n);
    case FEEL_NODE_PATH: return infer_path(c, n);
    case FEEL_NODE_CALL: return unit_infer_call(c, n);
    case FEEL_NODE_LIST:
    case FEEL_NODE_RANGE: return unify_children(c, n, 0);
    case FEEL_NODE_AND:
    case FEEL_NODE_OR:
    case FEEL_NODE_CALL_VALUE:
    case FEEL_NODE_CONTEXT:
    case FEEL_NODE_INSTANCE_OF: infer_children(c, n); return unit_any();
    case FEEL_NODE_FUNCTION: break;
    }
    return unit_any();
}

// Only numbers, and lists and ranges of them, are in a unit.
static bool may_have_unit(const FeelType *t) {
    for (int depth = 0; t && depth < 8; depth++) {
        if (t->kind == FEEL_NUMBER || t->kind == FEEL_ANY) return true;
        if (t->kind != FEEL_LIST && t->kind != FEEL_RANGE) return false;
        t = t->item;
    }
    return true;
}

Unit unit_infer(UnitInfer *c, const FeelNode *n) {
    Unit u = infer_node(c, n);
    return may_have_unit(n->type) ? u : unit_any();
}

// ---- items --------------------------------------------------------------------------------------

static Unit infer_code(Builder *b, const FeelCode *code, Unit value_unit) {
    if (!code) return unit_any();
    UnitInfer c = {b, code, value_unit, unit_any(), NULL};
    return unit_infer(&c, feel_code_tree(code));
}

static void must_equal(Builder *b, const FeelCode *code, Unit wanted) {
    if (!code) return;
    UnitInfer c = {b, code, wanted, unit_any(), NULL};
    const FeelNode *n = feel_code_tree(code);
    Unit u = unit_infer(&c, n);
    if (u.kind == UNIT_KNOWN && wanted.kind == UNIT_KNOWN && !unit_is_equal(&u, &wanted))
        fault(&c, n,
              MSG("\"{1}\" is in {2}, {3} is wanted", written(&c, n), unit_text(b->arena, &u),
                  unit_text(b->arena, &wanted)),
              NO_MSG);
}

// The outputs of a table with one of them must agree.
static Unit infer_table(Builder *b, const DmnTable *t) {
    Unit u = unit_flexible();
    for (size_t i = 0; i < dmn_table_input_count(t); i++)
        infer_code(b, dmn_table_input(t, i), unit_any());
    for (size_t rule = 0; rule < dmn_table_rule_count(t); rule++)
        for (size_t i = 0; i < dmn_table_output_count(t); i++) {
            const FeelCode *code = dmn_table_output(t, rule, i);
            if (!code) continue;
            UnitInfer c = {b, code, unit_any(), unit_any(), NULL};
            const FeelNode *n = feel_code_tree(code);
            u = unit_unify(&c, n, n, u, unit_infer(&c, n));
        }
    return dmn_table_output_count(t) == 1 ? u : unit_any();
}

static bool declared_unit(Builder *b, const Item *item, Unit *ret) {
    Message why = NO_MSG;
    Str text = item->unit.text;
    Place place = item->unit.place;
    if (item->kind == ITEM_PAYMENT) {
        text = item->currency.at ? item->currency : b->terms->currency;
        place = item->place;
    }
    if (!text.at) return false;
    if (unit_parse(b->arena, text, ret, &why)) return true;
    finding_add(b->findings, SEVERITY_ERROR, "unit", place, why,
                MSG("units are words with powers, joined by / and *: mg/L, CNY/t, m3"));
    return false;
}

// At the edge of an item: convert what is commensurable, refuse what is not.
static void settle_edge(Builder *b, Rule *r, Unit inferred, Unit declared) {
    Str want = unit_text(b->arena, &declared), have = unit_text(b->arena, &inferred);
    r->unit = declared;
    if (inferred.kind == UNIT_ANY || inferred.kind == UNIT_FLEXIBLE) return;
    if (inferred.kind == UNIT_PLAIN && is_one(&declared)) return;
    if (unit_factor(&inferred, &declared, &r->factor)) return;
    r->factor = (UnitFactor){dec_from_int(1), dec_from_int(1), true};
    if (inferred.kind == UNIT_PLAIN)
        finding_add(b->findings, SEVERITY_ERROR, "unit", r->item->is.place,
                    MSG("\"{1}\" is declared in {2}, but nothing in its formula has a unit",
                        r->item->id, want),
                    MSG("declare the units of the quantities that it is made of"));
    else
        finding_add(
            b->findings, SEVERITY_ERROR, "unit", r->item->is.place,
            MSG("\"{1}\" is declared in {2}, but its formula gives {3}", r->item->id, want, have),
            MSG("a price, a factor or a division is missing"));
}

// A number that stands in one unit within a formula whose value is told in another of that kind:
// 5000000 beside 万元 is not 5000000 yuan, and looks like it.
static void check_bare_number(Builder *b, const Rule *r, const FeelNode *bare, Unit inferred,
                              Unit declared) {
    UnitFactor f;
    if (!bare || inferred.kind != UNIT_KNOWN) return;
    if (!unit_factor(&inferred, &declared, &f) || f.is_one) return;
    Str text = str_part(feel_code_text(r->is), bare->offset, bare->size);
    Str have = unit_text(b->arena, &inferred), want = unit_text(b->arena, &declared);
    finding_add(b->findings, SEVERITY_ERROR, "unit", rule_place_of(r->is, bare),
                MSG("\"{1}\" counts in {2} here, but the result is in {3}", text, have, want),
                MSG("convert first, in a formula of its own with the unit {1}, or declare the "
                    "number as a parameter with its unit",
                    want));
}

static Unit undeclared_unit(const Rule *r) {
    if (r->type->kind != FEEL_NUMBER) return unit_any();
    return r->item->kind == ITEM_PARAMETER ? unit_flexible() : unit_plain();
}

static void check_leaf(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    if (!declared_unit(b, r->item, &r->unit)) r->unit = undeclared_unit(r);
}

static void check_derived(Builder *b, uint32_t item) {
    Rule *r = &b->rules[item];
    Unit declared = unit_any();
    bool is_declared = declared_unit(b, r->item, &declared);
    if (is_declared) r->unit = declared;
    UnitInfer c = {b, r->is, unit_any(), unit_any(), NULL};
    Unit inferred = r->table ? infer_table(b, r->table)
                    : r->is  ? unit_infer(&c, feel_code_tree(r->is))
                             : unit_any();
    if (is_declared) {
        settle_edge(b, r, inferred, declared);
        check_bare_number(b, r, c.bare, inferred, declared);
    } else
        r->unit = inferred;
    infer_code(b, r->when, unit_any());
    must_equal(b, r->initial, r->unit);
    must_equal(b, r->step, r->unit);
}

// Declared units first, because rings through previous(…) read ahead.
void rules_check_units(Builder *b) {
    Findings unwanted = {.arena = b->arena}, *findings = b->findings;
    for (uint32_t i = 0; i < b->terms->item_count; i++)
        if (!item_is_derived(&b->terms->items[i])) check_leaf(b, i);
    b->findings = &unwanted;
    for (uint32_t i = 0; i < b->terms->item_count; i++)
        if (item_is_derived(&b->terms->items[i]))
            declared_unit(b, &b->terms->items[i], &b->rules[i].unit);
    b->findings = findings;
    plan_visit(b->plan, check_derived, b);
}
