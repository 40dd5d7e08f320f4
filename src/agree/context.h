// agree/context.h - what the words around a number make of it: a reference, an end, a change
#ifndef SOFTLAW_AGREE_CONTEXT_H
#define SOFTLAW_AGREE_CONTEXT_H

#include "base/str.h"

// Does the number stand for an article, a standard, a telephone …? `behind` is where it ends.
bool reference_at(Str text, size_t start, size_t behind);
// Is something raised or lowered near the bytes [start, end)?
bool change_near(Str text, size_t start, size_t end);
// Does the date at [start, end) end something: until, by, before it?
bool ends_there(Str text, size_t start, size_t end);
// Does the number that ends at `behind` only tell how halves are rounded?
bool rounding_idiom_at(Str text, size_t behind);

#endif
