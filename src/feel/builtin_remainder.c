// feel/builtin_remainder.c - softlaw's builtin that shares whole units: largest remainder
//
// Each gets the whole units of its quota; the units left go to the largest remainders. Remainders
// are compared exactly, as (units * weight) modulo the sum of the weights.
#include "feel/builtin.h"

#define TIE "tie-without-rule"

typedef enum TieRule { TIE_NONE, TIE_FIRST, TIE_LAST, TIE_LARGEST, TIE_SMALLEST } TieRule;

typedef struct Quotas {
    FeelMachine *machine;
    FeelList weights;
    Dec units, unit, total_weight;
    bool is_negative; // of the total: what is owed is shared like what is due
    TieRule ties;
    Dec *whole;            // units of each
    FeelValue *remainders; // numbers; `reason` is the index
    FeelValue *scratch;
    int64_t left; // units still to be given
    FeelValue fault;
} Quotas;

static bool fail(Quotas *q, const char *code, Message why) {
    q->fault = feel_fault(q->machine, code, why);
    return false;
}

static bool too_large(Quotas *q) {
    return fail(q, FEEL_OUT_OF_RANGE, MSG("the amounts are too large to be shared"));
}

static bool tie_rule_of(Quotas *q, FeelValue ties) {
    static const Str names[] = {
        {"none", 4}, {"first", 5}, {"last", 4}, {"largest", 7}, {"smallest", 8}};
    if (ties.kind != FEEL_STRING) return true;
    for (int i = TIE_FIRST; i <= TIE_SMALLEST; i++)
        if (str_is(ties.string, names[i])) {
            q->ties = (TieRule)i;
            return true;
        }
    return fail(q, FEEL_WRONG_VALUE,
                MSG("the rule for ties is first, last, largest or smallest, not {1}",
                    builtin_text(q->machine, ties)));
}

static bool units_of(Quotas *q, FeelValue total, FeelValue unit) {
    Dec rest;
    q->unit = unit.kind == FEEL_NUMBER ? unit.number : dec_from_int(1);
    if (dec_compare(q->unit, DEC_ZERO) <= 0)
        return fail(q, FEEL_WRONG_VALUE, MSG("the unit must be above 0"));
    if (!dec_modulo(total.number, q->unit, &rest)) return too_large(q);
    if (!dec_is_zero(rest))
        return fail(q, FEEL_WRONG_VALUE,
                    MSG("the total {1} is not a multiple of the unit {2}",
                        builtin_text(q->machine, total),
                        builtin_text(q->machine, feel_number(q->unit))));
    q->is_negative = dec_is_negative(total.number);
    return dec_div(dec_abs(total.number), q->unit, &q->units) || too_large(q);
}

static bool weights_of(Quotas *q) {
    q->total_weight = DEC_ZERO;
    for (size_t i = 0; i < q->weights.count; i++) {
        Dec weight = q->weights.items[i].number;
        if (dec_is_negative(weight))
            return fail(
                q, FEEL_WRONG_VALUE,
                MSG("weight {1} is negative", builtin_integer_text(q->machine, (int64_t)i + 1)));
        if (!dec_add(q->total_weight, weight, &q->total_weight)) return too_large(q);
    }
    return !dec_is_zero(q->total_weight) ||
           fail(q, "no-weights", MSG("no weight is above 0, so nothing can be shared"));
}

static bool quotas_open(Quotas *q, FeelMachine *m, const FeelValue *args, size_t count) {
    enum { STEPS_PER_WEIGHT = 8 };
    *q = (Quotas){.machine = m, .weights = *args[1].list};
    if (!tie_rule_of(q, count > 3 ? args[3] : feel_null()) ||
        !units_of(q, args[0], count > 2 ? args[2] : feel_null()) ||
        !builtin_check_items(m, q->weights, FEEL_NUMBER, &q->fault) || !weights_of(q))
        return false;
    q->remainders = feel_items(m, q->weights.count);
    q->scratch = feel_items(m, q->weights.count);
    bool room = q->remainders && q->scratch && feel_room(m, q->weights.count * sizeof(Dec)) &&
                feel_steps(m, q->weights.count * STEPS_PER_WEIGHT);
    if (!room) {
        q->fault = feel_stopped(m);
        return false;
    }
    q->whole = ARENA_ARRAY(feel_machine_arena(m), Dec, q->weights.count);
    return true;
}

