// facts/from_csv_fuzz.c - any bytes as facts: no crash, and in place or in general the same facts
#include "base/fuzz.h"
#include "facts/read_test.h"

#include <assert.h>

static const Rulebook *rulebook;

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerInitialize(int *count, char ***arguments) {
    (void)count;
    (void)arguments;
    rulebook = read_rulebook(arena_new());
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { SIZE_MAX_READ = 1024 }; // longer ones say no more
    if (size > SIZE_MAX_READ) return 0;
    Arena *a = fuzz_arena();
    Str text = {(const char *)data, size};
    bool is_same = str_is(read_csv(a, rulebook, text, false), read_csv(a, rulebook, text, true));
    assert(is_same);
    return 0;
}
