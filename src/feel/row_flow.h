// feel/row_flow.h - many rows go through straight code: which are where
//
// Jumps only go forward. Each instruction is done for the rows that are at it; rows that jumped
// wait at their target until the instructions before it are done.
#ifndef SOFTLAW_FEEL_ROW_FLOW_H
#define SOFTLAW_FEEL_ROW_FLOW_H

#include "feel/code.h"

enum { REGISTERS_IN_COLUMNS = 64, WAITING_MAX = 32 };

// Can main code be run so? Then the registers that are read at or after each instruction, as bits;
// else NULL.
const uint64_t *row_flow_plan(Arena *a, const FeelProto *main);

typedef struct RowFlow {
    const FeelCode *code;
    size_t count;                 // of rows
    uint8_t on[FEEL_COLUMN_ROWS]; // 1 for rows at the current instruction
    struct RowWaiting {
        uint32_t target;
        uint8_t on[FEEL_COLUMN_ROWS];
    } waiting[WAITING_MAX];
    size_t waiting_count;
} RowFlow;

// `on` as in feel_run_columns.
void row_flow_begin(RowFlow *f, const FeelCode *code, const uint8_t *on, size_t count);
// The instruction to do next, from `at` on; some row is at it.
uint32_t row_flow_next(RowFlow *f, uint32_t at);
// Rows whose `truth` is not `stays` go to the target. False if rows wait in too many places.
bool row_flow_part(RowFlow *f, uint32_t target, const uint8_t *truth, uint8_t stays);
// The rows that wait and will read a register; false if there are none.
bool row_flow_held(const RowFlow *f, uint32_t index, uint8_t *ret_on);

#endif
