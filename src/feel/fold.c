// feel/fold.c - constant parts of an expression are computed once, by the machine itself
#include "feel/compile.h"

enum {
    FOLD_MEMORY_BYTES = 1 << 20,
    FOLD_REGISTERS = 512,
    FOLD_DEPTH = 64,
    FOLD_WEIGHT_MAX = 10000
};

static FeelMachine *folder(Compiler *c) {
    if (!c->folder) {
        FeelLimits limits = {.steps_max = c->fold_steps_left,
                             .memory_bytes_max = FOLD_MEMORY_BYTES,
                             .depth_max = FOLD_DEPTH};
        c->folder = machine_new(limits, FOLD_REGISTERS);
    }
    return c->folder;
}

bool fold(Compiler *c, const Node *n, FeelValue *ret) {
    FeelCode *code = ARENA_NEW(c->arena, FeelCode);
    if (c->fold_steps_left == 0 || !code_from_tree(c->arena, c->parser, n, true, code))
        return false;
    FeelMachine *m = folder(c);
    m->limits.steps_max = c->fold_steps_left;
    FeelValue value = feel_run(m, code, NULL);
    c->fold_steps_left = m->steps_left;
    if (value.kind == FEEL_NULL || feel_weight(value) > FOLD_WEIGHT_MAX) return false;
    *ret = feel_value_copy(c->arena, value);
    return true;
}
