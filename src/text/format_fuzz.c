// text/format_fuzz.c - any text laid out anew says the same, and laid out again stays as it is
#include "base/fuzz.h"
#include "text/text.h"

#include <assert.h>

enum { BYTES_MAX = 80 }; // each text is read and laid out several times

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > BYTES_MAX) return 0;
    Arena *a = fuzz_arena();
    Findings f = {.arena = a};
    const Document *before = text_parse(a, STR("a"), (Str){(const char *)data, size}, &f);
    Str once = text_format(a, before);
    const Document *after = text_parse(a, STR("a"), once, &f);
    assert(text_is_same(before, after));
    assert(str_is(text_format(a, after), once));
    return 0;
}
