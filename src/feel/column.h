// feel/column.h - columns of values under work: masks of rows, kernels on numbers
//
// A kernel works on all rows and looks for faults only in those that are on; what it leaves in the
// others is never read. It reports false where it cannot give the very value that the machine gives
// row by row: then the caller tries a slower way, and in the end runs row by row.
#ifndef SOFTLAW_FEEL_COLUMN_H
#define SOFTLAW_FEEL_COLUMN_H

#include "feel/code.h"

// Which rows of the column are meant.
typedef struct ColumnRows {
    size_t count;
    const uint8_t *on; // 0 or 1 for each
} ColumnRows;

// Where a column is made.
typedef struct ColumnSpace {
    int64_t numbers[FEEL_COLUMN_ROWS];
    Dec decs[FEEL_COLUMN_ROWS];
} ColumnSpace;

// Numbers of a column are less than 2^62 in magnitude, so that a sum of two cannot wrap.
#define COLUMN_BOUND ((uint64_t)1 << 62)
static inline uint64_t column_is_beyond(int64_t number) {
    return ((uint64_t)number + COLUMN_BOUND) >> 63;
}

// ---- forms (column.c) ---------------------------------------------------------------------------

// As small integers with an exponent; false if some value that is on is not of a kind or size for
// it. `space` is used where the column must be made; the result may also be `c` itself.
bool column_small(const FeelColumn *c, ColumnRows rows, ColumnSpace *space, FeelColumn *ret);
// As decimals; false if it holds no numbers.
bool column_wide(const FeelColumn *c, ColumnRows rows, ColumnSpace *space, FeelColumn *ret);
// Scale numbers to a lower exponent; false if they get too large. `out` may be the source.
bool column_scale(const int64_t *numbers, int by, ColumnRows rows, int64_t *out);
// A copy in `space` that does not depend on where `c` was.
void column_copy(const FeelColumn *c, size_t count, ColumnSpace *space, FeelColumn *ret);
// What is merged: rows that come from the other column, and rows that must keep their value.
typedef struct ColumnMerge {
    ColumnRows added, kept;
    ColumnSpace *spaces; // two, to work in
} ColumnMerge;
// `into` lives in `space`. False if one column cannot hold both.
bool column_merge(FeelColumn *into, ColumnSpace *space, const FeelColumn *from, ColumnMerge m);

// ---- numbers (column_number.c) ------------------------------------------------------------------

enum { COLUMN_SPACES = 3 }; // what the kernels are lent

// Columns of one kind and exponent, as many as there are spaces at most.
typedef struct ColumnAligned {
    FeelKind kind;
    int exponent;
    const int64_t *numbers[COLUMN_SPACES];
} ColumnAligned;
bool column_align(const FeelColumn *const *columns, size_t count, ColumnRows rows,
                  ColumnSpace *spaces, ColumnAligned *ret);

bool column_arithmetic(Op op, const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                       ColumnSpace *spaces, ColumnSpace *out, FeelColumn *ret);
// One byte for each row: does `a op b` hold?
bool column_compare(Op op, const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                    ColumnSpace *spaces, uint8_t *ret);
bool column_extreme(Op op, const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                    ColumnSpace *spaces, ColumnSpace *out, FeelColumn *ret);
// A builtin that has a kernel, such as clamp and sum; false for others.
bool column_call(const Builtin *b, const FeelColumn *args, size_t count, ColumnRows rows,
                 ColumnSpace *spaces, ColumnSpace *out, FeelColumn *ret);

#endif
