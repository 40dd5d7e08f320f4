// games/dict.h - a dictionary of integers: the tableau of a polytope, pivoted without fractions
//
// {x >= 0, M x <= 1} with a positive M. Variables are numbered: first the columns of M, then the
// slacks of its rows. Every cell is an integer and stands for cell / determinant, so a pivot
// divides without rest. Cells have 128 bits; where one might not fit, `has_overflowed` says so,
// nothing of the dictionary holds any more, and the work is done again with cells of any size.
#ifndef SOFTLAW_GAMES_DICT_H
#define SOFTLAW_GAMES_DICT_H

#include "games/rat.h"

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 WideBits;

typedef struct Dict {
    int rows, columns; // the right side is column `columns`
    int width;         // columns + 1
    int *basic;        // variable of each row
    int *cobasic;      // variable of each column
    int *where;        // of each variable: its row, or -1 - its column
    bool is_big, has_overflowed;
    Wide *cells, determinant;
    double *near, near_determinant; // the same, rounded
    Big *big, *big_determinant, *scratch;
} Dict;

// `matrix` by rows. With `is_big` cells of any size.
Dict *dict_new(Arena *a, const Big *matrix, int rows, int columns, bool is_big);
// The variable of `column` enters, that of `row` leaves; the cell there must be positive.
void dict_pivot(Dict *d, int row, int column);
int dict_sign(const Dict *d, int row, int column);
// The row that must leave when `column` enters, ties broken as if the right side were 1 + e^i with
// an e smaller than every number (so that cycles cannot be); -1 if there is none.
int dict_leaving(Dict *d, int column);
// The bit of each variable that is 0, and of each that is outside the basis.
uint64_t dict_zeros(const Dict *d);
uint64_t dict_outside(const Dict *d);

#endif
