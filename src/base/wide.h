// base/wide.h - loops over columns in the widest vectors that the processor has
//
// A function marked WIDE is compiled for several processors, and the one to use is chosen when the
// program starts. All give the same bits: each element goes through the same operations of IEEE 754
// in the same order, and the compiler may not fuse a product and a sum (-ffp-contract=off in the
// Makefile). Not for sums over a column, whose order would matter. Clang 14 gives the function that
// chooses a name of its own (NAME.ifunc), so that no other file finds it: there, as usual.
#ifndef SOFTLAW_BASE_WIDE_H
#define SOFTLAW_BASE_WIDE_H

#include <stddef.h>

#if defined(__x86_64__) && defined(__OPTIMIZE__) && !defined(SOFTLAW_DEBUG) && !defined(__clang__)
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDE
#endif

#endif
