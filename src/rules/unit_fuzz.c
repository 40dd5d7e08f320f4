// rules/unit_fuzz.c - any text is a unit or a fault, and a unit's text, read again, is the same
// unit
#include "base/fuzz.h"
#include "rules/unit_int.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Str text = {(const char *)data, size};
    Unit u, again;
    Message why = NO_MSG;
    if (utf8_find_fault(text) < 0 && unit_parse(a, text, &u, &why)) {
        bool is_same = unit_parse(a, unit_text(a, &u), &again, &why) && unit_is_equal(&u, &again);
        assert(is_same);
    }
    return 0;
}
