// feel/type.h - types within the room: reading, joining, and the types of operations
//
// FEEL_ANY as the type of an expression means: not known before it runs.
#ifndef SOFTLAW_FEEL_TYPE_H
#define SOFTLAW_FEEL_TYPE_H

#include "feel/scope.h"

// The type written at `*at`, which moves behind it; NULL and `*at` at the fault if there is none.
// `scope` (may be NULL) knows the named types.
const FeelType *type_parse_at(Arena *a, const FeelScope *scope, Str text, size_t *at);
// The type of a value that is one of either.
const FeelType *type_join(const FeelType *a, const FeelType *b);
// What iteration over a value of this type yields.
const FeelType *type_of_items(const FeelType *t);
// The type of a value; lists and contexts are looked into, but not deeply.
const FeelType *type_of_value(Arena *a, FeelValue v);
const FeelType *type_range(Arena *a, const FeelType *item);
const FeelType *type_function(Arena *a, const Str *names, const FeelType **types, size_t count,
                              const FeelType *result);
// Index of the key in a context type, or -1.
int64_t type_key_index(const FeelType *t, Str key);
// Is nothing known of it before it runs?
static inline bool type_is_open(const FeelType *t) {
    return t->kind == FEEL_ANY || t->kind == FEEL_NULL;
}

// `v instance of t`.
bool type_holds(const FeelType *t, FeelValue v);

// The kind of `a op b`, op being a FeelNodeKind from ADD to POWER: FEEL_ANY if it is not known,
// FEEL_NULL if the kinds do not go together.
FeelKind type_of_arithmetic(FeelNodeKind op, FeelKind a, FeelKind b);
// Have values of the kind an order?
bool type_is_ordered(FeelKind kind);

#endif
