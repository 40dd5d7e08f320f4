// rules/unit_infer.h - inferring the unit of an expression
#ifndef SOFTLAW_RULES_UNIT_INFER_H
#define SOFTLAW_RULES_UNIT_INFER_H

#include "rules/rules_int.h"

typedef struct UnitInfer {
    Builder *builder;
    const FeelCode *code;
    Unit value_unit;      // of `value`
    Unit local_unit;      // of the loop variable or `item` of the innermost body
    const FeelNode *bare; // the first number other than 0 that took the unit of its place
} UnitInfer;

Unit unit_infer(UnitInfer *c, const FeelNode *n);
// What two parts that must agree are in; a finding at `m` if they do not.
Unit unit_unify(UnitInfer *c, const FeelNode *n, const FeelNode *m, Unit a, Unit b);
// Of a builtin's call (unit_call.c).
Unit unit_infer_call(UnitInfer *c, const FeelNode *n);

#endif
