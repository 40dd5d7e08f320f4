// feel/row_flow.c - many rows go through straight code: which are where
#include "feel/row_flow.h"

#include <assert.h>

// ---- what an instruction does -------------------------------------------------------------------

enum { READS_A = 1, READS_B = 2, READS_RANGE = 4, WRITES = 8, JUMPS = 16, GOES_ON = 32 };

static const uint8_t EFFECTS[OP_RETURN + 1] = {
    [OP_MOVE] = READS_A | WRITES | GOES_ON,
    [OP_READ] = READS_A | WRITES | GOES_ON,
    [OP_ADD] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_SUBTRACT] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_MULTIPLY] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_DIVIDE] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_POWER] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_NEGATE] = READS_A | WRITES | GOES_ON,
    [OP_MIN] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_MAX] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_ABS] = READS_A | WRITES | GOES_ON,
    [OP_EQUAL] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_NOT_EQUAL] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_LESS] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_LESS_EQUAL] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_GREATER] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_GREATER_EQUAL] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_UNLESS_EQUAL] = READS_A | READS_B | JUMPS | GOES_ON,
    [OP_UNLESS_NOT_EQUAL] = READS_A | READS_B | JUMPS | GOES_ON,
    [OP_UNLESS_LESS] = READS_A | READS_B | JUMPS | GOES_ON,
    [OP_UNLESS_LESS_EQUAL] = READS_A | READS_B | JUMPS | GOES_ON,
    [OP_UNLESS_GREATER] = READS_A | READS_B | JUMPS | GOES_ON,
    [OP_UNLESS_GREATER_EQUAL] = READS_A | READS_B | JUMPS | GOES_ON,
    [OP_JUMP] = JUMPS,
    [OP_UNLESS] = READS_A | JUMPS | GOES_ON,
    [OP_IF_TRUE] = READS_A | JUMPS | GOES_ON,
    [OP_IF_FALSE] = READS_A | JUMPS | GOES_ON,
    [OP_AND] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_OR] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_NOT] = READS_A | WRITES | GOES_ON,
    [OP_PATH] = READS_A | WRITES | GOES_ON,
    [OP_IN] = READS_A | READS_B | WRITES | GOES_ON,
    [OP_CALL_BUILTIN] = READS_RANGE | WRITES | GOES_ON,
    [OP_RETURN] = READS_A,
};

static uint64_t bit_of(uint32_t operand) {
    return operand >> 30 == 0 ? (uint64_t)1 << (operand & OPERAND_INDEX) : 0;
}

static uint64_t registers_read(const Instruction *i) {
    uint8_t does = EFFECTS[i->op];
    uint64_t read = does & READS_A ? bit_of(i->a) : 0;
    if (does & READS_B) read |= bit_of(i->b);
    if (does & READS_RANGE)
        for (uint32_t k = 0; k < i->n; k++) read |= bit_of(i->a + k);
    return read;
}

const uint64_t *row_flow_plan(Arena *a, const FeelProto *main) {
    if (main->register_count > REGISTERS_IN_COLUMNS) return NULL;
    uint64_t *live = ARENA_ARRAY(a, uint64_t, main->instruction_count + 1);
    for (uint32_t at = main->instruction_count; at-- > 0;) {
        const Instruction *i = &main->instructions[at];
        uint8_t does = EFFECTS[i->op];
        if (!does || (does & JUMPS && i->dest <= at)) return NULL;
        uint64_t after = does & GOES_ON ? live[at + 1] : 0;
        if (does & JUMPS) after |= live[i->dest];
        if (does & WRITES) after &= ~bit_of(i->dest);
        live[at] = after | registers_read(i);
    }
    return live;
}

// ---- rows that wait -----------------------------------------------------------------------------

static bool is_any(const uint8_t *on, size_t count) {
    return memchr(on, 1, count) != NULL;
}

void row_flow_begin(RowFlow *f, const FeelCode *code, const uint8_t *on, size_t count) {
    assert(code->live && count > 0 && count <= FEEL_COLUMN_ROWS);
    f->code = code;
    f->count = count;
    f->waiting_count = 0;
    if (on)
        memcpy(f->on, on, count);
    else
        memset(f->on, 1, count);
}

static bool wait_at(RowFlow *f, uint32_t target, const uint8_t *on) {
    size_t k = 0;
    while (k < f->waiting_count && f->waiting[k].target != target) k++;
    if (k == WAITING_MAX) return false;
    if (k == f->waiting_count) {
        f->waiting[f->waiting_count++].target = target;
        memset(f->waiting[k].on, 0, f->count);
    }
    for (size_t i = 0; i < f->count; i++) f->waiting[k].on[i] |= on[i];
    return true;
}

static void join_waiting(RowFlow *f, uint32_t at) {
    for (size_t k = 0; k < f->waiting_count; k++) {
        if (f->waiting[k].target != at) continue;
        for (size_t i = 0; i < f->count; i++) f->on[i] |= f->waiting[k].on[i];
        if (k != --f->waiting_count) f->waiting[k] = f->waiting[f->waiting_count];
        return;
    }
}

uint32_t row_flow_next(RowFlow *f, uint32_t at) {
    join_waiting(f, at);
    if (is_any(f->on, f->count)) return at;
    uint32_t least = UINT32_MAX;
    for (size_t k = 0; k < f->waiting_count; k++)
        if (f->waiting[k].target < least) least = f->waiting[k].target;
    assert(least != UINT32_MAX);
    join_waiting(f, least);
    return least;
}

bool row_flow_part(RowFlow *f, uint32_t target, const uint8_t *truth, uint8_t stays) {
    uint8_t leaving[FEEL_COLUMN_ROWS];
    for (size_t i = 0; i < f->count; i++) {
        leaving[i] = f->on[i] & (truth[i] != stays);
        f->on[i] &= truth[i] == stays;
    }
    return !is_any(leaving, f->count) || wait_at(f, target, leaving);
}

bool row_flow_held(const RowFlow *f, uint32_t index, uint8_t *ret_on) {
    bool found = false;
    for (size_t k = 0; k < f->waiting_count; k++) {
        const struct RowWaiting *w = &f->waiting[k];
        if (!(f->code->live[w->target] >> index & 1)) continue;
        if (!found) memset(ret_on, 0, f->count);
        for (size_t i = 0; i < f->count; i++) ret_on[i] |= w->on[i];
        found = true;
    }
    return found;
}
