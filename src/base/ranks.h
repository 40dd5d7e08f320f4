// base/ranks.h - one program on several machines: what its copies say to each other, by MPI
//
// mpirun starts the program several times; each copy is a rank, counted from 0. The library of MPI
// is loaded only then, so that the program needs none where it runs alone: it is then one rank, and
// what it says it hears itself.
//
// All ranks must call the same functions in the same order, from the thread that opened them. Where
// a rank dies, mpirun ends the others.
#ifndef SOFTLAW_BASE_RANKS_H
#define SOFTLAW_BASE_RANKS_H

#include "base/message.h"

typedef struct Ranks Ranks;

// ERR_NOT_FOUND where mpirun started the program and the library is missing or unknown. The arena
// says farewell for the program, after which no others can be opened.
const Ranks *ranks_open(Arena *a, Err *err);
const Ranks *ranks_alone(Arena *a); // one rank, whatever mpirun did

size_t ranks_count(const Ranks *r);
size_t ranks_own(const Ranks *r); // 0: the one that speaks for all

// Rank 0 gives `size` bytes to all others, which must ask for as many.
void ranks_tell(const Ranks *r, void *bytes, size_t size);
// What each rank gives, in their order, on rank 0; NULL on the others. The texts lie in the arena.
const Str *ranks_gather(Arena *a, const Ranks *r, Str own);

#endif
