// dmn/suite_fuzz.c - any bytes as a test file: it is read or refused, and each value matches itself
#include "dmn/suite.h"

#include <assert.h>

static void check_values(const DmnNamedValue *values, size_t count) {
    for (size_t i = 0; i < count; i++) assert(dmn_suite_matches(values[i].value, values[i].value));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = arena_new();
    Err err = {0};
    const DmnSuite *suite = dmn_suite_read(a, STR("fuzz"), (Str){(const char *)data, size}, &err);
    assert((suite == NULL) == (err.code != ERR_NONE));
    for (size_t i = 0; suite && i < suite->case_count; i++) {
        check_values(suite->cases[i].inputs, suite->cases[i].input_count);
        check_values(suite->cases[i].results, suite->cases[i].result_count);
    }
    arena_free(a);
    return 0;
}
