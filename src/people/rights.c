// people/rights.c - which role may do what to whose things: one table
//
// A row is an act; a column is what the organisation is to the thing. What stands in no cell is
// refused. Published things need no right and do not come here.
#include "people/people_int.h"

#define R(role) ((RoleSet)1 << ROLE_##role)

enum {
    WRITERS = R(DRAFTER) | R(FINANCE) | R(SIGNATORY),
    EXPERTS = R(REVIEWER) | R(EVALUATOR),
    STAFF = WRITERS | EXPERTS | R(DATA_PROVIDER) | R(CREDIT_OFFICER) | R(OFFICE) | R(AUDITOR),
};

typedef enum Weight { LIGHT, FACTOR, BINDING } Weight;

static const struct Right {
    Weight weight;
    RoleSet roles[RELATION_COUNT]; // own, partner, observer, other
} rights[ACT_COUNT] = {
    [ACT_READ] = {LIGHT, {STAFF, STAFF, EXPERTS | R(OFFICE) | R(AUDITOR), 0}},
    [ACT_COMMENT] = {LIGHT,
                     {WRITERS | EXPERTS | R(OFFICE), WRITERS | EXPERTS | R(OFFICE),
                      EXPERTS | R(OFFICE), 0}},
    [ACT_DRAFT] = {LIGHT, {R(DRAFTER), R(DRAFTER), 0, 0}},
    [ACT_SHARE] = {LIGHT, {R(DRAFTER) | R(SIGNATORY), 0, 0, 0}},
    [ACT_REVIEW] = {LIGHT, {R(REVIEWER), R(REVIEWER), R(REVIEWER), 0}},
    [ACT_SIGN] = {BINDING, {R(SIGNATORY), R(SIGNATORY), 0, 0}},
    [ACT_WRITE_FACTS] = {LIGHT, {R(DATA_PROVIDER), R(DATA_PROVIDER), R(DATA_PROVIDER), 0}},
    [ACT_CONFIRM_FACTS] = {BINDING, {R(FINANCE) | R(EVALUATOR), R(FINANCE), R(EVALUATOR), 0}},
    [ACT_EVALUATE] = {LIGHT, {R(EVALUATOR), 0, R(EVALUATOR), 0}},
    [ACT_PREPARE_PAYMENT] = {LIGHT, {R(FINANCE) | R(OFFICE), R(FINANCE), R(OFFICE), 0}},
    [ACT_PAY] = {BINDING, {R(FINANCE) | R(SIGNATORY), R(FINANCE) | R(SIGNATORY), 0, 0}},
    [ACT_RATE_CREDIT] = {BINDING, {R(CREDIT_OFFICER), 0, R(CREDIT_OFFICER), 0}},
    [ACT_PUBLISH] = {BINDING, {R(SIGNATORY) | R(OFFICE), 0, R(OFFICE), 0}},
    [ACT_READ_AUDIT] = {LIGHT, {R(AUDITOR), 0, R(AUDITOR), 0}},
    [ACT_MANAGE_PEOPLE] = {FACTOR, {R(ADMINISTRATOR), 0, 0, 0}},
    [ACT_MANAGE_ORGANISATIONS] = {FACTOR, {R(ADMINISTRATOR), 0, 0, 0}},
};

bool act_is_binding(Act act) {
    return rights[act].weight == BINDING;
}

bool act_takes_factor(Act act) {
    return rights[act].weight != LIGHT;
}

static bool has_right(const PeopleActor *actor, Act act, Relation relation) {
    return (actor->scope >> act & 1) && (actor->roles & rights[act].roles[relation]);
}

bool people_may(const PeopleActor *actor, Act act, Relation relation) {
    return has_right(actor, act, relation) && (actor->has_factor || !act_takes_factor(act));
}

Verdict people_may_approve(const PeopleActor *actor, Act act, Relation relation, Str initiator,
                           const Str *approvers, size_t approver_count) {
    if (!has_right(actor, act, relation)) return VERDICT_NO_RIGHT;
    if (!people_may(actor, act, relation)) return VERDICT_NO_FACTOR;
    if (str_is(actor->person, initiator)) return VERDICT_OWN_WORK;
    for (size_t i = 0; i < approver_count; i++)
        if (str_is(actor->person, approvers[i])) return VERDICT_TWICE;
    return VERDICT_YES;
}

static const struct Exclusion {
    Role role;
    RoleSet others;
} exclusions[] = {
    {ROLE_AUDITOR, STAFF | R(ADMINISTRATOR)},
    {ROLE_ADMINISTRATOR, R(FINANCE) | R(SIGNATORY) | R(CREDIT_OFFICER)},
    {ROLE_DATA_PROVIDER, R(EVALUATOR)},
};

bool roles_are_compatible(RoleSet roles, Role ret[2]) {
    for (size_t i = 0; i < sizeof exclusions / sizeof exclusions[0]; i++) {
        RoleSet one = (RoleSet)1 << exclusions[i].role;
        RoleSet others = roles & exclusions[i].others & ~one;
        if (!(roles & one) || !others) continue;
        ret[0] = exclusions[i].role;
        for (ret[1] = 0; !(others >> ret[1] & 1);) ret[1]++;
        return false;
    }
    return true;
}
