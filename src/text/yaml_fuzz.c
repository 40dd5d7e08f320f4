// text/yaml_fuzz.c - any bytes make a tree or a finding; places stay within the text
#include "base/fuzz.h"
#include "text/text_int.h"

#include <assert.h>

static void check(const YamlNode *n, Str text) {
    assert((size_t)n->place.offset + n->place.size <= text.size);
    assert(n->place.line >= 1 && n->place.column >= 1);
    for (size_t i = 0; i < n->count; i++) check(n->items[i], text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings f = {.arena = a};
    Str text = {(const char *)data, size};
    size_t start = size ? data[0] % size : 0;
    const YamlNode *n = yaml_parse(a, STR("f"), text, start, size - start, &f);
    assert(n || f.error_count);
    if (n) check(n, text);
    return 0;
}
