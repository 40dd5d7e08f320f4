// games/rat.h - exact rationals of any size, in an arena
//
// GMP's numbers take their memory outside the arena and give it back when the arena goes. A text
// that a stranger wrote is bounded in digits, so that no number is larger than its text.
#ifndef SOFTLAW_GAMES_RAT_H
#define SOFTLAW_GAMES_RAT_H

#include "base/str.h"

#include <gmp.h>

typedef __mpq_struct Rat;
typedef __mpz_struct Big;

enum { RAT_DIGITS_MAX = 64, RAT_EXPONENT_MAX = 64 };

// `count` numbers, all 0.
Rat *rats_new(Arena *a, size_t count);
Big *bigs_new(Arena *a, size_t count);
// "3", "-1/3", "0.25", "1.5e3"; false if it is no number or too long.
bool rat_from_text(Str text, Rat *ret);
void rat_from_int(Rat *r, int64_t numerator, int64_t denominator);
Str rat_text(Arena *a, const Rat *r); // "1/3"
// The least common multiple of the denominators, and each number times it.
void rats_to_integers(const Rat *from, size_t count, Big *to, Big *ret_scale);

// Solve `rows` equations in `columns` unknowns, the right side being the last column; the matrix is
// used up. False where there is none or more than one solution.
bool rats_solve(Rat *matrix, size_t rows, size_t columns, Rat *ret);

#endif
