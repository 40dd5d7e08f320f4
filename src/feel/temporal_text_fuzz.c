// feel/temporal_text_fuzz.c - any text: what reads as a date, time or duration prints and reads
// back the same
#include "base/fuzz.h"
#include "feel/temporal.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    FeelValue v = feel_temporal_literal((Str){(const char *)data, size});
    if (v.kind == FEEL_NULL) return 0;
    Buf text = {.arena = a};
    temporal_add_text(&text, v);
    FeelValue again = feel_temporal_literal(buf_str(&text));
    assert(again.kind == v.kind && feel_is_identical(v, again));
    return 0;
}
