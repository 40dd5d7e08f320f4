// rules/unit_call.c - what builtins do to units
#include "rules/unit_infer.h"

typedef enum CallRule {
    CALL_UNKNOWN,  // nothing is known of the result
    CALL_FIRST,    // the result is in the unit of the first argument
    CALL_EQUAL,    // all arguments in one unit, and the result too
    CALL_COMPARED, // all arguments in one unit, the result is none or a bare number
    CALL_COUNT,    // a bare number
    CALL_ROOT,     // of the first argument
    CALL_PLAIN,    // a plain number of a plain number
} CallRule;

static const struct {
    const char *name;
    CallRule rule;
} call_rules[] = {
    {"sum", CALL_EQUAL},
    {"min", CALL_EQUAL},
    {"max", CALL_EQUAL},
    {"mean", CALL_EQUAL},
    {"median", CALL_EQUAL},
    {"mode", CALL_EQUAL},
    {"stddev", CALL_EQUAL},
    {"clamp", CALL_EQUAL},
    {"concatenate", CALL_EQUAL},
    {"append", CALL_EQUAL},
    {"union", CALL_EQUAL},
    {"modulo", CALL_EQUAL},
    {"abs", CALL_FIRST},
    {"floor", CALL_FIRST},
    {"ceiling", CALL_FIRST},
    {"decimal", CALL_FIRST},
    {"round up", CALL_FIRST},
    {"round down", CALL_FIRST},
    {"round half up", CALL_FIRST},
    {"round half down", CALL_FIRST},
    {"round half even", CALL_FIRST},
    {"round to", CALL_FIRST},
    {"sort", CALL_FIRST},
    {"reverse", CALL_FIRST},
    {"distinct values", CALL_FIRST},
    {"flatten", CALL_FIRST},
    {"sublist", CALL_FIRST},
    {"remove", CALL_FIRST},
    {"insert before", CALL_FIRST},
    {"list replace", CALL_FIRST},
    {"allocate", CALL_FIRST},
    {"largest remainder", CALL_FIRST},
    {"accumulate", CALL_FIRST},
    {"grade", CALL_COMPARED},
    {"list contains", CALL_COMPARED},
    {"index of", CALL_COMPARED},
    {"is", CALL_COMPARED},
    {"count", CALL_COUNT},
    {"string length", CALL_COUNT},
    {"day of year", CALL_COUNT},
    {"week of year", CALL_COUNT},
    {"sqrt", CALL_ROOT},
    {"exp", CALL_PLAIN},
    {"log", CALL_PLAIN},
};

static CallRule rule_of(Str name) {
    for (size_t i = 0; i < sizeof call_rules / sizeof call_rules[0]; i++)
        if (str_is(name, str_from(call_rules[i].name))) return call_rules[i].rule;
    return CALL_UNKNOWN;
}

static Unit root(Unit u) {
    Unit r;
    if (u.kind != UNIT_KNOWN) return u;
    return unit_root(&u, &r) ? r : unit_any();
}

Unit unit_infer_call(UnitInfer *c, const FeelNode *n) {
    CallRule rule = rule_of(n->text);
    Unit first = unit_any();
    for (size_t i = 0; i < n->child_count; i++) {
        Unit u = unit_infer(c, n->children[i]);
        if (i == 0)
            first = u;
        else if (rule == CALL_EQUAL || rule == CALL_COMPARED)
            first = unit_unify(c, n->children[0], n->children[i], first, u);
    }
    switch (rule) {
    case CALL_FIRST:
    case CALL_EQUAL: return first;
    case CALL_COMPARED:
    case CALL_COUNT: return unit_flexible();
    case CALL_ROOT: return root(first);
    case CALL_PLAIN: return unit_plain();
    case CALL_UNKNOWN: break;
    }
    return unit_any();
}