// Whole units and remainder of each, and the units that no one has yet.
static bool quotas_take(Quotas *q) {
    Dec left = q->units;
    for (size_t i = 0; i < q->weights.count; i++) {
        Dec product, rest, *whole = &q->whole[i];
        if (!dec_mul(q->units, q->weights.items[i].number, &product) ||
            !dec_modulo(product, q->total_weight, &rest) || !dec_sub(product, rest, whole) ||
            !dec_div(*whole, q->total_weight, whole) || !dec_sub(left, *whole, &left))
            return too_large(q);
        q->remainders[i] = feel_number(rest);
        q->remainders[i].reason = (uint32_t)i;
    }
    return (dec_to_int(left, &q->left) && q->left >= 0 && q->left <= (int64_t)q->weights.count) ||
           too_large(q);
}

// Below 0: `a` comes first. 0: a tie that the rule does not decide.
static int order_of(const Quotas *q, const FeelValue *a, const FeelValue *b) {
    int order = dec_compare(b->number, a->number);
    if (order) return order;
    const FeelValue *weights = q->weights.items;
    switch (q->ties) {
    case TIE_FIRST: return a->reason < b->reason ? -1 : 1;
    case TIE_LAST: return a->reason > b->reason ? -1 : 1;
    case TIE_LARGEST: return dec_compare(weights[b->reason].number, weights[a->reason].number);
    case TIE_SMALLEST: return dec_compare(weights[a->reason].number, weights[b->reason].number);
    case TIE_NONE: break;
    }
    return 0;
}

static bool remainders_in_order(void *context, const FeelValue *a, const FeelValue *b,
                                bool *ret_in_order) {
    *ret_in_order = order_of(context, a, b) <= 0;
    return true;
}

static bool give_rest(Quotas *q) {
    size_t left = (size_t)q->left;
    builtin_sort(q->remainders, q->scratch, q->weights.count, remainders_in_order, q);
    if (left > 0 && left < q->weights.count &&
        order_of(q, &q->remainders[left - 1], &q->remainders[left]) == 0)
        return fail(
            q, TIE,
            MSG("shares {1} and {2} have the same remainder, and no rule says which is "
                "rounded up",
                builtin_integer_text(q->machine, (int64_t)q->remainders[left - 1].reason + 1),
                builtin_integer_text(q->machine, (int64_t)q->remainders[left].reason + 1)));
    for (size_t i = 0; i < left; i++) {
        Dec *whole = &q->whole[q->remainders[i].reason];
        if (!dec_add(*whole, dec_from_int(1), whole)) return too_large(q);
    }
    return true;
}

static FeelValue run_largest_remainder(FeelMachine *m, const FeelValue *args, size_t count) {
    Quotas q;
    if (!quotas_open(&q, m, args, count) || !quotas_take(&q) || !give_rest(&q)) return q.fault;
    FeelValue *shares = q.scratch;
    for (size_t i = 0; i < q.weights.count; i++) {
        Dec share;
        if (!dec_mul(q.whole[i], q.unit, &share)) {
            too_large(&q);
            return q.fault;
        }
        shares[i] = feel_number(q.is_negative ? dec_negate(share) : share);
    }
    return feel_list_of(m, shares, q.weights.count);
}

static const Builtin rows[] = {
    {DOMAIN_DOC("largest remainder", "largest remainder(total, weights, unit?, ties?)",
                "The total shared by weight in whole units (1 if left out): units that are left "
                "over go to the largest remainders. Equal remainders need a rule: \"first\", "
                "\"last\", \"largest\" or \"smallest\" (of the weights); without it they are a "
                "fault.",
                "按权重以整数单位（默认 1）分配总额，余下单位依次给余数最大者。余数相同时须有规则："
                "\"first\"、\"last\"、\"largest\"、\"smallest\"，否则视为错误。",
                "largest remainder(1001, [12.5, 37.5, 25, 25])", "[125, 376, 250, 250]"),
     SIGNATURES(SIGNATURE(PARAM("total", K_NUMBER), LIST_PARAM("weights", FEEL_NUMBER),
                          OPTIONAL("unit", K_NUMBER | K_NULL),
                          OPTIONAL("ties", K_STRING | K_NULL))),
     .run = run_largest_remainder, .result_type = builtin_type_numbers},
};

const BuiltinFamily builtin_remainders = FAMILY(rows);
