// feel/scope.h - the declared names as the parser meets them
#ifndef SOFTLAW_FEEL_SCOPE_H
#define SOFTLAW_FEEL_SCOPE_H

#include "feel/feel.h"

typedef struct ScopeName {
    Str name; // normal form
    const FeelType *type;
    uint32_t slot;
    FeelResolve *resolve; // of a special, else NULL
    void *host;
} ScopeName;

// The longest declared name that begins at `at`; NULL if there is none.
const ScopeName *scope_match(const FeelScope *s, Str text, size_t at, size_t *ret_end);
// The longest declared type name that begins at `at`; NULL if there is none.
const FeelType *scope_match_type(const FeelScope *s, Str text, size_t at, size_t *ret_end);
const ScopeName *scope_name_of_slot(const FeelScope *s, uint32_t slot);

// Edits (insert, remove, replace a code point, swap two neighbours) that turn `a` into `b`; more
// than `limit` gives limit + 1.
size_t name_distance(Str a, Str b, size_t limit);
// How many edits still make a likely slip in a name of this length.
size_t name_distance_limit(Str name);

#endif
