// review/act_fuzz.c - any bytes as an act: refused with a reason, or a skeleton that is YAML
#include "base/fuzz.h"
#include "review/review.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Err err = {.code = ERR_NONE};
    Findings f = {.arena = a};
    Str xml = {(const char *)data, size};
    if (utf8_find_fault(xml) >= 0) return 0; // the file reader refuses it
    Str text = review_from_act(a, STR("f"), xml, &err);
    assert((text.at == NULL) == (err.code != ERR_NONE));
    if (!text.at) return 0;
    const YamlNode *root = yaml_parse(a, STR("g"), text, 0, text.size, &f);
    assert(root || f.count); // two articles of one id are a fault that a person sees
    return 0;
}
