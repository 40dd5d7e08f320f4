// incentive/certain.c - is anything in a scenario left to chance?
#include "incentive/judge_int.h"

static bool never_varies(const Variable *v) {
    bool is_drawn = v->kind == VARIABLE_UNIFORM || v->kind == VARIABLE_TRIANGULAR ||
                    v->kind == VARIABLE_CHOICE || v->kind == VARIABLE_HISTORY;
    return v->kind == VARIABLE_CONSTANT || (!is_drawn && v->deviation == 0 && v->jumps.chance == 0);
}

bool variables_never_vary(const Scenario *s) {
    for (size_t i = 0; i < s->variable_count; i++)
        if (!never_varies(&s->variables[i].draws)) return false;
    return true;
}

bool scenario_is_certain(const Scenario *s) {
    for (size_t i = 0; i < s->action_count; i++)
        if (s->actions[i].chance > 0 && s->actions[i].chance < 1) return false;
    return variables_never_vary(s);
}

Interval judge_share(const Incentive *i, uint64_t some, uint64_t all) {
    double share = all ? (double)some / (double)all : 0;
    return i->is_certain ? (Interval){share, share, share} : wilson(some, all);
}
