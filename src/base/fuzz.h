// base/fuzz.h - what fuzz targets share: one arena, kept from input to input
//
// A fresh arena for every input costs more than most inputs do.
#ifndef SOFTLAW_BASE_FUZZ_H
#define SOFTLAW_BASE_FUZZ_H

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Empty again at each call.
static inline Arena *fuzz_arena(void) {
    static Arena *kept;
    if (!kept) kept = arena_new();
    arena_reset(kept);
    return kept;
}

#endif
